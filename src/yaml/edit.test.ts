import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { manifestFolders, textsIn } from '../testing/shared.js'
import { applyEdits } from '../text/edits.js'
import { changed, equalValues } from './change.js'
import type { Change, Path, YamlDocument } from './document.js'
import { editsFor, proposedEdits } from './edit.js'
import { fencedYaml } from './markdown.js'
import { parseStream } from './stream.js'

const test = suite('edits')

function edit(text: string, ...changes: Change[]): string | undefined {
  const [document] = parseStream(text)
  assert.ok(document)
  const edits = editsFor(text, document, [], changes)
  return edits && applyEdits(text, edits)
}

const topic = `# owner: team
kind: KafkaTopic
metadata:
  name: 'orders' # the name
spec:
  partitions: 3   # per runbook
  config:
    cleanup.policy: "delete"

  # the end
status: {}
`

const cases: readonly (readonly [string, string, Change | readonly Change[], string | undefined])[] = [
  ['a scalar, its comment stays', topic, { set: ['spec', 'partitions'], to: 6 }, topic.replace('partitions: 3', 'partitions: 6')],
  ['single quotes stay', topic, { set: ['metadata', 'name'], to: "it's" }, topic.replace("'orders'", "'it''s'")],
  ['double quotes stay', topic, { set: ['spec', 'config', 'cleanup.policy'], to: 'compact' }, topic.replace('"delete"', '"compact"')],
  ['a text that would be read as something else is quoted', 'a: b\n', { set: ['a'], to: 'yes' }, 'a: "yes"\n'],
  ['a number that is a text is quoted', 'a: b\n', { set: ['a'], to: '08' }, 'a: "08"\n'],
  ['a missing key at the end of its mapping', topic, { set: ['spec', 'config', 'min.insync.replicas'], to: 2 }, topic.replace('"delete"\n', '"delete"\n    min.insync.replicas: 2\n')],
  ['missing parents', topic, { set: ['metadata', 'labels', 'strimzi.io/cluster'], to: 'c' }, topic.replace('the name\n', 'the name\n  labels:\n    strimzi.io/cluster: c\n')],
  ['into an empty mapping', 'a: {}\nb: 1\n', { set: ['a', 'c'], to: 1 }, 'a: {c: 1}\nb: 1\n'],
  ['into an empty value', 'a: # why\nb: 1\n', { set: ['a'], to: 5 }, 'a: 5 # why\nb: 1\n'],
  ['a mapping into an empty value', 'a:\nb: 1\n', { set: ['a', 'c', 'd'], to: 1 }, 'a:\n  c:\n    d: 1\nb: 1\n'],
  ['into a flow mapping', 'a: {b: 1}\n', { set: ['a', 'c'], to: 'x, y' }, 'a: {b: 1, c: "x, y"}\n'],
  ['an item to a block list', 'a:\n- b # c\nd: 1\n', { set: ['a', 1], to: 'x' }, 'a:\n- b # c\n- x\nd: 1\n'],
  ['an item to a flow list', 'a: [b]\n', { set: ['a', 1], to: 'x' }, 'a: [b, x]\n'],
  ['a mapping as an item', 'a:\n  - b: 1\n    c: 2\n', { set: ['a', 1], to: { b: 2, c: [3] } }, 'a:\n  - b: 1\n    c: 2\n  - b: 2\n    c:\n      - 3\n'],
  ['an entry with its comment', topic, { remove: ['spec', 'partitions'] }, topic.replace('  partitions: 3   # per runbook\n', '')],
  ['an entry with all that is in it', topic, { remove: ['metadata'] }, topic.replace("metadata:\n  name: 'orders' # the name\n", '')],
  ['the only entry', 'a:\n  b: 1\nc: 2\n', { remove: ['a', 'b'] }, 'a: {}\nc: 2\n'],
  ['the first entry of an item', '- name: a\n  port: 1\n', { remove: [0, 'name'] }, '- port: 1\n'],
  ['an item', 'a:\n  - b\n  - c # x\n  - d\n', { remove: ['a', 1] }, 'a:\n  - b\n  - d\n'],
  ['an item of a flow list', 'a: [b, c, d]\n', { remove: ['a', 1] }, 'a: [b, d]\n'],
  ['the last entry of a flow mapping', 'a: {b: 1, c: 2}\n', { remove: ['a', 'c'] }, 'a: {b: 1}\n'],
  ['a key', 'spec:\n  topics: 1 # x\n', { rename: ['spec', 'topics'], to: 'topicsPattern' }, 'spec:\n  topicsPattern: 1 # x\n'],
  ['a quoted key', '"a": 1\n', { rename: ['a'], to: 'b' }, '"b": 1\n'],
  ['a key onto one that exists', 'a: 1\nb: 2\n', { rename: ['a'], to: 'b' }, undefined],
  ['a subtree', 'a:\n  b: 1\n  c: 2\nd: 1\n', { set: ['a'], to: { x: [1, { k: 2 }] } }, 'a:\n  x:\n    - 1\n    - k: 2\nd: 1\n'],
  ['a subtree becomes a scalar', 'a:\n  b: 1\nd: 1\n', { set: ['a'], to: 'x' }, 'a: x\nd: 1\n'],
  ['a scalar becomes a subtree', 'a: 1\nd: 1\n', { set: ['a'], to: { x: 1 } }, 'a:\n  x: 1\nd: 1\n'],
  ['CRLF', 'a: 1\r\nb:\r\n  c: 1\r\n', { set: ['b', 'd'], to: { e: 1 } }, 'a: 1\r\nb:\r\n  c: 1\r\n  d:\r\n    e: 1\r\n'],
  ['without a last line break', 'a:\n  b: 1', { set: ['a', 'c'], to: 2 }, 'a:\n  b: 1\n  c: 2'],
  ['remove the last line without a line break', 'a: 1\nb: 1', { remove: ['b'] }, 'a: 1'],
  ['lists that are not indented stay so', 'a:\n- b: 1\n', { set: ['c'], to: ['d'] }, 'a:\n- b: 1\nc:\n- d\n'],
  ['four spaces', 'a:\n    b: 1\n', { set: ['c', 'd'], to: 1 }, 'a:\n    b: 1\nc:\n    d: 1\n'],
  ['after a block scalar that keeps its lines', 'a:\n  b: |+\n    x\n\nc: 1\n', { set: ['a', 'd'], to: 1 }, 'a:\n  b: |+\n    x\n\n  d: 1\nc: 1\n'],
  ['a block scalar that keeps its lines', 'a:\n  b: |+\n    x\n\nc: 1\n', { set: ['a', 'b'], to: 1 }, 'a:\n  b: 1\nc: 1\n'],
  ['what ends in one', 'a:\r\n  b: |+\r\n    x\r\n\r\nc: 1\r\n', { set: ['a'], to: [1] }, 'a:\r\n  - 1\r\nc: 1\r\n'],
  ['the only entry, a block scalar that keeps its lines', 'a:\n  b: |+\n    x\n\nc: 1\n', { remove: ['a', 'b'] }, 'a: {}\nc: 1\n'],
  ['a list that is not indented becomes a mapping', 'a:\n- b\nc: 1\n', { set: ['a'], to: { x: 1 } }, 'a:\n  x: 1\nc: 1\n'],
  ['JSON', '{"a": {"b": 1}, "c": [1]}\n', { set: ['a', 'd'], to: 'x' }, '{"a": {"b": 1, "d": "x"}, "c": [1]}\n'],
  ['JSON on lines', '{\n  "a": 1,\n  "b": 2\n}\n', { remove: ['a'] }, '{\n  "b": 2\n}\n'],
  ['two under one missing parent', 'a: 1\n', [{ set: ['b', 'c'], to: 1 }, { set: ['b', 'd'], to: 2 }], 'a: 1\nb:\n  c: 1\n  d: 2\n'],
  ['move', 'a: {x: 1}\nb: 1\n', [{ remove: ['a', 'x'] }, { set: ['b'], to: 2 }], 'a: {}\nb: 2\n'],
  ['through an alias', 'a: &x {b: 1}\nc: *x\n', { set: ['c', 'b'], to: 2 }, undefined],
  ['in an anchor that others use', 'a: &x {b: 1}\nc: *x\n', { set: ['a', 'b'], to: 2 }, undefined],
  ['an alias itself', 'a: &x 1\nc: *x\n', { set: ['c'], to: 2 }, 'a: &x 1\nc: 2\n'],
  ['a merged key', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n', { set: ['c', 'b'], to: 2 }, undefined],
  ['a list with a gap', 'a: [1]\n', { set: ['a', 3], to: 2 }, undefined],
]

for (const [name, text, change, expected] of cases) {
  test(name, () => {
    assert.is(edit(text, ...('length' in change ? change : [change])), expected)
  })
}

test('paths are relative to the root, offsets to the whole text', () => {
  const text = 'x: 1\n---\nitems:\n  - spec:\n      a: 1 # c\n'
  const document = parseStream(text)[1]
  assert.ok(document)
  const edits = editsFor(text, document, ['items', 0], [{ set: ['spec', 'a'], to: 2 }])
  assert.is(edits && applyEdits(text, edits), text.replace('a: 1', 'a: 2'))
})

test('in an indented block of Markdown', () => {
  const text = '1. so\n\n   ```yaml\n   a: 1\n   b:\n     c: 1\n   ```\n'
  const document = fencedYaml(text)[0]?.documents[0]
  assert.ok(document)
  const edits = editsFor(text, document, [], [{ set: ['b', 'd'], to: 2 }])
  assert.is(edits && applyEdits(text, edits), text.replace('     c: 1\n', '     c: 1\n     d: 2\n'))
})

function first(text: string): YamlDocument {
  const [document] = parseStream(text)
  if (document === undefined) throw new Error('no document')
  return document
}

interface Sample {
  readonly text: string
  readonly document: YamlDocument
  /** Whether somebody may have it in a repository: the cases of this test are small, and some of them are about what is refused. */
  readonly isManifest: boolean
}

function samples(): Sample[] {
  const found: Sample[] = cases.map(([, text]) => ({ text, document: first(text), isManifest: false }))
  for (const { text } of manifestFolders().flatMap((folder) => textsIn(folder, /\.(ya?ml|json)$/))) {
    if (text.length > 20_000 || /(^|[\s,[{])[&*]\w|<<:/.test(text)) continue
    for (const document of parseStream(text)) {
      if (typeof document.value === 'object' && document.value !== null && document.problems.length === 0) found.push({ text, document, isManifest: true })
    }
  }
  return found
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Array.isArray(value) ? value.flatMap((item, index) => pathsOf(item, [...path, index])) : Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))
  return path.length === 0 ? below : [path, ...below]
}

const values = fc.oneof(
  fc.string(),
  fc.constantFrom<unknown>('yes', '0x10', '1e3', 'a: b', '- x', '# x', 'line\nline\n', ' x', '"', "'", '*x', 'café 😀', '2024-01-01', '~', '<<', '{a}', 'a,b'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
  fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer(), fc.array(fc.string(), { maxLength: 2 })), { maxKeys: 3 }),
)

