import type { Schema } from './schema.js'

/** What stands in a CustomResourceDefinition: JSON Schema as far as Kubernetes allows it. */
export interface CrdSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, CrdSchema>>
  readonly additionalProperties?: CrdSchema | boolean
  readonly items?: CrdSchema
  readonly required?: readonly string[]
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly exclusiveMinimum?: boolean
  readonly exclusiveMaximum?: boolean
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly nullable?: boolean
  readonly default?: unknown
  readonly allOf?: readonly CrdSchema[]
  readonly not?: CrdSchema
  readonly oneOf?: readonly CrdSchema[]
  readonly anyOf?: readonly CrdSchema[]
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-embedded-resource'?: boolean
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[]
}

/** Keywords that say nothing about what is valid. Formats do, to a server; whoever reads CRDs of others must say that they are not checked. */
const prose: ReadonlySet<string> = new Set(['description', 'example', 'title', 'externalDocs', 'format', 'x-kubernetes-map-type'])

const known: ReadonlySet<string> = new Set([
  'type', 'properties', 'additionalProperties', 'items', 'required', 'enum', 'pattern', 'minimum', 'maximum', 'minItems', 'oneOf', 'anyOf',
  'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'maxItems', 'minProperties', 'maxProperties', 'nullable', 'default',
  'allOf', 'not', 'uniqueItems',
  'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations', 'x-kubernetes-embedded-resource',
  'x-kubernetes-list-type', 'x-kubernetes-list-map-keys',
])

/** The keywords that may stand in a CRD schema. */
export const crdKeywords: ReadonlySet<string> = new Set([...known, ...prose])

/**
 * Translates a CRD schema to our form. `nameRule` gives the name of a CEL rule, or undefined when it is not to be judged. Throws an Error for a
 * keyword that we do not know, because a schema that is understood by half would judge wrongly in silence.
 */
export function toSchema(crd: CrdSchema, nameRule: (rule: string) => string | undefined): Schema {
  const unknown = Object.keys(crd).find((keyword) => !crdKeywords.has(keyword))
  if (unknown !== undefined) throw new Error(`unknown keyword ${unknown} in a CRD schema`)
  const convert = (part: CrdSchema): Schema => toSchema(part, nameRule)
  const convertAll = (parts: readonly CrdSchema[] | undefined): readonly Schema[] | undefined => parts?.map(convert)
  const { properties, additionalProperties, items, required, pattern, minimum, maximum, minItems } = crd
  const rules = crd['x-kubernetes-validations']?.flatMap((validation) => nameRule(validation.rule) ?? [])
  const choice = exactlyOne(crd)
  return compact({
    type: typeOf(crd),
    properties: properties && Object.fromEntries(Object.keys(properties).sort().map((name) => [name, convert(properties[name] ?? {})])),
    values: typeof additionalProperties === 'object' ? convert(additionalProperties) : undefined,
    items: items && convert(items),
    required: required?.length ? [...required].sort() : undefined,
    enum: crd.enum,
    pattern,
    minimum,
    maximum,
    minItems,
    open: crd['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true ? true : undefined,
    exactlyOne: choice,
    rules: rules?.length ? rules : undefined,
    ...othersOnly(crd),
    allOf: convertAll(crd.allOf),
    anyOf: crd['x-kubernetes-int-or-string'] === true ? undefined : convertAll(crd.anyOf),
    oneOf: choice === undefined && !isAlwaysTrue(crd.oneOf) ? convertAll(crd.oneOf) : undefined,
    not: crd.not && convert(crd.not),
  })
}

function typeOf(crd: CrdSchema): Schema['type'] {
  if (crd['x-kubernetes-int-or-string'] === true) return 'int-or-string'
  switch (crd.type) {
    case 'object':
    case 'array':
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
    case undefined:
      return crd.type
    default:
      throw new Error(`unknown type ${crd.type} in a CRD schema`)
  }
}

/** Keywords that no CRD of Strimzi has. */
function othersOnly(crd: CrdSchema): Partial<Record<keyof Schema, unknown>> {
  const { multipleOf, minLength, maxLength, maxItems, minProperties, maxProperties } = crd
  const list = crd['x-kubernetes-list-type'] === 'set' ? 'set' : crd['x-kubernetes-list-type'] === 'map' ? crd['x-kubernetes-list-map-keys'] : undefined
  const flag = (value: boolean | undefined): true | undefined => (value === true ? true : undefined)
  return {
    multipleOf, minLength, maxLength, maxItems, minProperties, maxProperties, list,
    exclusiveMinimum: flag(crd.exclusiveMinimum),
    exclusiveMaximum: flag(crd.exclusiveMaximum),
    nullable: flag(crd.nullable),
    default: crd.default,
    embedded: flag(crd['x-kubernetes-embedded-resource']),
  }
}

/** A `oneOf` with one branch that requires nothing. */
function isAlwaysTrue(branches: readonly CrdSchema[] | undefined): boolean {
  const [only, ...more] = branches ?? []
  return only === undefined || (more.length === 0 && onlyRequired(only)?.length === 0)
}

/** Branches that each require one key, and say nothing else, mean "exactly one of them". */
function exactlyOne({ oneOf = [] }: CrdSchema): readonly string[] | undefined {
  if (isAlwaysTrue(oneOf)) return undefined
  const keys = oneOf.map((branch) => {
    const required = onlyRequired(branch)
    return required?.length === 1 ? required[0] : undefined
  })
  return keys.every((key) => key !== undefined) ? keys : undefined
}

/** The keys that a branch requires, when it says nothing else; Strimzi's branches also name them, with nothing about their values. */
function onlyRequired({ required = [], properties = {}, ...rest }: CrdSchema): readonly string[] | undefined {
  const silent = Object.keys(rest).length === 0 && Object.values(properties).every((part) => Object.keys(part).length === 0)
  return silent ? required : undefined
}

function compact(schema: Readonly<Partial<Record<keyof Schema, unknown>>>): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined))
}
