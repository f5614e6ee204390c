import type { YAMLError } from 'yaml'
import type { YamlProblem } from './document.js'
import { endOfLine, isSpace, lineStart, skipSpace } from './space.js'

/**
 * The syntax problems of a document that does not parse, in our own words: one for each cause, in the order of the text.
 * `errors` are those of the `yaml` package; where it has none, `refusal` is the first thing that js-yaml did not accept.
 */
export function syntaxProblems(
  text: string,
  base: number,
  end: number,
  errors: readonly YAMLError[],
  refusal: { readonly reason: string; readonly offset: number },
): YamlProblem[] {
  const problems: YamlProblem[] = []
  let lastLine = -1
  let lastErrorLine = -1
  for (const error of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const problem = problemOf(text, base, end, error)
    if (problem === undefined) continue
    const line = lineStart(text, problem.span.start)
    const previous = problems.at(-1)
    // What follows on the same line, or says the same of the next one, is the same mistake.
    const errorLine = lineStart(text, base + error.pos[0])
    const repeats = line === lastLine || errorLine === lastErrorLine || problems.some(({ message }) => message === conflictMarker && message === problem.message) || (previous?.message === problem.message && isNextLine(text, lastLine, line))
    lastLine = line
    lastErrorLine = errorLine
    if (!repeats) problems.push(problem)
    if (swallowsRest.has(error.code) && error.message.includes('closing')) break
  }
  return problems.length > 0 ? problems : [refusalProblem(text, base, end, refusal)]
}

const conflictMarker = 'a marker of a merge conflict was left in the file'
const strayItem = 'a list item cannot stand among the keys of a mapping; it is indented wrongly, or a key is missing before it'

/** What is wrong with a line that is no "key: value". */
function strayText(text: string, start: number, end: number): string {
  const line = text.slice(start, Math.min(endOfLine(text, start), end))
  if (/^(?:<{7}|={7}|>{7})/.test(line)) return conflictMarker
  if (/^-(?:\s|$)/.test(line)) return strayItem
  if (/^[\w./-]+:[^\s:]/.test(line)) return 'a space is missing after the colon'
  return 'a key must be followed by a colon on its own line; this text is neither a key nor does it continue a value'
}

/** A value that turns out to be a key: of a second "key:" on its line, or because the next line is indented too deeply. */
function nestedKey(text: string, start: number, end: number): YamlProblem {
  const lineEnd = Math.min(endOfLine(text, start), end)
  if (/:(?:\s|$)/.test(text.slice(start, lineEnd))) return syntaxProblem(text, start, end, 'a second "key:" on one line; quote the value if the colon belongs to it')
  return syntaxProblem(text, skipSpace(text, lineEnd, end), end, 'this is indented deeper than the key above it, which has a value already')
}

/** After an error of these kinds the parser has taken the rest of the text for something else. */
const swallowsRest = new Set(['MISSING_CHAR'])

function problemOf(text: string, base: number, end: number, { code, message, pos }: YAMLError): YamlProblem | undefined {
  const start = base + pos[0]
  const at = (from: number, words: string): YamlProblem => syntaxProblem(text, from, end, words)
  switch (code) {
    case 'TAB_AS_INDENT':
      return at(start, 'a tab cannot indent; use spaces')
    case 'BAD_INDENT':
      // A closing bracket that is not indented is fine for Kubernetes.
      if (message.startsWith('Flow')) return undefined
      return at(skipSpace(text, start, end), 'this is not indented like its neighbours')
    case 'MISSING_CHAR':
      return missing(text, start, end, message)
    case 'BAD_SCALAR_START':
      return at(start, `a plain value cannot begin with ${text[start] ?? 'this'}; quote it`)
    case 'BAD_DQ_ESCAPE':
      return at(start, `${text.slice(start, start + 2)} is not an escape in double quotes; use single quotes or write \\\\`)
    case 'BLOCK_AS_IMPLICIT_KEY':
      return message.startsWith('Nested') ? nestedKey(text, skipSpace(text, start, end), end) : at(skipSpace(text, start, end), strayItem)
    case 'BLOCK_IN_FLOW':
      return at(start, 'an indented block cannot stand inside brackets or braces')
    case 'MULTILINE_IMPLICIT_KEY':
      return at(start, strayText(text, start, end))
    case 'BAD_ALIAS':
      return at(start, 'the name of an anchor or alias is missing')
    case 'MULTIPLE_ANCHORS':
      return at(start, 'a value can have one anchor only')
    case 'MULTIPLE_TAGS':
      return at(start, 'a value can have one tag only')
    case 'ALIAS_PROPS':
      return at(start, 'an alias can have neither an anchor nor a tag')
    case 'BAD_PROP_ORDER':
      return at(start, 'an anchor or tag must stand after the - or ?')
    case 'UNEXPECTED_TOKEN':
      return unexpected(text, start, end, message)
    case 'TAG_RESOLVE_FAILED':
    case 'DUPLICATE_KEY':
    case 'KEY_OVER_1024_CHARS':
      return undefined
    case 'RESOURCE_EXHAUSTION':
      return { code: 'yaml-limit', message: 'this is nested too deeply to be looked at', span: { start, end: Math.min(start + 1, end) } }
    default:
      return at(start, 'this is not YAML')
  }
}

