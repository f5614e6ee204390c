import { celRules, type CelRule } from './cel.js'
import { isMapping, type Mapping } from './fault.js'
import { isPlainMetadata } from './metadata.js'
import { largestInt32, type Definitions, type Schema } from './schema.js'

/**
 * What a schema asks of a value, to be answered at a glance. Nearly all resources of a repository are fine, and to see that by the keys that stand
 * there takes a third of the time in which ajv's functions ask for every key that could, and needs no copy without nulls, no paths and no
 * lists of errors. A class for each type, since V8 makes code for small methods in a tenth of the time that it takes for one recursive function.
 */
export interface Form {
  /** Whether the API server surely has nothing to say against a value. False says nothing: the value has to be judged in detail. */
  fits(value: unknown): boolean
}

/** The form of a whole resource. Whether its apiVersion and kind are served is asked elsewhere; a status, which hardly any file has, is judged in detail. */
export function formOfRoot(root: string, definitions: Definitions): Form {
  const { scale, ...schema } = definitions[root] ?? nothingKnown
  const { status: _status, ...properties } = schema.properties ?? {}
  const fields: [string, Form][] = [['apiVersion', anything], ['kind', anything], ['metadata', { fits: isPlainMetadata }]]
  const spec = resolve(properties.spec, definitions)
  if (scale !== undefined && spec !== undefined) fields.push(['spec', formOf(scaled(spec, scale), definitions)])
  return isUnderstood(schema) ? new MappingForm({ ...schema, properties, required: ['metadata', ...(schema.required ?? [])] }, definitions, fields) : unsure
}

/** The scale subresource reads a number of replicas, which must fit into 32 bits whatever the schema says. */
function scaled(spec: Schema, field: string): Schema {
  const replicas = spec.properties?.[field] ?? nothingKnown
  return { ...spec, properties: { ...spec.properties, [field]: { ...replicas, minimum: Math.max(0, replicas.minimum ?? 0), maximum: Math.min(largestInt32, replicas.maximum ?? largestInt32) } } }
}

/** What Strimzi's CRDs use. Anything else is left to ajv. */
const known: ReadonlySet<string> = new Set<keyof Schema>([
  'type', 'properties', 'values', 'items', 'required', 'enum', 'pattern', 'minimum', 'maximum', 'minItems', 'open', 'exactlyOne', 'rules',
])

/** A schema that says something of which the forms know nothing. */
const nothingKnown: Schema = { not: {} }

function isUnderstood(schema: Schema): boolean {
  return Object.keys(schema).every((keyword) => known.has(keyword))
}

function resolve(schema: Schema | undefined, definitions: Definitions): Schema | undefined {
  return schema?.ref === undefined ? schema : definitions[schema.ref]
}

function formOf(reference: Schema, definitions: Definitions): Form {
  const schema = resolve(reference, definitions)
  if (schema === undefined || !isUnderstood(schema)) return unsure
  switch (schema.type) {
    case 'object':
      return isFree(schema) ? free : new MappingForm(schema, definitions)
    case 'array':
      return schema.items === undefined ? unsure : new ListForm(schema, formOf(schema.items, definitions))
    case 'string':
      return new TextForm(schema)
    case 'integer':
      return new IntegerForm(schema)
    case 'int-or-string':
      return new IntegerOrTextForm(schema)
    case 'boolean':
      return flag
    case 'number':
      return unsure
    case undefined:
      return Object.keys(schema).length === 0 ? anything : unsure
  }
}

function isFree({ open, properties, values, required, exactlyOne, rules }: Schema): boolean {
  return open === true && (properties ?? values ?? required ?? exactlyOne ?? rules) === undefined
}

const anything: Form = { fits: () => true }
const unsure: Form = { fits: () => false }
const free: Form = { fits: isMapping }
const flag: Form = { fits: (value) => typeof value === 'boolean' }

