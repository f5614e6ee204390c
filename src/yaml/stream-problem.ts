import type { YamlProblem } from './document.js'
import type { LazyDocument } from './lazy-document.js'
import type { Loaded } from './load.js'
import { endOfLine, isSpace, skipSpace, trimEnd } from './space.js'
import { syntaxProblems } from './syntax.js'
import type { Tree } from './tree.js'

/**
 * How much of a stream is given to the parser that js-yaml cannot do without: so many characters in one document, and in all of them together.
 * A second for each 100,000 characters is its worst, where every line is broken.
 */
export const maximumComposedLength = { document: 500_000, stream: 2_000_000 }

/** What a document costs before its first character is read, in characters: so a stream of ten thousand broken documents comes to its bound as well. */
export const composedOverhead = 200

/** What is said about a document that only js-yaml has seen, because it or its stream is too long for more. */
export function tooLong(text: string, start: number, end: number, loaded: Exclude<Loaded, { outcome: 'loaded' }>): YamlProblem[] {
  if (loaded.outcome === 'intricate') {
    const { document, stream } = maximumComposedLength
    const message = `this document has anchors, tags or equal keys, and is too long to be looked at (at most ${format(document)} characters, ${format(stream)} in one file)`
    const at = skipSpace(text, start, end)
    return [{ code: 'yaml-limit', message, span: { start: at, end: at + 1 } }]
  }
  return syntaxProblems(text, start, end, [], loaded).map((problem) => ({ ...problem, message: `${problem.message} (the rest was not looked at: it is too long for that)` }))
}

function format(count: number): string {
  return count.toLocaleString('en')
}

/** What stands behind a `---` on its line and is no comment. */
export function separatorProblems(text: string, start: number, lineEnd: number): YamlProblem[] {
  let at = start
  while (at < lineEnd && isSpace(text.charCodeAt(at))) at++
  if (at >= lineEnd || text[at] === '#') return []
  const message = 'only a comment may follow --- on its line; kubectl refuses the file'
  return [{ code: 'yaml-syntax', message, span: { start: at, end: Math.max(at + 1, text.slice(at, lineEnd).trimEnd().length + at) } }]
}

/** A directive; kubectl cuts the text at the `---` behind it, and it is refused alone. */
export function directiveProblem(text: string, start: number, end: number): YamlProblem {
  const lineEnd = Math.min(lineFeedAfter(text, start), end)
  const message = `kubectl does not read directives such as ${text.slice(start, lineEnd).trim()}; delete the line`
  return { code: 'yaml-syntax', message, span: { start, end: lineEnd } }
}

/** What stands behind the `...` line at `end` in the text that kubectl cuts out up to `to`: it decodes the first document of that and forgets the rest. */
export function textAfterEnd(text: string, end: number, to: number): YamlProblem[] {
  let start = end
  while (isDocumentEnd(text, start)) start = skipSpace(text, start + 3, to)
  if (start === end || start >= to || text[start] === '%') return []
  const message = '... ends the document before it, and kubectl forgets what follows; put a line with --- before another resource'
  return [{ code: 'yaml-text-after-end', message, span: { start, end: trimEnd(text, start, Math.min(endOfLine(text, start), to)) } }]
}

function isDocumentEnd(text: string, at: number): boolean {
  return text.startsWith('...', at) && (at + 3 === text.length || isSpace(text.charCodeAt(at + 3)))
}

/** A tab that begins a line is only fine inside a scalar, brackets or braces. */
export function forbiddenTab(text: string, start: number, end: number, document: LazyDocument): number | undefined {
  const pattern = /(?<=[\r\n]|^) *\t/g
  const body = text.slice(start, end)
  for (let match = pattern.exec(body); match !== null; match = pattern.exec(body)) {
    const tab = start + match.index + match[0].length - 1
    const tree = document.tree()
    if (tree === undefined || !isInside(tree, text, tab)) return tab
  }
  return undefined
}

function isInside(tree: Tree, text: string, offset: number): boolean {
  if (offset < tree.start || offset >= tree.end) return false
  const first = text[tree.start]
  if (first === '{' || first === '[' || (tree.entries === undefined && tree.items === undefined)) return true
  const children = tree.items ?? [...(tree.entries?.values() ?? [])].map(({ node }) => node)
  return children.some((child) => isInside(child, text, offset))
}

/** The end of a line as kubectl sees it: at a line feed, with or without a carriage return before it, but not at a lone one. */
export function lineFeedAfter(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  if (at < 0) return text.length
  return at > from && text[at - 1] === '\r' ? at - 1 : at
}
