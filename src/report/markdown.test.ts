import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { markdown } from './markdown.js'
import { markdownBlock, markdownCode, markdownText } from './markdown-text.js'
import { context, example, hostile, hostileText, minIsr } from './report.example.js'

const test = suite('markdown')

test('the example report', () => {
  const text = markdown(example, context)
  assert.match(text, '## strimzi-lint: 🔴 1 error, 🟠 1 warning, ⚠️ 1 not checked\n\n4 documents in 4 files: 2 checked, 1 skipped, 1 failed. Judged by Strimzi 1.2.0. `strimzi-lint --fix` repairs 1.\n')
  assert.match(text, '- ⚠️ <code>nowhere</code>: not checked: no such file or directory\n')
  assert.match(text, '### <code>k8s/topics.yaml</code> 🔴&nbsp;1 🟠&nbsp;1\n\n| | line | finding | rule | stage |\n| --- | ---: | --- | --- | --- |\n')
  assert.match(text, '| 🔴&nbsp;error | 11 | min.insync.replicas is 3 of 3 replicas: the first broker restart stops acks=all producers; 2 leaves one to spare <br><sub>KafkaTopic orders</sub> | <code>topic-min-isr-without-spare</code> | runtime |\n')
  assert.match(text, '<details><summary>Source lines and repairs</summary>\n\n')
  assert.match(text, '11 │     min.insync.replicas: 3\n')
  assert.match(text, 'Fix (`--fix`): set min.insync.replicas to 2')
  assert.match(text, '- skipped 1: Helm template (<code>charts/kafka.yaml</code>)')
})

test('what is held back is counted', () => {
  const [finding] = example.findings
  const held = { ...(finding ?? minIsr), suppressed: { kind: 'comment' as const, reason: 'agreed' } }
  const text = markdown({
    ...example, suppressed: [held], comparison: { base: 'main|@me', known: 1 }, baseline: { file: 'base.yaml', known: 3, expired: 0, outdated: [] },
  }, context)
  assert.match(text, 'Compared with main&#124;@<!-- -->me, where 1 finding was already. 3 known from the baseline <code>base.yaml</code>. 1 suppressed with a reason.')
})

test('nothing found, nothing checked', () => {
  assert.match(markdown({ ...example, findings: [], unread: [] }, context), '## strimzi-lint: ✅ no findings\n')
  assert.match(markdown({ ...example, findings: [], unread: [], documents: [] }, context), '## strimzi-lint: no Strimzi resource was checked\n')
})

/** The Markdown that is left when everything is taken away that this report is made of. */
function foreign(text: string): string {
  return text
    .replace(/^(`{3,})text\n[^]*?\n\1$/gm, '')
    .replaceAll('`strimzi-lint --fix`', '').replaceAll('(`--fix`)', '')
    .replace(/<!-- -->|<\/?code>|<\/?details>|<\/?summary>|<br>|<\/?sub>/g, '')
    .replace(/\\[\\`*_[\]~$!^={}]|&(?:amp|lt|gt);|&#\d+;/g, '')
    .replace(/^\*\*[^*\n]*\*\*/gm, '')
}

test('whatever manifests hold stays text', () => {
  const text = markdown(hostile, context)
  const rest = foreign(text)
  assert.not.match(rest, /[<>`*~$\\[\]]/)
  for (const line of rest.split('\n').filter((each) => each.startsWith('|'))) assert.is(line.match(/\|/g)?.length, 6, line)
  const unfenced = text.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '')
  assert.not.match(unfenced, /https?:\/\/|www\.|@\w|#\d+(?!\d*;)|:\w+:/)
  assert.not.match(text, '\u202e')
})

test('text, code and blocks', () => {
  assert.is(markdownText('a|b <c> @me #1 http://x www.x :x: [a](b)'), 'a&#124;b &lt;c&gt; @<!-- -->me #<!-- -->1 http:<!-- -->//x www<!-- -->.x :<!-- -->x: \\[a\\](b)')
  assert.is(markdownText('topic `a|b` has `1` of `'), 'topic <code>a&#124;b</code> has <code>1</code> of \\`')
  assert.is(markdownCode('k8s/a_|`.yaml'), '<code>k8s/a&#95;&#124;&#96;.yaml</code>')
  assert.is(markdownBlock(['a', '````', 'b']), '`````text\na\n````\nb\n`````')
  assert.not.match(markdownCode(hostileText).slice(6, -7), /[<>|`*_@[\]:$\\]/)
})

test('within 1 MiB: folded parts go first, then the milder findings', () => {
  const many = Array.from({ length: 3_000 }, () => ({ ...minIsr, message: 'x'.repeat(100) }))
  const wide = markdown({ ...example, findings: many }, context)
  assert.ok(Buffer.byteLength(wide) <= 1_000_000)
  assert.not.match(wide, 'Source lines')
  assert.not.match(wide, 'milder')
  const long = markdown({ ...example, findings: [...many.map((finding) => ({ ...finding, severity: 'info' as const, message: '|'.repeat(5_000) })), minIsr] }, context)
  assert.ok(Buffer.byteLength(long) <= 1_000_000)
  assert.match(long, 'the first broker restart')
  assert.match(long, /\d+ milder findings are not shown here/)
})

test.run()
