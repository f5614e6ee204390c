import type { Report } from '../rule/finding.js'
import { jsonShapes } from './json-shapes.js'
import { jsonSummary, jsonVersion } from './json.js'
import type { ReportContext } from './reporter.js'

/**
 * The JSON report as a stream of lines, each an object with a `type`, for `jq` and log collectors: `run` comes first and `summary` last, so a
 * reader knows whether it has everything. Between them `document`, `finding`, `unread`, `failure`, `note` with the fields of docs/json-report.md.
 */
export function ndjson(report: Report, context: ReportContext): string {
  const shapes = jsonShapes(report)
  const { strimzi, unread, failures, notes } = report
  const lines: readonly Readonly<Record<string, unknown>>[] = [
    { type: 'run', version: jsonVersion, tool: { name: 'strimzi-lint', version: context.version }, strimzi },
    ...report.documents.map((record) => ({ type: 'document', ...shapes.document(record) })),
    ...report.findings.map((finding) => ({ type: 'finding', ...shapes.finding(finding) })),
    ...unread.map((file) => ({ type: 'unread', ...file })),
    ...failures.map((failure) => ({ type: 'failure', ...failure })),
    ...notes.map((note) => ({ type: 'note', note })),
    { type: 'summary', ...jsonSummary(report) },
  ]
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}
