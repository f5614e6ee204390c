import type { Path, Place } from './document.js'

/** Where a node stands, and what is in it. Offsets are those of the original text. */
export interface Tree {
  readonly start: number
  readonly end: number
  /** The entries of a mapping by key, those of merged mappings among them; for an alias those of the anchor's node. */
  readonly entries?: ReadonlyMap<string, Entry>
  /** The items of a list. */
  readonly items?: readonly Tree[]
}

export interface Entry {
  readonly keyStart: number
  readonly keyEnd: number
  readonly node: Tree
}

/** The place of the node at a path, or undefined when there is none. */
export function placeIn(root: Tree, path: Path): Place | undefined {
  let node = root
  let entry: Entry | undefined
  for (const step of path) {
    entry = typeof step === 'string' ? node.entries?.get(step) : undefined
    const next = typeof step === 'string' ? entry?.node : node.items?.[step]
    if (next === undefined) return undefined
    node = next
  }
  const value = { start: node.start, end: node.end }
  return entry === undefined ? { value } : { key: { start: entry.keyStart, end: entry.keyEnd }, value }
}

/** The path of the innermost key or value that holds an offset (its end included), or undefined when the offset is outside the root. */
export function pathIn(root: Tree, offset: number): Path | undefined {
  if (!holds(root.start, root.end, offset)) return undefined
  const path: (string | number)[] = []
  let node: Tree | undefined = root
  while (node !== undefined) node = step(node, offset, path)
  return path
}

function step(node: Tree, offset: number, path: (string | number)[]): Tree | undefined {
  for (const [key, { keyStart, keyEnd, node: value }] of node.entries ?? []) {
    // What is merged or behind an alias stands elsewhere.
    if (keyStart < node.start || keyStart >= node.end) continue
    if (holds(keyStart, keyEnd, offset)) {
      path.push(key)
      return undefined
    }
    if (holds(value.start, value.end, offset)) {
      path.push(key)
      return value
    }
  }
  for (const [index, item] of (node.items ?? []).entries()) {
    if (item.start >= node.start && item.end <= node.end && holds(item.start, item.end, offset)) {
      path.push(index)
      return item
    }
  }
  return undefined
}

function holds(start: number, end: number, offset: number): boolean {
  return start <= offset && offset <= end
}
