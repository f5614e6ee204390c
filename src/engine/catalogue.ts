import { isStrimzi, kindKey, type Resource } from '../model/resource.js'
import type { DocumentRecord } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'

/** Rules by the kinds they judge. */
export class Catalogue {
  readonly #byKind = new Map<string, Rule[]>()
  readonly #forAll: readonly Rule[]

  constructor(rules: readonly Rule[]) {
    this.#forAll = rules.filter(({ kinds }) => kinds.includes('*'))
    for (const kind of new Set(rules.flatMap(({ kinds }) => kinds))) {
      this.#byKind.set(kind, rules.filter(({ kinds }) => kinds.includes(kind) || (kinds.includes('*') && !kind.includes('/'))))
    }
  }

  /** The kinds that some rule names; of foreign kinds, the only ones that are judged. */
  get kinds(): ReadonlySet<string> {
    return new Set(this.#byKind.keys())
  }

  /** The rules for a resource. One whose API version is older than all facts is only told so. */
  rulesFor(resource: Resource, status: DocumentRecord['status']): readonly Rule[] {
    const rules = this.#byKind.get(kindKey(resource)) ?? (isStrimzi(resource) ? this.#forAll : [])
    return status === 'skipped' ? rules.filter((rule) => this.#forAll.includes(rule)) : rules
  }
}