function missing(text: string, start: number, end: number, message: string): YamlProblem {
  if (message.includes('closing')) {
    const quote = message.includes('"') ? '"' : "'"
    const opening = text.lastIndexOf(quote, Math.max(0, start - 1))
    return syntaxProblem(text, start < end && text[start] === quote ? start : Math.max(0, opening), end, `the closing ${quote === '"' ? 'double' : 'single'} quote is missing`)
  }
  if (message.includes('Implicit map keys')) return syntaxProblem(text, start, end, `${found(text, start, end)} has no colon after it: a key needs ": ", and a value needs a key`)
  if (message.includes(', between')) {
    const at = skipSpace(text, start, end)
    return syntaxProblem(text, at, end, missingComma(text, at))
  }
  if (message.includes(', or :')) return syntaxProblem(text, skipSpace(text, start, end), end, 'a comma or colon is missing before this')
  if (message.includes('Comments')) return syntaxProblem(text, start, end, 'a comment needs a space before its #')
  if (message.includes('must end with')) return syntaxProblem(text, start, end, `the closing ${message.at(-1) ?? 'bracket'} is missing`)
  if (message.includes('Missing space after :')) return syntaxProblem(text, start, end, 'a space is missing after the colon')
  if (message.includes('Sequence item')) return syntaxProblem(text, skipSpace(text, start, end), end, 'a list item needs a - before it')
  return syntaxProblem(text, start, end, 'a space or line break is missing here')
}

function unexpected(text: string, start: number, end: number, message: string): YamlProblem {
  const at = skipSpace(text, start, end)
  if (message.includes('block-seq-ind')) return syntaxProblem(text, at, end, 'a list cannot begin on the line of its key; put the - on the next line')
  if (message.includes('Block scalar header')) return syntaxProblem(text, at, end, 'only a comment may follow | or > on its line')
  if (text[at - 1] === "'") return syntaxProblem(text, at, end, "the quoted text ends before this; a quote inside it is written twice: ''")
  if (text[at - 1] === '"') return syntaxProblem(text, at, end, 'the quoted text ends before this; a quote inside it is written \\"')
  return syntaxProblem(text, at, end, `${found(text, at, end)} does not fit here; look at the indentation and brackets before it`)
}

/** A problem at a place, up to the end of the word or line that stands there. */
export function syntaxProblem(text: string, start: number, end: number, message: string): YamlProblem {
  return { code: 'yaml-syntax', message, span: wordAt(text, start, end) }
}

function found(text: string, start: number, end: number): string {
  const span = wordAt(text, start, end)
  const word = text.slice(span.start, span.end)
  return word === '' ? 'the end of the document' : JSON.stringify(word.length > 40 ? `${word.slice(0, 37)}...` : word)
}

/** What stands at a place, up to the next space or line break, at least one character; at the end of a document its last word. */
function wordAt(text: string, start: number, limit: number): { start: number; end: number } {
  let from = Math.min(start, limit)
  if (from >= limit) {
    while (from > 0 && (from >= limit || isSpace(text.charCodeAt(from)))) from--
  }
  let end = from
  while (end < limit && end - from < 80 && !isSpace(text.charCodeAt(end))) end++
  return { start: from, end: Math.max(end, Math.min(from + 1, limit)) }
}

function refusalProblem(text: string, base: number, end: number, { reason, offset }: { readonly reason: string; readonly offset: number }): YamlProblem {
  const start = skipSpace(text, Math.min(base + offset, end), end)
  if (reason.startsWith('missed comma')) return syntaxProblem(text, start, end, missingComma(text, start))
  const words = refusals.find(([pattern]) => pattern.test(reason))?.[1] ?? 'this does not fit here; look at the indentation and brackets before it'
  return syntaxProblem(text, start, end, words)
}

/** At the beginning of a line it is as likely that the brackets should have been closed before it. */
function missingComma(text: string, at: number): string {
  const isFirstOnLine = text.slice(lineStart(text, at), at).trim() === ''
  return isFirstOnLine ? 'a comma, or a closing bracket or brace, is missing before this' : 'a comma is missing before this'
}

const refusals: readonly (readonly [RegExp, string])[] = [
  [/tab characters/, 'a tab cannot indent; use spaces'],
  [/non-printable|null byte|valid JSON character/, 'a control character is not allowed here'],
  [/colon is missed/, 'a key needs ": " after it, and a value needs a key'],
  [/multiline key/, 'a key needs a colon on its own line'],
  [/flow collection/, 'a closing bracket or brace is missing'],
  [/quoted scalar/, 'a closing quote is missing'],
  [/escape|hexadecimal/, 'this is not an escape in double quotes; use single quotes or write \\\\'],
  [/end of the stream/, 'nothing may follow here; look at the indentation before it'],
]

function isNextLine(text: string, line: number, next: number): boolean {
  return line >= 0 && next > line && !/[\r\n][^\r\n]*[^\s][^\r\n]*[\r\n]/.test(text.slice(line, next))
}
