import type { Edit } from './span.js'

/** Applies edits to a text, or returns undefined when two of them overlap or one lies outside the text. Insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let result = ''
  let at = 0
  for (const { span, text: replacement } of sorted) {
    if (span.start < at || span.end < span.start || span.end > text.length) return undefined
    result += text.slice(at, span.start) + replacement
    at = span.end
  }
  return result + text.slice(at)
}

/** A part of a draft: a range of the original text, or something new. */
type Piece = { readonly start: number; readonly end: number } | { readonly added: string }

/** A text on which edits are made one after the other, each in terms of the text as it then is. */
export class Draft {
  private pieces: Piece[]

  constructor(private readonly original: string) {
    this.pieces = [{ start: 0, end: original.length }]
  }

  /** The text with all edits so far. */
  get text(): string {
    return this.pieces.map((piece) => ('added' in piece ? piece.added : this.original.slice(piece.start, piece.end))).join('')
  }

  /** Makes one edit; its span refers to `text` as it is now. */
  edit({ span, text }: Edit): void {
    const next: Piece[] = []
    let at = 0
    let placed = false
    const place = (): void => {
      if (!placed && text !== '') next.push({ added: text })
      placed = true
    }
    for (const piece of this.pieces) {
      const length = 'added' in piece ? piece.added.length : piece.end - piece.start
      const keepBefore = Math.max(0, Math.min(length, span.start - at))
      const keepAfter = Math.max(0, Math.min(length, at + length - span.end))
      if (keepBefore > 0) next.push(cut(piece, 0, keepBefore))
      if (at + length > span.start || at + length === span.end) place()
      if (keepAfter > 0 && keepBefore < length) next.push(cut(piece, length - keepAfter, length))
      at += length
    }
    place()
    this.pieces = next
  }

  /** All edits so far as edits of the original text, in its order and without overlaps. */
  edits(): Edit[] {
    const edits: Edit[] = []
    let at = 0
    let added = ''
    const flush = (upTo: number): void => {
      if (added !== '' || upTo > at) edits.push({ span: { start: at, end: upTo }, text: added })
      added = ''
    }
    for (const piece of this.pieces) {
      if ('added' in piece) {
        added += piece.added
      } else {
        flush(piece.start)
        at = piece.end
      }
    }
    flush(this.original.length)
    return edits
  }
}

function cut(piece: Piece, from: number, to: number): Piece {
  return 'added' in piece ? { added: piece.added.slice(from, to) } : { start: piece.start + from, end: piece.start + to }
}
