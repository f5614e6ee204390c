import { load } from 'js-yaml'
import type { Entry, Tree } from './tree.js'
import { skipSpace, trimBlockScalar, trimEnd } from './space.js'

/**
 * What js-yaml's listener saw of one document: for each node the offset where it opens, later the complement (`~`) of the offset where it closes.
 * Raw spans begin after the colon and take in spaces and comments; `treeOf` trims them.
 */
export interface PositionRecord {
  readonly events: Int32Array
  readonly from: number
  readonly to: number
}

interface RawNode {
  readonly start: number
  end: number
  readonly children: RawNode[]
}

/**
 * Builds the position tree of a document from the record of its parse, guided by its value.
 * Returns undefined when the two do not fit together (`{b, c: }` and `[a: 1]` give no event for what is not written, tags are not trimmed):
 * then another parser has to say where things are.
 */
export function treeOf(text: string, base: number, record: PositionRecord, value: unknown): Tree | undefined {
  const root = nest(record, base, text.length)
  if (root === undefined) return undefined
  try {
    return shape(text, root, value)
  } catch (error) {
    if (error instanceof Mismatch) return undefined
    throw error
  }
}

class Mismatch extends Error {}

function nest({ events, from, to }: PositionRecord, base: number, limit: number): RawNode | undefined {
  const open: RawNode[] = []
  let root: RawNode | undefined
  for (let index = from; index < to; index++) {
    const event = events[index] ?? 0
    if (event >= 0) {
      const node: RawNode = { start: base + event, end: 0, children: [] }
      open.at(-1)?.children.push(node)
      root ??= node
      open.push(node)
    } else {
      const node = open.pop()
      if (node === undefined) return undefined
      // js-yaml adds a line break to a text that does not end in one.
      node.end = Math.min(base + ~event, limit)
    }
  }
  return root
}

function shape(text: string, raw: RawNode, value: unknown): Tree {
  const start = skipSpace(text, raw.start, raw.end)
  const first = text[start]
  if (start < raw.end && (first === '&' || first === '!' || first === '*')) throw new Mismatch()
  if (typeof value !== 'object' || value === null) return scalar(text, raw, start)
  const isFlow = first === '{' || first === '['
  const [only] = raw.children
  // In block context js-yaml opens a flow collection twice: first as what might be a key.
  if (isFlow && raw.children.length === 1 && only !== undefined && skipSpace(text, only.start, only.end) === start) return shape(text, only, value)
  const end = isFlow ? trimEnd(text, start, raw.end) : start
  return Array.isArray(value) ? list(text, raw, value, start, end) : mapping(text, raw, value as Record<string, unknown>, start, end)
}

function scalar(text: string, raw: RawNode, start: number): Tree {
  if (start >= raw.end) return { start: raw.start, end: raw.start }
  const first = text[start]
  return { start, end: first === '|' || first === '>' ? trimBlockScalar(text, start, raw.end) : trimEnd(text, start, raw.end) }
}

function list(text: string, raw: RawNode, value: readonly unknown[], start: number, end: number): Tree {
  if (raw.children.length !== value.length) throw new Mismatch()
  const items = raw.children.map((child, index) => shape(text, child, value[index]))
  return { start, end: Math.max(end, items.at(-1)?.end ?? end), items }
}

function mapping(text: string, raw: RawNode, value: Record<string, unknown>, start: number, end: number): Tree {
  const { children } = raw
  const last = children.at(-1)
  // At the end of a document js-yaml looks for one more key and finds nothing.
  if (children.length % 2 === 1 && last !== undefined && skipSpace(text, last.start, last.end) >= last.end) children.pop()
  const names = Object.keys(value)
  const entries = new Map<string, Entry>()
  for (let index = 0; index + 1 < children.length; index += 2) {
    const key = children[index]
    const content = children[index + 1]
    if (key === undefined || content === undefined) throw new Mismatch()
    const keyStart = skipSpace(text, key.start, key.end)
    const keyEnd = trimEnd(text, keyStart, key.end)
    // Most keys stand in the order of the value, as they are; to look up a string that was just cut out is slow.
    const expected = names[index >> 1]
    const isExpected = expected?.length === keyEnd - keyStart && text.startsWith(expected, keyStart)
    const name = isExpected ? expected : keyName(text.slice(keyStart, keyEnd))
    if (!isExpected && !Object.hasOwn(value, name)) throw new Mismatch()
    const node = shape(text, content, value[name])
    entries.set(name, { keyStart, keyEnd, node })
    end = Math.max(end, node.end)
  }
  if (children.length % 2 === 1 || entries.size !== names.length) throw new Mismatch()
  return { start, end, entries }
}

function keyName(written: string): string {
  const first = written[0]
  // A plain key over two lines is not found in the value under what is written.
  if (first !== '"' && first !== "'") return written
  const name = load(written)
  if (typeof name !== 'string') throw new Mismatch()
  return name
}
