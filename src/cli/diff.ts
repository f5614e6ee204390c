import { visible } from '../report/visible.js'

/** Lines around a change. */
const contextLines = 3

/** Where two texts differ: lines `from` to `to` of the old one became `added`. */
interface Change {
  readonly from: number
  readonly to: number
  readonly added: readonly string[]
}

/** The difference of two texts in the form that `patch` and `git apply` read; empty when there is none. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return ''
  const old = splitLines(before)
  const changes = lineChanges(old, splitLines(after))
  const name = visible(file)
  let output = `--- a/${name}\n+++ b/${name}\n`
  let shift = 0
  for (let index = 0; index < changes.length;) {
    const group: Change[] = []
    for (let change = changes[index]; change !== undefined; change = changes[index]) {
      const last = group.at(-1)
      if (last !== undefined && change.from - last.to > 2 * contextLines) break
      group.push(change)
      index += 1
    }
    const { text, grown } = hunk(old, group, shift)
    output += text
    shift += grown
  }
  return output
}

function hunk(old: readonly string[], group: readonly Change[], shift: number): { text: string; grown: number } {
  const start = Math.max(0, (group[0]?.from ?? 0) - contextLines)
  const end = Math.min(old.length, (group.at(-1)?.to ?? 0) + contextLines)
  const lines: string[] = []
  let at = start
  let grown = 0
  for (const { from, to, added } of group) {
    for (; at < from; at++) lines.push(marked(' ', old[at]))
    for (; at < to; at++) lines.push(marked('-', old[at]))
    for (const line of added) lines.push(marked('+', line))
    grown += added.length - (to - from)
  }
  for (; at < end; at++) lines.push(marked(' ', old[at]))
  const range = (from: number, length: number): string => `${length === 0 ? from : from + 1},${length}`
  return { text: `@@ -${range(start, end - start)} +${range(start + shift, end - start + grown)} @@\n${lines.join('')}`, grown }
}

function marked(mark: string, line = ''): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`
}

/** Lines with their line feeds; the last may have none. */
function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** How far apart equal lines are looked for; repairs change few lines at a time. */
const furthestMatch = 200

/**
 * Changes that turn `old` into `now`: where lines differ, the nearest pair of equal lines ends the change. Not always the fewest changes, but
 * always right, and the time grows with the length of the texts however many changes there are.
 */
function lineChanges(old: readonly string[], now: readonly string[]): Change[] {
  const changes: Change[] = []
  let from = 0
  let at = 0
  while (from < old.length || at < now.length) {
    if (old[from] === now[at]) {
      from += 1
      at += 1
      continue
    }
    const { removed, added } = nextMatch(old, from, now, at)
    changes.push({ from, to: from + removed, added: now.slice(at, at + added) })
    from += removed
    at += added
  }
  return changes
}

/** How many lines to drop and to add until two lines (or the ends) are equal again. */
function nextMatch(old: readonly string[], from: number, now: readonly string[], at: number): { removed: number; added: number } {
  for (let distance = 1; distance <= furthestMatch; distance++) {
    for (let removed = 0; removed <= distance; removed++) {
      const added = distance - removed
      if (from + removed > old.length || at + added > now.length) continue
      // One equal line, such as an empty one, proves little: the next must be equal too.
      if (old[from + removed] === now[at + added] && old[from + removed + 1] === now[at + added + 1]) return { removed, added }
    }
  }
  return { removed: old.length - from, added: now.length - at }
}
