import { Marks, type Marked } from './marks.js'
import { longestWord, resolvePlain } from './scalar.js'

/** What nests deeper is left to js-yaml, which has a bound of its own. */
const deepest = 50

const lineFeed = 0x0a, space = 0x20, quote = 0x22, hash = 0x23, apostrophe = 0x27, comma = 0x2c, dash = 0x2d
const opensList = 0x5b, closesList = 0x5d, opensMapping = 0x7b, closesMapping = 0x7d

/** Tabs, carriage returns, other breaks and spaces, byte order marks, emoji: right in many places, but not in all. */
const strange = /[^\n\x20-\x7e\xa1-\u1fff\u2010-\u2027\u2030-\ud7ff]/g

// Expressions for what may stand at an offset: V8 compiles them at once, loops over characters only after most manifests have been read.
const plainKey = /[A-Za-z_][\w./-]*:(?=[ \n]|$)/y
const quotedText = /"[^"\\\n]*"(?!")|'[^'\n]*'(?!')/y
const plainText = /(?:[\w./+$(^~;\\\u0080-\uffff]|-[\w./$(\u0080-\uffff])(?:[^\n:# ]+|#| +(?![ #\n]|$)|:(?![ \n]|$))*/y
const plainTextInFlow = /(?:[\w./+$(^~;\\\u0080-\uffff]|-[\w./$(\u0080-\uffff])(?:[^\n:#,[\]{} ]+| +(?![ #,\]}\n]|$))*/y

/**
 * Reads documents in the plain part of YAML, in which nearly all manifests are written: block mappings and lists by indentation, scalars and
 * flow collections that end on their line, comments. It knows where everything stands and takes half of js-yaml's time.
 *
 * It has no opinion on anything else. At anchors, tags, escapes, block scalars, texts over several lines, quoted or equal keys, mistakes and
 * every other doubt it gives up, and js-yaml, which is right by definition, reads the document. The tests hold what it reads against js-yaml.
 */
export class PlainReader {
  readonly marks: Marks
  private nextStrange = -1
  /** The document is not plain. Nothing is thrown: `at` is then behind the end, where every loop ends. */
  private doubtful = false
  private depth = 0
  private end = 0
  private at = 0
  private lineStart = 0
  /** How far the line is indented that `at` stands in; -1 behind the last one. */
  private indent = 0

  constructor(private readonly text: string) {
    this.marks = new Marks(text.length)
  }

  /** Reads the document between two offsets: whole lines, with more than comments. Undefined when it is not plain. */
  read(start: number, end: number): Marked | undefined {
    if (this.hasStrange(start, end)) return undefined
    const root = this.marks.length
    this.begin(start, end)
    const value = this.block(-1, -1)
    if (this.indent >= 0) this.doubt()
    if (!this.doubtful) return { value, root }
    this.marks.length = root
    return undefined
  }

  private begin(start: number, end: number): void {
    this.doubtful = false
    this.depth = 0
    this.end = end
    this.at = start
    this.nextLine()
  }

  /** Whether a character stands between two offsets that plain YAML does not have; offsets that are asked for must not go back. */
  hasStrange(start: number, end: number): boolean {
    // One search for all documents up to the next strange character.
    if (this.nextStrange < start) {
      strange.lastIndex = start
      this.nextStrange = strange.exec(this.text)?.index ?? Infinity
    }
    return this.nextStrange < end
  }

  private doubt(): null {
    this.doubtful = true
    this.at = this.end
    this.indent = -1
    return null
  }

  /** Where what an expression describes ends, when it stands at `at`; else -1. */
  private endOf(expression: RegExp): number {
    expression.lastIndex = this.at
    return expression.test(this.text) ? expression.lastIndex : -1
  }

  /** Skips spaces; gives the character behind them. */
  private skipSpaces(): number {
    let code = this.text.charCodeAt(this.at)
    while (code === space) code = this.text.charCodeAt(++this.at)
    return code
  }

  /** From the beginning of a line, moves to what the next line that is neither blank nor a comment begins with. */
  private nextLine(): void {
    while (this.at < this.end) {
      this.lineStart = this.at
      const code = this.skipSpaces()
      if (this.at < this.end && code !== lineFeed && code !== hash) {
        this.indent = this.at - this.lineStart
        return
      }
      this.skipLine()
    }
    this.indent = -1
  }

  private skipLine(): void {
    const feed = this.text.indexOf('\n', this.at)
    this.at = feed < 0 ? this.end : feed + 1
  }

  /** Where nothing but spaces and a comment follows on the line, moves to the next line and says so; else skips the spaces. */
  private endsLine(): boolean {
    const before = this.at
    const code = this.skipSpaces()
    if (code === lineFeed) this.at++
    else if (code === hash && this.at > before) this.skipLine()
    else if (this.at < this.end) return false
    this.nextLine()
    return true
  }

  private isItem(): boolean {
    if (this.text.charCodeAt(this.at) !== dash) return false
    const next = this.text.charCodeAt(this.at + 1)
    return next === space || next === lineFeed
  }

  /** The mapping or list whose lines all begin in this column. */
  private block(keyStart: number, keyEnd: number): unknown {
    if (++this.depth > deepest) return this.doubt()
    const column = this.at - this.lineStart
    const value = this.isItem() ? this.list(column, keyStart, keyEnd) : this.mapping(column, keyStart, keyEnd)
    this.depth--
    return value
  }

  private mapping(column: number, keyStart: number, keyEnd: number): unknown {
    const node = this.marks.open(keyStart, keyEnd, this.at)
    const value: Record<string, unknown> = {}
    do {
      const start = this.at
      const end = this.endOf(plainKey) - 1
      const key = this.text.slice(start, end)
      if (end < 0 || isTaken(value, key)) return this.doubt()
      this.at = end + 1
      value[key] = this.entry(column, start, end)
    } while (this.indent === column)
    if (this.indent > column) return this.doubt()
    this.marks.close(node, this.marks.endOfLast)
    return value
  }

  /** What follows the colon of a key in a column. */
  private entry(column: number, keyStart: number, keyEnd: number): unknown {
    const { at } = this
    if (!this.endsLine()) return this.line(column, keyStart, keyEnd)
    if (this.indent > column) return this.block(keyStart, keyEnd)
    // The items of a list may stand in the column of its key.
    return this.indent === column && this.isItem() ? this.list(column, keyStart, keyEnd) : this.nothing(at, keyStart, keyEnd)
  }

  private list(column: number, keyStart: number, keyEnd: number): unknown {
    const node = this.marks.open(keyStart, keyEnd, this.at)
    const value: unknown[] = []
    do {
      this.at++
      value.push(this.item(column))
    } while (this.indent === column && this.isItem())
    if (this.indent > column) return this.doubt()
    this.marks.close(node, this.marks.endOfLast)
    return value
  }

  /** What follows the dash of an item in a column. */
  private item(column: number): unknown {
    const { at } = this
    if (this.endsLine()) return this.indent > column ? this.block(-1, -1) : this.nothing(at, -1, -1)
    return this.isItem() || this.endOf(plainKey) >= 0 ? this.block(-1, -1) : this.line(column, -1, -1)
  }

  private nothing(at: number, keyStart: number, keyEnd: number): null {
    this.marks.close(this.marks.open(keyStart, keyEnd, at), at)
    return null
  }

  /** A value that ends on its line. A deeper line would go on with it. */
  private line(column: number, keyStart: number, keyEnd: number): unknown {
    const value = this.flow(keyStart, keyEnd, plainText)
    return this.endsLine() && this.indent <= column ? value : this.doubt()
  }

  private flow(keyStart: number, keyEnd: number, plain: RegExp): unknown {
    switch (this.text.charCodeAt(this.at)) {
      case quote:
      case apostrophe:
        return this.scalar(keyStart, keyEnd, quotedText)
      case opensList:
        return this.collection(keyStart, keyEnd, closesList)
      case opensMapping:
        return this.collection(keyStart, keyEnd, closesMapping)
      default:
        return this.scalar(keyStart, keyEnd, plain)
    }
  }

  private collection(keyStart: number, keyEnd: number, closing: number): unknown {
    if (++this.depth > deepest) return this.doubt()
    const node = this.marks.open(keyStart, keyEnd, this.at)
    const value = closing === closesList ? this.flowList() : this.flowMapping()
    this.marks.close(node, this.at)
    this.depth--
    return value
  }

  private scalar(keyStart: number, keyEnd: number, expression: RegExp): unknown {
    const start = this.at
    const end = this.endOf(expression)
    if (end < 0) return this.doubt()
    this.at = end
    this.marks.close(this.marks.open(keyStart, keyEnd, start), end)
    if (expression === quotedText) return this.text.slice(start + 1, end - 1)
    const value = resolvePlain(this.text.slice(start, end))
    return typeof value === 'number' && !Number.isFinite(value) ? this.doubt() : value
  }

  private flowList(): unknown {
    const value: unknown[] = []
    while (this.hasElement(value.length > 0, closesList)) value.push(this.flow(-1, -1, plainTextInFlow))
    return value
  }

  private flowMapping(): unknown {
    const value: Record<string, unknown> = {}
    for (let isLater = false; this.hasElement(isLater, closesMapping); isLater = true) {
      const start = this.at
      const end = this.endOf(plainKey) - 1
      const key = this.text.slice(start, end)
      if (end < 0 || isTaken(value, key)) return this.doubt()
      this.at = end + 1
      this.skipSpaces()
      value[key] = this.flow(start, end, plainTextInFlow)
    }
    return value
  }

  /** Moves behind the bracket or comma before the next element of a flow collection, or behind its closing bracket. */
  private hasElement(isLater: boolean, closing: number): boolean {
    if (this.doubtful) return false
    let code = isLater ? this.skipSpaces() : comma
    if (code === comma) {
      this.at++
      code = this.skipSpaces()
      // A comma behind the last element is right, but rare.
      if (code !== closing) return true
      if (isLater) this.doubt()
    }
    if (code === closing) this.at++
    else this.doubt()
    return false
  }
}

/** Whether a key is one of those that js-yaml has to look at: written before, no string (`on`), or special in JavaScript. */
function isTaken(value: Readonly<Record<string, unknown>>, key: string): boolean {
  return Object.hasOwn(value, key) || (key.length <= longestWord && resolvePlain(key) !== key) || key === '__proto__'
}
