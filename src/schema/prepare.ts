import { isMapping } from './fault.js'

const twoTo63 = 2 ** 63

/**
 * The value as the API server validates it: nulls in mappings are dropped (not those in lists), and integers beyond 64 bits are not
 * integers; no quantity has thousands of digits, on which its pattern would take forever. Gives the same value when there is nothing to
 * change, which is nearly always.
 */
export function prepare(value: unknown): unknown {
  return needsChange(value) ? change(value, false) : value
}

/** The same with its nulls: the server looks for unknown keys before it drops them. */
export function prepareWithNulls(value: unknown): unknown {
  return change(value, true)
}

function needsChange(value: unknown): boolean {
  if (typeof value === 'number') return value >= twoTo63 || value < -twoTo63
  if (typeof value === 'string') return isOverlong(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((item) => needsChange(item))
  for (const key in value) {
    const part: unknown = (value as Record<string, unknown>)[key]
    if (part === null || needsChange(part)) return true
  }
  return false
}

function change(value: unknown, keepNulls: boolean): unknown {
  if (typeof value === 'number') return value >= twoTo63 || value < -twoTo63 ? Math.sign(value) * tooBig : value
  if (typeof value === 'string') return isOverlong(value) ? '!' : value
  if (Array.isArray(value)) return value.map((item) => change(item, keepNulls))
  if (!isMapping(value)) return value
  const changed = Object.create(null) as Record<string, unknown>
  for (const [key, part] of Object.entries(value)) if (keepNulls || part !== null) changed[key] = change(part, keepNulls)
  return changed
}

/** Stands for a number that no integer field can hold: big, and to ajv not an integer, which 2 ** 63 itself would be. */
const tooBig = 2 ** 52 - 0.5

function isOverlong(text: string): boolean {
  return text.length > 2000 && digits.test(text)
}

const digits = /^[0-9.]{2000}/
