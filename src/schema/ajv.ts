import type { Definitions, Schema } from './schema.js'

/**
 * Our schemas as JSON Schema for ajv. `closed` is the whole truth about a value. `shape` counts only unknown keys, whatever the types:
 * the API server resets `status` before it validates, but not before it looks for unknown keys. `condition` asks no key to be known.
 */
type Mode = 'closed' | 'shape' | 'condition'

function idOf(definition: string, mode: Mode): string {
  return mode === 'shape' ? `${definition}~shape` : definition
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
      metadata: schema.properties?.metadata?.properties === undefined ? {} : convert(schema.properties.metadata, 'condition'),
      ...(status && { status: convert(status, schema.plainStatus === true ? 'closed' : 'shape') }),
    },
    ...(schema.open !== true && { additionalProperties: false }),
    ...(schema.required && { required: schema.required }),
    ...conditions(schema),
  }
}

/** The `$id` of the schema that `rootSchema` gives. */
export function rootId(root: string): string {
  return `${root}~root`
}

function convert(schema: Schema, mode: Mode): object {
  if (schema.ref !== undefined) return { $ref: idOf(schema.ref, mode) }
  return mode === 'shape' ? shape(schema) : whole(schema, mode)
}

function whole(schema: Schema, mode: 'closed' | 'condition'): object {
  const { type, items, required, pattern, minimum, maximum, minItems, exactlyOne, nullable } = schema
  const types = type === 'int-or-string' ? ['integer', 'string'] : type
  return {
    ...(types !== undefined && { type: nullable === true ? [types, 'null'].flat() : types }),
    ...((type === 'object' || mode === 'condition') && keys(schema, mode)),
    ...(items && { items: convert(items, mode) }),
    ...(required && { required }),
    ...(schema.enum && { enum: nullable === true ? [...schema.enum, null] : schema.enum }),
    ...(pattern !== undefined && { pattern }),
    ...(minimum !== undefined && { [schema.exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum']: minimum }),
    ...(maximum !== undefined && { [schema.exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum']: maximum }),
    ...(minItems !== undefined && { minItems }),
    ...(exactlyOne && { oneOf: exactlyOne.map((key) => ({ required: [key] })) }),
    ...conditions(schema),
  }
}

/** What only CRDs of others have. */
function conditions(schema: Schema): object {
  const { multipleOf, minLength, maxLength, maxItems, minProperties, maxProperties, allOf, anyOf, oneOf, not } = schema
  const all = { multipleOf, minLength, maxLength, maxItems, minProperties, maxProperties }
  const convertAll = (parts: readonly Schema[]): object[] => parts.map((part) => convert(part, 'condition'))
  return {
    ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    ...(allOf && { allOf: convertAll(allOf) }),
    ...(anyOf && { anyOf: convertAll(anyOf) }),
    ...(oneOf && { oneOf: convertAll(oneOf) }),
    ...(not && { not: convert(not, 'condition') }),
  }
}

function shape(schema: Schema): object {
  const items = schema.items ? convert(schema.items, 'shape') : { $ref: noKeys.$id }
  return { ...keys(schema, 'shape'), ...((schema.items ?? schema.open !== true) && { items }) }
}

function keys(schema: Schema, mode: Mode): object {
  const parts = Object.entries({ ...(schema.embedded === true && embedded), ...schema.properties }).map(([key, part]) => [key, convert(part, mode)])
  return {
    ...(parts.length > 0 && { properties: Object.fromEntries(parts) as Record<string, object> }),
    ...(schema.open !== true && (mode !== 'condition' || schema.values !== undefined) && { additionalProperties: schema.values ? convert(schema.values, mode) : false }),
  }
}

/** What every resource inside another one has. */
const embedded: Readonly<Record<string, Schema>> = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object', open: true } }
