import { asString, entry } from '../model/value.js'
import { closest } from '../text/closest.js'
import type { Span } from '../text/span.js'
import type { YamlDocument } from '../yaml/document.js'
import type { ReadDocument } from './read.js'

/** How far a suppression reaches. */
export type Scope = 'next-line' | 'line' | 'document' | 'file' | 'resource'

/** A part of a suppression with its place in the file. */
export interface Written {
  readonly text: string
  readonly span: Span
}

/** A suppression as a person wrote it: `<rule or area>[, ...] [until YYYY-MM-DD] -- <reason>`. */
export interface Directive {
  readonly kind: 'comment' | 'annotation'
  readonly scope: Scope
  readonly names: readonly Written[]
  /** The last day on which it counts. */
  readonly until?: Written
  readonly reason: string
  readonly span: Span
}

/** What is wrong with a suppression that therefore does not count. */
export interface DirectiveMistake {
  readonly span: Span
  readonly message: string
}

export type Read = Directive | DirectiveMistake

/** Texts without it hold no suppression of any kind. */
export const suppressionMark = 'strimzi-lint'

/** The annotation on a resource. */
export const suppressionAnnotation = 'strimzi-lint/disable'

/** Nobody gives so many reasons. */
const longestAnnotation = 10_000

const prefix = 'strimzi-lint-disable'
const scopes = ['next-line', 'line', 'document', 'file'] as const
const forms = scopes.map((scope) => `${prefix}-${scope}`)

/** A comment that begins with our name, to the end of its line. Whether it is a comment or part of a text is for the caller to say. */
const comment = /(?<=^|[ \t\r\n])#[ \t]*(strimzi-lint-[A-Za-z-]*)([^\r\n]*)/g

/** The suppressions in comments between two offsets of a text. */
export function* directivesIn(text: string, { start, end }: Span): Generator<Read> {
  const part = text.slice(start, end)
  for (const match of part.matchAll(comment)) {
    const [whole, word = '', rest = ''] = match
    const at = start + match.index
    const span = { start: at, end: at + whole.trimEnd().length }
    const scope = scopes.find((_scope, index) => forms[index] === word)
    const wordEnd = at + whole.length - rest.length
    if (scope !== undefined) {
      yield readDirective(rest, (from, to) => ({ start: wordEnd + from, end: wordEnd + to }), { kind: 'comment', scope, span })
    } else if (word.startsWith(prefix) || closest(word, forms) !== undefined) {
      const near = closest(word, forms)
      const hint = near === undefined ? `it is one of ${forms.join(', ')}` : `did you mean ${near}?`
      yield { span: { start: wordEnd - word.length, end: wordEnd }, message: `${word} is no suppression: ${hint}` }
    }
  }
}

/**
 * The suppressions in the annotations of a resource. Entries for different reasons are separated by `;` or stand on lines of their own;
 * `isName` knows rules and areas, and tells a new entry from a reason that goes on.
 */
export function* annotationDirectives({ resource, document, file }: ReadDocument, isName: (name: string) => boolean): Generator<Read> {
  if (resource === undefined) return
  for (const key of Object.keys(resource.annotations)) {
    if (!key.startsWith(`${suppressionMark}/`)) continue
    const place = document.place([...resource.root, 'metadata', 'annotations', key])
    if (place === undefined) continue
    if (key !== suppressionAnnotation) {
      yield { span: place.key ?? place.value, message: `strimzi-lint knows no annotation ${key}: did you mean ${suppressionAnnotation}?` }
      continue
    }
    const value = asString(entry(resource.annotations, key)) ?? ''
    if (value.length > longestAnnotation) {
      yield { span: place.key ?? place.value, message: `a suppression of more than ${longestAnnotation} characters is not read` }
      continue
    }
    const written = file.text.slice(place.value.start, place.value.end)
    let from = 0
    for (const text of entriesOf(value, isName)) {
      const at = value.indexOf(text, from)
      from = at + text.length
      const locate = (start: number, end: number): Span => placeIn(written, value, at + start, at + end, place.value)
      yield readDirective(text, locate, { kind: 'annotation', scope: 'resource', span: place.value })
    }
  }
}

