import type { Span } from '../text/span.js'
import type { Path } from '../yaml/document.js'
import { childOf, outlineOf, pathOf, scalarOf, skipSpaces, valueOf, type OutlineNode } from './outline.js'

/** A Kubernetes object as the lines around the cursor show it. */
export interface Sketch {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly value: unknown
  readonly node: OutlineNode
}

/** Where somebody is typing. */
export interface Cursor {
  readonly sketch: Sketch
  /** From the object to the mapping that a key is typed in, or to the value that is typed. */
  readonly path: Path
  readonly role: 'key' | 'value'
  /** What has been typed, and what follows without a space: what a completion replaces. */
  readonly typed: string
  readonly replace: Span
  /** The keys that the mapping has already. */
  readonly siblings: readonly string[]
  /** The key stands right behind a dash, or in brackets. */
  readonly inline: boolean
}

const placeholder = 'typed-here'

/** Finds out where in a document somebody types; undefined in comments, texts of several lines and everywhere else where nothing can be said. */
export function cursorAt(text: string, document: Span, offset: number): Cursor | undefined {
  const lineStart = Math.max(document.start, lastBreak(text, offset) + 1)
  const lineEnd = nextBreak(text, offset, document.end)
  const before = text.slice(lineStart, offset)
  if (/(^|\s)#/.test(withoutQuotes(before))) return undefined
  const lead = /^[ \t]*(?:-[ \t]+)*/.exec(before)?.[0] ?? ''
  const content = lineStart + lead.length
  const typedLine = text.slice(content, offset)
  if (/[{[]/.test(withoutQuotes(typedLine)) || isInBrackets(text, document, lineStart)) return inBrackets(text, document, offset)
  const value = /^("[^"]*"|'[^']*'|[^\s#{}[\],&*!|>'"%@`:-][^#:]*(?::(?!\s)[^#:]*)*):[ \t]+/.exec(typedLine)
  return value === null ? keyCursor(text, document, offset, lead, content, lineEnd) : valueCursor(text, document, offset, content + value[0].length)
}

/** A key is being typed: the line is read as if it were there. */
function keyCursor(text: string, document: Span, offset: number, lead: string, content: number, lineEnd: number): Cursor | undefined {
  const rest = text.slice(content, lineEnd)
  const colon = /:(\s|$)/.exec(rest)?.index
  const end = content + (colon ?? (rest.replace(/\s+#.*$/, '').trimEnd().length))
  const replace = { start: content, end: Math.max(offset, end) }
  const line = `${placeholder}:${colon === undefined ? '' : rest.slice(colon + 1)}`
  const changed = text.slice(document.start, content) + line + text.slice(lineEnd, document.end)
  const outline = outlineOf(changed, { start: 0, end: changed.length })
  const node = find(outline, content - document.start)
  if (node?.parent === undefined || node.key !== placeholder) return undefined
  return cursorOf(node.parent, changed, { role: 'key', typed: text.slice(content, offset), replace, inline: lead.includes('-') }, node)
}

function valueCursor(text: string, document: Span, offset: number, start: number): Cursor | undefined {
  const outline = outlineOf(text, document)
  const node = find(outline, lineKey(text, start))
  if (node === undefined || node.isBlock || start < node.keySpan.end) return undefined
  const end = Math.max(offset, node.valueSpan.start >= start && node.children.length === 0 ? node.valueSpan.end : offset)
  return cursorOf(node, text, { role: 'value', typed: text.slice(start, offset), replace: { start, end }, inline: false })
}

/** In `{ key: value }` and `[ value ]`. */
function inBrackets(text: string, document: Span, offset: number): Cursor | undefined {
  let start = offset
  while (start > document.start && !/[\s{}[\],]/.test(text[start - 1] ?? '')) start--
  const around = text.slice(document.start, start).trimEnd()
  const last = around.at(-1) ?? ''
  const changed = text.slice(document.start, start) + placeholder + text.slice(offset, document.end)
  const outline = outlineOf(changed, { start: 0, end: changed.length })
  const node = find(outline, start - document.start)
  if (node === undefined) return undefined
  const replace = { start, end: offset }
  const typed = text.slice(start, offset)
  if (last === ':' || (node.key === undefined && node.indent === -1)) return cursorOf(node, changed, { role: 'value', typed, replace, inline: true })
  return node.parent === undefined || node.key !== placeholder ? undefined : cursorOf(node.parent, changed, { role: 'key', typed, replace, inline: true }, node)
}

function cursorOf(
  node: OutlineNode, text: string, how: Pick<Cursor, 'role' | 'typed' | 'replace' | 'inline'>, self?: OutlineNode,
): Cursor | undefined {
  const owner = ownerOf(node)
  const sketch = sketchOf(owner, text)
  const depth = pathOf(owner).length
  const siblings = node.children.flatMap((child) => (child === self || child.key === undefined ? [] : [child.key]))
  return { ...how, sketch, path: pathOf(node).slice(depth), siblings }
}

/** The object that a node is or stands in; the whole document when none can be seen. */
export function ownerOf(node: OutlineNode): OutlineNode {
  let owner = node
  while (owner.parent !== undefined && (childOf(owner, 'kind') === undefined || childOf(owner, 'apiVersion') === undefined)) owner = owner.parent
  return owner
}

/** What the lines of an object say about it. */
export function sketchOf(node: OutlineNode, text: string): Sketch {
  return {
    apiVersion: scalarOf(childOf(node, 'apiVersion'), text) ?? '',
    kind: scalarOf(childOf(node, 'kind'), text) ?? '',
    name: scalarOf(childOf(childOf(node, 'metadata'), 'name'), text) ?? '',
    value: valueOf(node, text),
    node,
  }
}

/** The innermost node whose key, or text in brackets, holds an offset. */
function find(outline: OutlineNode, offset: number): OutlineNode | undefined {
  let found: OutlineNode | undefined
  const search = (node: OutlineNode): void => {
    for (const child of node.children) {
      const { keySpan, valueSpan } = child
      if ((keySpan.start <= offset && offset < Math.max(keySpan.end, keySpan.start + 1)) || (valueSpan.start <= offset && offset < valueSpan.end)) found = child
      if (keySpan.start <= offset && offset <= child.end) search(child)
    }
  }
  search(outline)
  return found
}

/** The offset of the key on the line of an offset, behind spaces and dashes. */
function lineKey(text: string, offset: number): number {
  let at = skipSpaces(text, lastBreak(text, offset) + 1, offset)
  while (text[at] === '-' && /[ \t]/.test(text[at + 1] ?? '')) at = skipSpaces(text, at + 1, offset)
  return at
}

/** Whether the line continues a collection in brackets that an earlier line opened. */
function isInBrackets(text: string, document: Span, lineStart: number): boolean {
  let node = outlineOf(text, document)
  for (;;) {
    const inner = node.children.findLast(({ keySpan, end }) => keySpan.start < lineStart && lineStart < end)
    if (inner === undefined) return node.children.some(({ indent }) => indent === -1) && node.valueSpan.start < lineStart && node.parent !== undefined
    node = inner
  }
}

function withoutQuotes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?|'[^']*'?/g, (quoted) => '_'.repeat(quoted.length))
}

function lastBreak(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1))
}

function nextBreak(text: string, offset: number, end: number): number {
  const match = /[\r\n]/.exec(text.slice(offset, end))
  return match === null ? end : offset + match.index
}
