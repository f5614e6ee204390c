import type { Path, Place, YamlDocument } from './document.js'
import type { Style } from './emit.js'
import { lineStart } from './space.js'

/** A document while it is edited. */
export interface Editing {
  readonly text: string
  readonly document: Pick<YamlDocument, 'value' | 'place'>
  readonly style: Style
}

/** Is what stands at a place written in brackets or braces? */
export function isFlow(text: string, place: Place | undefined): boolean {
  const first = text[place?.value.start ?? 0]
  return place !== undefined && place.value.end > place.value.start && (first === '{' || first === '[')
}

/** The column of an offset, from 0. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset)
  return offset - start - (text.charCodeAt(start) === 0xfeff ? 1 : 0)
}

/** The value at a path; undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string | number, unknown>)[step]
  }
  return at
}
