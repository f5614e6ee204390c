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

/** The options in a place, Kafka version and release that were found right; only those are remembered that are right whatever else stands in the map. */
export function rightOptions(place: OptionPlace, kafkaVersion: string, release: string): RightOptions {
  let versions = known.get(place)
  if (versions === undefined) known.set(place, (versions = new Map<string, RightOptions>()))
  const name = `${kafkaVersion} ${release}`
  let right = versions.get(name)
  if (right === undefined) versions.set(name, (right = new RightOptions()))
  return right
}

const places = new Map<string, OptionPlace>()

/** A place that depends on what its map says, by all that it depends on: the same place for the same, so that what was found there counts. */
export function keptPlace(dependsOn: readonly unknown[], make: () => OptionPlace): OptionPlace {
  const name = JSON.stringify(dependsOn)
  let place = places.get(name)
  if (place === undefined) {
    if (places.size >= 500) places.clear()
    places.set(name, (place = make()))
  }
  return place
}