/** Parts at `;` and line breaks; a part that names nothing and gives no reason of its own goes on with the reason before it. */
function entriesOf(value: string, isName: (name: string) => boolean): string[] {
  const entries: string[] = []
  for (const part of value.split(/(?<=[;\n])/)) {
    const text = part.replace(/[;\r\n]+$/, '')
    if (text.trim() === '') continue
    const last = entries.at(-1)
    const goesOn = last !== undefined && reasonMark.test(last) && !reasonMark.test(text) && !namesIn(text).some(({ text: name }) => isName(name))
    if (!goesOn) entries.push(text)
  }
  return entries.length === 0 ? [''] : entries
}

/** Where a part of a scalar's value is written: exactly where the value stands as it is, else where its words are, else the whole scalar. */
function placeIn(written: string, value: string, start: number, end: number, scalar: Span): Span {
  const whole = written.indexOf(value)
  const at = whole >= 0 ? whole + start : written.indexOf(value.slice(start, end))
  return at < 0 ? scalar : { start: scalar.start + at, end: scalar.start + at + end - start }
}

const reasonMark = /(?:^|\s)--(?=\s|$)/

interface Frame {
  readonly kind: Directive['kind']
  readonly scope: Scope
  readonly span: Span
}

function readDirective(text: string, locate: (from: number, to: number) => Span, frame: Frame): Read {
  const reasonAt = reasonMark.exec(text)
  const reason = reasonAt === null ? '' : text.slice(reasonAt.index + reasonAt[0].length).trim()
  if (reason === '') return { span: frame.span, message: 'a suppression without a reason does not count: end it with -- and why' }
  const words = namesIn(text.slice(0, reasonAt?.index)).map(({ text: word, at }) => ({ text: word, span: locate(at, at + word.length) }))
  // The last word but one; as the last word it lacks its day.
  const untilAt = words.findLastIndex(({ text: word }, index) => word === 'until' && index >= words.length - 2)
  const names = untilAt < 0 ? words : words.slice(0, untilAt)
  if (names.length === 0) return { span: frame.span, message: 'a suppression names the rules or areas that it is for, and this one names none' }
  const until = untilAt < 0 ? undefined : words.at(-1)
  if (until === undefined) return { ...frame, names, reason }
  if (isDate(until.text)) return { ...frame, names, until, reason }
  return { span: until.span, message: `until is followed by a date such as 2027-01-31${until.text === 'until' ? '' : `, and ${until.text} is none`}` }
}

function namesIn(text: string): { readonly text: string; readonly at: number }[] {
  return Array.from(text.matchAll(/[^\s,]+/g), (match) => ({ text: match[0], at: match.index }))
}

/** A day of the calendar as `2027-01-31`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Spans of scalars (keys or values) that hold what looks like one of our comments: there it is text. `text` is that of the file. */
export function textSpans(document: YamlDocument, text: string): readonly Span[] {
  const spans: Span[] = []
  const seen = new Set<object>()
  const waiting: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [{ value: document.value, path: [] }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next
    if (typeof value === 'string') {
      const place = value.includes(suppressionMark) ? document.place(path)?.value : undefined
      if (place !== undefined) spans.push({ start: contentStart(text, place), end: place.end })
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value)
      for (const [key, item] of Object.entries(value)) {
        const itemPath = [...path, Array.isArray(value) ? Number(key) : key]
        const keyPlace = !Array.isArray(value) && key.includes(suppressionMark) ? document.place(itemPath)?.key : undefined
        if (keyPlace !== undefined) spans.push(keyPlace)
        waiting.push({ value: item, path: itemPath })
      }
    }
  }
  return spans
}

/** A comment may stand behind the header of a block scalar. */
function contentStart(text: string, { start, end }: Span): number {
  if (text[start] !== '|' && text[start] !== '>') return start
  const header = /[\r\n]/.exec(text.slice(start, end))
  return start + (header?.index ?? 0)
}
