import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { emptyConfig } from '../config/config.js'
import { noChoices, resolveSettings } from '../config/settings.js'
import type { Report } from '../rule/finding.js'
import { defineRule, type Problem, type Rule } from '../rule/rule.js'
import { rules as shipped } from '../../rules/index.js'
import type { Settings } from '../rule/settings.js'
import { processorTime } from '../testing/processor-time.js'
import { lint } from './lint.js'

/** Reports `spec.<field>` wherever a topic has it. */
function rule(id: string, field: string, area = 'test'): Rule {
  return defineRule({
    id, area, summary: '.', kinds: ['KafkaTopic'], stage: 'review', why: '', links: [],
    presets: { recommended: 'warning', production: 'warning', dev: 'off' },
    examples: { invalid: [], valid: [] },
    *check(resource): Iterable<Problem> {
      const spec = resource.value.spec
      if (typeof spec === 'object' && spec !== null && field in spec) yield { at: ['spec', field], message: `there is ${field}` }
    },
  })
}

const rules: readonly Rule[] = [
  rule('has-replicas', 'replicas'), rule('has-partitions', 'partitions'), rule('has-name', 'topicName', 'names'),
  ...shipped.filter(({ area }) => area === 'suppressions' || area === 'syntax'),
]

function settings(today?: string, preset = 'recommended', skip: readonly string[] = []): Settings {
  return { ...resolveSettings(rules, emptyConfig, { ...noChoices, preset, skip }), ...(today !== undefined && { today }) }
}

function topic(spec: string, annotations = '', name = 'orders'): string {
  return `apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata:\n  name: ${name}\n${annotations}spec:\n${spec}`
}

async function run(text: string, with_: Settings = settings(), path = 'a.yaml'): Promise<Report> {
  return lint({ files: [{ path, text }] }, rules, with_)
}

/** The rule and the marked text of each finding. */
function found(report: Report): string[] {
  return report.findings.map(({ rule: id, file, span }) => `${id}: ${report.files.get(file)?.text.slice(span.start, span.end) ?? ''}`)
}

function hidden(report: Report): string[] {
  return report.suppressed.map(({ rule: id, suppressed: { kind, reason } }) => `${id} ${kind} ${reason}`)
}

const test = suite('suppressions')

test('next line, past comments and empty lines', async () => {
  const report = await run(topic('  partitions: 1\n  # strimzi-lint-disable-next-line has-replicas -- why not\n\n  # note\n  replicas: 1\n'))
  assert.equal(found(report), ['has-partitions: 1'])
  assert.equal(hidden(report), ['has-replicas comment why not'])
})

test('the same line; CRLF', async () => {
  const report = await run(topic('  partitions: 1\n  replicas: 1 # strimzi-lint-disable-line has-replicas -- agreed -- twice\n').replaceAll('\n', '\r\n'))
  assert.equal(found(report), ['has-partitions: 1'])
  assert.equal(hidden(report), ['has-replicas comment agreed -- twice'])
})

test('only the line that is meant', async () => {
  const report = await run(topic('  # strimzi-lint-disable-next-line has-replicas -- x\n  partitions: 1\n  replicas: 1\n'))
  assert.equal(found(report), ['suppression-unused: has-replicas', 'has-partitions: 1', 'has-replicas: 1'])
})

test('a document, on any line of it or above it; a file', async () => {
  const two = `${topic('  replicas: 1\n')}---\n${topic('  replicas: 2\n', '', 'second')}`
  const disable = (scope: string): string => `# strimzi-lint-disable-${scope} has-replicas -- x\n`
  assert.equal(found(await run(disable('document') + two)), ['has-replicas: 2'])
  assert.equal(found(await run(`${disable('document')}---\n${two}`)), ['has-replicas: 2'])
  assert.equal(found(await run(two + disable('document'))), ['has-replicas: 1'])
  assert.equal(found(await run(two.replace('---\n', `--- ${disable('document')}`))), ['has-replicas: 1'])
  for (const text of [disable('file') + two, two + disable('file'), `${disable('file')}---\n${two}`]) assert.equal(found(await run(text)), [])
})

test('the next line may be in the next document', async () => {
  const text = `${topic('  replicas: 1\n')}# strimzi-lint-disable-next-line yaml-duplicate-key -- x\n---\nkind: A\n${topic('  partitions: 1\n')}`
  assert.equal((await run(text)).suppressed.map((finding) => finding.rule), [])
  const report = await run(`# strimzi-lint-disable-next-line has-replicas -- x\n--- {apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, metadata: {name: a}, spec: {replicas: 1}}\n`)
  assert.is(report.findings.filter(({ rule: id }) => id === 'suppression-invalid').length, 0)
})

