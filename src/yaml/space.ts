/** The first offset at or after `at` that is neither white space nor a comment; at most `end`. */
export function skipSpace(text: string, at: number, end: number): number {
  while (at < end) {
    const code = text.charCodeAt(at)
    if (isSpace(code)) {
      at++
    } else if (code === 0x23 /* # */) {
      while (at < end && !isBreak(text.charCodeAt(at))) at++
    } else {
      break
    }
  }
  return at
}

/** The end of what stands before `end` when white space is dropped; at least `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

/** The offset before the spaces and tabs that end at `end`. */
export function trimBlanks(text: string, end: number): number {
  while (end > 0 && (text.charCodeAt(end - 1) === 0x20 || text.charCodeAt(end - 1) === 0x09)) end--
  return end
}

/** The end of a block scalar: blank lines after it are dropped (unless it keeps them, `|+`), spaces at the end of its last line are not. */
export function trimBlockScalar(text: string, start: number, end: number): number {
  const header = /^[|>][-+0-9]*/.exec(text.slice(start, start + 4))?.[0] ?? ''
  let at = end
  for (;;) {
    let lineStart = at
    while (lineStart > start && text.charCodeAt(lineStart - 1) === 0x20) lineStart--
    if (lineStart <= start || !isBreak(text.charCodeAt(lineStart - 1))) return at
    if (header.includes('+')) return lineStart
    at = lineStart - 1
    if (text.charCodeAt(at) === 0x0a && text.charCodeAt(at - 1) === 0x0d) at--
  }
}

export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || isBreak(code)
}

export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d
}

/** The offset of the line break (or the end of the text) that ends the line of `offset`. */
export function endOfLine(text: string, offset: number): number {
  let at = offset
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++
  return at
}

/** The offset behind the line break that stands at `offset`. */
export function afterBreak(text: string, offset: number): number {
  return text.startsWith('\r\n', offset) ? offset + 2 : Math.min(offset + 1, text.length)
}

/** `end` before a line break that stands there: where a block scalar that keeps its blank lines ends is the beginning of the next line. */
export function beforeBreak(text: string, end: number): number {
  if (text.startsWith('\r\n', end - 2)) return end - 2
  return end > 0 && isBreak(text.charCodeAt(end - 1)) ? end - 1 : end
}

/** The offset at which the line of `offset` begins. */
export function lineStart(text: string, offset: number): number {
  let at = offset
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--
  return at
}
