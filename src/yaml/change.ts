import type { Change, Path } from './document.js'

/**
 * A value after a change; undefined when the change does not fit (no such entry, a list with a gap). The value itself stays as it is: what lies
 * on the path is copied, the rest is shared.
 */
export function changed(value: unknown, change: Change): { readonly value: unknown } | undefined {
  if ('set' in change) return put(value, change.set, 0, change.to)
  if ('remove' in change) return without(value, change.remove)
  return renamed(value, change.rename, change.to)
}

/** Are two decoded values the same, whatever the order of their keys? */
export function equalValues(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equalValues(own(a, key), own(b, key)))
}

function put(value: unknown, path: Path, depth: number, to: unknown): { readonly value: unknown } | undefined {
  const step = path[depth]
  if (step === undefined) return { value: to }
  const copy = copied(value ?? (typeof step === 'number' ? [] : {}))
  if (copy === undefined || (Array.isArray(copy) ? typeof step !== 'number' || step > copy.length : typeof step !== 'string')) return undefined
  const inner = put(own(copy, step), path, depth + 1, to)
  if (inner === undefined) return undefined
  define(copy, step, inner.value)
  return { value: copy }
}

function without(value: unknown, path: Path): { readonly value: unknown } | undefined {
  return atParent(value, path, (parent, last) => {
    if (Array.isArray(parent)) parent.splice(Number(last), 1)
    else Reflect.deleteProperty(parent, last)
    return true
  })
}

function renamed(value: unknown, path: Path, to: string): { readonly value: unknown } | undefined {
  return atParent(value, path, (parent, last) => {
    if (Array.isArray(parent) || Object.hasOwn(parent, to)) return false
    define(parent, to, own(parent, last))
    Reflect.deleteProperty(parent, last)
    return true
  })
}

/** The value with a copy of the parent of what stands at the path, after `alter` has altered that copy; undefined when it says that it cannot. */
function atParent(
  value: unknown, [step, ...below]: Path, alter: (parent: object, last: string | number) => boolean,
): { readonly value: unknown } | undefined {
  const copy = copied(value)
  if (copy === undefined || step === undefined || !Object.hasOwn(copy, step)) return undefined
  if (below.length === 0) return alter(copy, step) ? { value: copy } : undefined
  const inner = atParent(own(copy, step), below, alter)
  if (inner === undefined) return undefined
  define(copy, step, inner.value)
  return { value: copy }
}

/** A copy of a list or mapping that shares what is in it; undefined for scalars. */
function copied(value: unknown): object | undefined {
  if (Array.isArray(value)) return [...(value as readonly unknown[])]
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}

function own(object: object, key: string | number): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string | number, unknown>)[key] : undefined
}

function define(object: object, key: string | number, value: unknown): void {
  // What an assignment would do to `__proto__` is another thing; to define each would take five times as long.
  if (key === '__proto__') Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
  else (object as Record<string | number, unknown>)[key] = value
}
