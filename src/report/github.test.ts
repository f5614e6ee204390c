import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { github } from './github.js'
import { context, example, hostile, minIsr, reportOn } from './report.example.js'

const test = suite('github')
const lines = (text: string): string[] => text.split('\n').slice(0, -1)

test('the example report: what could not be checked, then the gravest', () => {
  assert.equal(lines(github(example, context)), [
    '::error file=nowhere,title=unreadable-file::not checked: no such file or directory',
    '::error file=k8s/topics.yaml,line=11,endLine=11,col=26,endColumn=26,title=topic-min-isr-without-spare (runtime)::min.insync.replicas is 3 of 3 replicas: the first broker restart stops acks=all producers; 2 leaves one to spare',
    '::warning file=k8s/topics.yaml,line=4,endLine=4,col=1,endColumn=8,title=topic-without-cluster-label (reconcile)::the topic has no label strimzi.io/cluster, so no operator reads it',
  ])
  assert.is(github({ ...example, findings: [], unread: [] }, context), '')
})

test('columns only within one line, and a place that ends at a line start does not touch that line', () => {
  assert.match(github(reportOn('a:\n  b: 1\nc: 2\n', { start: 0, end: 10 }), context), 'line=1,endLine=2,title=')
})

test('paths are those of the repository', () => {
  assert.match(github(reportOn('a: 1\n', 'a'), { ...context, locate: (file) => `deploy/${file}` }), 'file=deploy/a.yaml,')
})

test('ten of each kind, the last notice counts the rest', () => {
  const many = (['error', 'warning', 'info'] as const).flatMap((severity) => Array.from({ length: 15 }, () => ({ ...minIsr, severity })))
  const out = lines(github({ ...example, findings: many.toReversed(), unread: [] }, context))
  assert.equal(['error', 'warning', 'notice'].map((name) => out.filter((line) => line.startsWith(`::${name} `)).length), [10, 10, 10])
  assert.is(out.findLastIndex((line) => line.startsWith('::error ')), 9)
  assert.is(out.at(-1), '::notice title=strimzi-lint::16 more findings: GitHub shows no more of one step')
})

test('text of manifests begins no command and no property', () => {
  const out = lines(github(hostile, context))
  assert.is(out.length, 4)
  for (const line of out) {
    const parts = /^::(?<name>\w+) (?<properties>[^\n]*?)::(?<message>[^\n\r]*)$/.exec(line)?.groups
    assert.is(parts?.name === 'error' || parts?.name === 'warning', true, line)
    const properties = (parts?.properties ?? '').split(',').map((property) => property.split('=', 1)[0])
    assert.ok(properties.every((name) => ['file', 'line', 'endLine', 'col', 'endColumn', 'title'].includes(name ?? '')), properties.join())
    // What GitHub decodes again must hold no line feed: a decoded name of a file is compared with names, a message is shown.
    assert.not.match(decodeURIComponent(line.replace(/%(?![0-9A-F]{2})/g, '%25')), '\n')
    assert.not.match(parts?.message ?? '', /%(?!25|0A|0D)/)
  }
})

test.run()
