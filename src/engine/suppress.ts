import { file } from '../model/filing.js'
import type { Resource } from '../model/resource.js'
import { closest } from '../text/closest.js'
import { endOfLine, lineStart } from '../yaml/space.js'
import type { Span } from '../text/span.js'
import type { DocumentRecord, Finding, ResourceIdentity, SourceFile, SuppressedFinding } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { RuleLevel, Settings } from '../rule/settings.js'
import type { YamlDocument } from '../yaml/document.js'
import { annotationDirectives, directivesIn, suppressionMark, textSpans, type Directive, type Written } from './directive.js'
import { identityOf, isMarkdown, type ReadDocument } from './read.js'
import { subjectOf } from './run.js'

/** A document, or an item of a List, with what became of it. */
interface Judged {
  readonly read: ReadDocument
  readonly record: DocumentRecord
}

export interface Suppressed {
  /** What still counts, and what is to be said about the suppressions themselves. */
  readonly findings: Finding[]
  readonly suppressed: SuppressedFinding[]
}

/** The rules about suppressions; they stand in `rules/suppressions/`. */
const suppressionArea = 'suppressions'

/**
 * Parts the findings that a person suppressed, in comments and annotations, from those that count. `records` says what became of each of
 * `documents`, in the same order.
 */
export function suppress(
  findings: readonly Finding[], documents: readonly ReadDocument[], records: readonly DocumentRecord[], rules: readonly Rule[], settings: Settings,
): Suppressed {
  const byFile = new Map<string, [Judged, ...Judged[]]>()
  // A file is searched once, however many documents it has.
  const marked = new Set([...new Set(documents.map(({ file }) => file))].filter(({ text }) => text.includes(suppressionMark)))
  documents.forEach((read, index) => {
    if (!marked.has(read.file)) return
    const judged = { read, record: records[index] ?? read.record }
    const known = byFile.get(read.file.path)
    if (known !== undefined) known.push(judged)
    else byFile.set(read.file.path, [judged])
  })
  const result: Suppressed = { findings: [], suppressed: [] }
  const names = new Names(rules)
  const files = new Map(Array.from(byFile, ([file, judged]) => [file, new FileSuppressions(judged, names, settings, result)]))
  for (const finding of findings) {
    const suppressions = files.get(finding.file)
    if (suppressions === undefined) result.findings.push(finding)
    else suppressions.sort(finding)
  }
  for (const suppressions of files.values()) suppressions.sayUnused()
  return result
}

/** So many misspelt names of a run are compared with all names, which takes time. */
const mostCompared = 1_000

/** Longer names are cut in messages. */
const longestName = 100

/** What a suppression can name. */
class Names {
  private readonly rules: ReadonlyMap<string, Rule>
  private readonly areas = new Map<string, Rule[]>()

  constructor(rules: readonly Rule[]) {
    this.rules = new Map(rules.map((rule) => [rule.id, rule]))
    for (const rule of rules) this.areas.set(rule.area, [...(this.areas.get(rule.area) ?? []), rule])
  }

  private compared = 0

  readonly has = (name: string): boolean => this.rules.has(name) || this.areas.has(name)

  areaOf(rule: string): string | undefined {
    return this.rules.get(rule)?.area
  }

  /** The rules behind a name: one, or those of an area. */
  behind(name: string): readonly Rule[] {
    const rule = this.rules.get(name)
    return rule === undefined ? (this.areas.get(name) ?? []) : [rule]
  }

  complaint(name: string): string | undefined {
    if (this.areaOf(name) === suppressionArea || name === suppressionArea) {
      return `${name} is about suppressions and cannot be suppressed itself: set it in the configuration file`
    }
    if (this.has(name)) return undefined
    const near = this.compared++ < mostCompared ? closest(name, [...this.rules.keys(), ...this.areas.keys()]) : undefined
    return `there is no rule or area "${name.slice(0, longestName)}"${near === undefined ? ': strimzi-lint rules lists them' : `: did you mean ${near}?`}`
  }
}

/** One name of one suppression. */
interface Use {
  readonly directive: Directive
  readonly name: Written
  /** The documents that it reaches. */
  readonly reach: readonly Judged[]
  used: boolean
}

class FileSuppressions {
  /** By what a suppression reaches (a line by its start, a document, a resource, the file) and by what it names; of two equal ones the first counts. */
  private readonly uses = new Map<number | YamlDocument | Judged | SourceFile, Map<string, Use>>()
  private readonly all: Use[] = []
  private readonly byDocument = new Map<YamlDocument, Judged[]>()

  private readonly file: SourceFile
  /** In the order of the text. */
  private readonly ordered: readonly YamlDocument[]

  constructor(
    private readonly documents: readonly [Judged, ...Judged[]],
    private readonly names: Names,
    private readonly settings: Settings,
    private readonly result: Suppressed,
  ) {
    this.file = documents[0].read.file
    for (const each of documents) file(this.byDocument, each.read.document, each)
    this.ordered = [...this.byDocument.keys()]
    this.readComments()
    for (const each of documents) this.readAnnotations(each)
  }

  /** Puts a finding where it belongs. */
  sort(finding: Finding): void {
    const use = this.uses.size === 0 ? undefined : this.useFor(finding)
    if (use === undefined) {
      this.result.findings.push(finding)
      return
    }
    use.used = true
    const { kind, reason } = use.directive
    this.result.suppressed.push({ ...finding, suppressed: { kind, reason } })
  }

  /** When all findings have been sorted. */
  sayUnused(): void {
    for (const use of this.all) {
      if (use.used || !this.isUnused(use)) continue
      this.say('suppression-unused', use.name.span, `nothing here violates ${use.name.text}: delete the suppression`, use.reach)
    }
  }

