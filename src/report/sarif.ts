import type { Log, Location, PhysicalLocation, Region, Result, Run, Notification } from 'sarif'
import { fingerprints } from '../rule/fingerprint.js'
import type { Finding, Fix, Report, SuppressedFinding } from '../rule/finding.js'
import type { Span } from '../text/span.js'
import { resourceTitle } from './counts.js'
import { Positions } from './positions.js'
import { gravity } from './ranked.js'
import type { ReportContext } from './reporter.js'
import { describeRule, level } from './sarif-rule.js'
import { cut, visible } from './visible.js'

/** What GitHub takes in one upload: results of a run, bytes after gzip, related locations it shows of a result. */
const limits = { results: 25_000, gzippedBytes: 10 * 1024 * 1024, relatedLocations: 100, notifications: 1_000, messageLength: 4_000 }

/** SARIF 2.1.0 within GitHub's limits: over them the gravest findings stay and a notification counts the rest. Suppressed findings say why. */
export function sarif(report: Report, context: ReportContext): string {
  const positions = new Positions(report.files)
  const findings: readonly (Finding | SuppressedFinding)[] = [...report.findings, ...report.suppressed]
  const prints = fingerprints(findings)
  const all = findings.map((finding, index) => ({ finding, print: prints[index] ?? '', index }))
  let kept = limits.results
  for (;;) {
    const chosen = all.length <= kept ? all : worst(all, kept)
    const text = `${JSON.stringify(log(report, context, positions, chosen))}\n`
    // Text that could not exceed the limit even if it did not compress at all needs no compression to be judged.
    if (text.length * 3 <= limits.gzippedBytes || chosen.length === 0 || process.getBuiltinModule('node:zlib').gzipSync(text).length <= limits.gzippedBytes) return text
    kept = Math.floor(chosen.length / 2)
  }
}

/** The log for an upload to GitHub, which knows no suppressions: it would open an alert for each finding that a person has dealt with. */
export function githubSarif(report: Report, context: ReportContext): string {
  return sarif({ ...report, suppressed: [] }, context)
}

interface Entry {
  readonly finding: Finding | SuppressedFinding
  readonly print: string
  readonly index: number
}

/** The gravest `count` entries, what is suppressed after everything else, in the order of the report. */
function worst(entries: readonly Entry[], count: number): Entry[] {
  const rank = ({ finding }: Entry): number => gravity[finding.severity] + ('suppressed' in finding ? 3 : 0)
  return entries.toSorted((a, b) => rank(a) - rank(b)).slice(0, count).sort((a, b) => a.index - b.index)
}

function log(report: Report, context: ReportContext, positions: Positions, entries: readonly Entry[]): Log {
  const fired = new Set(entries.map(({ finding }) => finding.rule))
  const ids = [...fired].sort()
  const metadata = new Map(context.rules.map((rule) => [rule.id, rule]))
  const ruleIndex = new Map(ids.map((id, index) => [id, index]))
  const place = new Placer(positions, context)
  const run: Run = {
    tool: {
      driver: {
        name: 'strimzi-lint',
        version: context.version,
        semanticVersion: context.version,
        informationUri: 'https://www.npmjs.com/package/strimzi-lint',
        rules: ids.map((id) => describeRule(id, metadata.get(id))),
      },
    },
    automationDetails: { id: 'strimzi-lint/' },
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: [{
      executionSuccessful: report.failures.length === 0,
      toolExecutionNotifications: notifications(report, place, report.findings.length + report.suppressed.length - entries.length),
    }],
    results: entries.map((entry) => result(entry, ruleIndex.get(entry.finding.rule) ?? -1, place)),
  }
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
}

/** Turns spans into SARIF locations. */
class Placer {
  private readonly positions: Positions
  private readonly context: ReportContext

  constructor(positions: Positions, context: ReportContext) {
    this.positions = positions
    this.context = context
  }

  artifact(file: string): { uri: string; uriBaseId: string } {
    return { uri: encodePath(this.context.locate(file)), uriBaseId: '%SRCROOT%' }
  }

  region(file: string, { start, end }: Span): Region {
    const from = this.positions.at(file, start)
    const to = this.positions.at(file, end)
    return {
      startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column,
      charOffset: start, charLength: end - start,
    }
  }

  physical(file: string, span: Span): PhysicalLocation {
    return { artifactLocation: this.artifact(file), region: this.region(file, span) }
  }
}

