import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { closest } from './closest.js'
import { applyEdits, Draft } from './edits.js'
import { LineIndex } from './lines.js'

const lines = suite('line index')

lines('counts every kind of line break', () => {
  const index = new LineIndex('a\nb\r\nc\rd')
  assert.equal([0, 1, 2, 3, 4, 5, 6, 7, 8].map((offset) => index.place(offset)), [
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 2, column: 2 },
    { line: 2, column: 3 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
    { line: 4, column: 1 },
    { line: 4, column: 2 },
  ])
  assert.equal([0, 1, 2, 3, 4, 5].map((line) => index.lineText(line)), ['', 'a', 'b', 'c', 'd', ''])
  assert.is(index.count, 4)
})

lines('columns are UTF-16 units, places outside are moved in', () => {
  const index = new LineIndex('😀x\n')
  assert.equal(index.place(2), { line: 1, column: 3 })
  assert.equal(index.place(99), { line: 2, column: 1 })
  assert.equal(index.place(-1), { line: 1, column: 1 })
  assert.is(index.offset({ line: 1, column: 99 }), 3)
  assert.is(index.offset({ line: 9, column: 1 }), 4)
  assert.is(index.offset({ line: 0, column: 0 }), 0)
})

lines('there and back', () => {
  const texts = fc.array(fc.constantFrom('a', '😀', '\n', '\r', '\r\n', ' '), { maxLength: 30 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(texts, fc.nat(40), (text, at) => {
      const offset = Math.min(at, text.length)
      // Between the two halves of a line break there is no place to come back to.
      if (text.slice(offset - 1, offset + 1) === '\r\n') return
      const index = new LineIndex(text)
      assert.is(index.offset(index.place(offset)), offset)
    }),
    { numRuns: 1000, seed: 20261123 },
  )
})

lines.run()

const edits = suite('edits')

edits('apply in any order; insertions at one place keep theirs', () => {
  const made = [
    { span: { start: 3, end: 4 }, text: '' },
    { span: { start: 1, end: 1 }, text: 'x' },
    { span: { start: 1, end: 1 }, text: 'y' },
  ]
  assert.is(applyEdits('abcd', made), 'axybc')
})

edits('refuse overlaps and places outside the text', () => {
  assert.is(applyEdits('abcd', [{ span: { start: 0, end: 2 }, text: '' }, { span: { start: 1, end: 3 }, text: '' }]), undefined)
  assert.is(applyEdits('abcd', [{ span: { start: 3, end: 5 }, text: '' }]), undefined)
  assert.is(applyEdits('abcd', [{ span: { start: 2, end: 1 }, text: '' }]), undefined)
})

edits('a draft gives edits of the original text', () => {
  const step = fc.record({ start: fc.nat(20), length: fc.nat(5), text: fc.string({ maxLength: 4 }) })
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.array(step, { maxLength: 6 }), (original, steps) => {
      const draft = new Draft(original)
      let expected = original
      for (const { start, length, text } of steps) {
        const from = Math.min(start, expected.length)
        const to = Math.min(from + length, expected.length)
        draft.edit({ span: { start: from, end: to }, text })
        expected = expected.slice(0, from) + text + expected.slice(to)
        assert.is(draft.text, expected)
      }
      assert.is(applyEdits(original, draft.edits()), expected)
    }),
    { numRuns: 1000, seed: 20261123 },
  )
})

edits.run()

const words = suite('closest')
const options = ['min.insync.replicas', 'replica.lag.time.max.ms', 'retention.ms', 'retention.bytes', 'replicas', 'partitions', 'config', 'topicName', 'tls']

for (const [word, expected] of [
  ['min.insync.replica', 'min.insync.replicas'],
  ['minInsyncReplicas', 'min.insync.replicas'],
  ['min.in.sync.replicas', 'min.insync.replicas'],
  ['Replicas', 'replicas'],
  ['relpicas', 'replicas'],
  ['partition', 'partitions'],
  ['topic_name', 'topicName'],
  ['confg', 'config'],
  ['tsl', 'tls'],
  ['banana', undefined],
  ['x', undefined],
  ['', undefined],
  ['a'.repeat(10_000), undefined],
] as const) {
  words(`${word.slice(0, 30)} -> ${String(expected)}`, () => {
    assert.is(closest(word, options), expected)
  })
}

words('says nothing when two are equally near', () => {
  assert.is(closest('cot', ['cat', 'cut']), undefined)
})

words.run()
