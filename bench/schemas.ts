import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const store = fileURLToPath(new URL('../schemas/strimzi/', import.meta.url))

interface Stored {
  readonly roots: { readonly v1: Readonly<Record<string, string>> }
  readonly definitions: Readonly<Record<string, { readonly properties?: object }>>
}

interface PlainSchema {
  readonly $ref: string
  readonly $defs: Readonly<Record<string, unknown>>
}

/** Writes plain JSON Schemas of the newest `v1` of each benchmarked kind, for the peer that compiles them at start. */
export function writeSchemas(path: string): void {
  writeFileSync(path, JSON.stringify(Object.fromEntries(schemasByKind())))
}

/** Writes one JSON Schema that judges each resource by the schema of its kind, for an editor's server. */
export function writeSchemaOfAll(path: string): void {
  const schemas = schemasByKind()
  const $defs = Object.assign({}, ...schemas.map(([, schema]) => schema.$defs)) as PlainSchema['$defs']
  const allOf = schemas.map(([kind, { $ref }]) => ({ if: { properties: { kind: { const: kind } } }, then: { $ref } }))
  writeFileSync(path, JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', allOf, $defs }))
}

function schemasByKind(): readonly (readonly [kind: string, PlainSchema])[] {
  const shared = JSON.parse(readFileSync(join(store, 'shared.json'), 'utf8')) as Stored['definitions']
  return ['Kafka', 'KafkaNodePool', 'KafkaTopic', 'KafkaUser'].map((kind) => {
    const { roots, definitions } = JSON.parse(readFileSync(join(store, `${kind}.json`), 'utf8')) as Stored
    const root = Object.values(roots.v1).at(-1) ?? ''
    const $defs = Object.fromEntries(Object.entries({ ...shared, ...definitions }).map(([name, schema]) => [name, plain(schema)]))
    return [kind, { $ref: `#/$defs/${root}`, $defs }]
  })
}

/** Our compact schema as naive JSON Schema. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain)
  if (typeof schema !== 'object' || schema === null) return schema
  const { ref, properties, values, items, type, required, pattern, minimum, maximum } = schema as Record<string, unknown>
  if (typeof ref === 'string') return { $ref: `#/$defs/${ref}` }
  return {
    ...(typeof type === 'string' && { type: type === 'int-or-string' ? ['integer', 'string'] : type }),
    ...(typeof properties === 'object' && properties !== null && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, plain(value)])),
    }),
    ...(values !== undefined && { additionalProperties: plain(values) }),
    ...(items !== undefined && { items: plain(items) }),
    ...(required !== undefined && { required }),
    ...(pattern !== undefined && { pattern }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  }
}