  /** The suppression of a finding that stands nearest. */
  private useFor({ rule, span, resource }: Finding): Use | undefined {
    const area = this.names.areaOf(rule) ?? ''
    const document = this.documentAt(span.start)
    const judged = this.of(document)
    const owner = judged.length === 1 ? judged[0] : judged.find(({ record }) => resource !== undefined && record.resource !== undefined && isSame(record.resource, resource))
    for (const reach of [lineStart(this.file.text, span.start), owner, document, this.file]) {
      const uses = reach === undefined ? undefined : this.uses.get(reach)
      const use = uses?.get(rule) ?? uses?.get(area)
      if (use !== undefined) return use
    }
    return undefined
  }

  private documentAt(offset: number): YamlDocument | undefined {
    let low = 0
    let high = this.ordered.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.ordered[middle]?.span.end ?? 0) > offset) high = middle
      else low = middle + 1
    }
    return this.ordered[low]
  }

  private readComments(): void {
    const { text, path } = this.file
    const documents = this.ordered
    const markdown = isMarkdown(path)
    documents.forEach((document, index) => {
      // What stands before a document, on its separator or above the first one, belongs to it.
      const start = markdown ? document.span.start : (documents[index - 1]?.span.end ?? 0)
      const region = { start, end: markdown || index < documents.length - 1 ? document.span.end : text.length }
      const reads = [...directivesIn(text, region)]
      if (reads.length === 0) return
      const scalars = [...textSpans(document, text)].sort((a, b) => a.start - b.start)
      let passed = 0
      for (const read of reads) {
        const at = read.span.start
        while (passed < scalars.length && (scalars[passed]?.end ?? 0) <= at) passed += 1
        if ((scalars[passed]?.start ?? text.length) <= at) continue
        if ('message' in read) this.say('suppression-invalid', read.span, read.message, this.of(document))
        else this.addComment(read, document, documents[index + 1], region)
      }
    })
  }

  private of(document: YamlDocument | undefined): readonly Judged[] {
    return document === undefined ? [] : (this.byDocument.get(document) ?? [])
  }

  private addComment(directive: Directive, document: YamlDocument, next: YamlDocument | undefined, region: Span): void {
    const { text } = this.file
    const { scope, span } = directive
    if (scope === 'file') {
      this.add(directive, this.file, this.documents)
    } else if (scope === 'document') {
      this.add(directive, document, this.of(document))
    } else if (scope === 'next-line') {
      const line = nextLine(text, span.end)
      // At the end of a document it is the first line of the next one.
      this.add(directive, line, this.of(line >= region.end && next !== undefined ? next : document))
    } else {
      const line = lineStart(text, span.start)
      const alone = text.slice(line, span.start).trim() === ''
      if (alone) this.say('suppression-invalid', span, 'this stands on a line of its own: strimzi-lint-disable-next-line is for the line below', this.of(document))
      else this.add(directive, line, this.of(document))
    }
  }

  private readAnnotations(judged: Judged): void {
    for (const read of annotationDirectives(judged.read, this.names.has)) {
      if ('message' in read) this.say('suppression-invalid', read.span, read.message, [judged])
      else this.add(read, judged, [judged])
    }
  }

  private add(directive: Directive, where: number | YamlDocument | Judged | SourceFile, reach: readonly Judged[]): void {
    const { until, names } = directive
    const { today } = this.settings
    if (until !== undefined && today !== undefined && today > until.text) {
      const message = `this suppression ended with ${until.text} and no longer counts: repair what it was for, or agree on another day`
      this.say('suppression-expired', until.span, message, reach)
      return
    }
    let uses = this.uses.get(where)
    if (uses === undefined) this.uses.set(where, (uses = new Map<string, Use>()))
    for (const name of names) {
      const complaint = this.names.complaint(name.text)
      if (complaint !== undefined) {
        this.say('suppression-invalid', name.span, complaint, reach)
        continue
      }
      const use = { directive, name, reach, used: false }
      this.all.push(use)
      if (!uses.has(name.text)) uses.set(name.text, use)
    }
  }

  /** Only where it is certain: what it names was on, and what it reaches was checked in full. */
  private isUnused({ name, reach }: Use): boolean {
    if (reach.some(({ record, read }) => record.status === 'failed' || record.status === 'partial' || read.template === true)) return false
    const rules = this.names.behind(name.text)
    return reach.some(({ record, read }) => {
      const levels = record.status === 'checked' ? this.levels(read.resource) : undefined
      return levels !== undefined && rules.every(({ id }) => levels.has(id))
    })
  }

  private levels(resource: Resource | undefined): ReadonlyMap<string, RuleLevel> {
    return this.settings.levels(resource === undefined ? { file: this.file.path } : subjectOf(resource))
  }

  private say(rule: string, span: Span, message: string, reach: readonly Judged[]): void {
    const resource = reach.length === 1 ? reach[0]?.read.resource : undefined
    const level = this.levels(resource).get(rule)
    if (level === undefined) return
    this.result.findings.push({
      rule, severity: level.severity, stage: 'review', message, file: this.file.path, span, path: '',
      ...(resource !== undefined && { resource: identityOf(resource) }), related: [],
    })
  }
}

function isSame(a: ResourceIdentity, b: ResourceIdentity): boolean {
  return a.kind === b.kind && a.name === b.name && a.namespace === b.namespace
}

/** The next line with content: comments, empty lines and separators are passed over. */
function nextLine(text: string, from: number): number {
  let at = from
  for (;;) {
    const lineEnd = endOfLine(text, at)
    const start = text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1
    if (start >= text.length) return text.length
    const line = text.slice(start, endOfLine(text, start)).trim()
    if (line !== '' && !line.startsWith('#') && !/^---(\s|$)/.test(line)) return start
    at = start
  }
}
