import type { Edit, Span } from '../text/span.js'
import type { Path } from './document.js'
import { isFlow, valueAt } from './editing.js'
import type { Editing } from './editing.js'
import { afterBreak, beforeBreak, endOfLine, isSpace, lineStart } from './space.js'

/**
 * The edit that removes an entry or item: in block style its lines with the comment at its end, in flow style its comma too.
 * `last` when nothing would be left of what it stands in; undefined when it cannot be removed alone.
 */
export function removal({ text, document }: Editing, path: Path): Edit | 'last' | undefined {
  const parentPath = path.slice(0, -1)
  const place = document.place(path)
  const parent = document.place(parentPath)
  const siblings = valueAt(document.value, parentPath)
  if (place === undefined || parent === undefined || path.length === 0 || typeof siblings !== 'object' || siblings === null) return undefined
  const start = place.key?.start ?? place.value.start
  const isThere = start >= parent.value.start && place.value.end <= parent.value.end && text[parent.value.start] !== '*'
  if (!isThere) return undefined
  if (Object.keys(siblings).length === 1) return 'last'
  const span = { start, end: place.value.end }
  if (isFlow(text, parent)) return fromFlow(text, parent.value, span)
  return place.key === undefined ? itemFromBlock(text, span) : entryFromBlock(text, span)
}

function fromFlow(text: string, parent: Span, { start, end }: Span): Edit | undefined {
  let after = end
  while (after < parent.end && isSpace(text.charCodeAt(after))) after++
  if (text[after] === ',') {
    after++
    while (after < parent.end && (text[after] === ' ' || text[after] === '\t')) after++
    // Entries on lines of their own leave no empty line.
    if (text.slice(lineStart(text, start), start).trim() === '' && endOfLine(text, after) === after) {
      return { span: { start: lineStart(text, start), end: afterBreak(text, after) }, text: '' }
    }
    return { span: { start, end: after }, text: '' }
  }
  let before = start
  while (before > parent.start && isSpace(text.charCodeAt(before - 1))) before--
  return text[before - 1] === ',' ? { span: { start: before - 1, end }, text: '' } : undefined
}

function entryFromBlock(text: string, { start, end }: Span): Edit {
  const isFirstOnLine = text.slice(lineStart(text, start), start).trim() === ''
  if (isFirstOnLine) return { span: wholeLines(text, start, end), text: '' }
  // The first entry of a list item (`- name: x`): the next one takes its place, unless comments stand between them.
  const lineEnd = contentEnd(text, end)
  let next = lineEnd
  while (next < text.length && isSpace(text.charCodeAt(next))) next++
  return { span: { start, end: text[next] === '#' ? lineEnd : next }, text: '' }
}

function itemFromBlock(text: string, { start, end }: Span): Edit | undefined {
  let dash = start - 1
  while (dash >= 0 && isSpace(text.charCodeAt(dash))) dash--
  if (text[dash] !== '-') return undefined
  if (text.slice(lineStart(text, dash), dash).trim() === '') return { span: wholeLines(text, dash, end), text: '' }
  let next = contentEnd(text, end)
  while (next < text.length && isSpace(text.charCodeAt(next))) next++
  return text[next] === '-' ? { span: { start: dash, end: next }, text: '' } : undefined
}

function wholeLines(text: string, start: number, end: number): Span {
  const from = lineStart(text, start)
  const to = afterBreak(text, contentEnd(text, end))
  if (to < text.length || from === 0 || /[\r\n]$/.test(text)) return { start: from, end: to }
  // The last line of a text that does not end in a line break: the break before it goes.
  return { start: text.startsWith('\r\n', from - 2) ? from - 2 : from - 1, end: to }
}

/** The end of the line on which a value ends. */
function contentEnd(text: string, end: number): number {
  return endOfLine(text, beforeBreak(text, end))
}
