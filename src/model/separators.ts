/** The characters that people end a prefix with. */
export const usualSeparators = '.-_'

/** Whether a name begins with `start` as a word of its own: nothing follows it, or a separator ends it or follows it. */
export function beginsWithWord(name: string, start: string): boolean {
  if (start === '' || !name.startsWith(start)) return false
  return name.length === start.length || usualSeparators.includes(start.slice(-1)) || usualSeparators.includes(name.charAt(start.length))
}
