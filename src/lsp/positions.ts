import type { Position, Range } from 'vscode-languageserver/node'
import { LineIndex } from '../text/lines.js'
import type { Span } from '../text/span.js'

/** How a client counts the columns of a line. */
export type Encoding = 'utf-16' | 'utf-8' | 'utf-32'

const encodings: readonly Encoding[] = ['utf-16', 'utf-8', 'utf-32']

/** The first of the client's encodings that is known here; UTF-16, which every client must know, when it names none. */
export function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  return offered?.flatMap((name) => encodings.find((known) => known === name) ?? [])[0] ?? 'utf-16'
}

/** Offsets of a text to the positions of the protocol (from 0) and back. Positions outside the text are moved to its nearest place. */
export class Positions {
  readonly #lines: LineIndex

  constructor(readonly text: string, private readonly encoding: Encoding) {
    this.#lines = new LineIndex(text)
  }

  at(offset: number): Position {
    const { line, column } = this.#lines.place(offset)
    if (this.encoding === 'utf-16') return { line: line - 1, character: column - 1 }
    const before = this.#lines.lineText(line).slice(0, column - 1)
    return { line: line - 1, character: this.encoding === 'utf-8' ? Buffer.byteLength(before) : Array.from(before).length }
  }

  range({ start, end }: Span): Range {
    return { start: this.at(start), end: this.at(end) }
  }

  offset({ line, character }: Position): number {
    const column = this.encoding === 'utf-16' ? character : unitsBefore(this.#lines.lineText(line + 1), character, this.encoding)
    return this.#lines.offset({ line: line + 1, column: column + 1 })
  }

  span({ start, end }: Range): Span {
    return { start: this.offset(start), end: this.offset(end) }
  }

  /** The offset at which the line of an offset begins. */
  lineStart(offset: number): number {
    return this.#lines.offset({ line: this.#lines.place(offset).line, column: 1 })
  }
}

/** How many UTF-16 units the first `count` bytes or code points of a line take. */
function unitsBefore(line: string, count: number, encoding: 'utf-8' | 'utf-32'): number {
  let units = 0
  let left = count
  for (const character of line) {
    left -= encoding === 'utf-8' ? Buffer.byteLength(character) : 1
    if (left < 0) break
    units += character.length
  }
  return units
}
