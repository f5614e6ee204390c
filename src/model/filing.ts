/** Puts a value to the others of its key. */
export function file<Key, Value>(index: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [value])
  else list.push(value)
}
