/** How values are named in messages. Values are cut, and quoted as JSON, so that nothing in them can disturb a terminal. */

/** A scalar as it is quoted: `"yes"`, `3`, `true`; containers by their kind. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping'
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 55)}...` : value)
  const text = String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** A value with its type: `the string "3"`, `the number 2.5`, `the boolean true`, `a list`. */
export function article(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the string ${describe(value)}`
    case 'number':
      return `the number ${describe(value)}`
    case 'boolean':
      return `the boolean ${describe(value)}`
    default:
      return value === null ? 'empty' : describe(value)
  }
}

/** `` `a`, `b` or `c` `` */
export function choices(values: readonly unknown[], conjunction: 'or' | 'and' = 'or'): string {
  const quoted = values.map((value) => `\`${String(value)}\``)
  if (quoted.length < 2) return quoted.join('')
  return `${quoted.slice(0, -1).join(', ')} ${conjunction} ${quoted.at(-1) ?? ''}`
}
