import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fixtures, textsIn } from '../testing/shared.js'
import { compose } from './compose.js'
import { Loader } from './load.js'
import { formatPath } from './path.js'
import { PlainReader } from './plain.js'
import { treeOf } from './record.js'
import type { Tree } from './tree.js'

const test = suite('plain YAML')

/** The value of a text for the plain reader; undefined when it leaves the text to js-yaml. What it reads must be what js-yaml reads, at the same places. */
function readPlain(text: string): unknown {
  const reader = new PlainReader(text)
  const plain = reader.read(0, text.length)
  if (plain === undefined) return undefined
  const loaded = new Loader(text.length).load(text)
  if (loaded.outcome !== 'loaded') throw new Error(`${loaded.outcome} for js-yaml: ${JSON.stringify(text)}`)
  assert.equal(plain.value, loaded.value, text)
  const expected = treeOf(text, 0, loaded.record, loaded.value) ?? compose(text, 0, text).tree
  if (expected === undefined) throw new Error(`no other parser knows the places of ${JSON.stringify(text)}`)
  const tree = reader.marks.tree(plain)
  assert.equal(spansOf(tree), spansOf(expected), text)
  for (const [path, , keys] of nodesOf(tree)) {
    const place = reader.marks.place(plain, path)
    assert.is(place && `${place.key?.start ?? ''}-${place.key?.end ?? ''} ${place.value.start}-${place.value.end}`, keys, `${text} ${formatPath(path)}`)
  }
  return plain.value
}

type Path = readonly (string | number)[]

function* nodesOf({ start, end, entries, items }: Tree, path: Path = [], key = '-'): Generator<readonly [Path, string, string]> {
  yield [path, formatPath(path), `${key} ${start}-${end}`]
  for (const [name, { keyStart, keyEnd, node }] of entries ?? []) yield* nodesOf(node, [...path, name], `${keyStart}-${keyEnd}`)
  for (const [index, node] of (items ?? []).entries()) yield* nodesOf(node, [...path, index])
}

function spansOf(tree: Tree): readonly string[] {
  return Array.from(nodesOf(tree), ([, path, spans]) => `${path} ${spans}`)
}

const plain: readonly (readonly [string, unknown])[] = [
  ['a: 1\nb: text with spaces # comment\nc: x#y\n', { a: 1, b: 'text with spaces', c: 'x#y' }],
  ['a:\n  b:\n    c: true\n  d: ~\n', { a: { b: { c: true }, d: null } }],
  ['a:\nb:\n- x\n- p: 1\n  q: 2\n-\nc: []\n', { a: null, b: ['x', { p: 1, q: 2 }, null], c: [] }],
  ['# c\n\na: "q: #"\n# c\nb: \'{x}\'   # c\n', { a: 'q: #', b: '{x}' }],
  ['a: { b: [c, "d e", 1.5], f: {} } # c', { a: { b: ['c', 'd e', 1.5], f: {} } }],
  ['- - 1\n  - 2\n- a\n', [[1, 2], 'a']],
  ['url: https://x:80/y?z=1\nneg: -1\ndash: -x\nenv: ${A}\n', { url: 'https://x:80/y?z=1', neg: -1, dash: '-x', env: '${A}' }],
  ['é: 1\n', undefined],
  ['a: é ü\n', { a: 'é ü' }],
]
for (const [text, value] of plain) test(`reads ${JSON.stringify(text)}`, () => { assert.equal(readPlain(text), value) })