test('what is read after an edit is what was meant, and hardly any edit is refused', () => {
  const all = samples()
  let made = 0
  const refusals: string[] = []
  const wronglyProposed: string[] = []
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(3), values, fc.string({ minLength: 1, maxLength: 8 }), (which, where, how, value, name) => {
      const sample = all[which % all.length]
      if (sample === undefined) return
      const paths = pathsOf(sample.document.value)
      const path = paths[where % Math.max(1, paths.length)]
      if (path === undefined || path.length === 0) return
      const parent = path.slice(0, -1)
      const change: Change = how === 0 ? { set: path, to: value } : how === 1 ? { remove: path } : how === 2 ? { rename: path, to: name } : { set: [...parent, name], to: value }
      const expected = changed(sample.document.value, change)
      const edits = editsFor(sample.text, sample.document, [], [change])
      if (expected === undefined) {
        assert.is(edits, undefined)
        assert.is(proposedEdits(sample.text, sample.document, [], [change]), undefined, JSON.stringify(change))
        return
      }
      const proposed = proposedEdits(sample.text, sample.document, [], [change])
      if (edits === undefined) {
        if (sample.isManifest) refusals.push(JSON.stringify(change))
        if (proposed !== undefined) wronglyProposed.push(JSON.stringify([change, sample.text.slice(0, 300)]))
        return
      }
      if (sample.isManifest) made++
      assert.equal(proposed, edits)
      const result = applyEdits(sample.text, edits)
      assert.ok(result !== undefined)
      const again = parseStream(result)
      assert.is(again.length, parseStream(sample.text).length)
      assert.ok(equalValues(again[sample.document.index]?.value, expected.value), `${JSON.stringify(change)}\n${result}`)
      if (how > 1) for (const [comment] of sample.text.matchAll(/(?<=^|\s)#.*$/gm)) assert.ok(result.includes(comment.trimEnd()), `lost ${comment}: ${JSON.stringify(change)}\n${result}`)
    }),
    { numRuns: 1500, seed: 20251122, includeErrorInReport: true },
  )
  assert.equal(wronglyProposed, [], 'proposals that would be refused')
  assert.ok(refusals.length < made / 50, `${made} made, ${refusals.length} refused: ${refusals.slice(0, 5).join(' ')}`)
})

test.run()
