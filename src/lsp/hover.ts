import { MarkupKind, type Hover } from 'vscode-languageserver/node'
import { explainOption } from '../kafka/explain.js'
import type { Finding } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Span } from '../text/span.js'
import type { Path } from '../yaml/document.js'
import { formatPath } from '../yaml/path.js'
import type { Client } from './client.js'
import { ownerOf, sketchOf } from './cursor.js'
import { Fields, judgedBy, optionMapAt, type JudgedBy } from './fields.js'
import { nodeAt, outlineOf, pathOf } from './outline.js'
import { documentAround, resourceFor, type Page } from './page.js'
import { fieldWords, optionWords, plain, ruleWords } from './words.js'

/** What there is to say about a place: the rules of the findings that stand there, then the field or option itself. */
export function hoverAt(page: Page, offset: number, findings: readonly Finding[], rules: ReadonlyMap<string, Rule>, client: Client): Hover | null {
  const here = findings.filter(({ span }) => span.start <= offset && offset <= span.end)
  const parts = [...new Set(here.map(({ rule }) => rule))].flatMap((id) => {
    const rule = rules.get(id)
    return rule === undefined ? [] : [ruleWords(rule)]
  })
  const field = fieldAt(page, offset)
  if (field !== undefined) parts.push(field.words)
  if (parts.length === 0) return null
  const words = parts.join('\n\n---\n\n')
  const span = here[0]?.span ?? field?.span
  return {
    contents: client.markdown ? { kind: MarkupKind.Markdown, value: words } : { kind: MarkupKind.PlainText, value: plain(words) },
    ...(span !== undefined && { range: page.positions.range(span) }),
  }
}

function fieldAt(page: Page, offset: number): { readonly words: string; readonly span: Span } | undefined {
  const { text } = page.file
  const node = nodeAt(outlineOf(text, documentAround(text, offset)), offset)
  if (node?.key === undefined) return undefined
  const { keySpan, valueSpan } = node
  const isOnKey = keySpan.start <= offset && offset <= keySpan.end
  const isOnValue = valueSpan.start <= offset && offset <= valueSpan.end && valueSpan.end > valueSpan.start && node.children.length === 0
  if (!isOnKey && !isOnValue) return undefined
  const owner = ownerOf(node.parent ?? node)
  const sketch = sketchOf(owner, text)
  const path = pathOf(node).slice(pathOf(owner).length)
  const resource = resourceFor(page, sketch)
  const by = judgedBy(sketch.apiVersion, sketch.kind, resource === undefined ? undefined : page.revision?.workspace.target(resource))
  if (by === undefined || path[0] === 'metadata' || path.length < 2) return undefined
  const words = optionHover(sketch.kind, sketch.value, path, by) ?? fieldHover(path, by)
  return words === undefined ? undefined : { words, span: isOnKey ? keySpan : valueSpan }
}

function fieldHover(path: Path, by: JudgedBy): string | undefined {
  const fields = Fields.of(by)
  const schema = fields?.at(path)
  const key = path.at(-1)
  if (fields === undefined || schema === undefined || key === undefined) return undefined
  return fieldWords(path, schema, fields.at(path.slice(0, -1))?.required?.includes(String(key)) === true, by)
}

/** What is known of a Kafka option, by the components that can read it here. */
function optionHover(kind: string, value: unknown, path: Path, by: JudgedBy): string | undefined {
  const key = String(path.at(-1))
  const map = optionMapAt(kind, value, path.slice(0, -1))
  if (map === undefined) return undefined
  const prefix = map.place.prefixes.map(([each]) => each).filter((each) => key.startsWith(each)).sort((a, b) => b.length - a.length)[0] ?? ''
  const field = formatPath(map.path).replace(/\[\d+\]/g, '[]')
  for (const name of [key, key.slice(prefix.length)]) {
    const explained = explainOption(name, by)
    const uses = explained.uses.filter(({ fields }) => fields.some((each) => each.kind === kind && each.field === field))
    if (uses.length > 0) return optionWords({ ...explained, uses })
    if (name !== key && explained.uses.length > 0) return optionWords(explained)
  }
  return undefined
}
