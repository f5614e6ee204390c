import { load } from 'js-yaml'
import SourceMap from 'js-yaml-source-map'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { manifestFolders, textsIn } from '../testing/shared.js'
import { LineIndex } from '../text/lines.js'
import { compose } from './compose.js'
import type { Path, YamlDocument } from './document.js'
import { Loader } from './load.js'
import { fencedYaml } from './markdown.js'
import { formatPath } from './path.js'
import { PlainReader } from './plain.js'
import { treeOf } from './record.js'
import { parseDocument, parseStream } from './stream.js'
import type { Tree } from './tree.js'

const test = suite('places on fixtures and corpus')
const folders = manifestFolders()
const texts = folders.flatMap((folder) => textsIn(folder, /\.(ya?ml|json|md)$/))
const streams = texts.filter(({ path }) => /\.(ya?ml|json)$/.test(path))
/** Whether there are enough texts to say how often something happens in them. */
const many = folders.length > 1

function* walk(value: unknown, path: Path = []): Generator<{ readonly path: Path; readonly value: unknown }> {
  yield { path, value }
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* walk(item, [...path, index])
  else if (typeof value === 'object' && value !== null) for (const [key, content] of Object.entries(value)) yield* walk(content, [...path, key])
}

/** Checks that the text of each node parses back to its value; gives how many nodes were looked at. */
function checkPlaces(name: string, text: string, document: YamlDocument): number {
  let count = 0
  for (const { path, value } of walk(document.value)) {
    const where = `${name} document ${document.index} ${formatPath(path)}`
    const place = document.place(path)
    if (place === undefined) {
      assert.unreachable(`no place: ${where}`)
      continue
    }
    count++
    const { start, end } = place.value
    const written = text.slice(start, end)
    if (place.key !== undefined) assert.is(keyOf(text.slice(place.key.start, place.key.end)), path.at(-1), `key of ${where}`)
    // An alias, or a part of a node that has one, cannot be read alone; an explicit indentation counts from the parent.
    if (/(^|[\s,[{])\*\w/.test(written) || /^[|>]\d/.test(written)) continue
    const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1
    const column = start - lineStart
    // Below a key, because what goes on in further lines must be indented deeper than its parent.
    const alone = column === 0 ? parseDocument(written).value : (parseDocument(`k:\n${' '.repeat(column)}${written}`).value as { k?: unknown } | undefined)?.k
    assert.equal(alone, value, `value of ${where}: ${JSON.stringify(written)}`)
  }
  return count
}

function keyOf(written: string): string {
  const document = parseDocument(`${written}: 0`)
  return Object.keys(document.value as object)[0] ?? ''
}

function nodesOf(name: string, text: string, documents: readonly YamlDocument[]): number {
  return documents.filter(({ value, empty }) => value !== undefined && !empty).reduce((sum, document) => sum + checkPlaces(name, text, document), 0)
}

test('the text of every leaf and container parses back to its value', () => {
  const nodes = streams.reduce((sum, { path: name, text }) => sum + nodesOf(name, text, parseStream(text)), 0)
  if (many) assert.ok(nodes > 30_000, `${nodes} nodes`)
})

test('so it does in the YAML blocks of Markdown', () => {
  for (const { path: name, text } of texts.filter((file) => file.path.endsWith('.md'))) {
    for (const { documents } of fencedYaml(text)) {
      for (const document of documents.filter(({ value, empty }) => value !== undefined && !empty)) checkLeaves(name, text, document)
    }
  }
})

/** In an indented block only what stands on one line can be read from the Markdown text as it is. */
function checkLeaves(name: string, text: string, document: YamlDocument): void {
  for (const { path, value } of walk(document.value)) {
    const place = document.place(path)
    const where = `${name} document ${document.index} ${formatPath(path)}`
    if (place === undefined) {
      assert.unreachable(`no place: ${where}`)
      continue
    }
    const written = text.slice(place.value.start, place.value.end)
    if (place.key !== undefined) assert.is(keyOf(text.slice(place.key.start, place.key.end)), path.at(-1), `key of ${where}`)
    if (!/[\r\n]|^\*/.test(written)) assert.equal(parseDocument(`- ${written}`).value, [value], where)
  }
}

const variants: readonly (readonly [string, (text: string) => string])[] = [
  ['CRLF', (text) => text.replace(/\r?\n/g, '\r\n')],
  ['byte order mark', (text) => `\uFEFF${text}`],
  ['emoji', (text) => `# 😀 café\n${text}`],
]

for (const [variant, vary] of variants) {
  test(`${variant}: the same values and the same texts at the same paths`, () => {
    for (const { path: name, text } of streams) {
      // Before a JSON file a mark or comment makes YAML of it; directives must come first.
      if (variant !== 'CRLF' && /^\s*[{%]/.test(text)) continue
      if (text.startsWith('\uFEFF')) continue
      const varied = vary(text)
      const expected = parseStream(text)
      const actual = parseStream(varied)
      assert.is(actual.length, expected.length, `${name} ${variant}`)
      for (const [index, document] of expected.entries()) {
        const twin = actual[index]
        assert.equal(twin?.value, document.value, `${name} ${variant} ${index}`)
        assert.equal(twin?.problems.map(({ message }) => message), document.problems.map(({ message }) => message), `${name} ${variant}`)
        for (const { path } of walk(document.value)) assert.equal(slices(varied, twin, path), slices(text, document, path), `${name} ${variant} ${formatPath(path)}`)
      }
    }
  })
}

function slices(text: string, document: YamlDocument | undefined, path: Path): readonly (string | undefined)[] {
  const place = document?.place(path)
  return [place?.key, place?.value].map((span) => span && text.slice(span.start, span.end).replaceAll('\r\n', '\n'))
}

test('the reader of plain YAML, js-yaml and yaml agree on values, keys and places', () => {
  let plainly = 0
  let fromRecord = 0
  let fallen = 0
  for (const { path: name, text } of streams) {
    const reader = new PlainReader(text)
    for (const { span } of parseStream(text)) {
      const start = span.start + (text.charCodeAt(span.start) === 0xfeff ? 1 : 0)
      const body = text.slice(start, span.end)
      const loaded = new Loader(body.length).load(body)
      if (loaded.outcome !== 'loaded') continue
      const composed = compose(body, start, text)
      const tree = treeOf(text, start, loaded.record, loaded.value)
      if (composed.value === undefined || loaded.value === null) continue
      assert.equal(composed.value, loaded.value, `value of ${name}`)
      const plain = reader.read(start, span.end)
      if (plain !== undefined) {
        plainly++
        assert.equal(plain.value, loaded.value, `value of ${name}`)
        const other = new Map(composed.tree && spansOf(composed.tree))
        for (const [path, spans] of spansOf(reader.marks.tree(plain))) assert.is(spans, other.get(path), `${name} ${path}`)
      }
      if (tree === undefined) fallen++
      else {
        fromRecord++
        const other = new Map(composed.tree && spansOf(composed.tree))
        for (const [path, spans] of spansOf(tree)) assert.is(spans, other.get(path), `${name} ${path}`)
      }
    }
  }
  if (many) assert.ok(plainly > 1000, `${plainly} plain documents`)
  if (many) assert.ok(fromRecord > 1000 && fallen < fromRecord / 50, `${fromRecord} records, ${fallen} not to be trusted`)
})

/** Each path with the spans of its key and value. */
function* spansOf({ start, end, entries, items }: Tree, path: Path = []): Generator<readonly [string, string]> {
  if (path.length === 0) yield ['', `${start}-${end}`]
  for (const [key, { keyStart, keyEnd, node }] of entries ?? []) {
    yield [formatPath([...path, key]), `${keyStart}-${keyEnd} ${node.start}-${node.end}`]
    yield* spansOf(node, [...path, key])
  }
  for (const [index, node] of (items ?? []).entries()) {
    yield [formatPath([...path, index]), `${node.start}-${node.end}`]
    yield* spansOf(node, [...path, index])
  }
}

test('js-yaml-source-map agrees on the lines of leaves', () => {
  let leaves = 0
  for (const { path: name, text } of streams) {
    if (/[&*{[?]|<<|[|>]|^---|"/m.test(text)) continue
    for (const document of parseStream(text)) {
      if (typeof document.value !== 'object' || document.value === null || document.problems.length > 0) continue
      const body = text.slice(document.span.start, document.span.end)
      const map = new SourceMap()
      load(body, { listener: map.listen() })
      const lines = new LineIndex(body)
      for (const { path, value } of walk(document.value)) {
        if (typeof value === 'object' || path.some((step) => typeof step === 'number' || step.includes('.')) || path.length === 0) continue
        const witness = map.lookup(path.map(String))
        const key = document.place(path)?.key
        if (witness === undefined || key === undefined) continue
        leaves++
        assert.is(lines.place(key.start - document.span.start).line, witness.line, `${name} ${formatPath(path)}`)
      }
    }
  }
  if (many) assert.ok(leaves > 500, `${leaves} leaves`)
})

test.run()
