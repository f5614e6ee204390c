import { CompletionItemKind, CompletionItemTag, MarkupKind, type CompletionItem } from 'vscode-languageserver/node'
import { groupOf, servedVersions, strimziKinds, versionsOf } from '../facts/served.js'
import { latest, release } from '../facts/releases.js'
import type { KafkaOption } from '../facts/kafka-options.js'
import { explainOption } from '../kafka/explain.js'
import { clusterLabel, parentKind } from '../model/links.js'
import type { Schema } from '../schema/schema.js'
import type { Path } from '../yaml/document.js'
import type { Client } from './client.js'
import { cursorAt, type Cursor } from './cursor.js'
import { Fields, judgedBy, keysIn, optionMapAt, type JudgedBy } from './fields.js'
import { documentAround, resourceFor, type Page } from './page.js'
import { fieldWords, optionType, optionWords, plain, typeWords } from './words.js'

/** Something to offer, before it has a place in the text. */
interface Offer {
  readonly label: string
  readonly kind: CompletionItemKind
  readonly detail?: string
  /** Offers are shown by rank, then by name: what is required stands first. */
  readonly rank?: number
  /** What is typed behind the label: a colon, mostly. */
  readonly suffix?: string
  readonly deprecated?: boolean
  readonly about?: About
}

/** What `resolve` explains. */
type About =
  | { readonly field: Path; readonly required: boolean; readonly by: JudgedBy }
  | { readonly option: string; readonly by: JudgedBy }

/** What can be typed at a place, best first. */
export function completionsAt(page: Page, offset: number, client: Client): CompletionItem[] {
  const { text } = page.file
  const cursor = cursorAt(text, documentAround(text, offset), offset)
  if (cursor === undefined) return []
  const offers = cursor.role === 'key' ? keyOffers(cursor, page) : valueOffers(cursor, page)
  const range = page.positions.range(cursor.replace)
  const following = text.slice(cursor.replace.end, cursor.replace.end + 1)
  return offers.map(({ label, kind, detail, rank = 5, suffix = '', deprecated = false, about }) => ({
    label,
    kind,
    ...(detail !== undefined && { detail }),
    sortText: `${rank}${label}`,
    filterText: label,
    ...(deprecated && { tags: client.tags.length > 0 ? [CompletionItemTag.Deprecated] : [] }),
    // The rest of a line whose key is typed anew keeps its colon.
    textEdit: { range, newText: following === ':' ? label : label + suffix },
    ...(about !== undefined && { data: about }),
  }))
}

/** Adds the explanation to an offer that somebody looks at. */
export function resolveCompletion(item: CompletionItem, client: Client): CompletionItem {
  const about = item.data as About | undefined
  if (about === undefined) return item
  const words = 'option' in about ? optionWords(explainOption(about.option, about.by)) : fieldDocumentation(about)
  if (words === undefined) return item
  const markdown = client.completionMarkdown
  return { ...item, documentation: { kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: markdown ? words : plain(words) } }
}

function fieldDocumentation({ field, required, by }: Extract<About, { field: Path }>): string | undefined {
  const schema = Fields.of(by)?.at(field)
  return schema === undefined ? undefined : fieldWords(field, schema, required, by)
}

function judgeOf({ sketch }: Cursor, page: Page): JudgedBy | undefined {
  const resource = resourceFor(page, sketch)
  return judgedBy(sketch.apiVersion, sketch.kind, resource === undefined ? undefined : page.revision?.workspace.target(resource))
}

function keyOffers(cursor: Cursor, page: Page): Offer[] {
  const { path, siblings, sketch, inline } = cursor
  const by = judgeOf(cursor, page)
  const known = new Set(siblings)
  if (path.length === 0) return rootKeys.filter(({ label }) => !known.has(label))
  if (path[0] === 'metadata') return metadataKeys(path, sketch.kind).filter(({ label }) => !known.has(label))
  if (by === undefined) return []
  const map = optionMapAt(sketch.kind, sketch.value, path)
  if (map !== undefined) return Array.from(keysIn(map.place, cursor.typed, by), ([key, option]) => optionOffer(key, option, by)).filter(({ label }) => !known.has(label))
  const fields = Fields.of(by)
  const schema = fields?.at(path)
  if (fields === undefined || schema === undefined) return []
  const items = schema.type === 'array' ? fields.items(schema) : undefined
  const below = fields.below(items ?? schema)
  const required = new Set((items ?? schema).required)
  return below.filter(([name]) => !known.has(name)).map(([name, part]) => {
    const field = items === undefined ? [...path, name] : [...path, 0, name]
    const offer = fieldOffer(name, part, required.has(name), { field, required: required.has(name), by })
    // A list wants a dash first, which is not typed yet.
    return items === undefined || inline ? offer : { ...offer, label: `- ${offer.label}` }
  })
}

const rootKeys: readonly Offer[] = ['apiVersion', 'kind', 'metadata', 'spec'].map((label, rank) => ({
  label, rank, kind: CompletionItemKind.Field, detail: 'required', suffix: rank < 2 ? ': ' : ':',
}))

