import type { OptionPlace } from './place.js'

/** Options that were found right in one place, Kafka version and release, by key: thousands of resources repeat the same few. */
export class RightOptions {
  readonly #values = new Map<string, Set<unknown>>()
  #count = 0

  remember(key: string, value: unknown): void {
    // An editor runs for days, and a hostile file has endless keys.
    if (this.#count++ >= 10_000) {
      this.#values.clear()
      this.#count = 1
    }
    const values = this.#values.get(key)
    if (values === undefined) this.#values.set(key, new Set([value]))
    else values.add(value)
  }

  has(key: string, value: unknown): boolean {
    return this.#values.get(key)?.has(value) === true
  }
}

const known = new WeakMap<OptionPlace, Map<string, RightOptions>>()

/** The memory of a place; the caller says what of it is right, whatever else stands in the map. */
export function rightOptions(place: OptionPlace, kafkaVersion: string, release: string): RightOptions {
  let versions = known.get(place)
  if (versions === undefined) known.set(place, (versions = new Map<string, RightOptions>()))
  const name = `${kafkaVersion} ${release}`
  let right = versions.get(name)
  if (right === undefined) versions.set(name, (right = new RightOptions()))
  return right
}
