import type { Problem, Severity } from '../rule/rule.js'
import type { Path } from '../yaml/document.js'
import { asText, type Sourced } from './config.js'
import { read, type Resource } from './resource.js'
import { asNames } from './value.js'

/** One of two options that must fit together, by its own name, with what it is in the end. */
export interface Side {
  readonly key: string
  readonly found: Sourced<unknown>
}

/** What a finding about two options says beside its message. */
export interface Contradiction {
  readonly at: Path
  readonly related: readonly { readonly resource: Resource; readonly at: Path; readonly message: string }[]
}

/**
 * Where a contradiction of two options is reported in a resource: at the first of them that stands in it, with the other as related place.
 * Undefined when the resource writes neither, as it is judged elsewhere then.
 */
export function contradiction(resource: Resource, first: Side, second: Side): Contradiction | undefined {
  const here = [first, second].find(({ found }) => found.resource === resource && found.path !== undefined)
  const other = here === first ? second : first
  if (here?.found.path === undefined) return undefined
  const { resource: elsewhere, path } = other.found
  return {
    at: here.found.path,
    related: elsewhere === undefined || path === undefined ? [] : [{ resource: elsewhere, at: path, message: said(other) }],
  }
}

/** An option with its value as it is written, and where the value comes from: `` `log.retention.hours` is 24 in Kafka `shop` ``. */
export function said({ key, found }: Side): string {
  const { resource, path, value, origin } = found
  if (resource === undefined || path === undefined) return `\`${key}\` is ${shown(value)} by default`
  const where = origin === 'inherited' ? ` in ${resource.kind} \`${resource.name}\`` : ''
  return `\`${String(path.at(-1))}\` is ${shown(read(resource, path))}${where}`
}

function shown(value: unknown): string {
  const text = Array.isArray(value) ? asNames(value).join(',') : (asText(value) ?? '')
  return /^-?\d+(\.\d+)?$/.test(text) || text === 'true' || text === 'false' ? text : `\`${text.replaceAll('`', "'").slice(0, 80)}\``
}

/** One option must stay at or below another one. */
export interface Limit {
  readonly low: string
  readonly high: string
  /** Only where somebody set the upper one: Kafka fits its default to the lower one. */
  readonly setHigh?: boolean
  /** They must not be equal either. */
  readonly strict?: boolean
  /** The low one counts this many times. */
  readonly times?: number
  /** What happens otherwise, and what would be right; the end of a sentence. */
  readonly effect: string
  /** Milder or graver than the rule. */
  readonly severity?: Severity
}

/** Limits by the options that take part in them: a map with few options of many asks for few limits. */
export class Limits {
  readonly #byKey = new Map<string, Limit[]>()

  constructor(limits: readonly Limit[]) {
    for (const limit of limits) for (const key of [limit.low, limit.high]) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), limit])
  }

  /** The options that take part in a limit. */
  get keys(): readonly string[] {
    return [...this.#byKey.keys()]
  }

  /** The limits that a resource breaks, where it writes one of the options; `number` tells what an option is in the end. */
  *broken(resource: Resource, written: readonly string[], number: (key: string) => Sourced<number> | undefined): Generator<Problem> {
    const concerned = new Set<Limit>()
    for (const key of written) for (const limit of this.#byKey.get(key) ?? []) concerned.add(limit)
    for (const { low, high, setHigh = false, strict = false, times = 1, effect, severity } of concerned) {
      const [least, most] = [number(low), number(high)]
      // A negative number stands for none.
      if (least === undefined || most === undefined || least.value < 0 || most.value < 0) continue
      if (setHigh && most.origin === 'default') continue
      const value = least.value * times
      if (strict ? value < most.value : value <= most.value) continue
      const sides = [{ key: low, found: least }, { key: high, found: most }] as const
      const place = contradiction(resource, ...sides)
      if (place !== undefined) yield { ...place, message: `${said(sides[0])}, but ${said(sides[1])}, so ${effect}`, ...(severity && { severity }) }
    }
  }
}
