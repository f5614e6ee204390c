import type { Revision } from '../engine/session.js'
import type { Resource } from '../model/resource.js'
import type { SourceFile } from '../rule/finding.js'
import type { Span } from '../text/span.js'
import type { Sketch } from './cursor.js'
import type { Folder } from './folder.js'
import type { Positions } from './positions.js'

/** The text that somebody looks at, and what the last check found around it. */
export interface Page {
  readonly uri: string
  readonly version: number
  /** As the engine knows it: the path is that of the folder's reports. */
  readonly file: SourceFile
  readonly positions: Positions
  readonly folder: Folder
  /** Absent until the folder has been checked for the first time. */
  readonly revision: Revision | undefined
}

/** The document of a stream that an offset is in: kubectl cuts at every line that begins with `---`. */
export function documentAround(text: string, offset: number): Span {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const separator = text.startsWith('---', lineStart) ? lineStart : lastSeparator(text, lineStart)
  const start = separator < 0 ? 0 : afterLine(text, separator)
  if (start > offset) return { start: offset, end: offset }
  const next = text.startsWith('---', start) ? start : text.indexOf('\n---', Math.max(0, start - 1)) + 1
  return { start, end: next <= start && !text.startsWith('---', start) ? text.length : next }
}

/** All documents of a stream. */
export function* documentsOf(text: string): Generator<Span> {
  for (let start = 0; start <= text.length;) {
    const next = text.startsWith('---', start) ? start : text.indexOf('\n---', Math.max(0, start - 1)) + 1
    const end = next <= start && !text.startsWith('---', start) ? text.length : next
    if (end > start) yield { start, end }
    if (end >= text.length) return
    start = afterLine(text, end)
  }
}

function lastSeparator(text: string, before: number): number {
  const at = before === 0 ? -1 : text.lastIndexOf('\n---', before - 1)
  return at >= 0 ? at + 1 : text.startsWith('---') && before > 0 ? 0 : -1
}

function afterLine(text: string, at: number): number {
  const lineEnd = text.indexOf('\n', at)
  return lineEnd < 0 ? text.length : lineEnd + 1
}

/** The resource that the last check knew where an object is being typed. */
export function resourceFor({ file, revision }: Page, { kind, name, node }: Sketch): Resource | undefined {
  const near = (revision?.inFile(file.path) ?? []).filter(({ resource }) => resource?.kind === kind)
  const named = near.filter(({ resource }) => resource?.name === name)
  const distance = ({ document }: (typeof near)[number]): number => Math.abs(document.span.start - node.keySpan.start)
  return (named.length > 0 ? named : near).toSorted((a, b) => distance(a) - distance(b))[0]?.resource
}
