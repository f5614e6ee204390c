import type { YamlProblem } from './document.js'
import type { LazyDocument } from './lazy-document.js'
import type { Loaded } from './load.js'
import { isSpace, skipSpace } from './space.js'
import { syntaxProblems } from './syntax.js'
import type { Tree } from './tree.js'

/** Documents longer than this that js-yaml cannot settle alone are not looked at in full: the parser that can needs a second for it. */
export const maximumIntricateLength = 1_500_000

export function tooLong(text: string, start: number, end: number, loaded: Exclude<Loaded, { outcome: 'loaded' }>): YamlProblem[] {
  const limit = `${maximumIntricateLength.toLocaleString('en')} characters`
  if (loaded.outcome === 'intricate') {
    const message = `a document of more than ${limit} with anchors, tags or equal keys is not looked at`
    return [{ code: 'yaml-limit', message, span: { start: skipSpace(text, start, end), end: skipSpace(text, start, end) + 1 } }]
  }
  return syntaxProblems(text, start, end, [], loaded).map((problem) => ({
    ...problem,
    message: `${problem.message} (the rest was not looked at, because the document has more than ${limit})`,
  }))
}

export function separatorProblems(text: string, start: number, lineEnd: number): YamlProblem[] {
  let at = start
  while (at < lineEnd && isSpace(text.charCodeAt(at))) at++
  if (at >= lineEnd || text[at] === '#') return []
  const message = 'only a comment may follow --- on its line; kubectl refuses the file'
  return [{ code: 'yaml-syntax', message, span: { start: at, end: Math.max(at + 1, text.slice(at, lineEnd).trimEnd().length + at) } }]
}

export function directiveProblem(text: string, start: number, end: number): YamlProblem {
  const lineEnd = Math.min(lineFeedAfter(text, start), end)
  const message = `kubectl does not read directives such as ${text.slice(start, lineEnd).trim()}; delete the line`
  return { code: 'yaml-syntax', message, span: { start, end: lineEnd } }
}

/** A tab that begins a line is only fine inside a scalar, brackets or braces. */
export function forbiddenTab(text: string, start: number, end: number, document: LazyDocument): number | undefined {
  const pattern = /(?<=[\r\n]|^) *\t/g
  const body = text.slice(start, end)
  for (let match = pattern.exec(body); match !== null; match = pattern.exec(body)) {
    const tab = start + match.index + match[0].length - 1
    if (skipSpace(text, tab, end) >= end) return undefined
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
