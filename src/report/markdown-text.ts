import { visible } from './visible.js'

/**
 * A sentence for Markdown of GitHub, GitLab and Azure, what stands between backticks in code type. Whatever a manifest put into it stays text: no
 * markup, table cell, tag, link or image, no mention of a person or an issue, no emoji.
 */
export function markdownText(text: string): string {
  return visible(text).split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? markdownCode(part) : escapeMarkdown(part))).join('')
}

/** What would be markup; a backslash where Markdown knows that, an entity where tables and tags are read before it. */
const markup = /[\\`*_[\]~$&<>|]|[@#](?=\S)|:(?=\/\/|[\w+-]+:)|\bwww(?=\.)/gi
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' }

function escapeMarkdown(text: string): string {
  return text.replace(markup, (part) => {
    // An empty comment keeps apart what the servers would join to a mention or an address, and is seen by nobody.
    if (/^[@#:w]/i.test(part)) return `${part}<!-- -->`
    return entities[part] ?? `\\${part}`
  })
}

/** A name or path in code type. A tag, because a code span cannot hold every text in a table, with what could be markup as entities. */
export function markdownCode(text: string): string {
  const encoded = visible(text).replace(/[^\p{L}\p{N}\p{M} ./-]|(?<=\bwww)\./giu, (part) => `&#${part.codePointAt(0) ?? 0};`)
  return `<code>${encoded}</code>`
}

/** A block of lines as they are; its fence is longer than any in the text. */
export function markdownBlock(lines: readonly string[]): string {
  const text = lines.join('\n')
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}
