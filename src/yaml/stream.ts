import type { YamlDocument, YamlProblem } from './document.js'
import type { Span } from '../text/span.js'
import { jsonExtent, skipJsonSpace } from './json.js'
import { composeSafely, PlainDocument, RecordedDocument, SettledDocument, withProblems } from './lazy-document.js'
import { Loader, maximumDepth } from './load.js'
import type { Loaded } from './load.js'
import { PlainReader } from './plain.js'
import { treeOf } from './record.js'
import { afterBreak, skipSpace } from './space.js'
import { composedOverhead, directiveProblem, forbiddenTab, lineFeedAfter, maximumComposedLength, separatorProblems, textAfterEnd, tooLong } from './stream-problem.js'
import { syntaxProblem, syntaxProblems } from './syntax.js'
import type { Tree } from './tree.js'

/**
 * Reads a stream of YAML or JSON documents as kubectl does and gives each with its value, problems and places. Never throws.
 *
 * kubectl cuts the text at each line that begins with `---`, even inside a block scalar, and reads a text that begins with `{` as JSON objects
 * one after the other. What follows `...` in a document is never read by anything.
 */
export function parseStream(text: string): YamlDocument[] {
  const stream = new Stream(text)
  const first = skipJsonSpace(text, 0)
  if (text.startsWith('{', first)) stream.readJson(first)
  else stream.readYaml(0)
  return stream.documents
}

/** Reads a text as one YAML document, whatever it begins with. */
export function parseDocument(text: string): YamlDocument {
  const stream = new Stream(text)
  stream.addDocument(0, text.length, [])
  return stream.documents[0] ?? new SettledDocument(0, { start: 0, end: text.length }, null, true, [], undefined)
}

class Stream {
  readonly documents: YamlDocument[] = []
  private readonly reader: PlainReader
  private loader: Loader | undefined
  private composedLength = 0
  private readonly hasControlCharacters: boolean
  private readonly hasDocumentEnd: boolean
  private readonly hasLoneReturn: boolean

  constructor(private readonly text: string) {
    this.reader = new PlainReader(text)
    // Those are strange to the reader of plain YAML, too, who has to look for them anyway.
    this.hasControlCharacters = this.reader.hasStrange(0, text.length) && controlCharacter.test(text)
    this.hasDocumentEnd = text.includes('...')
    this.hasLoneReturn = text.includes('\r---')
  }

  readYaml(from: number): void {
    const { text } = this
    let start = from
    let problems: YamlProblem[] = []
    for (let separator = this.nextSeparator(from); separator >= 0; separator = this.nextSeparator(start)) {
      const isLead = start === from && skipSpace(text, skipMark(text, start), separator) === separator
      if (!isLead) this.addDocument(start, separator, problems)
      const lineEnd = lineFeedAfter(text, separator)
      problems = separatorProblems(text, separator + 3, lineEnd)
      start = afterBreak(text, lineEnd)
    }
    this.addDocument(start, text.length, problems)
  }

  /** Reads JSON objects one after the other; a `---` behind one of them begins YAML. */
  readJson(from: number): void {
    const { text } = this
    for (let at = from; at < text.length; at = skipJsonSpace(text, at)) {
      const isSeparator = text.startsWith('---', at) && (at === 0 || text[at - 1] === '\n')
      if (isSeparator) {
        const lineEnd = lineFeedAfter(text, at)
        if (skipSpace(text, lineEnd, text.length) < text.length) this.readYamlAfterJson(at, lineEnd)
        return
      }
      const extent = text[at] === '{' ? jsonExtent(text, at) : { offset: at, message: 'after a JSON object only another one may follow, or a line with ---' }
      if ('message' in extent) {
        const problem = syntaxProblem(text, extent.offset, text.length, extent.message)
        this.add({ start: at, end: text.length }, undefined, false, [problem], () => composeSafely(text.slice(at), at, text)?.tree)
        return
      }
      this.addDocument(at, extent.end, [])
      at = extent.end
    }
  }

  private readYamlAfterJson(separator: number, lineEnd: number): void {
    const problems = separatorProblems(this.text, separator + 3, lineEnd)
    const before = this.documents.length
    this.readYaml(afterBreak(this.text, lineEnd))
    const document = this.documents[before]
    if (problems.length > 0 && document !== undefined) this.documents[before] = withProblems(document, problems)
  }

  /** Adds the document between two offsets; `before` are the problems of the separator before it. */
  addDocument(from: number, to: number, before: readonly YamlProblem[]): void {
    const { text } = this
    const start = skipMark(text, from)
    const span = { start: from, end: to }
    const content = skipSpace(text, start, to)
    if (content >= to) {
      this.add(span, null, true, [...before, ...this.controlProblems(from, to)], undefined)
      return
    }
    const control = this.controlProblems(start, to)
    if (control.length > 0) {
      this.add(span, undefined, false, [...before, ...control], undefined)
      return
    }
    if (text[content] === '%') {
      this.add(span, undefined, false, [...before, directiveProblem(text, content, to)], undefined)
      return
    }
    const end = this.documentEnd(start, to)
    if (end <= content) {
      const problem = syntaxProblem(text, content, to, '... ends a document, and there is none before it')
      this.add(span, undefined, false, [...before, problem], undefined)
      return
    }
    const problems = end < to ? [...before, ...textAfterEnd(text, end, to)] : before
    const plain = this.reader.read(start, end)
    if (plain !== undefined) {
      this.documents.push(new PlainDocument(this.documents.length, span, problems, this.reader.marks, plain))
      return
    }
    const body = start === 0 && end === text.length ? text : text.slice(start, end)
    const loaded = (this.loader ??= new Loader(text.length - start)).load(body)
    if (loaded.outcome !== 'loaded') this.addComposed(span, body, start, loaded, problems)
    // A mapping or list as a key (`{{ .Values.name }}`) has no colon that would give it away; but its record does not fit its value.
    else if (mayHaveFlowKey.test(body) && treeOf(text, start, loaded.record, loaded.value) === undefined) this.addComposed(span, body, start, { outcome: 'intricate' }, problems)
    else this.addLoaded(span, body, start, loaded, problems)
  }

