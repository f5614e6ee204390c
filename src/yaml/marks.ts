import type { Path, Place } from './document.js'
import type { Entry, Tree } from './tree.js'

/** What a document says, and where the marks of its root stand. */
export interface Marked {
  readonly value: unknown
  readonly root: number
}

/** What is kept of a node: where its key begins and ends (-1: it has none), where it begins and ends itself, and where the next node is kept. */
const marksOfNode = 5

/**
 * Where the nodes of documents stand: in the order of the text, in one array of numbers that grows, so that a stream of thousands of documents costs few
 * allocations. What the nodes are called is in the values.
 */
export class Marks {
  private marks: Int32Array
  /** How much of the array is in use. */
  length = 0
  /** Where the node ends that was closed last. */
  endOfLast = 0

  constructor(characters: number) {
    // Manifests have about one node for twenty characters.
    this.marks = new Int32Array(Math.max(64, characters >> 2))
  }

  /** The place of the node at a path in a document that was read; undefined when there is none. */
  place({ value, root }: Marked, path: Path): Place | undefined {
    let node = root
    let content = value
    for (const step of path) {
      if (typeof content !== 'object' || content === null || Array.isArray(content) !== (typeof step === 'number')) return undefined
      if (!Object.hasOwn(content, step)) return undefined
      node += marksOfNode
      const name = String(step)
      for (const key in content) {
        if (key === name) break
        node = this.mark(node, 4)
      }
      content = (content as Readonly<Record<string | number, unknown>>)[step]
    }
    const keyStart = this.mark(node, 0)
    const place = { value: { start: this.mark(node, 2), end: this.mark(node, 3) } }
    return keyStart < 0 ? place : { key: { start: keyStart, end: this.mark(node, 1) }, ...place }
  }

  /** The positions of a document that was read. */
  tree({ value, root }: Marked): Tree {
    const span = { start: this.mark(root, 2), end: this.mark(root, 3) }
    if (typeof value !== 'object' || value === null) return span
    let node = root + marksOfNode
    const entries = new Map<string, Entry>()
    for (const [key, content] of Object.entries(value)) {
      entries.set(key, { keyStart: this.mark(node, 0), keyEnd: this.mark(node, 1), node: this.tree({ value: content, root: node }) })
      node = this.mark(node, 4)
    }
    return Array.isArray(value) ? { ...span, items: Array.from(entries.values(), (entry) => entry.node) } : { ...span, entries }
  }

  private mark(node: number, which: 0 | 1 | 2 | 3 | 4): number {
    return this.marks[node + which] ?? 0
  }

  /** Begins a node; gives where its marks stand. */
  open(keyStart: number, keyEnd: number, start: number): number {
    const node = this.length
    if (node + marksOfNode > this.marks.length) {
      const marks = new Int32Array(this.marks.length * 2)
      marks.set(this.marks)
      this.marks = marks
    }
    const { marks } = this
    marks[node] = keyStart
    marks[node + 1] = keyEnd
    marks[node + 2] = start
    this.length = node + marksOfNode
    return node
  }

  /** Ends a node; those that were begun since are within it. */
  close(node: number, end: number): void {
    this.marks[node + 3] = end
    this.marks[node + 4] = this.length
    this.endOfLast = end
  }
}
