/**
 * Scalars as kubectl and the API server read them: go-yaml v2 (in the form of sigs.k8s.io/yaml/goyaml.v2), then JSON.
 * Observed on a kube-apiserver 1.34 and read from `resolve.go` and `convertToJSONableObject`.
 */

const words = new Map<string, unknown>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
])

/** No word that is something else than a string is longer. */
export const longestWord = 5

const twoTo63 = 2 ** 63
/** The neighbours of 2^63 and -2^63 among doubles, on the side that answers "is this an int64?" rightly. */
const largestInt64 = twoTo63 - 1024
const belowInt64 = -twoTo63 - 2048

/** What a plain scalar is. A string is returned as it is; `.inf` and `.nan` become numbers that JSON does not have. */
export function resolvePlain(text: string): unknown {
  const first = text.charCodeAt(0)
  // Digits, signs and the dot may begin a number; these letters and the tilde may begin a word. Nothing else is special.
  if ((first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e) {
    // Nearly every number in a manifest.
    if (shortDecimal.test(text)) return Number(text)
    const number = resolveNumber(text)
    return number === undefined ? text : number.value
  }
  if (text.length > longestWord) return text
  const word = words.get(text)
  return word === undefined ? text : word
}

const shortDecimal = /^(?:0|[1-9][0-9]{0,14})$/

/** What a plain scalar is as a number, or undefined. */
function resolveNumber(text: string): { readonly value: number; readonly float: boolean } | undefined {
  const special = words.get(text)
  if (typeof special === 'number') return { value: special, float: true }
  if (text.startsWith('.')) return dotFloat.test(text) ? float(text) : undefined
  const digits = text.includes('_') ? text.replaceAll('_', '') : text
  const match = integer.exec(digits)
  if (match === null) return decimalFloat.test(digits) ? float(digits) : undefined
  const [, sign, , hex, octal, binary] = match
  if (hex === undefined && octal === undefined && binary === undefined) return decimal(digits)
  const magnitude = BigInt(hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o${octal}` : `0b${binary ?? ''}`)
  return { value: nearestDouble(sign === '-' ? -magnitude : magnitude), float: false }
}

/** A decimal beyond 64 bits is a float for go-yaml. */
function decimal(digits: string): { readonly value: number; readonly float: boolean } | undefined {
  const small = Number(digits)
  if (Number.isSafeInteger(small)) return { value: small === 0 ? 0 : small, float: false }
  if (digits.length > 25) return float(digits)
  const value = BigInt(digits.replace('+', ''))
  return value >= 2n ** 64n || value < -(2n ** 63n) ? { value: nearestDouble(value), float: true } : { value: nearestDouble(value), float: false }
}

const integer = /^([-+])?((?:0[xX]([0-9a-fA-F]+))|(?:0[oO]?([0-7]+))|(?:0[bB]([01]+))|(?:0|[1-9][0-9]*))$/
const decimalFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const dotFloat = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/

function float(text: string): { readonly value: number; readonly float: true } | undefined {
  const value = Number(text)
  // What overflows a float64 stays a string.
  return Number.isFinite(value) ? { value: value === 0 ? 0 : value, float: true } : undefined
}

/** The double nearest to an integer, except that an int64 never becomes 2^63 and a smaller integer never becomes -2^63. */
export function nearestDouble(value: bigint): number {
  const nearest = Number(value)
  if (nearest === twoTo63 && value < 2n ** 63n) return largestInt64
  if (nearest === -twoTo63 && value < -(2n ** 63n)) return belowInt64
  return nearest
}

/** What a scalar is with its style and tag, or why it cannot be decoded. */
export type Resolved = { readonly value: unknown; readonly float: boolean } | { readonly refused: string }

/** Resolves a scalar: `plain` tells whether it is unquoted; `tag` is an explicit tag in its long form, if there is one. */
export function resolveScalar(text: string, plain: boolean, tag: string | undefined): Resolved {
  if (tag === undefined) return plain ? resolved(text) : { value: text, float: false }
  const name = tag.startsWith(yamlTag) ? tag.slice(yamlTag.length) : undefined
  switch (name) {
    case 'binary':
      return base64.test(text.replace(/[\r\n]/g, ''))
        ? { value: Buffer.from(text, 'base64').toString('utf8'), float: false }
        : { refused: `!!binary needs base64, and this is not` }
    case 'bool':
    case 'int':
    case 'float':
    case 'null':
      return withTag(text, name)
    case 'timestamp':
      return timestamp.test(text) ? { value: text, float: false } : { refused: `${quote(text)} is not a timestamp` }
    default:
      // `!!str`, and tags that nobody knows: the text as it stands.
      return { value: text, float: false }
  }
}

export const yamlTag = 'tag:yaml.org,2002:'

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const timestamp = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/

function resolved(text: string): { readonly value: unknown; readonly float: boolean } {
  const value = resolvePlain(text)
  return { value, float: typeof value === 'number' && resolveNumber(text)?.float === true }
}

function withTag(text: string, tag: 'bool' | 'int' | 'float' | 'null'): Resolved {
  const { value, float: isFloat } = resolved(text)
  const kind = value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value === 'number' ? (isFloat ? 'float' : 'int') : 'string'
  if (kind === tag) return { value, float: isFloat }
  if (kind === 'int' && tag === 'float') return { value, float: true }
  return { refused: `${quote(text)} is not ${names[tag]}, as its tag !!${tag} demands` }
}

const names = { bool: 'a boolean', int: 'an integer', float: 'a number', null: 'null' }

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text)
}

/** A mapping key: its name in JSON, and what makes it equal to another key (1 and 0x1 are one key, 1 and "1" are two). Undefined when JSON cannot have it. */
export function resolveKey(key: { readonly value: unknown; readonly float: boolean }): { readonly name: string; readonly identity: string } | undefined {
  const { value } = key
  if (typeof value === 'string') return { name: value, identity: `s${value}` }
  if (typeof value === 'boolean') return { name: String(value), identity: `b${String(value)}` }
  if (typeof value !== 'number') return undefined
  if (key.float) return { name: formatFloat32(value), identity: `f${value}` }
  return value >= twoTo63 || value < -twoTo63 ? undefined : { name: BigInt(value).toString(), identity: `i${value}` }
}

/** A float key as `strconv.FormatFloat(value, 'g', -1, 32)` writes it: 1.0 is `1`, 1e3 is `1000`, 1e6 is `1e+06`. */
function formatFloat32(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  const single = Math.fround(value)
  if (!Number.isFinite(single)) return value > 0 ? '.inf' : '-.inf'
  if (single === 0) return '0'
  let text = ''
  for (let precision = 1; precision <= 9; precision++) {
    text = single.toExponential(precision - 1)
    if (Math.fround(Number(text)) === single) break
  }
  const [mantissa = '', exponentText = '0'] = text.split('e')
  const exponent = Number(exponentText)
  if (exponent >= -4 && exponent < 6) return String(Number(text))
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}
