import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { BaselineEntry } from '../engine/baseline.js'
import { rules } from '../../rules/index.js'
import { baselineText, readBaseline } from './baseline.js'

const entries: readonly BaselineEntry[] = [
  {
    rule: 'unknown-field', resource: 'KafkaTopic kafka/orders', path: 'spec.config["a.b"]', count: 2, message: 'a `message`\nof two lines # and: more',
    reason: 'old: very # old', owner: '@team', until: '2027-01-31',
  },
  { rule: 'yaml-syntax', file: 'a: b.yaml', path: '' },
]

/** The problems of a text: the marked part, where, and what. */
function problems(text: string): string[] {
  return readBaseline(text, rules).problems.map(({ span, path, message }) => `${text.slice(span.start, span.end).split('\n')[0] ?? ''} | ${path} | ${message}`)
}

const test = suite('baseline files')

test('what is written is read, as YAML and as JSON', () => {
  for (const file of ['known.yaml', 'known.json']) {
    const read = readBaseline(baselineText(entries, file), rules)
    assert.equal(read.problems, [])
    assert.equal(read.entries, entries.map((entry) => (entry.message === undefined || file.endsWith('.json') ? entry : { ...entry, message: 'a `message` of two lines # and: more' })))
  }
  assert.equal(readBaseline(baselineText([], 'x.yaml'), rules), { entries: [], problems: [] })
  assert.match(baselineText(entries, 'known.yaml'), `  # a \`message\` of two lines # and: more
  - rule: unknown-field
    resource: KafkaTopic kafka/orders
    path: spec.config["a.b"]
    count: 2
`)
})

test('mistakes have places', () => {
  assert.equal(problems('version: 2\nfindings: []\n'), ['2 | version | the version of a baseline is 1, not 2'])
  assert.equal(problems('version: 1\nfinding: []\n'), ['finding | finding | unknown key "finding": did you mean findings?'])
  const one = (entry: string): string[] => problems(`version: 1\nfindings:\n  - ${entry}\n`)
  assert.equal(one('{ rule: unknown-fiel, resource: A b }'), ['unknown-fiel | findings[0].rule | unknown rule "unknown-fiel": did you mean unknown-field?'])
  assert.equal(one('{ rule: unknown-field }'), ['{ rule: unknown-field } | findings[0] | an entry needs a resource such as "KafkaTopic kafka/orders", or a file'])
  assert.equal(one('{ rule: unknown-field, resource: A b, until: soon }'), ['soon | findings[0].until | until is a date such as 2027-01-31, not "soon"'])
  assert.equal(one('{ rule: unknown-field, resource: A b, count: 0 }'), ['0 | findings[0].count | count must be a positive integer, not 0'])
  assert.equal(one('{ rule: unknown-field, resource: [b] }').length, 2)
  assert.equal(one('x'), ['x | findings[0] | an entry is a mapping with rule, resource and path, not "x"'])
  assert.equal(one('{ rule: unknown-field, resource: A b }\n  - { rule: unknown-field, resource: A b }'), ['{ rule: unknown-field, resource: A b } | findings[1] | this entry stands here twice: use count'])
  assert.ok(problems('[').length > 0)
  assert.is(problems('- a\n').length, 1)
  assert.is(problems('version: 1\n---\nversion: 1\n').length, 1)
  assert.equal(problems('version: 1\nfindings: 3\n'), ['3 | findings | findings must be a list, not 3'])
  assert.is(problems('version: 1\n__proto__: 1\n').length, 1)
})

test.run()
