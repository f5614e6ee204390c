/**
 * Characters that change what a terminal or a reader sees without being seen: C0 and C1 controls, DEL, soft hyphen, bidirectional
 * controls, zero-width characters, line and paragraph separators, tags, and lone surrogates. Manifests of strangers may hold them.
 */
const unseen = new RegExp(
  // eslint-disable-next-line no-control-regex -- control characters are the subject
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\p{Cs}]',
  'gu',
)
const anyUnseen = new RegExp(unseen.source, 'u')
const shortEscapes: ReadonlyMap<string, string> = new Map([['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t'], ['\0', '\\0'], ['\u001b', '\\x1b']])

function escapeCharacter(character: string): string {
  const short = shortEscapes.get(character)
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}

/** `text` on one line with everything that a terminal would obey, or a reader overlook, shown as an escape (`\x1b`, `\n`, `\u{202e}`). */
export function visible(text: string): string {
  return anyUnseen.test(text) ? text.replace(unseen, escapeCharacter) : text
}

/** The first `length` UTF-16 units of a text with an ellipsis, or all of it when it is no longer; no half of a surrogate pair is left at the cut. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Code points that take two columns in a terminal: East Asian wide and fullwidth characters and emoji (Unicode 15 blocks). */
const wide =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d08}\u{1aff0}-\u{1b2fb}\u{1f004}\u{1f0cf}\u{1f18e}\u{1f191}-\u{1f19a}\u{1f200}-\u{1f320}\u{1f32d}-\u{1f335}\u{1f337}-\u{1f37c}\u{1f37e}-\u{1f393}\u{1f3a0}-\u{1f3ca}\u{1f3cf}-\u{1f3d3}\u{1f3e0}-\u{1f3f0}\u{1f3f4}\u{1f3f8}-\u{1f43e}\u{1f440}\u{1f442}-\u{1f4fc}\u{1f4ff}-\u{1f53d}\u{1f54b}-\u{1f567}\u{1f57a}\u{1f595}\u{1f596}\u{1f5a4}\u{1f5fb}-\u{1f64f}\u{1f680}-\u{1f6c5}\u{1f6cc}\u{1f6d0}-\u{1f6d7}\u{1f6dc}-\u{1f6df}\u{1f6eb}-\u{1f6fc}\u{1f7e0}-\u{1f7f0}\u{1f90c}-\u{1f93a}\u{1f93c}-\u{1f945}\u{1f947}-\u{1faff}\u{20000}-\u{3fffd}]/u
const combining = /^[\p{M}\u{1f3fb}-\u{1f3ff}]$/u
const plain = /^[\x20-\x7e]*$/

/** How many terminal columns `text` takes; it must have gone through `visible`. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length
  let width = 0
  for (const character of text) width += combining.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}

/** Breaks a sentence at spaces into lines of at most `width` columns; a word that is longer keeps a line for itself. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let columns = 0
  for (const word of text.split(' ')) {
    const wordColumns = displayWidth(word)
    if (line !== '' && columns + 1 + wordColumns > width) {
      lines.push(line)
      line = word
      columns = wordColumns
    } else {
      columns += (line === '' ? 0 : 1) + wordColumns
      line = line === '' ? word : `${line} ${word}`
    }
  }
  lines.push(line)
  return lines
}
