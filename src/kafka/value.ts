import type { KafkaOption, OptionType, OptionValue } from '../facts/kafka-options.js'

/** What is wrong with a value, in words that go on from the name of the option; `right` is the text that would be right, when it is plain. */
export interface ValueProblem {
  readonly class: 'wrong-type' | 'out-of-range' | 'invalid-value'
  readonly says: string
  readonly right?: string
  /** The value means what `right` says: only its spelling is wrong. */
  readonly sameMeaning?: boolean
}

/** The largest `long` of Java as it is written; the nearest double (2 ** 63) is one more. */
const longMax = '9223372036854775807'

const bounds: Readonly<Partial<Record<OptionType, readonly [bigint, bigint]>>> = {
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
}

/**
 * The text that Kafka gets for a scalar of a manifest: the operator turns numbers and booleans into strings.
 * Undefined for null, lists and mappings.
 */
export function kafkaText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'number' ? numberText(value) : undefined
}

/** A number as people write it in a configuration. */
export function numberText(value: number): string {
  if (value === 2 ** 63) return longMax
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
}

/** A value of the facts as people write it; lists with commas, null as nothing. */
export function valueText(value: OptionValue): string {
  if (value === null) return ''
  if (typeof value === 'object') return value.join(',')
  return typeof value === 'number' ? numberText(value) : String(value)
}

