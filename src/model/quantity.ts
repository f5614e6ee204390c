/** What the suffixes of Kubernetes quantities multiply by; `m` is a thousandth. */
const multipliers: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/**
 * A Kubernetes quantity (`100Gi`, `500m`, `1e3`, `2`, or a YAML number) as a plain number: bytes for storage and memory, cores for CPU.
 * Undefined for anything else, placeholders among them.
 */
export function quantity(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|([eE][+-]?\d{1,3}))?$/.exec(value.trim())
  if (match === null) return undefined
  const [, digits = '', suffix = '', exponent = ''] = match
  const result = Number(digits + exponent) * (multipliers[suffix] ?? NaN)
  return Number.isFinite(result) ? result : undefined
}

/**
 * A network rate of Cruise Control's broker capacity (`10000KiB/s`, `10MB/s`, `1000B/s`) in bytes per second; undefined for anything else.
 * The letters are those of the CRD: `K`, `M`, `G`, each with or without `i`.
 */
export function bytesPerSecond(value: unknown): number | undefined {
  const match = typeof value === 'string' && value !== '' ? /^(\d+)(?:([KMG])(i?))?B\/s$/.exec(value.trim()) : null
  if (match === null) return undefined
  const [, digits, letter, binary] = match
  const power = letter === undefined ? 0 : ' KMG'.indexOf(letter)
  return Number(digits) * (binary === 'i' ? 1024 : 1000) ** power
}

/** A number of bytes for a message: `10 MiB`, `1 MB`, `500 bytes`; binary or decimal, whichever is rounder, with at most one decimal. */
export function byteCount(bytes: number): string {
  for (const [size, unit] of units) {
    const count = bytes / size
    const rounded = Math.round(count * 10) / 10
    if (count >= 1 && Math.abs(count - rounded) <= count / 1000) return `${String(rounded)} ${unit}`
  }
  const [size, unit] = units.find(([least]) => bytes >= least) ?? [1, bytes === 1 ? 'byte' : 'bytes']
  return `${String(Math.round((bytes / size) * 10) / 10)} ${unit}`
}

const units: readonly (readonly [number, string])[] = [
  [2 ** 40, 'TiB'],
  [1e12, 'TB'],
  [2 ** 30, 'GiB'],
  [1e9, 'GB'],
  [2 ** 20, 'MiB'],
  [1e6, 'MB'],
  [2 ** 10, 'KiB'],
  [1e3, 'KB'],
]
