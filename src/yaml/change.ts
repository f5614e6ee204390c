import type { Change, Path } from './document.js'

/** A value after a change, as a copy that shares nothing with it; undefined when the change does not fit (no such entry, a list with a gap). */
export function changed(value: unknown, change: Change): { readonly value: unknown } | undefined {
  const copy = { root: deepCopy(value) }
  if ('set' in change) return put(copy, ['root', ...change.set], deepCopy(change.to)) ? { value: copy.root } : undefined
  const path: Path = ['root', ...('remove' in change ? change.remove : change.rename)]
  const parent = find(copy, path.slice(0, -1))
  const last = path.at(-1)
  if (path.length < 2 || typeof parent !== 'object' || parent === null || last === undefined || !Object.hasOwn(parent, last)) return undefined
  if ('remove' in change) {
    if (Array.isArray(parent)) parent.splice(Number(last), 1)
    else Reflect.deleteProperty(parent, last)
    return { value: copy.root }
  }
  if (Array.isArray(parent) || Object.hasOwn(parent, change.to)) return undefined
  define(parent, change.to, (parent as Record<string, unknown>)[last])
  Reflect.deleteProperty(parent, last)
  return { value: copy.root }
}

/** Are two decoded values the same, whatever the order of their keys? */
export function equalValues(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equalValues(own(a, key), own(b, key)))
}

function put(root: object, path: Path, value: unknown): boolean {
  let parent: object = root
  for (const [index, step] of path.entries()) {
    if (Array.isArray(parent) ? typeof step !== 'number' || step > parent.length : typeof step !== 'string') return false
    if (index === path.length - 1) {
      define(parent, step, value)
      return true
    }
    const next = own(parent, step)
    if (next === undefined || next === null) define(parent, step, typeof path[index + 1] === 'number' ? [] : {})
    else if (typeof next !== 'object') return false
    parent = own(parent, step) as object
  }
  return false
}

function find(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? own(at, step) : undefined), root)
}

function own(object: object, key: string | number): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string | number, unknown>)[key] : undefined
}

function define(object: object, key: string | number, value: unknown): void {
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
}

function deepCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deepCopy)
  if (typeof value !== 'object' || value === null) return value
  const copy = {}
  for (const [key, content] of Object.entries(value)) define(copy, key, deepCopy(content))
  return copy
}