class MappingForm implements Form {
  /** The forms of fields that some value had: resources write few of the hundreds that their kind has. */
  readonly #fields: Map<string, Form>
  readonly #others: Form | undefined
  // Absent, and not empty: most mappings have none, and to begin a loop over nothing costs as much as to look a key up.
  readonly #required: readonly string[] | undefined
  readonly #rules: readonly (CelRule | undefined)[] | undefined
  readonly #schema: Schema
  readonly #definitions: Definitions

  constructor(schema: Schema, definitions: Definitions, fields: Iterable<[string, Form]> = []) {
    this.#fields = new Map(fields)
    this.#others = schema.values !== undefined ? formOf(schema.values, definitions) : schema.open === true ? anything : undefined
    this.#required = schema.required?.length === 0 ? undefined : schema.required
    this.#rules = schema.rules?.map((name) => celRules[name])
    this.#schema = schema
    this.#definitions = definitions
  }

  fits(value: unknown): boolean {
    if (!isMapping(value)) return false
    for (const key in value) {
      const part = value[key]
      // The server drops nulls; what is then missing is judged in detail.
      if (part === null) return false
      const form = this.#fields.get(key) ?? this.#field(key)
      if (form?.fits(part) !== true) return false
    }
    if (this.#required?.every((key) => value[key] !== undefined) === false) return false
    if (this.#rules?.every((rule) => rule?.judge(value) === undefined) === false) return false
    return this.#schema.exactlyOne === undefined || hasOne(value, this.#schema.exactlyOne)
  }

  /** Undefined for an unknown key. */
  #field(key: string): Form | undefined {
    const { properties } = this.#schema
    if (properties === undefined || !Object.hasOwn(properties, key)) return this.#others
    const form = formOf(properties[key] ?? {}, this.#definitions)
    this.#fields.set(key, form)
    return form
  }
}

function hasOne(mapping: Mapping, keys: readonly string[]): boolean {
  return keys.filter((key) => mapping[key] !== undefined).length === 1
}

class ListForm implements Form {
  readonly #least: number
  readonly #each: Form

  constructor({ minItems = 0 }: Schema, each: Form) {
    this.#least = minItems
    this.#each = each
  }

  fits(value: unknown): boolean {
    if (!Array.isArray(value) || value.length < this.#least) return false
    for (const item of value as readonly unknown[]) if (!this.#each.fits(item)) return false
    return true
  }
}

/** No pattern is tried on a text that is longer than any of them is meant for: on thousands of digits it would take forever. */
const longest = 1000

class TextForm implements Form {
  readonly #choices: ReadonlySet<unknown> | undefined
  readonly #pattern: RegExp | undefined

  constructor(schema: Schema) {
    this.#choices = schema.enum && new Set(schema.enum)
    this.#pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, 'u')
  }

  fits(value: unknown): boolean {
    if (typeof value !== 'string') return false
    if (this.#choices !== undefined && !this.#choices.has(value)) return false
    return this.#pattern === undefined || (value.length <= longest && this.#pattern.test(value))
  }
}

class IntegerForm implements Form {
  readonly #minimum: number
  readonly #maximum: number

  constructor({ minimum = -Infinity, maximum = Infinity }: Schema) {
    this.#minimum = minimum
    this.#maximum = maximum
  }

  /** An integer that a double does not hold exactly is judged in detail: the server has 64 bits for it. */
  fits(value: unknown): boolean {
    return Number.isSafeInteger(value) && (value as number) >= this.#minimum && (value as number) <= this.#maximum
  }
}

class IntegerOrTextForm implements Form {
  readonly #text: Form
  readonly #integer: Form

  constructor(schema: Schema) {
    this.#text = new TextForm(schema)
    this.#integer = new IntegerForm(schema)
  }

  fits(value: unknown): boolean {
    return typeof value === 'string' ? this.#text.fits(value) : this.#integer.fits(value)
  }
}
