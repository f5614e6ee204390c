import type { Report } from '../rule/finding.js'
import { countDocuments, countFixable, countSeverities, countSuppressed } from './counts.js'
import { jsonShapes } from './json-shapes.js'
import type { ReportContext } from './reporter.js'

/** The version of the shape, described in docs/json-report.md: it changes when a reader of the old shape would break. */
export const jsonVersion = 1

/** The machine-readable report: one line per document and finding, so that two reports can be compared with diff and searched with grep. */
export function json(report: Report, context: ReportContext): string {
  const shapes = jsonShapes(report)
  const { strimzi, unread, failures, notes, baseline, comparison } = report
  const fields: readonly (readonly [string, string])[] = [
    ['version', String(jsonVersion)],
    ['tool', JSON.stringify({ name: 'strimzi-lint', version: context.version })],
    ['summary', JSON.stringify(jsonSummary(report))],
    ['strimzi', lines(strimzi)],
    ['documents', lines(report.documents.map(shapes.document))],
    ['findings', lines(report.findings.map(shapes.finding))],
    ['suppressed', lines(report.suppressed.map((finding) => ({ ...shapes.finding(finding), suppressed: finding.suppressed })))],
    ...(baseline === undefined ? [] : [['baseline', JSON.stringify(baseline)] as const]),
    ...(comparison === undefined ? [] : [['comparison', JSON.stringify(comparison)] as const]),
    ['unread', lines(unread)],
    ['failures', lines(failures)],
    ['notes', lines(notes)],
  ]
  let text = ''
  // Put together by `+`, which copies nothing: a report has megabytes.
  for (const [name, value] of fields) text += `${text === '' ? '{' : ','}\n  "${name}": ${value}`
  return `${text}\n}\n`
}

/** The counts of a report, as the JSON reports show them. */
export function jsonSummary(report: Report): Readonly<Record<string, unknown>> {
  return {
    documents: countDocuments(report.documents),
    findings: countSeverities(report.findings),
    suppressed: countSuppressed(report.suppressed),
    fixable: countFixable(report.findings),
  }
}

/** A JSON array with one item a line. */
function lines(items: readonly unknown[]): string {
  if (items.length === 0) return '[]'
  const [first] = items
  const field = typeof first === 'object' && first !== null ? Object.keys(first)[0] : undefined
  // All items in one call, which takes half the time of a call for each. No text can hold what stands between two: its quotes would be escaped.
  const written = field !== undefined
    ? JSON.stringify(items).slice(1, -1).replaceAll(`},{"${field}":`, `},\n    {"${field}":`)
    : items.map((item) => JSON.stringify(item)).join(',\n    ')
  return `[\n    ${written}\n  ]`
}
