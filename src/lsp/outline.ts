import type { Mapping } from '../model/value.js'
import type { Span } from '../text/span.js'
import type { Path } from '../yaml/document.js'
import { flowChildren } from './flow.js'

/** A key with its value, or an item of a list, as the lines of a text show it. */
export interface OutlineNode {
  /** Absent for items of a list. */
  readonly key?: string
  readonly keySpan: Span
  /** The value on the line of the key, without comments; empty when there is none. */
  readonly valueSpan: Span
  readonly children: OutlineNode[]
  readonly parent: OutlineNode | undefined
  /** The column of the key, or of the dash; -1 for the root and for what stands in brackets. */
  readonly indent: number
  readonly isBlock: boolean
  /** Where the last child ends. */
  end: number
}

/**
 * Reads the structure of one YAML document from indentation, keys and dashes alone, so that it is there while somebody types and nothing parses.
 * Of documents that parse, it sees what people write in manifests; anchors, tags and multi-line keys are just text.
 */
export function outlineOf(text: string, { start, end }: Span): OutlineNode {
  const root: OutlineNode = { keySpan: { start, end: start }, valueSpan: { start, end: start }, children: [], parent: undefined, indent: -1, isBlock: false, end }
  let open: OutlineNode = root
  let line = start
  while (line < end) {
    const lineEnd = endOfLine(text, line, end)
    open = readLine(text, line, lineEnd, end, open)
    // A block scalar or a collection in brackets may have taken several lines.
    line = afterBreak(text, Math.max(lineEnd, open.isBlock || open.children.some(({ indent }) => indent === -1) ? open.end : lineEnd), end)
  }
  return root
}

function readLine(text: string, line: number, lineEnd: number, end: number, before: OutlineNode): OutlineNode {
  let open = before
  let at = skipSpaces(text, line, lineEnd)
  if (at >= lineEnd || text[at] === '#') return open
  while (text[at] === '-' && (at + 1 >= lineEnd || isSpace(text[at + 1]))) {
    const indent = at - line
    while (open.indent > indent || (open.indent === indent && open.key === undefined)) open = open.parent ?? open
    const next = skipSpaces(text, at + 1, lineEnd)
    const value = valueSpanAt(text, next, lineEnd)
    open = addNode(open, { keySpan: { start: at, end: at + 1 }, valueSpan: keyLength(text, next, lineEnd) === undefined ? value : { start: next, end: next }, indent, isBlock: false })
    at = next
    if (at >= lineEnd) return open
  }
  const length = keyLength(text, at, lineEnd)
  if (length === undefined) return bracketed(text, at, end, open)
  const indent = at - line
  while (open.indent >= indent) open = open.parent ?? open
  const colon = text.indexOf(':', at + length)
  const value = valueSpanAt(text, skipSpaces(text, colon + 1, lineEnd), lineEnd)
  const first = text[value.start] ?? ''
  const isBlock = value.end > value.start && (first === '|' || first === '>')
  const node = addNode(open, { key: unquoted(text.slice(at, at + length)), keySpan: { start: at, end: at + length }, valueSpan: value, indent, isBlock })
  if (isBlock) extend(node, blockEnd(text, lineEnd, end, indent))
  else if (first === '{' || first === '[') extend(node, flowChildren(text, value.start, end, node))
  return node
}

/** An item that is a collection in brackets. */
function bracketed(text: string, at: number, end: number, open: OutlineNode): OutlineNode {
  if (open.key === undefined && open.valueSpan.start === at && (text[at] === '{' || text[at] === '[')) extend(open, flowChildren(text, at, end, open))
  return open
}

export function addNode(parent: OutlineNode, node: Omit<OutlineNode, 'children' | 'parent' | 'end'>): OutlineNode {
  const added: OutlineNode = { ...node, children: [], parent, end: Math.max(node.valueSpan.end, node.keySpan.end) }
  parent.children.push(added)
  extend(parent, added.end)
  return added
}

