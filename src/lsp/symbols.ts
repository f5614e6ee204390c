import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver/node'
import { sketchOf } from './cursor.js'
import { childOf, outlineOf, type OutlineNode } from './outline.js'
import { documentsOf, type Page } from './page.js'

/** Deeper keys are noise in an outline. */
const deepest = 4
/** More symbols than this help nobody, and take long to draw. */
const most = 5000

/** The resources of a file with their fields, as a tree. Documents that do not parse have one, too. */
export function symbolsOf(page: Page): DocumentSymbol[] {
  const { text } = page.file
  const budget = { left: most }
  return Array.from(documentsOf(text)).flatMap((span) => {
    const root = outlineOf(text, span)
    const items = childOf(root, 'kind') !== undefined ? childOf(root, 'items') : undefined
    return [root, ...(items?.children ?? [])].flatMap((node) => objectSymbol(node, page, budget) ?? [])
  })
}

function objectSymbol(node: OutlineNode, page: Page, budget: { left: number }): DocumentSymbol | undefined {
  const { text } = page.file
  const kind = childOf(node, 'kind')
  if (kind === undefined || childOf(node, 'apiVersion') === undefined || budget.left-- <= 0) return undefined
  const sketch = sketchOf(node, text)
  const first = node.children[0]?.keySpan.start ?? node.keySpan.start
  const end = node.children.reduce((last, child) => Math.max(last, child.end), kind.end)
  const name = sketch.name === '' ? sketch.kind || 'resource' : `${sketch.kind} ${sketch.name}`
  return {
    name,
    detail: sketch.apiVersion,
    kind: SymbolKind.Class,
    range: page.positions.range({ start: first, end }),
    selectionRange: page.positions.range(kind.keySpan),
    children: fieldSymbols(node, page, budget, 1),
  }
}

function fieldSymbols(node: OutlineNode, page: Page, budget: { left: number }, depth: number): DocumentSymbol[] {
  if (depth > deepest) return []
  return node.children.flatMap((child, index): DocumentSymbol[] => {
    if (budget.left-- <= 0) return []
    const { key, keySpan, valueSpan, end } = child
    const named = childOf(child, 'name') ?? childOf(child, 'alias')
    const written = (span: typeof valueSpan): string => page.file.text.slice(span.start, span.end)
    const detail = child.children.length > 0 ? (named === undefined ? '' : written(named.valueSpan)) : written(valueSpan).slice(0, 80)
    const kind = child.children.length === 0 ? SymbolKind.Property : child.children[0]?.key === undefined ? SymbolKind.Array : SymbolKind.Field
    return [{
      // Clients refuse empty names.
      name: (key ?? `[${index}]`) || '""',
      ...(detail !== '' && { detail }),
      kind,
      range: page.positions.range({ start: keySpan.start, end: Math.max(end, keySpan.end) }),
      selectionRange: page.positions.range(keySpan),
      children: fieldSymbols(child, page, budget, depth + 1),
    }]
  })
}