function result({ finding, print }: Entry, ruleIndex: number, place: Placer): Result {
  const { rule, severity, stage, file, span, path, resource, fix } = finding
  const related = finding.related.slice(0, limits.relatedLocations)
  const location: Location = { physicalLocation: place.physical(file, span) }
  if (resource !== undefined) {
    location.logicalLocations = [{ fullyQualifiedName: `${resourceTitle(resource)}${path === '' ? '' : ` ${path}`}`, kind: 'resource' }]
  }
  return {
    ruleId: rule,
    ruleIndex,
    level: level(severity),
    message: { text: messageText(finding) },
    locations: [location],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, index) => ({
        id: index + 1,
        physicalLocation: place.physical(other.file, other.span),
        message: { text: shorten(visible(other.message)) },
      })),
    }),
    ...(isChain(finding) && { codeFlows: [codeFlow(finding, related, place)] }),
    partialFingerprints: { 'strimziLint/v1': print },
    ...('suppressed' in finding && { suppressions: [suppression(finding)] }),
    ...(fix && { fixes: [repair(file, fix, place)] }),
    properties: { stage, path, ...(finding.releases && { releases: finding.releases }) },
  }
}

/** Do the related places lead from one kind of resource to another, as from a topic over its cluster to a pool? A list of pools is no way. */
function isChain({ related }: Finding): boolean {
  return new Set(related.map(({ resource }) => resource?.kind)).size > 1
}

/** The way that explains a finding, from its causes to the place where it stands. */
function codeFlow({ message, file, span }: Finding, related: Finding['related'], place: Placer): NonNullable<Result['codeFlows']>[number] {
  const steps = [...related, { message, file, span }]
  return { threadFlows: [{ locations: steps.map((step) => ({
    location: { physicalLocation: place.physical(step.file, step.span), message: { text: plainText(step.message) } },
  })) }] }
}

function suppression({ suppressed: { kind, reason } }: SuppressedFinding): NonNullable<Result['suppressions']>[number] {
  const justification = plainText(reason)
  return { kind: kind === 'baseline' ? 'external' : 'inSource', status: 'accepted', ...(justification !== '' && { justification }) }
}

/** The message with a link to each related place: GitHub shows only those that the text links to. */
function messageText({ message, related }: Finding): string {
  const links = related.slice(0, limits.relatedLocations).map(({ message: text }, index) => `[${linkText(text)}](${index + 1})`)
  return links.length === 0 ? plainText(message) : `${plainText(message)} (see ${links.join(', ')})`
}

/** Text from manifests must not become a link: `](` is what makes one. */
function plainText(text: string): string {
  return shorten(visible(text)).replaceAll('](', '] (')
}

function linkText(text: string): string {
  return plainText(text).replace(/[[\]\\]/g, '\\$&')
}

function shorten(text: string): string {
  return cut(text, limits.messageLength)
}

function repair(file: string, { title, edits }: Fix, place: Placer): NonNullable<Result['fixes']>[number] {
  return {
    description: { text: plainText(title) },
    artifactChanges: [{
      artifactLocation: place.artifact(file),
      replacements: edits.map(({ span, text }) => ({ deletedRegion: place.region(file, span), insertedContent: { text } })),
    }],
  }
}

/** What was not checked and why, and our own mistakes: a reader of the log alone must be able to tell a clean run from an idle one. */
function notifications(report: Report, place: Placer, leftOut: number): Notification[] {
  const list: Notification[] = []
  if (leftOut > 0) list.push({ level: 'warning', message: { text: `${leftOut} milder findings are left out to stay within GitHub's limits` } })
  for (const { rule, file, error } of report.failures) {
    list.push({ level: 'error', message: { text: `rule ${rule} failed: ${shorten(visible(error))}` }, locations: [{ physicalLocation: { artifactLocation: place.artifact(file) } }] })
  }
  for (const { file, status, reason } of report.unread) {
    list.push({ level: notificationLevel(status), message: { text: `${status}: ${plainText(reason)}` }, locations: [{ physicalLocation: { artifactLocation: place.artifact(file) } }] })
  }
  for (const { file, span, status, reason } of report.documents) {
    if (status !== 'skipped' && status !== 'failed') continue
    list.push({ level: notificationLevel(status), message: { text: `document ${status}: ${plainText(reason ?? 'no reason given')}` }, locations: [{ physicalLocation: place.physical(file, span) }] })
  }
  for (const note of report.notes) list.push({ level: 'note', message: { text: plainText(note) } })
  if (list.length <= limits.notifications) return list
  const rest = list.length - limits.notifications
  return [...list.slice(0, limits.notifications), { level: 'warning', message: { text: `${rest} more notifications are left out` } }]
}

function notificationLevel(status: 'skipped' | 'failed'): 'note' | 'error' {
  return status === 'failed' ? 'error' : 'note'
}

/** A path as a relative URI reference: every part percent-encoded as UTF-8. */
export function encodePath(path: string): string {
  return path.split('/').map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'))).join('/')
}
