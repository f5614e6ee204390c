import { latest } from '../facts/releases.js'
import { isStrimzi } from '../model/resource.js'
import { asList, asString, entry, isMapping } from '../model/value.js'
import type { Finding } from '../rule/finding.js'
import type { Settings } from '../rule/settings.js'
import { validate } from '../schema/validate.js'
import { formatPath } from '../yaml/path.js'
import { isMarkdown, type ReadDocument } from './read.js'

/**
 * Findings on documents that are no resource but were meant as one: without a kind or an apiVersion that can be read, or something else than a
 * mapping where kubectl expects a resource. Whether it was meant so is only said where it is certain, since a repository holds YAML of many kinds.
 */
export function envelopeFindings(read: ReadDocument, neighbours: readonly ReadDocument[], settings: Settings): Finding[] {
  const { file, document, record } = read
  if (record.status !== 'skipped' || read.template || document.value === undefined || document.empty) return []
  const item = record.item
  const value = item === undefined ? document.value : asList(entry(document.value, 'items'))[item]
  if (!isMeant(read, value, isMarkdown(file.path) ? [] : neighbours, settings.literal === true)) return []
  const release = settings.strimzi === 'auto' ? latest.name : settings.strimzi
  const levels = settings.levels({ file: file.path })
  const root = item === undefined ? [] : ['items', item]
  return validate(value, { release, literalMetadata: settings.literal === true }).flatMap(({ rule, at, message }) => {
    const level = levels.get(rule)
    if (level === undefined) return []
    const path = [...root, ...at]
    const place = document.place(path) ?? document.place(root)
    const span = place === undefined ? document.span : (place.key ?? place.value)
    return { rule, severity: level.severity, stage: 'apply' as const, message, file: file.path, span: firstLine(file.text, span), path: formatPath(path), related: [] }
  })
}

function isMeant({ record, resource }: ReadDocument, value: unknown, neighbours: readonly ReadDocument[], literal: boolean): boolean {
  // An item of a List is sent to the server whatever it is; a List in a List, or in another version, is nothing that the server knows.
  if (record.item !== undefined && (resource === undefined || resource.kind === 'List')) return true
  if (resource !== undefined) return resource.kind === 'List' && resource.group === '' && asList(entry(value, 'items')).some(looksLikeStrimzi)
  if (Array.isArray(value)) return (literal && value.length === 0) || value.some(looksLikeStrimzi) || isBesideStrimzi(neighbours)
  if (!isMapping(value)) return value !== null && isBesideStrimzi(neighbours)
  if (entry(value, 'kind') === 'List' && entry(value, 'apiVersion') === 'v1') return isMapping(entry(value, 'items')) || asString(entry(value, 'items')) !== undefined
  return looksLikeStrimzi(value) || (Object.keys(value).length === 0 && isBesideStrimzi(neighbours))
}

/** Whether kubectl, which sends a file as a whole, finds a Strimzi resource in it. */
function isBesideStrimzi(neighbours: readonly ReadDocument[]): boolean {
  return neighbours.some(({ resource }) => resource?.isStrimzi === true)
}

function looksLikeStrimzi(value: unknown): boolean {
  const apiVersion = asString(entry(value, 'apiVersion')) ?? ''
  const kind = asString(entry(value, 'kind')) ?? ''
  const slash = apiVersion.indexOf('/')
  return isStrimzi({ group: slash < 0 ? '' : apiVersion.slice(0, slash), kind })
}

/** A whole document is marked by its first line. */
function firstLine(text: string, { start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  const broken = /[\r\n]/.exec(text.slice(start, end))
  return { start, end: broken === null ? end : start + broken.index }
}
