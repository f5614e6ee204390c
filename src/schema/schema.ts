/**
 * A piece of a CRD schema in our own compact form: what the API server enforces, without prose.
 * The committed store (`schemas/strimzi/`) is written in it, and CRDs that users bring are translated to it (`structural.ts`).
 */
export interface Schema {
  /** The name of a definition that stands here; all other members are then absent. */
  readonly ref?: string
  /** `int-or-string` is Kubernetes' union type: a pattern is only matched against the string form. */
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string'
  /** The tree is closed: a key that is not listed here is unknown, unless `values` or `open` say otherwise. */
  readonly properties?: Readonly<Record<string, Schema>>
  /** The values of a free map (`additionalProperties` of the CRD). */
  readonly values?: Schema
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  /** From here on what only CRDs of others use. */
  readonly exclusiveMinimum?: true
  readonly exclusiveMaximum?: true
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly nullable?: true
  /** What the server writes where the key is absent, before it validates. */
  readonly default?: unknown
  /** A list without equal items, or one whose items differ in these keys. */
  readonly list?: 'set' | readonly string[]
  /** A whole resource stands here: it has apiVersion, kind and metadata. */
  readonly embedded?: true
  /** Conditions on the value as it is: nothing in them closes a mapping. */
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly not?: Schema
  /** On the root: `status` is judged like the rest, because it is no subresource. */
  readonly plainStatus?: true
  /** Unknown keys are kept and not judged (`x-kubernetes-preserve-unknown-fields`). */
  readonly open?: true
  /** Exactly one of these keys must be present (the only use that Strimzi makes of `oneOf`). */
  readonly exactlyOne?: readonly string[]
  /** Names of CEL rules, in the order of the CRD; their code is in `cel.ts`. */
  readonly rules?: readonly string[]
  /** On the root of a resource: the field of `spec` that the scale subresource reads. */
  readonly scale?: string
}

/** Named subtrees: every object with fields of its own is one, however often and wherever it occurs. */
export type Definitions = Readonly<Record<string, Schema>>

/** The schemas of one kind: per version, from which release on which definition is the root. */
export interface KindSchemas {
  readonly roots: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly definitions: Definitions
}

/** The largest number of replicas that the scale subresource can hold. */
export const largestInt32 = 2_147_483_647
