import type { Report } from '../rule/finding.js'
import { countDocuments, countFixable, countSeverities, countSuppressed } from './counts.js'
import { jsonShapes } from './json-shapes.js'
import type { ReportContext, Text } from './reporter.js'

/** The version of the shape, described in docs/json-report.md: it changes when a reader of the old shape would break. */
export const jsonVersion = 1

/** The machine-readable report, piece by piece: one line per document and finding, so that two reports can be compared with diff and searched with grep. */
export function* json(report: Report, context: ReportContext): Generator<string> {
  const shapes = jsonShapes(report)
  const { strimzi, unread, failures, notes, baseline, comparison } = report
  const fields: readonly (readonly [string, Text])[] = [
    ['version', String(jsonVersion)],
    ['tool', JSON.stringify({ name: 'strimzi-lint', version: context.version })],
    ['summary', JSON.stringify(jsonSummary(report))],
    ['strimzi', lines(strimzi)],
    ['documents', lines(report.documents, shapes.document)],
    ['findings', lines(report.findings, shapes.finding)],
    ['suppressed', lines(report.suppressed, (finding) => ({ ...shapes.finding(finding), suppressed: finding.suppressed }))],
    ...(baseline === undefined ? [] : [['baseline', JSON.stringify(baseline)] as const]),
    ...(comparison === undefined ? [] : [['comparison', JSON.stringify(comparison)] as const]),
    ['unread', lines(unread)],
    ['failures', lines(failures)],
    ['notes', lines(notes)],
  ]
  for (const [index, [name, value]] of fields.entries()) {
    yield `${index === 0 ? '{' : ','}\n  "${name}": `
    if (typeof value === 'string') yield value
    else yield* value
  }
  yield '\n}\n'
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

/** So many items are written at once: one call for all of them takes half the time of a call for each, and what it gives is soon forgotten. */
const atOnce = 50

/** A JSON array with one item a line. */
function* lines<Item>(items: readonly Item[], shape: (item: Item) => unknown = (item): unknown => item): Generator<string> {
  if (items.length === 0) {
    yield '[]'
    return
  }
  for (let at = 0; at < items.length; at += atOnce) yield (at === 0 ? '[\n    ' : ',\n    ') + onLines(items.slice(at, at + atOnce).map(shape))
  yield '\n  ]'
}

function onLines(items: readonly unknown[]): string {
  const [first] = items
  const field = typeof first === 'object' && first !== null ? Object.keys(first)[0] : undefined
  // No text can hold what stands between two items: its quotes would be escaped.
  if (field !== undefined) return JSON.stringify(items).slice(1, -1).replaceAll(`},{"${field}":`, `},\n    {"${field}":`)
  return items.map((item) => JSON.stringify(item)).join(',\n    ')
}
