import { Draft } from '../text/edits.js'
import type { Edit, Span } from '../text/span.js'
import type { Change, Path, Place, YamlDocument } from './document.js'
import { columnOf, isFlow, valueAt } from './editing.js'
import type { Editing } from './editing.js'
import { emitAfterColon, emitBlock, emitFlow, emitPair, emitScalar, WrittenStyle } from './emit.js'
import type { Quotes } from './emit.js'
import { removal } from './removal.js'
import { changed, equalValues } from './change.js'
import { parseDocument } from './stream.js'
import { beforeBreak, endOfLine, lineStart } from './space.js'

/**
 * The text edits that make changes to the part of a document at `root`; paths of the changes are relative to it. Every byte outside the edits
 * survives. Changes are made one after the other. Undefined when they cannot be made safely: through an alias or a merge key, where an anchor's
 * other users would change with them, or where the document could not be read in the first place. What the edits give has been read again and compared.
 */
export function editsFor(text: string, document: YamlDocument, root: Path, changes: readonly Change[]): Edit[] | undefined {
  const intended = intendedBy(document.value, root, changes)
  const drafted = intended && draftOf(text, document, root, changes)
  if (drafted === undefined) return undefined
  const result = parseDocument(drafted.draft.text)
  return equalValues(result.value, intended?.value) && result.problems.length <= document.problems.length ? editsOf(drafted) : undefined
}

/** The value that the text should have after the changes; undefined when one of them does not fit. */
function intendedBy(value: unknown, root: Path, changes: readonly Change[]): ReturnType<typeof changed> {
  let intended: ReturnType<typeof changed> = { value }
  for (const change of changes) intended = intended && changed(intended.value, atRoot(root, change))
  return intended
}

/**
 * The same edits, for a report that may never be acted upon: to read the result again costs as much as reading the document, so this is only done
 * where an edit may have an effect at another place, in documents with anchors.
 */
export function proposedEdits(text: string, document: YamlDocument, root: Path, changes: readonly Change[]): Edit[] | undefined {
  const written = text.slice(document.span.start, document.span.end)
  if (written.includes('&') || written.includes('*')) return editsFor(text, document, root, changes)
  const drafted = draftOf(text, document, root, changes)
  return drafted && editsOf(drafted)
}

/** A document with its changes. */
interface Drafted {
  readonly draft: Draft
  /** The offset at which the draft begins in the whole text. */
  readonly start: number
}

function editsOf({ draft, start }: Drafted): Edit[] {
  return draft.edits().map(({ span, text: added }) => ({ span: moved(span, start), text: added }))
}

function draftOf(text: string, document: YamlDocument, root: Path, changes: readonly Change[]): Drafted | undefined {
  if (document.value === undefined) return undefined
  const start = withIndentation(text, document.span.start)
  const original = text.slice(start, document.span.end)
  const draft = new Draft(original)
  const style = new WrittenStyle(original)
  let current = placesFrom(document, start)
  for (const [index, change] of changes.entries()) {
    const before = index === 0 ? original : draft.text
    if (index > 0) current = parseDocument(before)
    const edit = editOf({ text: before, document: current, style }, atRoot(root, change))
    if (edit === undefined) return undefined
    draft.edit(edit)
  }
  return { draft, start }
}

/** A document with its places counted from an offset of the text. */
function placesFrom(document: YamlDocument, start: number): Editing['document'] {
  return {
    value: document.value,
    place: (path) => {
      const place = document.place(path)
      if (place === undefined || start === 0) return place
      const value = moved(place.value, -start)
      return place.key === undefined ? { value } : { key: moved(place.key, -start), value }
    },
  }
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}

/** The spaces before an indented document (in a list of a Markdown text) belong to what is edited: without them its first line would stand apart. */
function withIndentation(text: string, start: number): number {
  let at = start
  while (at > 0 && text[at - 1] === ' ') at--
  return lineStart(text, at) === at ? at : start
}

function atRoot(root: Path, change: Change): Change {
  if (root.length === 0) return change
  if ('set' in change) return { set: [...root, ...change.set], to: change.to }
  return 'remove' in change ? { remove: [...root, ...change.remove] } : { rename: [...root, ...change.rename], to: change.to }
}

function editOf(editing: Editing, change: Change): Edit | undefined {
  if ('remove' in change) {
    const edit = removal(editing, change.remove)
    // What would be left of a whole document, {}, begins like a JSON file; and a mapping without entries would become null.
    if (edit === 'last' && change.remove.length === 1) return undefined
    return edit === 'last' ? setting(editing, change.remove.slice(0, -1), typeof change.remove.at(-1) === 'number' ? [] : {}) : edit
  }
  return 'rename' in change ? renaming(editing, change.rename, change.to) : setting(editing, change.set, change.to)
}

function renaming({ text, document, style }: Editing, path: Path, to: string): Edit | undefined {
  const key = document.place(path)?.key
  const isTaken = valueAt(document.value, [...path.slice(0, -1), to]) !== undefined
  return key && !isTaken ? { span: key, text: emitScalar(to, quotesOf(text, key.start), style, isFlow(text, document.place(path.slice(0, -1)))) } : undefined
}

