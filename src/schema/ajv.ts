import type { Definitions, Schema } from './schema.js'

/**
 * Our schemas as JSON Schema for ajv. `closed` is the whole truth about a value. `shape` counts only unknown keys, whatever the types:
 * the API server resets `status` before it validates, but not before it looks for unknown keys.
 */
type Mode = 'closed' | 'shape'

function idOf(definition: string, mode: Mode): string {
  return mode === 'closed' ? definition : `${definition}~shape`
}

/** Nothing below may have a key: for what stands in the status where the schema expects a scalar. */
const noKeys = { $id: '~no-keys', additionalProperties: false, items: { $ref: '~no-keys' } }

/** All definitions as JSON Schemas with an `$id` each, by which they refer to one another; only those that are used get compiled. */
export function jsonSchemas(definitions: Definitions): object[] {
  const names = Object.keys(definitions)
  return [
    noKeys,
    ...names.map((name) => ({ $id: idOf(name, 'closed'), ...convert(definitions[name] ?? {}, 'closed') })),
    ...names.map((name) => ({ $id: idOf(name, 'shape'), ...convert(definitions[name] ?? {}, 'shape') })),
  ]
}

/** The JSON Schema of a resource whose root is the given definition. Our own code judges apiVersion, kind and metadata. */
export function rootSchema(root: string, definitions: Definitions): object {
  const schema = definitions[root] ?? {}
  const { status, ...rest } = schema.properties ?? {}
  const parts = Object.entries(rest).map(([key, part]) => [key, convert(part, 'closed')])
  return {
    $id: rootId(root),
    type: 'object',
    properties: {
      ...(Object.fromEntries(parts) as Record<string, object>),
      apiVersion: {},
      kind: {},
      metadata: {},
      ...(status && { status: convert(status, 'shape') }),
    },
    ...(schema.open !== true && { additionalProperties: false }),
    ...(schema.required && { required: schema.required }),
  }
}

/** The `$id` of the schema that `rootSchema` gives. */
export function rootId(root: string): string {
  return `${root}~root`
}

function convert(schema: Schema, mode: Mode): object {
  if (schema.ref !== undefined) return { $ref: idOf(schema.ref, mode) }
  return mode === 'closed' ? closed(schema) : shape(schema)
}

function closed(schema: Schema): object {
  const { type, items, required, pattern, minimum, maximum, minItems, exactlyOne } = schema
  return {
    ...(type !== undefined && { type: type === 'int-or-string' ? ['integer', 'string'] : type }),
    ...(type === 'object' && keys(schema, 'closed')),
    ...(items && { items: convert(items, 'closed') }),
    ...(required && { required }),
    ...(schema.enum && { enum: schema.enum }),
    ...(pattern !== undefined && { pattern }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(minItems !== undefined && { minItems }),
    ...(exactlyOne && { oneOf: exactlyOne.map((key) => ({ required: [key] })) }),
  }
}

function shape(schema: Schema): object {
  const items = schema.items ? convert(schema.items, 'shape') : { $ref: noKeys.$id }
  return { ...keys(schema, 'shape'), ...((schema.items ?? schema.open !== true) && { items }) }
}

function keys(schema: Schema, mode: Mode): object {
  const parts = Object.entries(schema.properties ?? {}).map(([key, part]) => [key, convert(part, mode)])
  return {
    ...(parts.length > 0 && { properties: Object.fromEntries(parts) as Record<string, object> }),
    ...(schema.open !== true && { additionalProperties: schema.values ? convert(schema.values, mode) : false }),
  }
}
