import { createRequire } from 'node:module'
import { compareReleases, groupOf, servedVersions, strimziKinds } from '../facts/served.js'
import type { Extras } from './extras.js'
import type { Fault } from './fault.js'
import { formOfRoot, type Form } from './fits.js'
import type { Definitions, KindSchemas } from './schema.js'

/** One error as ajv reports it, as far as we use it. */
export interface AjvError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  /** Inside a branch of `oneOf`, which the error of the `oneOf` itself sums up. */
  readonly inner?: boolean
}

/** A validator that ajv compiled: true, or false with the errors on the function until the next call. */
export interface Validator {
  (value: unknown): boolean
  errors?: readonly AjvError[] | null
}

/** What the module `build/validators/kinds.cjs` has of a kind. */
interface KindModule {
  readonly roots: KindSchemas['roots']
  /** In which chunk the validator of a root schema stands. */
  readonly eras: Readonly<Record<string, number>>
  readonly load: Readonly<Record<number, () => { readonly validators: Readonly<Record<string, Validator>> }>>
  readonly extras: Readonly<Record<string, Extras>>
  /** For each era what its root schemas need beyond those of the newer eras. */
  readonly definitions: readonly (() => Definitions)[]
}

/** By what a resource with some apiVersion is judged. */
export interface Served {
  readonly kind: Kind
  readonly version: string
  readonly root: string
  /** Tells at a glance that a resource is fine. */
  readonly form: Form
}

/** The schemas of one kind, as far as they are loaded. */
export interface Kind {
  readonly name: string
  /** The name of the root definition of a version in a release; undefined when it is older than the version. */
  root(version: string, release: string): string | undefined
  /** The compiled validator of a root definition, loaded on first use: resources that are fine at a glance need none. */
  validator(root: string): Validator
  extras(root: string): Extras | undefined
  /** The schemas themselves, parsed on first use. */
  schemas(): KindSchemas
  /** The value as the server validates it by a root definition; absent: without its nulls. */
  prepare?(value: unknown, root: string): unknown
  /** Faults of a prepared value that the validator does not see. */
  moreFaults?(prepared: unknown, root: string): Iterable<Fault>
}

class LoadedKind implements Kind {
  readonly #module: KindModule
  readonly #extras: KindModule['extras']
  readonly #validators = new Map<string, Validator>()
  readonly #roots = new Map<string, Map<string, string | undefined>>()
  readonly #forms = new Map<string, Form>()
  readonly #definitions = new Map<number, Definitions>()
  readonly #served = new Map<string, ReadonlyMap<string, Served>>()
  #schemas: KindSchemas | undefined

  constructor(
    readonly name: string,
    module: KindModule,
  ) {
    this.#module = module
    this.#extras = module.extras
  }

  root(version: string, release: string): string | undefined {
    let known = this.#roots.get(release)
    if (known === undefined) {
      known = new Map(Object.keys(this.#module.roots).map((name) => [name, this.#findRoot(name, release)]))
      this.#roots.set(release, known)
    }
    return known.get(version)
  }

  #findRoot(version: string, release: string): string | undefined {
    let found: string | undefined
    for (const [since, root] of Object.entries(this.#module.roots[version] ?? {})) if (compareReleases(since, release) <= 0) found = root
    return found
  }

  validator(root: string): Validator {
    if (!this.#validators.has(root)) {
      const chunk = this.#module.load[this.#module.eras[root] ?? 0]?.()
      for (const [name, validator] of Object.entries(chunk?.validators ?? {})) this.#validators.set(name, validator)
    }
    const validator = this.#validators.get(root)
    if (validator === undefined) throw new Error(`${this.name} has no validator ${root}`)
    return validator
  }

  extras(root: string): Extras | undefined {
    return this.#extras[root]
  }

  /** By what a resource with that apiVersion is judged; undefined when the release does not serve it. Asked for every resource. */
  served(apiVersion: string, release: string): Served | undefined {
    let served = this.#served.get(release)
    if (served === undefined) this.#served.set(release, (served = new Map(this.#servedBy(release))))
    return served.get(apiVersion)
  }

  *#servedBy(release: string): Generator<[apiVersion: string, Served]> {
    for (const version of servedVersions(this.name, release)) {
      const root = this.root(version, release)
      if (root === undefined) continue
      let form = this.#forms.get(root)
      if (form === undefined) this.#forms.set(root, (form = formOfRoot(root, this.#definitionsTo(this.#module.eras[root] ?? 0))))
      yield [`${groupOf(this.name) ?? ''}/${version}`, { kind: this, version, root, form }]
    }
  }

  schemas(): KindSchemas {
    return (this.#schemas ??= { roots: this.#module.roots, definitions: this.#definitionsTo(this.#module.definitions.length - 1) })
  }

  /** All definitions of an era and the newer ones. */
  #definitionsTo(era: number): Definitions {
    let own = this.#definitions.get(era)
    if (own === undefined) {
      const newer = era === 0 ? {} : this.#definitionsTo(era - 1)
      this.#definitions.set(era, (own = { ...newer, ...this.#module.definitions[era]?.() }))
    }
    return own
  }
}

const kinds = new Map<string, LoadedKind>()

let modules: { readonly kinds: Readonly<Record<string, () => KindModule>> } | undefined

/** A kind that Strimzi has, in any release; undefined for any other. Its facts are loaded on first use. */
export function kindNamed(name: string): (Kind & Pick<LoadedKind, 'served'>) | undefined {
  let kind = kinds.get(name)
  if (kind === undefined && strimziKinds().includes(name)) {
    modules ??= createRequire(import.meta.url)('../../build/validators/kinds.cjs') as typeof modules
    const module = modules?.kinds[name]?.()
    if (module === undefined) throw new Error(`build/validators has no ${name}`)
    kinds.set(name, (kind = new LoadedKind(name, module)))
  }
  return kind
}
