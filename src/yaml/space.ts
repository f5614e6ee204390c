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