const others = [
  'a: &x 1\n', 'a: *x\n', 'a: !!str 1\n', 'a: |\n  x\n', 'a: >-\n  x\n', 'a: x\n  y\n', 'a: "x\n  y"\n', 'a: "\\n"\n', "a: 'it''s'\n", '"a": 1\n', '? a\n: b\n',
  'a: 1\na: 2\n', 'on: 1\n', '<<: 1\n', '__proto__: 1\n', '1: a\n', 'a: b: c\n', 'a:\n\tb: 1\n', 'a: 1\r\n', 'a: 😀\n', 'a: [\n1]\n', 'a: [1,]\n', 'a: {b}\n', 'a: {b: }\n',
  'a: {{ x }}\n', 'a: - b\n', 'a: @x\n', 'a: .inf\n', 'a:b\n', 'a\n', 'a: 1\n b: 2\n', ' a: 1\nb: 2\n', '- a\nb: 1\n', 'a: 1\n- b\n', 'a: "x" y\n', 'a: [1] 2\n', '{a: 1}\n',
  `a: ${'['.repeat(60)}${']'.repeat(60)}\n`, 'a: [1\n', "a: 'x\n", 'a: [1, ]\n', 'a: [, 1]\n', 'a: %x\n', 'a: ? b\n', 'a: [a: 1]\n', 'a: {b:1}\n',
]
for (const text of others) test(`leaves ${JSON.stringify(text).slice(0, 60)} to js-yaml`, () => { assert.is(readPlain(text), undefined) })

test('documents of one text do not mix', () => {
  const text = 'a: 1\n---\nb: [x, z]\n---\nc: &x 1\n---\nd:\n  - e: 2\n'
  const reader = new PlainReader(text)
  const [first, second, third, last] = [[0, 5], [9, 19], [23, 31], [35, text.length]].map(([start = 0, end = 0]) => reader.read(start, end))
  assert.is(third, undefined)
  assert.equal(first && [first.value, reader.marks.place(first, ['a'])?.value], [{ a: 1 }, { start: 3, end: 4 }])
  assert.equal(second && [second.value, reader.marks.place(second, ['b', 1])?.value], [{ b: ['x', 'z'] }, { start: 16, end: 17 }])
  assert.equal(last && [last.value, reader.marks.place(last, ['d', 0, 'e'])?.key], [{ d: [{ e: 2 }] }, { start: 42, end: 43 }])
  assert.is(last && reader.marks.place(last, ['d', 1]), undefined)
  assert.is(last && reader.marks.place(last, ['d', 'constructor']), undefined)
})

const texts = textsIn(fixtures, /\.yaml$/)
  .flatMap(({ text }) => text.replaceAll('\r\n', '\n').split(/^---.*\n/m))
  .filter((text) => /^[^#\s]/m.test(text))

/** One slip of a hand that edits: a character more, a character less, a line elsewhere, a line deeper or less deep. */
const slip = fc.record({ kind: fc.nat(4), at: fc.nat(), other: fc.nat(), character: fc.constantFrom(...Array.from(':-#{}[],"\' \n&*|>?!%@`~.0a\\\t=<é😀')) })

function slipped(text: string, { kind, at, other, character }: { readonly kind: number; readonly at: number; readonly other: number; readonly character: string }): string {
  const lines = text.split('\n')
  const line = at % lines.length
  const offset = at % (text.length + 1)
  switch (kind) {
    case 0: return text.slice(0, offset) + character + text.slice(offset)
    case 1: return text.slice(0, offset) + text.slice(offset + 1)
    case 2: return lines.toSpliced(other % lines.length, 0, lines[line] ?? '').join('\n')
    case 3: return lines.with(line, `${' '.repeat(1 + (other % 3))}${lines[line] ?? ''}`).join('\n')
    default: return lines.with(line, (lines[line] ?? '').slice(1)).join('\n')
  }
}

test('whatever hands make of manifests, it reads what js-yaml reads or nothing', () => {
  let read = 0
  let left = 0
  fc.assert(fc.property(fc.constantFrom(...texts), fc.array(slip, { maxLength: 3 }), (text, slips) => {
    if (readPlain(slips.reduce(slipped, text)) === undefined) left++
    else read++
  }), { numRuns: 2000, seed: 20261123 })
  assert.ok(read > 300 && left > 300, `${read} read, ${left} left`)
})

test.run()
