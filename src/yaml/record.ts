import { jsYaml } from './packages.js'
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

/** The record of a document and its value do not fit together: another parser has to say where things are. */
export class Mismatch extends Error {}

/**
 * The position tree of a document from the record of its parse, guided by its value; undefined when the two do not fit together
 * (`{b, c: }` and `[a: 1]` give no event for what is not written, tags are not trimmed).
 */
export function treeOf(text: string, base: number, record: PositionRecord, value: unknown): Tree | undefined {
  try {
    const root = growingTree(text, base, record, value)
    settle(root)
    return root
  } catch (error) {
    if (error instanceof Mismatch) return undefined
    throw error
  }
}

/**
 * The same tree, which grows where somebody looks: of most documents one place is asked for. A look throws a `Mismatch` where the record does
 * not fit the value.
 */
export function growingTree(text: string, base: number, { events, from, to }: PositionRecord, value: unknown): Tree {
  if (from >= to) throw new Mismatch()
  return nodeAt({ text, base, events }, from, value)
}

function settle({ entries, items }: Tree): void {
  for (const { node } of entries?.values() ?? []) settle(node)
  for (const item of items ?? []) settle(item)
}

interface Source {
  readonly text: string
  readonly base: number
  readonly events: Int32Array
}

/** The node that the event at `open` opens. */
function nodeAt(source: Source, open: number, value: unknown): Tree {
  const { text } = source
  const rawStart = offsetOf(source, open)
  const rawEnd = rawEndOf(source, open)
  const start = skipSpace(text, rawStart, rawEnd)
  if (start >= rawEnd && (typeof value !== 'object' || value === null)) return { start: rawStart, end: rawStart }
  const first = start < rawEnd ? text[start] : ''
  if (first === '&' || first === '!' || first === '*') throw new Mismatch()
  if (typeof value !== 'object' || value === null) {
    return { start, end: first === '|' || first === '>' ? trimBlockScalar(text, start, rawEnd) : trimEnd(text, start, rawEnd) }
  }
  const isFlow = first === '{' || first === '['
  const children = childrenOf(source, open)
  const [only] = children
  // In block context js-yaml opens a flow collection twice: first as what might be a key.
  if (isFlow && children.length === 1 && only !== undefined && startOf(source, only) === start) return nodeAt(source, only, value)
  const end = isFlow ? trimEnd(text, start, rawEnd) : start
  return Array.isArray(value) ? new List(source, start, end, children, value) : new Mapping(source, start, end, children, value as Readonly<Record<string, unknown>>)
}

/** Where a node begins behind spaces and comments. */
function startOf(source: Source, open: number): number {
  return skipSpace(source.text, offsetOf(source, open), rawEndOf(source, open))
}

function rawEndOf(source: Source, open: number): number {
  return offsetOf(source, closeOf(source, open))
}

/** The offset that an event tells. js-yaml adds a line break to a text that does not end in one. */
function offsetOf({ text, base, events }: Source, index: number): number {
  const event = events[index] ?? 0
  return Math.min(base + (event < 0 ? ~event : event), text.length)
}

/** The event that closes the node which the event at `open` opens. */
function closeOf({ events }: Source, open: number): number {
  let depth = 1
  let index = open
  while (depth > 0) {
    const event = events[++index]
    if (event === undefined) throw new Mismatch()
    depth += event < 0 ? -1 : 1
  }
  return index
}

/** The events that open the nodes within a node. */
function childrenOf(source: Source, open: number): number[] {
  const children: number[] = []
  for (let index = open + 1; (source.events[index] ?? -1) >= 0; index = closeOf(source, index) + 1) children.push(index)
  return children
}

class List implements Tree {
  #items: readonly Tree[] | undefined

  constructor(
    private readonly source: Source,
    readonly start: number,
    private readonly least: number,
    private readonly children: readonly number[],
    private readonly value: readonly unknown[],
  ) {
    if (children.length !== value.length) throw new Mismatch()
  }

  get items(): readonly Tree[] {
    return (this.#items ??= this.children.map((child, index) => nodeAt(this.source, child, this.value[index])))
  }

  get end(): number {
    return Math.max(this.least, this.items.at(-1)?.end ?? 0)
  }
}

class Mapping implements Tree {
  #entries: ReadonlyMap<string, Entry> | undefined
  #end: number | undefined

  constructor(
    private readonly source: Source,
    readonly start: number,
    private readonly least: number,
    private readonly children: readonly number[],
    private readonly value: Readonly<Record<string, unknown>>,
  ) {}

  get entries(): ReadonlyMap<string, Entry> {
    return (this.#entries ??= this.read())
  }

  get end(): number {
    if (this.#end !== undefined) return this.#end
    let last: Entry | undefined
    for (const entry of this.entries.values()) last = entry
    return (this.#end = Math.max(this.least, last?.node.end ?? 0))
  }

  private read(): ReadonlyMap<string, Entry> {
    const { source, children, value } = this
    const { text } = source
    // At the end of a document js-yaml looks for one more key and finds nothing.
    const ghost = children.length % 2 === 1 ? children.at(-1) : undefined
    if (ghost !== undefined && startOf(source, ghost) < rawEndOf(source, ghost)) throw new Mismatch()
    const names = Object.keys(value)
    const entries = new Map<string, Entry>()
    for (let index = 0; index + 1 < children.length; index += 2) {
      const [key = 0, content = 0] = [children[index], children[index + 1]]
      const keyStart = startOf(source, key)
      const keyEnd = trimEnd(text, keyStart, rawEndOf(source, key))
      // Most keys stand in the order of the value, as they are; to look up a string that was just cut out is slow.
      const expected = names[index >> 1]
      const isExpected = expected?.length === keyEnd - keyStart && text.startsWith(expected, keyStart)
      const name = isExpected ? expected : keyName(text.slice(keyStart, keyEnd))
      if (!isExpected && !Object.hasOwn(value, name)) throw new Mismatch()
      entries.set(name, new LateEntry(source, keyStart, keyEnd, content, value[name]))
    }
    if (entries.size !== names.length) throw new Mismatch()
    return entries
  }
}

class LateEntry implements Entry {
  #node: Tree | undefined

  constructor(
    private readonly source: Source,
    readonly keyStart: number,
    readonly keyEnd: number,
    private readonly open: number,
    private readonly value: unknown,
  ) {}

  get node(): Tree {
    return (this.#node ??= nodeAt(this.source, this.open, this.value))
  }
}

function keyName(written: string): string {
  const first = written[0]
  // A plain key over two lines is not found in the value under what is written.
  if (first !== '"' && first !== "'") return written
  const name = jsYaml().load(written)
  if (typeof name !== 'string') throw new Mismatch()
  return name
}
