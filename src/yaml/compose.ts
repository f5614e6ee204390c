import type { Alias, Pair, Scalar, YAMLError, YAMLMap, YAMLSeq } from 'yaml'
import type { YamlProblem } from './document.js'
import { duplicateProblems, gluedAt } from './duplicate.js'
import type { Duplicate } from './duplicate.js'
import { maximumDepth } from './load.js'
import { resolveKey, resolveScalar, yamlTag } from './scalar.js'
import type { Entry, Tree } from './tree.js'
import { trimBlanks, trimBlockScalar } from './space.js'
import { yamlPackage } from './packages.js'

/** What the nodes of a document give: its value as kubectl sees it, the places of everything, and what is wrong besides the syntax. */
export interface Composed {
  /** Undefined when the document cannot be decoded. */
  readonly value: unknown
  readonly tree: Tree | undefined
  readonly problems: readonly YamlProblem[]
  /** What the parser says about the syntax; offsets are those of the original text. */
  readonly errors: readonly YAMLError[]
}

/** So many nodes may come from aliases; more is a bomb (kubectl has such a bound as well). */
const maximumExpansion = 100_000

/**
 * Composes one document with the `yaml` package: slower than js-yaml, but it keeps nodes, so that anchors, merge keys, tags and equal keys can be
 * decoded as go-yaml does, and it goes on after an error. `base` is the offset of the document in the original text.
 */
export function compose(text: string, base: number, original: string): Composed {
  const document = yamlPackage().parseDocument(text, { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false, logLevel: 'error', keepSourceTokens: false })
  const composer = new Composer(base, original)
  const root = document.contents === null ? { value: null, tree: composer.empty(0) } : composer.node(document.contents, 0)
  const duplicates = duplicateProblems(composer.duplicates)
  const problems = [...composer.problems, ...duplicates].sort((a, b) => a.span.start - b.span.start)
  const decoded = composer.problems.length === 0 && gluedAt(composer.duplicates).length === 0
  return { value: decoded ? root.value : undefined, tree: root.tree, problems, errors: document.errors }
}

interface Built {
  readonly value: unknown
  readonly tree: Tree
  /** How many nodes it has after expansion. */
  readonly size: number
}

class Composer {
  private readonly yaml = yamlPackage()
  readonly problems: YamlProblem[] = []
  readonly duplicates: Duplicate[] = []
  /** What anchors stand for; undefined while the node itself is being read. */
  private readonly anchors = new Map<string, Built | undefined>()
  private expansion = 0

  constructor(
    private readonly base: number,
    private readonly original: string,
  ) {}

  empty(offset: number): Tree {
    return { start: this.base + offset, end: this.base + offset }
  }

  node(node: unknown, depth: number): Built {
    if (this.yaml.isAlias(node)) return this.alias(node)
    if (depth > maximumDepth) {
      const at = rangeOf(node)?.[0] ?? 0
      this.refuse('yaml-limit', `this is nested deeper than ${maximumDepth} levels, which is more than is looked at`, at, at + 1)
      return { value: null, tree: this.empty(at), size: 1 }
    }
    const anchor = (node as { readonly anchor?: string }).anchor
    if (anchor !== undefined) this.anchors.set(anchor, undefined)
    const built = this.yaml.isMap(node) ? this.mapping(node, depth) : this.yaml.isSeq(node) ? this.list(node, depth) : this.scalar(node as Scalar)
    if (anchor !== undefined) this.anchors.set(anchor, built)
    return built
  }

