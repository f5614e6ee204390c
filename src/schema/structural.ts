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
  readonly oneOf?: readonly CrdSchema[]
  readonly anyOf?: readonly CrdSchema[]
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[]
}

/** Keywords that say nothing about what is valid. */
const prose = new Set(['description', 'example', 'title', 'externalDocs', 'format'])
const known = new Set([
  'type', 'properties', 'additionalProperties', 'items', 'required', 'enum', 'pattern', 'minimum', 'maximum', 'minItems', 'oneOf', 'anyOf',
  'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations',
])

/**
 * Translates a CRD schema to our form. `nameRule` gives the name of a CEL rule. Throws an Error for a keyword that we do not know,
 * because a schema that is understood by half would judge wrongly in silence.
 */
export function toSchema(crd: CrdSchema, nameRule: (rule: string) => string): Schema {
  const unknown = Object.keys(crd).find((keyword) => !known.has(keyword) && !prose.has(keyword))
  if (unknown !== undefined) throw new Error(`unknown keyword ${unknown} in a CRD schema`)
  const convert = (part: CrdSchema): Schema => toSchema(part, nameRule)
  const { properties, additionalProperties, items, required, pattern, minimum, maximum, minItems } = crd
  const validations = crd['x-kubernetes-validations']
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
    exactlyOne: exactlyOne(crd),
    rules: validations?.map((validation) => nameRule(validation.rule)),
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

/**
 * A `oneOf` with one branch that requires nothing is always true; branches that each require one key mean "exactly one of them".
 * Anything else is not in Strimzi's CRDs.
 */
function exactlyOne(crd: CrdSchema): readonly string[] | undefined {
  if (crd.anyOf !== undefined && crd['x-kubernetes-int-or-string'] !== true) throw new Error('unknown form of anyOf in a CRD schema')
  if (crd.oneOf === undefined) return undefined
  const branches = crd.oneOf.map((branch) => branch.required ?? [])
  if (branches.length === 1 && branches[0]?.length === 0) return undefined
  return branches.map((required) => {
    const [only] = required
    if (only === undefined || required.length > 1) throw new Error('unknown form of oneOf in a CRD schema')
    return only
  })
}

function compact(schema: Readonly<Partial<Record<keyof Schema, unknown>>>): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined))
}
