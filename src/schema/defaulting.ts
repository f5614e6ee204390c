import type { Path } from '../yaml/document.js'
import { isMapping, type Fault, type Mapping } from './fault.js'
import { prepare } from './prepare.js'
import type { Schema } from './schema.js'
import { describe } from './wording.js'

/**
 * The value as the API server validates it by a CRD of somebody else: nulls that the schema does not allow are dropped or become the default,
 * absent keys get their default, and numbers are as `prepare` makes them. The value itself stays as it is.
 */
export function withDefaults(value: unknown, schema: Schema | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withDefaults(item === null && schema?.items?.default !== undefined && schema.items.nullable !== true ? schema.items.default : item, schema?.items))
  }
  if (!isMapping(value)) return prepare(value)
  const result = Object.create(null) as Record<string, unknown>
  for (const [key, part] of Object.entries(value)) {
    const own = partOf(schema, key)
    if (part !== null || own?.nullable === true || (own === undefined && schema?.open === true)) result[key] = withDefaults(part, own)
    else if (own?.default !== undefined) result[key] = own.default
  }
  for (const [key, own] of Object.entries(schema?.properties ?? {})) {
    if (own.default !== undefined && !Object.hasOwn(result, key)) result[key] = withDefaults(own.default, own)
  }
  return result
}

/** Items of a list that must differ and do not: in all (`set`), or in the keys of the list (`map`). */
export function* repeatedItems(value: unknown, schema: Schema | undefined, at: Path = []): Generator<Fault> {
  if (schema === undefined) return
  if (Array.isArray(value)) {
    if (schema.list !== undefined) yield* repetitions(value, schema.list, at)
    for (const [index, item] of value.entries()) yield* repeatedItems(item, schema.items, [...at, index])
  } else if (isMapping(value)) {
    for (const [key, part] of Object.entries(value)) yield* repeatedItems(part, partOf(schema, key), [...at, key])
  }
}

function* repetitions(items: readonly unknown[], keys: 'set' | readonly string[], at: Path): Generator<Fault> {
  const seen = new Map<string, number>()
  const name = `\`${at.findLast((step) => typeof step === 'string') ?? 'the list'}\``
  for (const [index, item] of items.entries()) {
    if (keys !== 'set' && !isMapping(item)) continue
    const identity = keys === 'set' ? item : keys.map((key) => (Object.hasOwn(item as Mapping, key) ? (item as Mapping)[key] : null))
    const text = JSON.stringify(sorted(identity))
    const first = seen.get(text)
    seen.set(text, first ?? index)
    if (first === undefined) continue
    const same = keys === 'set' ? describe(item) : keys.map((key, position) => `\`${key}\` ${describe((identity as readonly unknown[])[position])}`).join(' and ')
    yield {
      type: 'FieldValueDuplicate',
      path: [...at, index],
      problem: { rule: 'invalid-value', message: `item ${index} of ${name} has the same ${keys === 'set' ? 'value' : 'key'} as item ${first}: ${same}; each must be there once` },
    }
  }
}

/** The same text for mappings that differ in the order of their keys only. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isMapping(value)) return value
  return Object.keys(value).sort().map((key) => [key, sorted(value[key])])
}

function partOf(schema: Schema | undefined, key: string): Schema | undefined {
  return schema?.properties !== undefined && Object.hasOwn(schema.properties, key) ? schema.properties[key] : schema?.values
}