/** Whether the value is filled in later: by a configuration provider (`${…}`) or a template (`{{ … }}`, `$(…)`, `<…>`). */
export function isPlaceholder(text: string): boolean {
  return /\$\{|\{\{|\$\(|^<[^<>]*>$|^%[\w{]/.test(text)
}

/** The elements of a list as Kafka splits it; an empty text has none. */
export function listItems(text: string): string[] {
  const trimmed = text.trim()
  return trimmed === '' ? [] : trimmed.split(/\s*,\s*/)
}

/**
 * Checks the text of a value against the type, range and allowed values of an option; undefined when Kafka would take it.
 * `strict` is for the operator's own check of broker options, which knows booleans only in lower case.
 */
export function valueProblem(option: KafkaOption, text: string, strict = false): ValueProblem | undefined {
  if (isPlaceholder(text)) return undefined
  const trimmed = text.trim()
  switch (option.type) {
    case 'boolean':
      return booleanProblem(trimmed, strict)
    case 'int':
    case 'short':
    case 'long':
      return integerProblem(option, trimmed)
    case 'double':
      return doubleProblem(option, trimmed)
    case 'list':
      return listProblem(option, trimmed)
    case 'class':
      return /^(true|false|[+-]?\d[\d.]*)$/i.test(trimmed)
        ? { class: 'wrong-type', says: `takes the name of a class, not ${quote(trimmed)}` }
        : undefined
    case 'string':
      return stringProblem(option, trimmed)
    case 'password':
      return undefined
  }
}

function booleanProblem(text: string, strict: boolean): ValueProblem | undefined {
  const lower = text.toLowerCase()
  if (lower === 'true' || lower === 'false') {
    if (!strict || text === lower) return undefined
    return { class: 'wrong-type', says: `takes true or false in lower case, not ${quote(text)}`, right: lower, sameMeaning: true }
  }
  const says = `takes true or false, not ${quote(text)}`
  const meant = /^(yes|on|y|1|enabled?)$/.test(lower) ? 'true' : /^(no|off|n|0|disabled?)$/.test(lower) ? 'false' : undefined
  return meant === undefined ? { class: 'wrong-type', says } : { class: 'wrong-type', says, right: meant }
}

function integerProblem(option: KafkaOption, text: string): ValueProblem | undefined {
  if (!/^[+-]?\d{1,40}$/.test(text)) {
    const right = inBaseUnit(option.key, text)
    const says = `takes a whole number${unitOf(option.key)}, not ${quote(text)}`
    return right === undefined ? { class: 'wrong-type', says } : { class: 'wrong-type', says, right }
  }
  const value = BigInt(text)
  const [least, most] = bounds[option.type] ?? [value, value]
  if (value < least || value > most) {
    return { class: 'out-of-range', says: `is ${text}, beyond what ${article(option.type)} can hold (${String(least)} to ${String(most)})` }
  }
  return rangeProblem(option, Number(value), text)
}

function doubleProblem(option: KafkaOption, text: string): ValueProblem | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return { class: 'wrong-type', says: `takes a number, not ${quote(text)}` }
  return rangeProblem(option, Number(text), text)
}

function rangeProblem(option: KafkaOption, value: number, text: string): ValueProblem | undefined {
  const { min = -Infinity, max = Infinity, also = [] } = option
  if ((value >= min && value <= max) || also.includes(value)) return undefined
  const besides = also.length === 0 ? '' : `, or ${also.map(numberText).join(', ')}`
  if (min > -Infinity && max < Infinity) {
    return { class: 'out-of-range', says: `is ${text}, outside of ${numberText(min)} to ${numberText(max)}${besides}` }
  }
  const side = value < min ? `below the minimum of ${numberText(min)}` : `above the maximum of ${numberText(max)}`
  return { class: 'out-of-range', says: `is ${text}, ${side}${besides}` }
}

function listProblem(option: KafkaOption, text: string): ValueProblem | undefined {
  const items = listItems(text)
  if (option.nonEmpty === true && items.length === 0) return { class: 'invalid-value', says: 'must not be empty' }
  if (option.unique === true) {
    if (items.includes('')) {
      const right = items.filter((item) => item !== '').join(',')
      return { class: 'invalid-value', says: `has an empty element in ${quote(text)}`, right, sameMeaning: true }
    }
    const twice = items.find((item, index) => items.indexOf(item) !== index)
    if (twice !== undefined) {
      return { class: 'invalid-value', says: `names ${quote(twice)} twice`, right: [...new Set(items)].join(','), sameMeaning: true }
    }
  }
  const allowed = option.items
  const wrong = allowed === undefined ? undefined : items.find((item) => !allowed.includes(item))
  if (allowed === undefined || wrong === undefined) return undefined
  return notAllowed(option, wrong, allowed, (right) => items.map((item) => (item === wrong ? right : item)).join(','))
}

function stringProblem(option: KafkaOption, text: string): ValueProblem | undefined {
  if (option.nonEmpty === true && text === '') return { class: 'invalid-value', says: 'must not be empty' }
  const allowed = option.values
  if (allowed === undefined || allowed.includes(text)) return undefined
  const lower = text.toLowerCase()
  if (option.ignoreCase === true && allowed.some((value) => value.toLowerCase() === lower)) return undefined
  if (option.form?.startsWith('by_duration:') === true && /^by_duration:-?P/i.test(text)) return undefined
  return notAllowed(option, text, allowed, (right) => right)
}

/** Words of one component that another component spells otherwise. */
const otherWords: Readonly<Record<string, string>> = { none: 'uncompressed', uncompressed: 'none' }

function notAllowed(option: KafkaOption, text: string, allowed: readonly string[], whole: (right: string) => string): ValueProblem {
  const says = `does not take ${quote(text)}, only ${listed(allowed)}`
  const sameWord = allowed.find((value) => value.toLowerCase() === text.toLowerCase())
  if (sameWord !== undefined) {
    const exact = `takes ${quote(sameWord)} in exactly this case, not ${quote(text)}`
    return { class: 'invalid-value', says: exact, right: whole(sameWord), sameMeaning: true }
  }
  const other = option.key === 'compression.type' ? otherWords[text.toLowerCase()] : undefined
  if (other === undefined || !allowed.includes(other)) return { class: 'invalid-value', says }
  return { class: 'invalid-value', says, right: whole(other), sameMeaning: true }
}

function listed(words: readonly string[]): string {
  const quoted = words.map(quote)
  return [...(quoted.length > 1 ? [quoted.slice(0, -1).join(', ')] : []), ...quoted.slice(-1)].join(' and ')
}

function unitOf(key: string): string {
  if (/(^|\.)ms$/.test(key)) return ' of milliseconds'
  if (/(^|\.)(seconds|minutes|hours|bytes)$/.test(key)) return ` of ${key.slice(key.lastIndexOf('.') + 1)}`
  return ''
}

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const sizes: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 }

/** What a duration (`7d`) or size (`1GB`, `512Mi`) is in milliseconds or bytes, for options of that unit. */
function inBaseUnit(key: string, text: string): string | undefined {
  const [, count = '', unit = ''] = /^(\d{1,9})\s*([a-z]+)$/i.exec(text) ?? []
  if (count === '') return undefined
  const lower = unit.toLowerCase()
  const factor = key.endsWith('.ms') ? milliseconds[lower] : key.endsWith(".bytes") ? sizes[lower.replace(/(?<=.)i?b?$/, '')] : undefined
  const result = factor === undefined ? undefined : Number(count) * factor
  return result !== undefined && Number.isSafeInteger(result) ? String(result) : undefined
}

function article(type: string): string {
  return type === 'int' ? 'an int' : `a ${type}`
}

/** A value in a message: short, on one line, as a code span. */
export function quote(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').replaceAll('`', "'")
  return `\`${oneLine.length > 60 ? `${oneLine.slice(0, 57)}…` : oneLine}\``
}
