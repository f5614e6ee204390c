import type { Span } from '../text/span.js'
import type { LineIndex } from '../text/lines.js'
import type { Colors } from './colors.js'
import { displayWidth, visible } from './visible.js'

/** How a frame is drawn. */
export interface FrameStyle {
  readonly colors: Colors
  /** Columns for line numbers. */
  readonly gutter: number
  /** Columns for a line of source; longer lines are cut around the mark. */
  readonly width: number
  /** The character under the marked text, and its colour. */
  readonly mark: string
  readonly paint: (text: string) => string
}

/** How far up the line is searched under which the marked line hangs. */
const parentSearch = 200

/**
 * The marked line with a mark under the span, and above it the line that it hangs under: in YAML the parent key says more about a place than
 * the neighbours do. Of a span over several lines the first is marked and the others counted.
 */
export function codeFrame(lines: LineIndex, span: Span, style: FrameStyle): string[] {
  const { colors } = style
  const from = lines.place(span.start)
  const to = lines.place(span.end)
  const text = lines.lineText(from.line)
  const last = to.line > from.line && to.column === 1 ? to.line - 1 : to.line
  const end = to.line === from.line ? to.column - 1 : text.length
  const row = (label: string, content: string): string =>
    `${colors.dim(`${label.padStart(style.gutter)} │`)}${content === '' ? '' : ` ${content}`}`
  const output: string[] = []

  const parent = parentLine(lines, from.line, text)
  if (parent !== undefined) {
    output.push(row(String(parent), colors.dim(shown(lines.lineText(parent).slice(0, style.width)))))
    if (parent < from.line - 1) output.push(row('…', ''))
  }
  const { before, marked, after } = window(text, from.column - 1, end, style.width)
  output.push(row(String(from.line), `${before}${style.paint(marked)}${after}`))
  const underline = style.mark.repeat(Math.max(1, displayWidth(marked)))
  const more = last > from.line ? ` and ${last - from.line} more ${last - from.line === 1 ? 'line' : 'lines'}` : ''
  output.push(row('', `${' '.repeat(displayWidth(before))}${style.paint(underline + more)}`))
  return output
}

/** The nearest line above with less indentation and a key in it; undefined for a line at the margin. */
function parentLine(lines: LineIndex, line: number, text: string): number | undefined {
  const own = indentation(text)
  if (own === 0 && !/^-\s/.test(text)) return undefined
  // An item of a list may stand in the same column as the key of the list.
  const item = /^\s*-\s/.test(text)
  for (let above = line - 1; above >= Math.max(1, line - parentSearch); above--) {
    const candidate = lines.lineText(above)
    if (/^\s*(#.*)?$/.test(candidate)) continue
    if (/^(---|\.\.\.)(\s|$)/.test(candidate)) return undefined
    const indent = indentation(candidate)
    if (indent < own || (item && indent === own && !/^\s*-\s/.test(candidate))) return above
  }
  return undefined
}

function indentation(text: string): number {
  return /^ */.exec(text)?.[0].length ?? 0
}

/** The marked part of a line with as much around it as fits, in visible characters. Costs no more than `width`, however long the line is. */
function window(text: string, start: number, end: number, width: number): { before: string; marked: string; after: string } {
  const most = Math.max(20, width)
  const marked = text.slice(start, end)
  const cutMark = marked.length > most ? `${shown(whole(marked.slice(0, most - 1)))}…` : shown(marked)
  const room = Math.max(0, most - displayWidth(cutMark))
  if (text.length <= most) return { before: shown(text.slice(0, start)), marked: cutMark, after: marked.length > most ? '' : shown(text.slice(end)) }
  const left = Math.min(start, Math.max(Math.floor(room / 2), room - (text.length - end)))
  const right = marked.length > most ? 0 : Math.min(text.length - end, room - left)
  const before = shown(whole(text.slice(start - left, start)))
  const after = shown(whole(text.slice(end, end + right)))
  return {
    before: start > left ? `…${before}` : before,
    marked: cutMark,
    after: end + right < text.length && marked.length <= most ? `${after}…` : after,
  }
}

/** Without the halves of surrogate pairs that a cut leaves at the ends. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '')
}

/** Source text as it can be printed: tabs as four spaces, everything unseen as an escape. */
function shown(text: string): string {
  return visible(text.replace(/^\ufeff/, '').replaceAll('\t', '    '))
}
