/** A place as people and protocols count it: line and column from 1, columns in UTF-16 units. */
export interface LinePlace {
  readonly line: number
  readonly column: number
}

/** Offsets to lines and back, for one text. `\n`, `\r\n` and a lone `\r` each end a line. */
export class LineIndex {
  private readonly starts: number[] = [0]
  /** The line that was found last. */
  private last = 0

  constructor(private readonly text: string) {
    if (text.includes('\r')) {
      for (let at = nextBreak(text, 0); at < text.length; at = nextBreak(text, at)) this.starts.push((at += text.startsWith('\r\n', at) ? 2 : 1))
    } else {
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1)
    }
  }

  /** How many lines the text has; an empty text has one. */
  get count(): number {
    return this.starts.length
  }

  /** The place of an offset. Offsets outside the text are moved to its start or end. */
  place(offset: number): LinePlace {
    const at = Math.min(Math.max(offset, 0), this.text.length)
    let low = 0
    let high = this.starts.length - 1
    // Most places are asked for in the order of the text: the next one is a few lines further.
    if (this.start(this.last) <= at) {
      low = this.last
      for (let step = 1; low + step <= high; step *= 2) {
        if (this.start(low + step) > at) high = low + step - 1
        else low += step
      }
    }
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.start(middle) <= at) low = middle
      else high = middle - 1
    }
    this.last = low
    return { line: low + 1, column: at - this.start(low) + 1 }
  }

  /** The offset of a place. A column beyond its line gives the end of the line, a line beyond the text the end of the text. */
  offset({ line, column }: LinePlace): number {
    if (line > this.starts.length) return this.text.length
    const index = Math.max(line, 1) - 1
    return Math.min(this.start(index) + Math.max(column, 1) - 1, this.end(index))
  }

  /** The text of a line (from 1) without its line break; empty for lines that do not exist. */
  lineText(line: number): string {
    return line < 1 || line > this.starts.length ? '' : this.text.slice(this.start(line - 1), this.end(line - 1))
  }

  private start(index: number): number {
    return this.starts[index] ?? this.text.length
  }

  private end(index: number): number {
    if (index + 1 >= this.starts.length) return this.text.length
    const next = this.start(index + 1)
    return this.text.startsWith('\r\n', next - 2) ? next - 2 : next - 1
  }
}

/** The next line feed or carriage return; the length of the text when there is none. */
function nextBreak(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++
  return at
}