  private addLoaded(span: Span, body: string, start: number, { value, record }: Loaded & { outcome: 'loaded' }, problems: readonly YamlProblem[]): void {
    const document = new RecordedDocument(this.documents.length, span, value, problems, this.text, { start, end: start + body.length }, record)
    if (body.includes('\t')) {
      const tab = forbiddenTab(this.text, start, start + body.length, document)
      if (tab !== undefined) {
        const problem = syntaxProblem(this.text, tab, start + body.length, 'a line between the entries of a mapping or list cannot begin with a tab; use spaces')
        this.add(span, undefined, false, [...problems, { ...problem, span: { start: tab, end: tab + 1 } }], () => document.tree())
        return
      }
    }
    this.documents.push(document)
  }

  private addComposed(span: Span, body: string, start: number, loaded: Exclude<Loaded, { outcome: 'loaded' }>, problems: readonly YamlProblem[]): void {
    const { text } = this
    const end = start + body.length
    if (loaded.outcome === 'refused' && loaded.tooDeep) {
      const at = skipSpace(text, Math.min(start + loaded.offset, end - 1), end - 1)
      const message = `this is nested deeper than ${maximumDepth} levels, which is more than is looked at`
      this.add(span, undefined, false, [...problems, { code: 'yaml-limit', message, span: { start: at, end: at + 1 } }], undefined)
      return
    }
    this.composedLength += body.length + composedOverhead
    if (body.length > maximumComposedLength.document || this.composedLength > maximumComposedLength.stream) {
      this.add(span, undefined, false, [...problems, ...tooLong(text, start, end, loaded)], undefined)
      return
    }
    const composed = composeSafely(body, start, text)
    if (composed === undefined) {
      const message = 'this document nests too deeply to be looked at'
      this.add(span, undefined, false, [...problems, { code: 'yaml-limit', message, span: { start, end: start + 1 } }], undefined)
      return
    }
    if (loaded.outcome === 'refused') {
      // js-yaml stops at an alias without anchor, which is no matter of syntax; behind it anything may follow.
      const onlyAlias = loaded.reason.startsWith('unidentified alias')
      const syntax = onlyAlias && composed.errors.length === 0 ? composed.problems : syntaxProblems(text, start, end, composed.errors, loaded)
      this.add(span, undefined, false, [...problems, ...syntax], () => composed.tree)
      return
    }
    // What js-yaml accepts is right for Kubernetes as well; the other parser is stricter in places.
    this.add(span, composed.value, false, [...problems, ...composed.problems], () => composed.tree)
  }

  private add(span: Span, value: unknown, empty: boolean, problems: readonly YamlProblem[], tree: (() => Tree | undefined) | undefined): void {
    this.documents.push(new SettledDocument(this.documents.length, span, value, empty, problems, tree))
  }

  private nextSeparator(from: number): number {
    if (this.text.startsWith('---', from) && isLineStart(this.text, from)) return from
    const at = this.text.indexOf('\n---', Math.max(0, from - 1))
    return at < 0 ? -1 : at + 1
  }

  /** Where a document ends that has a `...` line; go-yaml also ends it at a `---` behind a lone carriage return, where kubectl does not cut. */
  private documentEnd(start: number, end: number): number {
    if (!this.hasDocumentEnd && !this.hasLoneReturn) return end
    const pattern = /(^|[\r\n])(?:\.\.\.|---)(?=[ \t\r\n]|$)/g
    pattern.lastIndex = 0
    const body = this.text.slice(start, end)
    for (let match = pattern.exec(body); match !== null; match = pattern.exec(body)) {
      const at = match.index + (match[1]?.length ?? 0)
      if (body[at] === '.' || at > 0) return start + at
    }
    return end
  }

  private controlProblems(start: number, end: number): YamlProblem[] {
    if (!this.hasControlCharacters) return []
    const match = controlCharacter.exec(this.text.slice(start, end))
    if (match === null) return []
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    const at = start + match.index
    return [{ code: 'yaml-syntax', message: `the control character U+${code} is not allowed`, span: { start: at, end: at + 1 } }]
  }
}

const mayHaveFlowKey = /[{,]\s*[{[]/

// eslint-disable-next-line no-control-regex
const controlCharacter = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/

function skipMark(text: string, at: number): number {
  return text.charCodeAt(at) === 0xfeff ? at + 1 : at
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n'
}
