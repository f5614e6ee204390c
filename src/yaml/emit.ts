import { longestWord, resolvePlain } from './scalar.js'

/** How a file is written, so that what is added looks like the rest. */
export interface Style {
  readonly lineBreak: string
  /** Spaces that a nested mapping is indented by. */
  readonly step: number
  /** Spaces that a list is indented by under its key; 0 in many Kubernetes files. */
  readonly listStep: number
  /** Everything quoted as JSON demands. */
  readonly json: boolean
}

export type Quotes = 'plain' | 'single' | 'double'

/**
 * Looks at a text for its line breaks and indentation; two spaces and indented lists where it does not say. What needs a search is only searched
 * for when it is asked for: many fixes write one line.
 */
export class WrittenStyle implements Style {
  readonly lineBreak: string
  readonly json: boolean
  #step: number | undefined
  #listStep: number | undefined

  constructor(private readonly text: string) {
    this.lineBreak = text.includes('\r\n') ? '\r\n' : text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
    this.json = /^\s*\{\s*(?:"|\})/.test(text)
  }

  get step(): number {
    return (this.#step ??= this.#indentation(/^([ ]*)(?:- +)*[^\s#-][^\r\n]*:[ \t]*(?:#[^\r\n]*)?\r?[\n\r]\1([ ]+)[^\s#-]/m))
  }

  get listStep(): number {
    return (this.#listStep ??= this.#indentation(/^([ ]*)[^\s#-][^\r\n]*:[ \t]*(?:#[^\r\n]*)?\r?[\n\r]\1([ ]*)- /m))
  }

  #indentation(written: RegExp): number {
    return written.exec(this.text)?.[2]?.length ?? 2
  }
}

/** A value in block style. The first line is not indented, the others are by `indent` spaces. */
export function emitBlock(value: unknown, indent: number, style: Style): string {
  const margin = style.lineBreak + ' '.repeat(indent)
  if (Array.isArray(value) && value.length > 0) return value.map((item: unknown) => `- ${emitBlock(item, indent + 2, style)}`).join(margin)
  if (isFilled(value)) return Object.keys(value).map((key) => emitPair(key, value[key], indent, style)).join(margin)
  return emitFlow(value, 'plain', style, false)
}

/** An entry of a block mapping whose keys stand in column `indent`. */
export function emitPair(key: string, value: unknown, indent: number, style: Style): string {
  return `${emitScalar(key, 'plain', style, false)}:${emitAfterColon(value, indent, style)}`
}

/** What follows the colon of a key that stands in column `indent`. */
export function emitAfterColon(value: unknown, indent: number, style: Style): string {
  if (typeof value !== 'object') return ` ${emitScalar(value, 'plain', style, false)}`
  const isList = Array.isArray(value) && value.length > 0
  if (!isList && !isFilled(value)) return ` ${emitFlow(value, 'plain', style, false)}`
  const inner = indent + (isList ? style.listStep : style.step)
  return style.lineBreak + ' '.repeat(inner) + emitBlock(value, inner, style)
}

/** A value on one line: `{a: 1, b: [x, y]}`. */
export function emitFlow(value: unknown, quotes: Quotes, style: Style, inFlow = true): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => emitFlow(item, 'plain', style)).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, content]) => `${emitScalar(key, 'plain', style, true)}: ${emitFlow(content, 'plain', style)}`)
    return `{${pairs.join(', ')}}`
  }
  return emitScalar(value, quotes, style, inFlow)
}

/** A scalar in the wished quotes, or in double quotes where it would otherwise be read as something else. */
export function emitScalar(value: unknown, quotes: Quotes, style: Style, inFlow: boolean): string {
  if (typeof value !== 'string') return String(value)
  if (style.json || quotes === 'double') return JSON.stringify(value)
  if (quotes === 'plain' && isPlainSafe(value, inFlow)) return value
  const canBeSingle = /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(value) || /^[^\p{C}\u2028\u2029]*$/u.test(value)
  return quotes === 'single' && canBeSingle ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value)
}

function isPlainSafe(text: string, inFlow: boolean): boolean {
  // Nearly every key and name; what follows asks about other characters.
  if (/^[A-Za-z][\w./-]*$/.test(text)) return text.length > longestWord || resolvePlain(text) === text
  if (resolvePlain(text) !== text || text === '<<') return false
  // Dates, times and versions are strings for Kubernetes, but not for every reader.
  if (/^[-+.\d][-+.\d_:]*$/.test(text) && !/^\d+\.\d+\.\d+$/.test(text)) return false
  if (!/^[\p{L}\p{N}_/.$(\\+^~-][^\p{C}\u2028\u2029]*$/u.test(text) || /^(?:-(?:\s|$)|---|\.\.\.)/.test(text)) return false
  return !/: | #|:$|\s$|\t/.test(text) && !(inFlow && /[,[\]{}]/.test(text))
}

function isFilled(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}
