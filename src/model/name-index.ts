import { file } from './filing.js'

/** Longer names are not those of Kafka's topics, groups or users; they are not looked at, as the look-up by beginnings is quadratic. */
const longestName = 1000

/** Values by name, to be found by how their names begin, in a time that grows with what is found and not with what there is. */
export class NameIndex<Value> {
  readonly #values = new Map<string, Value[]>()
  /** In order; made when somebody looks for a prefix. */
  #names: readonly string[] | undefined
  /** The lengths of the names, the shortest first; made when somebody looks for beginnings. */
  #lengths: readonly number[] | undefined

  constructor(entries: Iterable<readonly [name: string, value: Value]> = []) {
    for (const [name, value] of entries) this.add(name, value)
  }

  /** Adds a value; all must be added before somebody looks for one. */
  add(name: string, value: Value): void {
    if (name.length <= longestName) file(this.#values, name, value)
  }

  named(name: string): readonly Value[] {
    return this.#values.get(name) ?? nothing
  }

  /** The values whose names begin with `prefix`, that name itself included, in the order of their names. */
  *startingWith(prefix: string): Generator<Value> {
    const names = (this.#names ??= [...this.#values.keys()].sort())
    for (let index = firstFrom(names, prefix); index < names.length; index++) {
      const name = names[index] ?? ''
      if (!name.startsWith(prefix)) return
      yield* this.named(name)
    }
  }

  /** The values whose names `name` begins with, the whole name included, shortest first. */
  *beginningsOf(name: string): Generator<Value> {
    if (name.length > longestName) return
    for (const length of (this.#lengths ??= [...new Set(Array.from(this.#values.keys(), (each) => each.length))].sort((a, b) => a - b))) {
      if (length > name.length) return
      yield* this.named(name.slice(0, length))
    }
  }
}

const nothing: readonly never[] = []

/** The position of the first name, of names in order, that is not before `prefix`. */
function firstFrom(names: readonly string[], prefix: string): number {
  let low = 0
  let high = names.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((names[middle] ?? '') < prefix) low = middle + 1
    else high = middle
  }
  return low
}
