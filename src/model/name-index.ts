/** Longer names are not those of Kafka's topics, groups or users; they are not looked at, as the look-up by beginnings is quadratic. */
const longestName = 1000

/** Values by name, to be found by how their names begin, in a time that grows with what is found and not with what there is. */
export class NameIndex<Value> {
  readonly #names: readonly string[]
  readonly #values = new Map<string, Value[]>()

  constructor(entries: Iterable<readonly [name: string, value: Value]>) {
    for (const [name, value] of entries) {
      if (name.length > longestName) continue
      const values = this.#values.get(name)
      if (values === undefined) this.#values.set(name, [value])
      else values.push(value)
    }
    this.#names = [...this.#values.keys()].sort()
  }

  named(name: string): readonly Value[] {
    return this.#values.get(name) ?? []
  }

  /** The values whose names begin with `prefix`, that name itself included, in the order of their names. */
  *startingWith(prefix: string): Generator<Value> {
    for (let index = this.#firstFrom(prefix); index < this.#names.length; index++) {
      const name = this.#names[index] ?? ''
      if (!name.startsWith(prefix)) return
      yield* this.named(name)
    }
  }

  /** The values whose names `name` begins with, the whole name included, shortest first. */
  *beginningsOf(name: string): Generator<Value> {
    if (name.length > longestName) return
    for (let length = 0; length <= name.length; length++) yield* this.named(name.slice(0, length))
  }

  /** The position of the first name that is not before `prefix`. */
  #firstFrom(prefix: string): number {
    let low = 0
    let high = this.#names.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#names[middle] ?? '') < prefix) low = middle + 1
      else high = middle
    }
    return low
  }
}
