import type { Path, Place, YamlDocument, YamlProblem } from './document.js'
import type { Span } from '../text/span.js'
import { compose } from './compose.js'
import type { Composed } from './compose.js'
import type { Marked, Marks } from './marks.js'
import { growingTree, Mismatch, treeOf } from './record.js'
import type { PositionRecord } from './record.js'
import { pathIn, placeIn } from './tree.js'
import type { Tree } from './tree.js'

/** A document whose tree is built when somebody asks for a place. */
export abstract class LazyDocument implements YamlDocument {
  private known: Tree | undefined
  private isKnown = false

  constructor(
    readonly index: number,
    readonly span: Span,
    readonly value: unknown,
    readonly empty: boolean,
    readonly problems: readonly YamlProblem[],
  ) {}

  place(path: Path): Place | undefined {
    const tree = this.tree()
    return tree && placeIn(tree, path)
  }

  pathAt(offset: number): Path | undefined {
    const tree = this.tree()
    return tree && pathIn(tree, offset)
  }

  tree(): Tree | undefined {
    if (!this.isKnown) {
      this.known = this.build()
      this.isKnown = true
    }
    return this.known
  }

  protected abstract build(): Tree | undefined
}

/**
 * From the tree, a place among thousands of neighbours is found at once; but to make it takes as long as to find dozens of places in a manifest
 * without it, and a manifest with a finding or two and their fixes is asked for about a dozen.
 */
const placesWithoutTree = 50

/** A document in plain YAML. */
export class PlainDocument extends LazyDocument {
  #asked = 0

  constructor(index: number, span: Span, problems: readonly YamlProblem[], private readonly marks: Marks, private readonly plain: Marked) {
    super(index, span, plain.value, false, problems)
  }

  override place(path: Path): Place | undefined {
    return this.#asked++ < placesWithoutTree ? this.marks.place(this.plain, path) : super.place(path)
  }

  protected build(): Tree {
    return this.marks.tree(this.plain)
  }
}

/** A document that js-yaml read; its tree comes from the record of that parse when somebody asks, and grows where it is looked at. */
export class RecordedDocument extends LazyDocument {
  #growing: Tree | undefined
  #isFitting = true

  constructor(
    index: number,
    span: Span,
    value: unknown,
    problems: readonly YamlProblem[],
    private readonly text: string,
    private readonly body: Span,
    private readonly record: PositionRecord,
  ) {
    super(index, span, value, false, problems)
  }

  override place(path: Path): Place | undefined {
    if (this.#isFitting) {
      try {
        return placeIn((this.#growing ??= growingTree(this.text, this.body.start, this.record, this.value)), path)
      } catch (error) {
        if (!(error instanceof Mismatch)) throw error
        this.#isFitting = false
      }
    }
    return super.place(path)
  }

  protected build(): Tree | undefined {
    const { start, end } = this.body
    return treeOf(this.text, start, this.record, this.value) ?? composeSafely(this.text.slice(start, end), start, this.text)?.tree
  }
}

export class SettledDocument extends LazyDocument {
  constructor(
    index: number,
    span: Span,
    value: unknown,
    empty: boolean,
    problems: readonly YamlProblem[],
    private readonly treeLater: (() => Tree | undefined) | undefined,
  ) {
    super(index, span, value, empty, problems)
  }

  protected build(): Tree | undefined {
    return this.treeLater?.()
  }
}

/** A document with more problems before its own. */
export function withProblems(document: YamlDocument, problems: readonly YamlProblem[]): YamlDocument {
  const { index, span, value, empty } = document
  const tree = document instanceof LazyDocument ? () => document.tree() : undefined
  return new SettledDocument(index, span, value, empty, [...problems, ...document.problems], tree)
}

/** Nobody waits longer for the places in one document: some seconds. */
const maximumLength = 5_000_000

/** Composes, or gives undefined for what is too long or nests too deeply: `yaml` recurses, and thousands of levels end its stack. */
export function composeSafely(body: string, start: number, text: string): Composed | undefined {
  if (body.length > maximumLength) return undefined
  try {
    return compose(body, start, text)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