  private alias(alias: Alias): Built {
    const [start = 0, end = start] = rangeOf(alias) ?? []
    const tree = { start: this.base + start, end: this.base + end }
    const target = this.anchors.get(alias.source)
    if (target === undefined) {
      const name = alias.source.length > 40 ? `${alias.source.slice(0, 37)}...` : alias.source
      const why = this.anchors.has(alias.source) ? `the anchor &${name} cannot contain itself` : `no anchor &${name} stands before this alias`
      this.refuse('yaml-syntax', why, start, end)
      return { value: null, tree, size: 1 }
    }
    const wasWithin = this.expansion <= maximumExpansion
    this.expansion += target.size
    if (this.expansion > maximumExpansion && wasWithin) {
      this.refuse('yaml-limit', `the aliases of this document stand for more than ${maximumExpansion.toLocaleString('en')} nodes; write out what is needed`, start, end)
    }
    const { entries, items } = target.tree
    return { value: target.value, tree: { ...tree, ...(entries && { entries }), ...(items && { items }) }, size: target.size }
  }

  private scalar(scalar: Scalar): Built {
    const [start = 0, end = start] = rangeOf(scalar) ?? []
    const resolved = this.decode(scalar)
    const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED'
    if (start === end && scalar.anchor === undefined && scalar.tag === undefined) {
      const at = trimBlanks(this.original, this.base + start)
      return { value: resolved.value, tree: { start: at, end: at }, size: 1 }
    }
    const tree = { start: this.base + start, end: isBlock ? trimBlockScalar(this.original, this.base + start, this.base + end) : this.base + end }
    if (typeof resolved.value === 'number' && !Number.isFinite(resolved.value)) {
      this.refuse('yaml-syntax', `${this.original.slice(tree.start, Math.min(tree.end, tree.start + 40))} is a number that JSON does not have; quote it if a text is meant`, start, end)
    }
    return { value: resolved.value, tree, size: 1 }
  }

  private decode(scalar: Scalar): { readonly value: unknown; readonly float: boolean } {
    const [start = 0, end = start] = rangeOf(scalar) ?? []
    const text = typeof scalar.value === 'string' ? scalar.value : ''
    const resolved = resolveScalar(text, scalar.type === 'PLAIN' || scalar.type === undefined, scalar.tag)
    if ('refused' in resolved) {
      this.refuse('yaml-syntax', resolved.refused, start, Math.max(end, start + 1))
      return { value: null, float: false }
    }
    return resolved
  }

  private list(node: YAMLSeq, depth: number): Built {
    const [start = 0, end = start] = rangeOf(node) ?? []
    const built = node.items.map((item) => this.node(item, depth + 1))
    const items = built.map((item) => item.tree)
    const from = this.base + start
    return {
      value: built.map((item) => item.value),
      tree: { start: from, end: node.flow ? this.base + end : Math.max(from, items.at(-1)?.end ?? from), items },
      size: built.reduce((sum, item) => sum + item.size, 1),
    }
  }

  private mapping(node: YAMLMap, depth: number): Built {
    const [rangeStart = 0, rangeEnd = rangeStart] = rangeOf(node) ?? []
    const value: Record<string, unknown> = {}
    const entries = new Map<string, Entry>()
    const seen = new Map<string, { readonly entry: Entry; readonly merged: boolean }>()
    let start = this.base + rangeStart
    let end = node.flow ? this.base + rangeEnd : start
    let size = 1
    const set = (name: string, identity: string, entry: Entry, content: unknown, merged: boolean): void => {
      const earlier = seen.get(identity)
      if (earlier !== undefined) this.duplicates.push({ name, depth, first: earlier.entry, second: entry, merged: merged || earlier.merged })
      seen.set(identity, { entry, merged })
      entries.set(name, entry)
      setOwn(value, name, content)
    }
    node.items.forEach((pair, index) => {
      const key = this.key(pair)
      if (index === 0 && !node.flow && key !== undefined && /[&!]/.test(this.original[start] ?? '')) start = key.tree.start
      const content = this.pairValue(pair, depth, key?.tree.end ?? end)
      size += content.size + 1
      // Go-yaml applies a merge where it stands, so it wins over keys before it and loses to keys after it.
      if (key !== undefined && isMergeKey(pair.key)) {
        for (const { name, entry, content: merged } of this.merged(pair.value, content)) set(name, `s${name}`, entry, merged, true)
      } else if (key?.name !== undefined) {
        const entry = { keyStart: key.tree.start, keyEnd: key.tree.end, node: content.tree }
        set(key.name, key.identity, entry, content.value, false)
      }
      if (!node.flow) end = Math.max(end, content.tree.end)
    })
    return { value, tree: { start, end, entries }, size }
  }