test('areas, several names, several suppressions', async () => {
  const spec = '  replicas: 1\n  partitions: 1\n  topicName: a\n'
  assert.equal(found(await run(`# strimzi-lint-disable-file test -- x\n${topic(spec)}`)), ['has-name: a'])
  assert.equal(found(await run(`# strimzi-lint-disable-file has-replicas, has-name -- x\n${topic(spec)}`)), ['has-partitions: 1'])
  const report = await run(`# strimzi-lint-disable-file has-replicas -- one\n# strimzi-lint-disable-file test -- two\n${topic(spec)}`)
  assert.equal(hidden(report), ['has-replicas comment one', 'has-partitions comment two'])
})

test('the annotation on a resource, with several reasons', async () => {
  const annotate = (value: string): string => topic('  replicas: 1\n  partitions: 1\n', `  annotations:\n    strimzi-lint/disable: ${value}\n`)
  assert.equal(hidden(await run(annotate('"has-replicas, has-partitions -- both"'))), ['has-replicas annotation both', 'has-partitions annotation both'])
  assert.equal(hidden(await run(annotate('has-replicas -- one; has-partitions -- two'))), ['has-replicas annotation one', 'has-partitions annotation two'])
  assert.equal(hidden(await run(annotate('|\n      has-replicas -- one; more of it\n      has-partitions -- two'))), ['has-replicas annotation one', 'has-partitions annotation two'].map((line) => line.replace('annotation one', 'annotation one')))
  const second = topic('  replicas: 1\n', '', 'second')
  assert.equal(found(await run(`${annotate('has-replicas,has-partitions -- x')}---\n${second}`)), ['has-replicas: 1'])
})

test('the annotation of one item of a List', async () => {
  const item = (name: string, annotations: string): string =>
    `  - { apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, metadata: { name: ${name}${annotations} }, spec: { replicas: 1 } }\n`
  const report = await run(`apiVersion: v1\nkind: List\nitems:\n${item('a', ', annotations: { strimzi-lint/disable: has-replicas -- x }')}${item('b', '')}`)
  assert.equal(report.suppressed.map(({ resource }) => resource?.name), ['a'])
  assert.equal(report.findings.map(({ resource }) => resource?.name), ['b'])
})

test('in texts it is text', async () => {
  const text = topic('  replicas: 1\n  config:\n    a: |\n      # strimzi-lint-disable-file has-replicas -- x\n    b: "x # strimzi-lint-disable-file nothing"\n    c: |\n      x\n')
  assert.equal(found(await run(text)), ['has-replicas: 1'])
  assert.equal(found(await run(`${text}# strimzi-lint-disable-file has-replicas -- x\n`)), [])
  const header = topic('  replicas: 1\n  config:\n    a: | # strimzi-lint-disable-document has-replicas -- x\n      # strimzi-lint-disable-document has-name\n')
  assert.equal(found(await run(header)), [])
})

test('Markdown: blocks have comments, prose has not', async () => {
  const block = (head: string): string => `# Topics\n\n# strimzi-lint-disable-file has-replicas -- prose\n\n- here:\n\n  \`\`\`yaml\n  ${head}${topic('  replicas: 1\n').replaceAll('\n', '\n  ')}\n  \`\`\`\n`
  assert.equal(found(await run(block(''), settings(), 'a.md')), ['has-replicas: 1'])
  assert.equal(hidden(await run(block('# strimzi-lint-disable-document has-replicas -- x\n  '), settings(), 'a.md')), ['has-replicas comment x'])
  assert.equal(found(await run(block('# strimzi-lint-disable-document has-name -- x\n  '), settings(), 'a.md')), ['suppression-unused: has-name', 'has-replicas: 1'])
})

