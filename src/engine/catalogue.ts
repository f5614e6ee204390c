import { kindKey, type Resource } from '../model/resource.js'
import type { DocumentRecord } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'

/** The area whose rules repeat what the API server says, about a kind of any definition. */
const schemaArea = 'schema'

const catalogues = new WeakMap<readonly Rule[], { readonly defined: string; readonly catalogue: Catalogue }>()

/** The catalogue of these rules and definitions: the same as the last time, when they are. */
export function catalogueOf(rules: readonly Rule[], defined: readonly string[]): Catalogue {
  const names = defined.join(' ')
  let known = catalogues.get(rules)
  if (known?.defined !== names) catalogues.set(rules, (known = { defined: names, catalogue: new Catalogue(rules, defined) }))
  return known.catalogue
}

/** Rules by the kinds they judge; `defined` are kinds of CustomResourceDefinitions that were given. */
export class Catalogue {
  readonly #byKind = new Map<string, Rule[]>()
  readonly #forAll: readonly Rule[]

  constructor(rules: readonly Rule[], defined: readonly string[] = []) {
    this.#forAll = rules.filter(({ kinds }) => kinds.includes('*'))
    for (const kind of new Set(rules.flatMap(({ kinds }) => kinds))) {
      this.#byKind.set(kind, rules.filter(({ kinds }) => kinds.includes(kind) || (kinds.includes('*') && !kind.includes('/'))))
    }
    const schemaRules = this.#forAll.filter(({ area }) => area === schemaArea)
    for (const kind of defined) this.#byKind.set(kind, [...new Set([...(this.#byKind.get(kind) ?? []), ...schemaRules])])
    this.kinds = new Set(this.#byKind.keys())
  }

  /** The kinds that some rule names or a definition defines; of foreign kinds, the only ones that are judged. One set for ever, by which texts are known as read. */
  readonly kinds: ReadonlySet<string>

  /** The rules for a resource. One whose API version is older than all facts is only told so. */
  rulesFor(resource: Resource, status: DocumentRecord['status']): readonly Rule[] {
    const rules = this.#byKind.get(kindKey(resource)) ?? (resource.isStrimzi ? this.#forAll : [])
    return status === 'skipped' ? rules.filter((rule) => this.#forAll.includes(rule)) : rules
  }
}