/** Moves the end of a node, and of what it is in, to where something in it ends. */
export function extend(node: OutlineNode, end: number): void {
  for (let at: OutlineNode | undefined = node; at !== undefined && at.end < end; at = at.parent) at.end = end
}

/** Keys are no longer than this. */
const longestLine = 2000

const key = /(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s#{}[\],&*!|>'"%@`:-][^\n#:]*?(?::(?!\s)[^\n#:]*?)*|-[^\s:][^\n#:]*?)(?=[ \t]*:(?:[ \t\r\n]|$))/y

/** The length of the key that begins here; undefined when no key does. */
function keyLength(text: string, at: number, lineEnd: number): number | undefined {
  if (lineEnd - at > longestLine && text.indexOf(':', at) - at > longestLine) return undefined
  key.lastIndex = at
  const match = key.exec(text)
  return match === null || at + match[0].length > lineEnd ? undefined : match[0].length
}

function valueSpanAt(text: string, start: number, lineEnd: number): Span {
  const from = Math.min(start, lineEnd)
  const rest = text.slice(from, lineEnd)
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(rest)?.[0]
  const written = quoted ?? rest.replace(/(^|[ \t]+)#.*$/, '').trimEnd()
  return { start: from, end: from + written.length }
}

/** Where the text of a block scalar ends: before the next line that is not indented deeper than its key. */
function blockEnd(text: string, lineEnd: number, end: number, indent: number): number {
  let last = lineEnd
  for (let line = afterBreak(text, lineEnd, end); line < end;) {
    const next = endOfLine(text, line, end)
    const content = skipSpaces(text, line, next)
    if (content < next && content - line <= indent) break
    last = next
    line = afterBreak(text, next, end)
  }
  return last
}

/** A scalar without its quotes. */
export function unquoted(written: string): string {
  if (/^'.*'$/s.test(written)) return written.slice(1, -1).replaceAll("''", "'")
  return /^".*"$/s.test(written) ? written.slice(1, -1).replace(/\\(["\\])/g, '$1') : written
}

/** The keys and indices that lead to a node. */
export function pathOf(node: OutlineNode): Path {
  const path: (string | number)[] = []
  for (let at = node; at.parent !== undefined; at = at.parent) path.unshift(at.key ?? at.parent.children.filter((each) => each.key === undefined).indexOf(at))
  return path
}

/** The child of a node with that key. */
export function childOf(node: OutlineNode | undefined, name: string): OutlineNode | undefined {
  return node?.children.find((child) => child.key === name)
}

/** The scalar on the line of a node. */
export function scalarOf(node: OutlineNode | undefined, text: string): string | undefined {
  if (node === undefined || node.isBlock || node.children.length > 0 || node.valueSpan.end === node.valueSpan.start) return undefined
  return unquoted(text.slice(node.valueSpan.start, node.valueSpan.end))
}

/** What the lines show, as a value: mappings, lists and strings. Keys that `Object.prototype` has are left out. */
export function valueOf(node: OutlineNode, text: string): unknown {
  if (node.children.length === 0) return scalarOf(node, text) ?? (node.isBlock ? '' : null)
  if (node.children[0]?.key === undefined) return node.children.map((child) => valueOf(child, text))
  const value: Record<string, unknown> = {}
  for (const child of node.children) if (child.key !== undefined && child.key !== '__proto__') value[child.key] = valueOf(child, text)
  return value satisfies Mapping
}

/** The innermost node whose key or value holds an offset. */
export function nodeAt(root: OutlineNode, offset: number): OutlineNode | undefined {
  let found: OutlineNode | undefined
  for (let nodes = root.children; ;) {
    const node = nodes.findLast(({ keySpan, end }) => keySpan.start <= offset && offset <= end)
    if (node === undefined) return found
    found = node
    nodes = node.children
  }
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n'
}

export function skipSpaces(text: string, from: number, end: number): number {
  let at = from
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++
  return at
}

function endOfLine(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text[at] === '\n' || text[at] === '\r') return at
  return end
}

function afterBreak(text: string, lineEnd: number, end: number): number {
  if (lineEnd >= end) return end
  return text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1
}