test('mistakes do not suppress, and stand where they are', async () => {
  const at = async (comment: string): Promise<string[]> => found(await run(topic(`  replicas: 1 # strimzi-lint-disable-${comment}\n`)))
  assert.equal(await at('line has-replicas'), ['has-replicas: 1', 'suppression-invalid: # strimzi-lint-disable-line has-replicas'])
  assert.equal(await at('line has-replicas --'), ['has-replicas: 1', 'suppression-invalid: # strimzi-lint-disable-line has-replicas --'])
  assert.equal(await at('line -- x'), ['has-replicas: 1', 'suppression-invalid: # strimzi-lint-disable-line -- x'])
  assert.equal(await at('line has-replica, has-partitions -- x').then((all) => all.slice(0, 2)), ['has-replicas: 1', 'suppression-invalid: has-replica'])
  assert.equal(await at('line has-replicas until soon -- x'), ['has-replicas: 1', 'suppression-invalid: soon'])
  assert.equal(await at('line has-replicas until 2027-02-30 -- x'), ['has-replicas: 1', 'suppression-invalid: 2027-02-30'])
  assert.equal(await at('line has-replicas until -- x'), ['has-replicas: 1', 'suppression-invalid: until'])
  assert.equal(await at('lin has-replicas -- x'), ['has-replicas: 1', 'suppression-invalid: strimzi-lint-disable-lin'])
  assert.equal(await at('line suppressions -- x'), ['has-replicas: 1', 'suppression-invalid: suppressions'])
  assert.equal(found(await run(topic('  # strimzi-lint-disable-line has-replicas -- x\n  replicas: 1\n'))).length, 2)
  const { findings } = await run(topic('  replicas: 1 # strimzi-lint-disable-line has-replica -- x\n'))
  assert.match(findings[1]?.message ?? '', /did you mean has-replicas\?/)
  const annotated = topic('  replicas: 1\n', '  annotations:\n    strimzi-lint/disabled: has-replicas -- x\n')
  assert.equal(found(await run(annotated)), ['suppression-invalid: strimzi-lint/disabled', 'has-replicas: 1'])
  const quoted = topic('  replicas: 1\n', '  annotations:\n    strimzi-lint/disable: "has-replicas -- x; has-nam -- \\"y\\""\n')
  assert.equal(found(await run(quoted)), ['suppression-invalid: has-nam'])
})

test('until: the last day counts, the next does not', async () => {
  const text = topic('  replicas: 1 # strimzi-lint-disable-line has-replicas until 2027-01-31 -- x\n')
  for (const today of [undefined, '2026-12-31', '2027-01-31']) assert.equal(found(await run(text, settings(today))), [])
  assert.equal(found(await run(text, settings('2027-02-01'))), ['has-replicas: 1', 'suppression-expired: 2027-01-31'])
})

test('unused only where it is certain', async () => {
  const text = `# strimzi-lint-disable-file has-name -- x\n${topic('  replicas: 1\n')}`
  assert.equal(found(await run(text)), ['suppression-unused: has-name', 'has-replicas: 1'])
  assert.equal(found(await run(text, settings(undefined, 'recommended', ['has-name']))), ['has-replicas: 1'])
  assert.equal(found(await run(text, settings(undefined, 'dev'))), [])
  const area = `# strimzi-lint-disable-file test -- x\n${topic('  topicName: a\n')}`
  assert.equal(found(await run(area)), ['suppression-unused: test', 'has-name: a'])
  assert.equal(found(await run(area, settings(undefined, 'recommended', ['has-partitions']))), ['has-name: a'])
  assert.equal(found(await run(`${text}---\na: [\n`)).filter((line) => line.startsWith('suppression')), [])
  assert.equal(found(await run('# strimzi-lint-disable-file has-name -- x\napiVersion: apps/v1\nkind: Deployment\n')), [])
  assert.equal(found(await run(text, settings(), 'topic-assert.yaml')), ['has-replicas: 1'])
})

test('broken documents', async () => {
  const report = await run('# strimzi-lint-disable-file yaml-syntax -- a sketch\na: [\n')
  assert.equal(found(report), [])
  assert.is(report.suppressed[0]?.rule, 'yaml-syntax')
})

test('thousands of them take no quadratic time', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `    k${index}: "# strimzi-lint-disable-line a" # strimzi-lint-disable-line has-name -- x\n`)
  const spent = processorTime()
  const report = await run(topic(`  config:\n${lines.join('')}`))
  assert.is(report.findings.length, 20_000)
  assert.ok(spent() < 5_000, `${spent()} ms`)
})

test('hostile comments and annotations end soon', async () => {
  const texts = [
    topic(`  replicas: 1 # strimzi-lint-disable-line until${' '.repeat(200_000)}x y -- r\n`),
    topic(`  replicas: 1 # strimzi-lint-disable-line ${'until '.repeat(50_000)}-- r\n`),
    topic(`  replicas: 1 # strimzi-lint-disable-line ${Array.from({ length: 50_000 }, (_, index) => `n${index}`).join(',')} -- r\n`),
    topic('  replicas: 1\n', `  annotations:\n    strimzi-lint/disable: "${'a, '.repeat(100_000)} -- r"\n`),
    topic('  replicas: 1\n', `  annotations:\n    strimzi-lint/disable: "${'a -- r;'.repeat(100_000)}"\n`),
    topic(`  replicas: 1 # strimzi-lint-disable-line __proto__, constructor -- r\n`),
  ]
  const spent = processorTime()
  for (const text of texts) assert.ok((await run(text)).findings.some(({ rule: id }) => id === 'suppression-invalid'))
  assert.ok(spent() < 8_000, `${spent()} ms`)
})

test.run()
