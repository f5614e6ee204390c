import { stripVTControlCharacters } from 'node:util'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { colorsFor } from './colors.js'
import { pretty } from './pretty.js'
import { context, example, minIsr, reportOn } from './report.example.js'

const test = suite('pretty')
const quiet = { ...context, quiet: true }

test('findings by file with frames, related places and fixes, then the summary', () => {
  assert.fixture(pretty(example, { ...context, width: 100, milliseconds: 41.2 }), `k8s/topics.yaml  1 error, 1 warning

warning topic-without-cluster-label (reconcile)
  the topic has no label strimzi.io/cluster, so no operator reads it
     ╭ k8s/topics.yaml:4:1 in KafkaTopic orders
   4 │ metadata:
     │ ^^^^^^^^

error topic-min-isr-without-spare (runtime)
  min.insync.replicas is 3 of 3 replicas: the first broker restart stops acks=all producers; 2
  leaves one to spare
     ╭ k8s/topics.yaml:11:26 in KafkaTopic orders
   9 │   config:
   … │
  11 │     min.insync.replicas: 3
     │                          ^
     ├ k8s/pools.yaml:6:13 in KafkaNodePool kafka/brokers: three brokers are here
   5 │ spec:
   6 │   replicas: 3 # 三つ
     │             -
     ╰ fix set min.insync.replicas to 2 (--fix)

4 documents in 4 files in 41 ms: 2 checked, 1 skipped, 1 failed, 1 file skipped, 1 file not read
  failed: no such file or directory (nowhere)
  failed: not YAML (k8s/pools.yaml)
  skipped: Helm template (charts/kafka.yaml)
  skipped: empty document (k8s/topics.yaml)
  judged by Strimzi 1.2.0 for 2 resources
1 error, 1 warning; --fix repairs 1
Why, and what is right: strimzi-lint explain topic-min-isr-without-spare
`)
})

test('colour changes nothing but colour', async () => {
  const colored = pretty(example, { ...context, colors: await colorsFor(true) })
  assert.match(colored, '\u001b[31m')
  assert.is(stripVTControlCharacters(colored), pretty(example, context))
})

test('quiet prints findings only, and nothing when there are none', () => {
  assert.not.match(pretty(example, quiet), 'judged by')
  assert.is(pretty({ ...example, findings: [] }, quiet), '')
})

test('a clean run says so; a run that checked nothing does not claim it', () => {
  assert.match(pretty({ ...example, findings: [] }, context), 'No findings\n')
  assert.match(pretty({ ...example, findings: [], documents: [] }, context), 'No Strimzi resource was checked\n')
})

test('reasons are grouped', () => {
  const documents = Array.from({ length: 5 }, (_, index) => ({
    file: `f${index}.yaml`, index: 0, span: { start: 0, end: 0 }, status: 'skipped' as const, reason: 'not a Strimzi resource (v1 Secret)',
  }))
  const text = pretty({ ...example, findings: [], documents }, context)
  assert.match(text, '  skipped 5: not a Strimzi resource (v1 Secret) (f0.yaml, f1.yaml, f2.yaml and 2 more files)\n')
})

/** The lines of the frame: what is left of the report after the head line with the place. */
function frame(...args: Parameters<typeof reportOn>): string[] {
  return pretty(reportOn(...args), { ...quiet, width: 100 }).trimEnd().split('\n').slice(5)
}

test('marks stand under wide characters and tabs', () => {
  assert.equal(frame('x: {漢字: "é", bad: 3}\n', 'bad: 3'), [
    '   1 │ x: {漢字: "é", bad: 3}',
    '     │                ^^^^^^',
  ])
  assert.equal(frame('x:\t1 # 🙂\n', '1 #'), ['   1 │ x:    1 # 🙂', '     │       ^^^'])
})

test('an empty value is marked at its place', () => {
  assert.equal(frame('replicas:\n', { start: 9, end: 9 }), ['   1 │ replicas:', '     │          ^'])
})

test('the marked line hangs under its parent', () => {
  assert.equal(frame('spec:\n  # why\n  acls:\n  - a: 1\n    b: 2\n  - a: 3\n', '- a: 3'), [
    '   3 │   acls:',
    '   … │',
    '   6 │   - a: 3',
    '     │   ^^^^^^',
  ])
})

test('no parent across documents', () => {
  assert.equal(frame('spec:\n---\n  a: 1\n', 'a: 1'), ['   3 │   a: 1', '     │   ^^^^'])
})

test('a span over several lines marks the first and counts the others', () => {
  assert.equal(frame('a: |\n  one\n  two\nb: 1\n', { start: 3, end: 17 }), ['   1 │ a: |', '     │    ^ and 2 more lines'])
})

test('CRLF does not show', () => {
  assert.equal(frame('a: 1\r\nb: 2\r\n', 'b: 2'), ['   2 │ b: 2', '     │ ^^^^'])
})

test('a line of a megabyte is cut around the mark', () => {
  const lines = frame(`a: ${'x'.repeat(500_000)} BAD ${'y'.repeat(500_000)}`, 'BAD')
  assert.is(lines.length, 2)
  assert.match(lines[0] ?? '', /^ {3}1 │ …x{10,} BAD y{10,}…$/)
  assert.is((lines[1] ?? '').indexOf('^'), (lines[0] ?? '').indexOf('BAD'))
  const long = frame(`a: ${'x'.repeat(500_000)}`, 'x'.repeat(500_000))
  assert.ok((long[0] ?? '').length < 120)
})

test('nothing from a manifest reaches the terminal as a control character', () => {
  const hostile = '\u001b]0;owned\u0007\u001b[2J\r\n::error::x'
  const report = reportOn(`a: "${hostile}"\n`, '"', {
    file: `dir/${hostile}.yaml`, message: hostile, path: hostile,
    resource: { apiVersion: 'v1', kind: hostile, name: hostile, namespace: hostile },
    related: minIsr.related.map((place) => ({ ...place, message: hostile })),
    fix: { title: hostile, safety: 'safe', edits: [] },
  })
  const text = pretty({
    ...report, notes: [hostile], unread: [{ file: hostile, status: 'failed', reason: hostile }],
    failures: [{ rule: 'x', file: hostile, error: hostile }],
  }, context)
  // eslint-disable-next-line no-control-regex -- control characters are the subject
  assert.not.match(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  assert.not.match(text, /^::error/m)
})

test('many related places are counted', () => {
  const report = reportOn('a: 1\n', '1', { related: Array.from({ length: 9 }, () => minIsr.related).flat() })
  assert.match(pretty(report, quiet), 'and 5 more places')
})

test('nothing is wider than the terminal but words that are', () => {
  const far = { ...minIsr, related: minIsr.related.map((place) => ({ ...place, message: `${'many words '.repeat(12)}end` })) }
  const failed = { ...example, findings: [far], documents: example.documents.map((record) => ({ ...record, ...(record.reason !== undefined && { reason: 'for this reason '.repeat(10).trim() }) })) }
  for (const width of [60, 80, 120]) {
    const lines = pretty(failed, { ...context, width, quiet: width < 80 }).split('\n')
    assert.equal(lines.filter((line) => line.length > width), [], String(width))
  }
  assert.match(pretty(failed, { ...context, width: 60 }), /├ k8s\/pools.yaml:6:13 in KafkaNodePool kafka\/brokers\n +│ {3}many words/)
})

test('the resource that a finding is about is named once', () => {
  const own = { ...minIsr, related: [{ ...minIsr, message: 'here' }] }
  assert.match(pretty({ ...example, findings: [own] }, context), '├ k8s/topics.yaml:11:26: here')
})

test.run()