  private key(pair: Pair): { readonly name?: string; readonly identity: string; readonly tree: Tree } | undefined {
    const [start = 0, end = start] = rangeOf(pair.key) ?? []
    if (this.yaml.isScalar(pair.key)) {
      const resolved = this.decode(pair.key)
      const tree = { start: this.base + start, end: this.base + end }
      if (pair.key.anchor !== undefined) this.anchors.set(pair.key.anchor, { value: resolved.value, tree, size: 1 })
      const key = resolveKey(resolved)
      if (key !== undefined) return { ...key, tree }
      this.refuse('yaml-syntax', `a key must be a text; ${tree.end > tree.start ? this.original.slice(tree.start, Math.min(tree.end, tree.start + 40)) : 'an empty key'} is not: quote it`, start, end)
      return { identity: '', tree }
    }
    if (this.yaml.isAlias(pair.key)) {
      const built = this.alias(pair.key)
      const key = resolveKey({ value: built.value, float: false })
      if (key !== undefined) return { ...key, tree: built.tree }
    }
    this.refuse('yaml-syntax', 'a key must be a text, not a mapping or a list', start, end)
    return { identity: '', tree: { start: this.base + start, end: this.base + end } }
  }

  private pairValue(pair: Pair, depth: number, keyEnd: number): Built {
    if (pair.value === null || pair.value === undefined) return { value: null, tree: { start: keyEnd, end: keyEnd }, size: 1 }
    return this.node(pair.value, depth + 1)
  }

  /** What a merge key brings: the entries of a mapping, or of a list of mappings of which the first wins. */
  private merged(node: unknown, built: Built): { readonly name: string; readonly entry: Entry; readonly content: unknown }[] {
    const sources = Array.isArray(built.value) && this.yaml.isSeq(node) ? built.value.map((value: unknown, index) => ({ value, tree: built.tree.items?.[index] })) : [built]
    const found: { name: string; entry: Entry; content: unknown }[] = []
    for (const { value, tree } of [...sources].reverse()) {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || tree?.entries === undefined) {
        const [start = 0, end = start] = rangeOf(node) ?? []
        if (this.problems.length === 0) this.refuse('yaml-syntax', '<< merges a mapping or a list of mappings, and this is neither', start, Math.max(end, start + 1))
        continue
      }
      for (const [name, entry] of tree.entries) found.push({ name, entry, content: (value as Record<string, unknown>)[name] })
    }
    this.expansion += found.length
    if (this.expansion > maximumExpansion && this.problems.length === 0) {
      const [start = 0, end = start] = rangeOf(node) ?? []
      this.refuse('yaml-limit', `the merge keys of this document bring more than ${maximumExpansion.toLocaleString('en')} entries`, start, end)
    }
    return this.expansion > maximumExpansion ? [] : found
  }

  private refuse(code: 'yaml-syntax' | 'yaml-limit', message: string, start: number, end: number): void {
    this.problems.push({ code, message, span: { start: this.base + start, end: this.base + Math.max(start, end) } })
  }
}

/** Keys such as `__proto__` are data like all others. */
function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true })
  else object[name] = value
}

function isMergeKey(key: unknown): boolean {
  return yamlPackage().isScalar(key) && key.value === '<<' && (key.type === 'PLAIN' ? key.tag === undefined || key.tag === `${yamlTag}merge` : key.tag === `${yamlTag}merge`)
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  const range = (node as { readonly range?: readonly [number, number, number] | null } | null)?.range
  return range ?? undefined
}
