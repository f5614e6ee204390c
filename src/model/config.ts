import type { Path } from '../yaml/document.js'
import type { Resource } from './resource.js'
import { asBoolean, asMapping, asNumber, entry, type Mapping } from './value.js'

/** A value together with where it comes from: written here, inherited from a cluster, or a default that nobody wrote. */
export interface Sourced<Value> {
  readonly value: Value
  readonly origin: 'set' | 'inherited' | 'default'
  /** The resource and path that say it; absent for defaults. */
  readonly resource?: Resource
  readonly path?: Path
}

/** A `config` map of a resource: free-form for the CRD, read by Kafka as strings. */
export class Config {
  readonly #values: Mapping
  /** What has been asked for: several rules ask for the same options. */
  readonly #written = new Map<string, Sourced<unknown>>()

  constructor(
    readonly resource: Resource,
    /** Where the map stands, or would stand, in the resource. */
    readonly path: Path,
    values: unknown,
  ) {
    this.#values = asMapping(values)
  }

  get keys(): readonly string[] {
    return Object.keys(this.#values)
  }

  /** Whether the key is written with a value; a null counts as absent, as the API server drops it. */
  has(key: string): boolean {
    return this.raw(key) !== undefined
  }

  raw(key: string): unknown {
    return entry(this.#values, key) ?? undefined
  }

  at(key: string): Path {
    return [...this.path, key]
  }

  /** What is written under the key, with its place; undefined when absent. */
  written(key: string): Sourced<unknown> | undefined {
    const known = this.#written.get(key)
    if (known !== undefined) return known
    const value = this.raw(key)
    if (value === undefined) return undefined
    const written: Sourced<unknown> = { value, origin: 'set', resource: this.resource, path: this.at(key) }
    this.#written.set(key, written)
    return written
  }

  number(key: string): Sourced<number> | undefined {
    return convert(this.written(key), asNumber)
  }

  boolean(key: string): Sourced<boolean> | undefined {
    return convert(this.written(key), asBoolean)
  }

  /** A string, number or boolean as the string that Kafka sees. */
  text(key: string): Sourced<string> | undefined {
    return convert(this.written(key), asText)
  }
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** Reads a sourced value as another type; undefined when it is not readable as that type. */
export function convert<From, To>(source: Sourced<From> | undefined, read: (value: From) => To | undefined): Sourced<To> | undefined {
  if (source === undefined) return undefined
  const value: unknown = read(source.value)
  // Mostly it is read as it is written, and then needs no object of its own.
  if (value === source.value) return source as Sourced<unknown> as Sourced<To>
  return value === undefined ? undefined : { ...source, value: value as To }
}