function metadataKeys(path: Path, kind: string): Offer[] {
  const field = (label: string, rank: number, detail: string, suffix: string): Offer => ({ label, rank, kind: CompletionItemKind.Field, detail, suffix })
  if (path.length === 1) {
    return [
      field('name', 0, 'required', ': '), field('namespace', 1, 'string', ': '), field('labels', 2, 'map', ':'), field('annotations', 3, 'map', ':'),
    ]
  }
  return path.length === 2 && path[1] === 'labels' && parentOf(kind) !== undefined ? [field(clusterLabel, 0, `the ${parentOf(kind) ?? ''} it belongs to`, ': ')] : []
}

function parentOf(kind: string): string | undefined {
  return parentKind({ isStrimzi: groupOf(kind) !== undefined, kind })
}

function fieldOffer(label: string, schema: Schema, required: boolean, about: About): Offer {
  const nests = schema.type === 'array' || schema.type === 'object' || schema.properties !== undefined
  const detail = `${typeWords(schema)}${required ? ', required' : ''}`
  return { label, kind: nests ? CompletionItemKind.Module : CompletionItemKind.Field, detail, rank: required ? 0 : 5, suffix: nests ? ':' : ': ', about }
}

function optionOffer(key: string, option: KafkaOption, by: JudgedBy): Offer {
  const fallback = option.default === undefined || option.default === null ? '' : `, default ${String(option.default)}`
  const deprecated = option.deprecatedSince !== undefined
  const detail = `${optionType(option)}${fallback}`
  return { label: key, kind: CompletionItemKind.Property, detail, suffix: ': ', rank: option.required === true ? 0 : deprecated ? 9 : 5, deprecated, about: { option: option.key, by } }
}

function valueOffers(cursor: Cursor, page: Page): Offer[] {
  const { path, sketch } = cursor
  const key = path.at(-1)
  if (path.length === 1 && key === 'kind') return kindOffers(sketch.apiVersion)
  if (path.length === 1 && key === 'apiVersion') return apiVersionOffers(sketch.kind)
  if (path.length === 3 && path[0] === 'metadata' && path[1] === 'labels' && key === clusterLabel) return clusterOffers(cursor, page)
  const by = judgeOf(cursor, page)
  if (by === undefined || key === undefined) return []
  if (by.kind === 'Kafka' && path.join('.') === 'spec.kafka.version') return versionOffers(by)
  const map = typeof key === 'string' ? optionMapAt(sketch.kind, sketch.value, path.slice(0, -1)) : undefined
  if (map !== undefined) return optionValues(keysIn(map.place, String(key), by).get(String(key)))
  const schema = Fields.of(by)?.at(path)
  const item = schema?.type === 'array' ? Fields.of(by)?.items(schema) : schema
  return item === undefined ? [] : wordOffers(item.enum?.map(String) ?? (item.type === 'boolean' ? ['true', 'false'] : []))
}

function wordOffers(words: readonly string[], detail?: string): Offer[] {
  return words.map((label, index) => ({ label, kind: CompletionItemKind.EnumMember, rank: Math.min(index, 9), ...(detail !== undefined && { detail }) }))
}

function optionValues(option: KafkaOption | undefined): Offer[] {
  if (option === undefined) return []
  const words = option.values ?? option.items ?? (option.type === 'boolean' ? ['true', 'false'] : [])
  const fallback = option.default === null || option.default === undefined ? [] : [String(option.default)]
  return wordOffers([...new Set([...words, ...fallback])]).map((offer) => (offer.label === fallback[0] ? { ...offer, detail: 'default' } : offer))
}

function kindOffers(apiVersion: string): Offer[] {
  const slash = apiVersion.indexOf('/')
  const group = slash < 0 ? undefined : apiVersion.slice(0, slash)
  return strimziKinds().filter((kind) => group === undefined || groupOf(kind) === group).map((label) => {
    const current = servedVersions(label, latest.name).length > 0
    return { label, kind: CompletionItemKind.Class, detail: groupOf(label) ?? '', rank: current ? 1 : 8, deprecated: !current }
  })
}

function apiVersionOffers(kind: string): Offer[] {
  const kinds = groupOf(kind) === undefined ? ['Kafka', 'KafkaAccess', 'StrimziPodSet'] : [kind]
  const offers = kinds.flatMap((each) => versionsOf(each).map((version, rank) => {
    const current = servedVersions(each, latest.name).includes(version)
    const offer: Offer = { label: `${groupOf(each) ?? ''}/${version}`, kind: CompletionItemKind.Value, rank, deprecated: !current, ...(!current && { detail: `not served by Strimzi ${latest.name}` }) }
    return offer
  }))
  return offers
}

/** The clusters in the workspace that the label can name, those of the same namespace first. */
function clusterOffers({ sketch }: Cursor, page: Page): Offer[] {
  const kind = parentOf(sketch.kind) ?? 'Kafka'
  const own = resourceFor(page, sketch)
  const found = new Map<string, Offer>()
  for (const { name, namespace, file } of page.revision?.workspace.ofKind(kind) ?? []) {
    if (name === '') continue
    const near = file.path === page.file.path || (own?.namespace !== undefined && own.namespace === namespace)
    const before = found.get(name)
    if (before !== undefined && (before.rank === 0 || !near)) continue
    found.set(name, { label: name, kind: CompletionItemKind.Reference, detail: `${kind} in ${file.path}`, rank: near ? 0 : 5 })
  }
  return [...found.values()]
}

function versionOffers({ strimzi }: JudgedBy): Offer[] {
  const versions = [...(release(strimzi)?.kafkaVersions ?? [])].reverse()
  return wordOffers(versions, `Strimzi ${strimzi} runs it`)
}