function setting(editing: Editing, path: Path, to: unknown): Edit | undefined {
  const { document } = editing
  const place = document.place(path)
  if (place !== undefined) return replacing(editing, path, place, to)
  let depth = path.length
  let parent: Place | undefined
  while (parent === undefined && depth > 0) parent = document.place(path.slice(0, --depth))
  const step = path[depth]
  if (parent === undefined || step === undefined) return undefined
  const content = nested(path.slice(depth + 1), to)
  const value = valueAt(document.value, path.slice(0, depth))
  if (value === null || value === undefined) return replacing(editing, path.slice(0, depth), parent, nested(path.slice(depth), to))
  if (Array.isArray(value)) return step === value.length ? adding(editing, parent, undefined, content, value.length === 0) : undefined
  if (typeof value !== 'object' || typeof step !== 'string') return undefined
  return adding(editing, parent, step, content, Object.keys(value).length === 0)
}

/** The value with the parents that are missing above it. */
function nested(path: Path, value: unknown): unknown {
  return path.reduceRight((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value)
}

function replacing(editing: Editing, path: Path, { key, value }: Place, to: unknown): Edit | undefined {
  const { text, document, style } = editing
  const span = { start: value.start, end: Math.max(value.start, beforeBreak(text, value.end)) }
  const parent = document.place(path.slice(0, -1))
  const inFlow = style.json || isFlow(text, parent) || insideFlow(editing, path)
  const isContainer = typeof to === 'object' && to !== null && Object.keys(to).length > 0
  const wasContainer = typeof valueAt(document.value, path) === 'object' && valueAt(document.value, path) !== null
  const wasBlock = wasContainer && !isFlow(text, { value: span })
  const isBlock = isContainer && !inFlow && !(wasContainer && !wasBlock)
  // Only a list may stand in the column of its key.
  const isDeeper = key === undefined || Array.isArray(to) || columnOf(text, span.start) > columnOf(text, key.start)
  if (isBlock && wasBlock && isDeeper) return { span, text: emitBlock(to, columnOf(text, span.start), style) }
  if (key === undefined || (!isBlock && !wasBlock)) {
    const before = span.start === span.end && !/[\s[]/.test(text[span.start - 1] ?? ' ') ? ' ' : ''
    if (isBlock) return { span, text: before + emitBlock(to, columnOf(text, span.start) + before.length, style) }
    return { span, text: before + emitFlow(to, wasContainer ? 'plain' : quotesOf(text, span.start), style, inFlow) }
  }
  const colon = text.indexOf(':', key.end)
  if (colon < 0 || colon > span.start) return undefined
  const written = isBlock ? emitAfterColon(to, columnOf(text, key.start), style) : ` ${emitFlow(to, 'plain', style, inFlow)}`
  return { span: { start: colon + 1, end: Math.max(span.end, colon + 1) }, text: written }
}

/** Adds an entry (or an item, when there is no key) at the end of what stands at `parent`. */
function adding({ text, style }: Editing, { value: span }: Place, key: string | undefined, content: unknown, wasEmpty: boolean): Edit | undefined {
  if (isFlow(text, { value: span })) {
    const pair = key === undefined ? emitFlow(content, 'plain', style) : `${emitScalar(key, 'plain', style, true)}: ${emitFlow(content, 'plain', style)}`
    return addingToFlow(text, span.start, span.end, pair, wasEmpty)
  }
  if (wasEmpty || text[span.start] === '*') return undefined
  const column = columnOf(text, span.start)
  const written = key === undefined ? `- ${emitBlock(content, column + 2, style)}` : emitPair(key, content, column, style)
  const margin = ' '.repeat(column)
  // A block scalar that keeps its blank lines ends at the beginning of the next line.
  if (lineStart(text, span.end) === span.end) return { span: { start: span.end, end: span.end }, text: margin + written + style.lineBreak }
  const at = endOfLine(text, span.end)
  return { span: { start: at, end: at }, text: style.lineBreak + margin + written }
}

function addingToFlow(text: string, start: number, end: number, added: string, wasEmpty: boolean): Edit | undefined {
  const inner = text.slice(start + 1, end - 1)
  if (inner.includes('#')) return undefined
  const at = start + 1 + inner.trimEnd().length
  if (wasEmpty) return { span: { start: at, end: at }, text: added }
  // A comma that is there already is used; entries on lines of their own stay so.
  const comma = text[at - 1] === ',' ? '' : ','
  const margin = /^\s*?(\r\n|\n|\r)([ \t]*)\S/.exec(inner)
  return { span: { start: at, end: at }, text: `${comma}${margin ? `${margin[1] ?? ''}${margin[2] ?? ''}` : ' '}${added}` }
}

function insideFlow({ text, document }: Editing, path: Path): boolean {
  return path.some((_, depth) => isFlow(text, document.place(path.slice(0, depth))))
}

function quotesOf(text: string, start: number): Quotes {
  return text[start] === '"' ? 'double' : text[start] === "'" ? 'single' : 'plain'
}
