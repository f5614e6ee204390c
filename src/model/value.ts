import type { Path } from '../yaml/document.js'

/** A mapping as decoded from YAML or JSON. */
export type Mapping = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The own entry of a mapping; undefined for anything else, and for keys that only `Object.prototype` has. */
export function entry(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return typeof key === 'number' ? (value as readonly unknown[])[key] : undefined
  const found = (value as Mapping)[key]
  // What a mapping inherits are functions, which no decoded value is, and its prototype: only there has to be asked whose it is.
  return (typeof found === 'function' || key === '__proto__') && !Object.hasOwn(value, key) ? undefined : found
}

/** The value at `path`, or undefined where the path leaves the document. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root
  // By index: this is asked so often that the steps of an iterator count.
  let depth = 0
  while (depth < path.length && value !== undefined) value = entry(value, path[depth++] ?? '')
  return value
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

export function asMapping(value: unknown): Mapping {
  return isMapping(value) ? value : {}
}

/**
 * A number as Kafka would read it from a configuration value: YAML numbers, and strings that hold nothing but a decimal number.
 * Placeholders, lists, booleans and words are undefined: a rule that cannot see a number stays silent.
 */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)) return undefined
  return Number(value)
}

/** A boolean as Kafka would read it from a configuration value (`true`, `"true"`, `"TRUE"`). */
export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  const word = value.trim().toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}

/** The elements of a Kafka list value (`compact,delete`, or a YAML list, which the operator joins with commas). */
export function asNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  return typeof value === 'string'
    ? value
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
    : []
}
