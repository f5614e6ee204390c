import type { CustomDefinition, CustomVersion } from './crd.js'
import { extrasOf, type Extras } from './extras.js'
import type { Kind, Validator } from './kind.js'
import { repeatedItems, withDefaults } from './defaulting.js'
import type { Fault } from './fault.js'
import type { Definitions, KindSchemas, Schema } from './schema.js'

/** A kind of a CustomResourceDefinition that somebody gave. The name of a version's root definition is that of the version. */
export class CustomKind implements Kind {
  readonly name: string
  readonly #versions: ReadonlyMap<string, CustomVersion>
  readonly #definitions: Definitions
  readonly #validators = new Map<string, Validator>()
  readonly #extras = new Map<string, Extras | undefined>()
  readonly #unreadable = new Set<string>()

  constructor(readonly definition: CustomDefinition) {
    this.name = definition.kind
    this.#versions = new Map(definition.versions.map((version) => [version.name, version]))
    this.#definitions = Object.fromEntries(definition.versions.flatMap(({ name, schema }) => (schema === undefined ? [] : [[name, schema]])))
  }

  /** The versions that can be written, in the order of the definition. */
  get served(): readonly string[] {
    return this.definition.versions.flatMap(({ name, served }) => (served ? [name] : []))
  }

  /** Compiles a version, once. ajv is loaded here and nowhere else. */
  async load(version: string): Promise<void> {
    if (this.#validators.has(version) || this.root(version) === undefined) return
    const { compile } = await import('./compile.js')
    this.#validators.set(version, compile(version, this.#definitions, (pattern) => this.#unreadable.add(pattern)))
    this.#extras.set(version, extrasOf(version, this.#definitions))
  }

  root(version: string): string | undefined {
    return this.#versions.get(version)?.schema === undefined ? undefined : version
  }

  validator(root: string): Validator {
    const validator = this.#validators.get(root)
    if (validator === undefined) throw new Error(`${root} of ${this.name} was not loaded`)
    return validator
  }

  extras(root: string): Extras | undefined {
    return this.#extras.get(root)
  }

  schemas(): KindSchemas {
    return { roots: {}, definitions: this.#definitions }
  }

  /** The value as the server validates it. What it does not validate of the status, it does not complete either. */
  prepare(value: unknown, root: string): unknown {
    return withDefaults(value, this.#judgedPart(root))
  }

  /** What JSON Schema cannot say. */
  moreFaults(prepared: unknown, root: string): Iterable<Fault> {
    return repeatedItems(prepared, this.#judgedPart(root))
  }

  #judgedPart(root: string): Schema | undefined {
    const schema = this.#definitions[root]
    if (schema?.properties === undefined || schema.plainStatus === true) return schema
    const { status: _status, ...properties } = schema.properties
    return { ...schema, properties }
  }

  /** What only a server can judge in a version that is loaded. */
  unjudged(version: string): readonly string[] {
    return [...(this.#versions.get(version)?.unjudged ?? []), ...[...this.#unreadable].map((pattern) => `the pattern ${pattern}`)]
  }
}

/** The kinds of all CustomResourceDefinitions of a run. */
export class CustomKinds {
  readonly #kinds = new Map<string, CustomKind>()

  /** False when the kind is defined already, which then counts. */
  add(kind: CustomKind): boolean {
    const key = keyOf(kind.definition.group, kind.definition.kind)
    if (this.#kinds.has(key)) return false
    this.#kinds.set(key, kind)
    return true
  }

  find(group: string, kind: string): CustomKind | undefined {
    return this.#kinds.get(keyOf(group, kind))
  }

  get all(): readonly CustomKind[] {
    return [...this.#kinds.values()]
  }
}

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`
}
