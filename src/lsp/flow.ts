import { addNode, extend, unquoted, type OutlineNode } from './outline.js'

/** Collections in brackets nest no deeper in what people type; more is not looked at. */
const deepest = 30
/** How far the closing bracket may be, in characters. */
const longest = 20_000

/**
 * Reads a collection in brackets into children of `node`; what is not closed ends at the end of its line. Gives the offset behind the collection.
 */
export function flowChildren(text: string, start: number, end: number, node: OutlineNode): number {
  const closed = closing(text, start, Math.min(end, start + longest))
  const limit = closed ?? lineEnd(text, start, end)
  readCollection(text, start, limit, node, 0)
  return limit
}

/** The offset behind the bracket that closes the one at `start`; undefined when none does. */
function closing(text: string, start: number, end: number): number | undefined {
  let depth = 0
  for (let at = start; at < end; at++) {
    const character = text[at] ?? ''
    if (character === '"' || character === "'") {
      at = quoteEnd(text, at, end) - 1
    } else if (character === '#' && /\s/.test(text[at - 1] ?? '')) {
      at = lineEnd(text, at, end) - 1
    } else if (character === '{' || character === '[') {
      depth++
    } else if (character === '}' || character === ']') {
      depth--
      if (depth === 0) return at + 1
    } else if (character === '\n' && text.startsWith('---', at + 1)) {
      return undefined
    }
  }
  return undefined
}

function readCollection(text: string, start: number, end: number, node: OutlineNode, depth: number): number {
  const isMapping = text[start] === '{'
  let at = start + 1
  while (at < end) {
    at = skipBlank(text, at, end)
    const character = text[at] ?? ''
    if (at >= end || character === '}' || character === ']') return at + 1
    if (character === ',') at++
    else at = Math.max(at + 1, readEntry(text, at, end, node, isMapping, depth))
  }
  return end
}

function readEntry(text: string, start: number, end: number, node: OutlineNode, isMapping: boolean, depth: number): number {
  let at = start
  let keySpan = { start, end: start }
  let key: string | undefined
  if (isMapping) {
    const keyEnd = scalarEnd(text, start, end)
    keySpan = { start, end: keyEnd }
    key = unquoted(text.slice(start, keyEnd))
    at = skipBlank(text, keyEnd, end)
    if (text[at] === ':') at = skipBlank(text, at + 1, end)
  }
  const opens = text[at] === '{' || text[at] === '['
  const valueEnd = opens ? at : scalarEnd(text, at, end)
  const child = addNode(node, { ...(key !== undefined && { key }), keySpan, valueSpan: { start: at, end: valueEnd }, indent: -1, isBlock: false })
  if (!opens || depth > deepest) return valueEnd
  const after = readCollection(text, at, end, child, depth + 1)
  extend(child, after)
  return after
}

function scalarEnd(text: string, start: number, end: number): number {
  const first = text[start] ?? ''
  if (first === '"' || first === "'") return quoteEnd(text, start, end)
  let at = start
  while (at < end && !/[,{}[\]\n]/.test(text[at] ?? '') && !(text[at] === ':' && /[\s,}\]]|^$/.test(text[at + 1] ?? ''))) at++
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--
  return at
}

function quoteEnd(text: string, start: number, end: number): number {
  const quote = text[start]
  for (let at = start + 1; at < end; at++) {
    if (quote === '"' && text[at] === '\\') at++
    else if (text[at] === quote) return at + 1
  }
  return end
}

function skipBlank(text: string, from: number, end: number): number {
  let at = from
  while (at < end && /\s/.test(text[at] ?? '')) at++
  return at
}

function lineEnd(text: string, from: number, end: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 || at > end ? end : at
}
