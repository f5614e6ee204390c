import type { Span } from '../text/span.js'
import type { Path, Place, YamlDocument, YamlProblem } from './document.js'
import { parseStream } from './stream.js'

/** A fenced YAML block of a Markdown text. */
export interface FencedYaml {
  /** The content between the fences, in the Markdown text. */
  readonly span: Span
  /** Its documents; all spans are those of the Markdown text. */
  readonly documents: readonly YamlDocument[]
}

/**
 * The fenced blocks of a Markdown text whose info string begins with `yaml` or `yml`: with backticks or tildes, of any length, indented (in lists) or not.
 * A block without an end runs to the end of the text.
 */
export function fencedYaml(text: string): FencedYaml[] {
  const blocks: FencedYaml[] = []
  let fence: { readonly mark: string; readonly indent: number; readonly isYaml: boolean; readonly content: number } | undefined
  for (const line of linesOf(text)) {
    const written = text.slice(line.start, line.end)
    if (fence === undefined) {
      const match = opening.exec(written)
      if (match === null) continue
      const [, indent = '', mark = '', info = ''] = match
      fence = { mark, indent: width(indent), isYaml: /^\{?\.?ya?ml(?![\w-])/i.test(info.trim()), content: line.next }
    } else if (closes(written, fence.mark)) {
      if (fence.isYaml) blocks.push(block(text, { start: fence.content, end: line.start }, fence.indent))
      fence = undefined
    }
  }
  if (fence?.isYaml === true) blocks.push(block(text, { start: Math.min(fence.content, text.length), end: text.length }, fence.indent))
  return blocks
}

/** Behind spaces and list markers, three or more backticks (no backtick may follow) or tildes, and the info string. */
const opening = /^((?:[ \t]|[-*+] |\d{1,9}[.)] )*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/

function closes(line: string, mark: string): boolean {
  const written = line.trim()
  return written.length >= mark.length && written === (mark[0] ?? '').repeat(written.length)
}

/** The columns that a list marker and spaces take. */
function width(indent: string): number {
  return indent.replaceAll('\t', '    ').length
}

function block(text: string, span: Span, indent: number): FencedYaml {
  const dedented = new Dedented(text, span, indent)
  const documents = parseStream(dedented.text).map((document) => new MovedDocument(document, dedented))
  return { span, documents }
}

/** The content of a block without the indentation of its fence, and the way back to the offsets of the Markdown text. */
class Dedented {
  readonly text: string
  /** Where each line begins, in the content and in the Markdown text. */
  private readonly starts: { readonly here: number; readonly there: number }[] = []

  constructor(text: string, span: Span, indent: number) {
    let content = ''
    for (const line of linesOf(text, span.start, span.end)) {
      const spaces = /^ */.exec(text.slice(line.start, Math.min(line.start + indent, line.end)))?.[0].length ?? 0
      this.starts.push({ here: content.length, there: line.start + spaces })
      content += text.slice(line.start + spaces, line.next)
    }
    if (this.starts.length === 0) this.starts.push({ here: 0, there: span.start })
    this.text = content
  }

  /** The offset in the Markdown text. An `end` at the beginning of a line stays at the end of the line before it. */
  there(offset: number): number {
    const line = this.lineOf(({ here }) => here <= offset)
    return line.there + offset - line.here
  }

  here(offset: number): number {
    const line = this.lineOf(({ there }) => there <= offset)
    return line.here + Math.max(0, offset - line.there)
  }

  spanThere({ start, end }: Span): Span {
    return { start: this.there(start), end: end > start ? this.there(end - 1) + 1 : this.there(start) }
  }

  private lineOf(isBefore: (line: { readonly here: number; readonly there: number }) => boolean): { readonly here: number; readonly there: number } {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      const line = this.starts[middle]
      if (line !== undefined && isBefore(line)) low = middle
      else high = middle - 1
    }
    return this.starts[low] ?? { here: 0, there: 0 }
  }
}

class MovedDocument implements YamlDocument {
  readonly index: number
  readonly span: Span
  readonly value: unknown
  readonly empty: boolean
  readonly problems: readonly YamlProblem[]

  constructor(
    private readonly document: YamlDocument,
    private readonly dedented: Dedented,
  ) {
    this.index = document.index
    this.span = dedented.spanThere(document.span)
    this.value = document.value
    this.empty = document.empty
    this.problems = document.problems.map((problem) => ({
      ...problem,
      span: dedented.spanThere(problem.span),
      ...(problem.related && { related: problem.related.map(({ message, span }) => ({ message, span: dedented.spanThere(span) })) }),
    }))
  }

  place(path: Path): Place | undefined {
    const place = this.document.place(path)
    if (place === undefined) return undefined
    const value = this.dedented.spanThere(place.value)
    return place.key === undefined ? { value } : { key: this.dedented.spanThere(place.key), value }
  }

  pathAt(offset: number): Path | undefined {
    return this.document.pathAt(this.dedented.here(offset))
  }
}

function* linesOf(text: string, from = 0, to = text.length): Generator<{ readonly start: number; readonly end: number; readonly next: number }> {
  const pattern = /\r\n|\n|\r/g
  let start = from
  while (start < to) {
    pattern.lastIndex = start
    const match = pattern.exec(text)
    const end = match === null ? to : Math.min(match.index, to)
    const next = match === null ? to : Math.min(end + match[0].length, to)
    yield { start, end, next }
    start = next
  }
}
