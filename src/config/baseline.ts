import type { BaselineEntry } from '../engine/baseline.js'
import { isDate } from '../engine/directive.js'
import { isMapping, type Mapping } from '../model/value.js'
import { identityKey } from '../rule/fingerprint.js'
import type { Rule } from '../rule/rule.js'
import { closest } from '../text/closest.js'
import type { Path, YamlDocument } from '../yaml/document.js'
import { emitPair } from '../yaml/emit.js'
import { formatPath } from '../yaml/path.js'
import { parseStream } from '../yaml/stream.js'
import type { ConfigProblem } from './config.js'
import { found } from './found.js'

/** The name that `strimzi-lint baseline` gives a baseline unless told otherwise. */
export const baselineName = 'strimzi-lint-baseline.yaml'

const version = 1
const keys = ['version', 'findings'] as const
const texts = ['rule', 'resource', 'file', 'path', 'message', 'reason', 'owner', 'until'] as const
const entryKeys = [...texts, 'count'] as const

/** Reads the text of a baseline, YAML or JSON. With problems it must not be used. */
export function readBaseline(text: string, rules: readonly Rule[]): { readonly entries: readonly BaselineEntry[]; readonly problems: readonly ConfigProblem[] } {
  const [document, ...others] = parseStream(text).filter(({ empty }) => !empty)
  if (document === undefined) return { entries: [], problems: [] }
  const reader = new Reader(document, text, rules)
  const entries = reader.entries()
  for (const { span: { start } } of others) reader.problems.push({ span: { start, end: start }, path: '', message: 'a baseline is one document' })
  return { entries, problems: reader.problems.sort((a, b) => a.span.start - b.span.start) }
}

class Reader {
  readonly problems: ConfigProblem[]
  private readonly document: YamlDocument
  private readonly rules: ReadonlySet<string>
  private readonly seen = new Set<string>()

  private readonly text: string

  constructor(document: YamlDocument, text: string, rules: readonly Rule[]) {
    this.text = text
    this.document = document
    this.rules = new Set(rules.map(({ id }) => id))
    this.problems = document.problems.map(({ span, message }) => ({ span, path: '', message }))
  }

  entries(): BaselineEntry[] {
    const { value } = this.document
    if (value === undefined && this.problems.length > 0) return []
    if (!isMapping(value)) {
      this.say([], `a baseline is a mapping with version and findings, not ${found(value)}`)
      return []
    }
    this.knownKeys(value, [], keys)
    if (value.version !== version) this.say(['version'], `the version of a baseline is ${version}, not ${found(value.version)}`)
    const list = value.findings ?? []
    if (Array.isArray(list)) return list.flatMap((item: unknown, index) => this.entry(item, ['findings', index]))
    this.say(['findings'], `findings must be a list, not ${found(list)}`)
    return []
  }

  private say(path: Path, message: string, on: 'key' | 'value' = 'value'): void {
    const place = this.document.place(path) ?? this.document.place(path.slice(0, -1))
    const start = this.document.span.start
    this.problems.push({ span: (on === 'key' ? place?.key : undefined) ?? place?.value ?? { start, end: start }, path: formatPath(path), message })
  }

  private knownKeys(value: Mapping, path: Path, known: readonly string[]): void {
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue
      const near = closest(key, known)
      this.say([...path, key], `unknown key "${key}"${near === undefined ? `: known are ${known.join(', ')}` : `: did you mean ${near}?`}`, 'key')
    }
  }

  private entry(value: unknown, path: Path): BaselineEntry[] {
    if (!isMapping(value)) {
      this.say(path, `an entry is a mapping with rule, resource and path, not ${found(value)}`)
      return []
    }
    const before = this.problems.length
    this.knownKeys(value, path, entryKeys)
    const entry: Partial<Record<(typeof texts)[number], string>> = {}
    for (const key of texts) {
      const text: unknown = value[key]
      if (typeof text === 'string') entry[key] = text
      else if (text !== undefined && text !== null) this.say([...path, key], `${key} must be a string, not ${found(text)}`)
    }
    const { rule, until } = entry
    if (rule === undefined) this.say(path, 'an entry needs a rule')
    else if (!this.rules.has(rule)) {
      const near = closest(rule, this.rules)
      this.say([...path, 'rule'], `unknown rule "${rule}"${near === undefined ? ': delete the entry if the rule is gone' : `: did you mean ${near}?`}`)
    }
    if (entry.resource === undefined && entry.file === undefined) this.say(path, 'an entry needs a resource such as "KafkaTopic kafka/orders", or a file')
    if (until !== undefined && !isDate(until)) this.say([...path, 'until'], `until is a date such as 2027-01-31, not ${found(until)}`)
    const { count } = value
    const counted = typeof count === 'number' && Number.isInteger(count) && count > 0
    if (count !== undefined && !counted) this.say([...path, 'count'], `count must be a positive integer, not ${found(count)}`)
    if (rule === undefined || this.problems.length > before) return []
    const message = entry.message ?? this.commentAbove(path)
    const read = { ...entry, rule, path: entry.path ?? '', ...(counted && { count }), ...(message !== undefined && { message }) }
    const key = identityKey(read)
    if (this.seen.has(key)) this.say(path, 'this entry stands here twice: use count')
    this.seen.add(key)
    return [read]
  }

  /** What an entry said when it was taken in: an update keeps it for entries that it does not see. */
  private commentAbove(path: Path): string | undefined {
    const start = this.document.place(path)?.value.start ?? 0
    const line = this.text.lastIndexOf('\n', start - 1)
    return /(?:^|\n)[ \t]*# ([^\r\n]+)\r?$/.exec(this.text.slice(this.text.lastIndexOf('\n', line - 1), Math.max(line, 0)))?.[1]
  }
}

/** A baseline as a file: JSON when it is named so, else YAML with what each finding says as a comment. The order is that of the entries. */
export function baselineText(entries: readonly BaselineEntry[], file: string): string {
  const ordered = entries.map(({ rule, resource, file: at, path, count, message, reason, owner, until }) => ({
    message, fields: { rule, resource, file: at, path, count, reason, owner, until },
  }))
  if (/\.json$/i.test(file)) {
    return `${JSON.stringify({ version, findings: ordered.map(({ message, fields }) => ({ ...fields, message })) }, undefined, 2)}\n`
  }
  const blocks = ordered.map(({ message, fields }) => {
    const lines = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : emitPair(key, value, 4, style)))
    return `${message === undefined ? '' : `  # ${oneLine(message)}\n`}  - ${lines.join('\n    ')}\n`
  })
  return `${head}version: ${version}\nfindings:${blocks.length === 0 ? ' []\n' : `\n${blocks.join('')}`}`
}

const style = { lineBreak: '\n', step: 2, listStep: 2, json: false }

const head = `# Findings that strimzi-lint knew when this file was made. They do not fail a run, anything else does.
# Each may say \`reason\`, \`owner\` and \`until: 2027-01-31\`, the last day on which it counts; other comments are not kept.
# \`strimzi-lint baseline --update\` takes out what is repaired and adds nothing.
`

/** Control characters and line breaks would end the comment. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
