import type { Path } from '../yaml/document.js'
import type { SchemaRule } from './problem.js'

/** The kinds of errors by which an API server, or kubectl before it, refuses an object. */
export type FaultType =
  | 'ClientDecode'
  | 'NoMatch'
  | 'NotFound'
  | 'DecodeError'
  | 'UnknownField'
  | 'FieldValueTypeInvalid'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired'
  | 'FieldValueTooLong'
  | 'FieldValueDuplicate'

/** One error as the API server reports it, before errors with one cause are merged into one problem. */
export interface Fault {
  readonly type: FaultType
  /** The exact place; for what is missing, where it would stand. */
  readonly path: Path
  /** The field that the server names, when it is not the path. Empty when the server names none. */
  readonly field?: string
  /** The keyword of JSON Schema that does not hold, for faults that ajv found. */
  readonly keyword?: string
  /** What the keyword demands: a limit, a pattern, the type, the alternatives. */
  readonly demand?: unknown
  /** What is said to people, for faults that our own code found. */
  readonly problem?: { readonly rule: SchemaRule; readonly message: string; readonly on?: 'key' | 'value'; readonly rename?: string }
  /** True when something is missing, which is no problem of a resource that stands here only in part. */
  readonly missing?: boolean
  /** True when the server does not get as far as this, because of another error; people want to hear of both. */
  readonly hidden?: boolean
}

/** The field by which the API server names the place of a fault: `spec.listeners[0].port`. */
export function serverField(fault: Fault): string {
  if (fault.field !== undefined) return fault.field
  let text = ''
  for (const step of fault.path) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`
  return text
}

/** A fault that the server does not get as far as. */
export function hide(fault: Fault): Fault {
  return { ...fault, hidden: true }
}

export type Mapping = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a key of its own, so that `constructor` and the like are not found where nobody wrote them; null counts as absent. */
export function entry(value: unknown, key: string): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? (value[key] ?? undefined) : undefined
}

/** The value at a path; undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const step of path) {
    if (typeof step === 'number') at = Array.isArray(at) ? (at as readonly unknown[])[step] : undefined
    else at = isMapping(at) && Object.hasOwn(at, step) ? at[step] : undefined
  }
  return at
}
