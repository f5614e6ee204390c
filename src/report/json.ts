import type { DocumentRecord, Finding, Fix, Related, Report } from '../rule/finding.js'
import type { Span } from '../text/span.js'
import { countDocuments, countFixable, countSeverities } from './counts.js'
import { Positions } from './positions.js'
import type { ReportContext } from './reporter.js'

/** The version of the shape, described in docs/json-report.md: it changes when a reader of the old shape would break. */
export const jsonVersion = 1

/** The machine-readable report: one line per document and finding, so that two reports can be compared with diff and searched with grep. */
export function json(report: Report, context: ReportContext): string {
  const positions = new Positions(report.files)
  const range = (file: string, span: Span): Readonly<Record<'start' | 'end', unknown>> => ({
    start: positions.at(file, span.start),
    end: positions.at(file, span.end),
  })
  const document = ({ file, index, item, span, status, reason, resource, strimzi }: DocumentRecord): unknown =>
    ({ file, index, item, status, reason, resource, strimzi, ...range(file, span) })
  const related = ({ message, file, span, path, resource }: Related): unknown => ({ message, file, ...range(file, span), path, resource })
  const repair = (file: string, { title, safety, edits }: Fix): unknown =>
    ({ title, safety, edits: edits.map(({ span, text }) => ({ ...range(file, span), text })) })
  const finding = ({ rule, severity, stage, message, file, span, path, resource, related: places, fix }: Finding): unknown => ({
    rule, severity, stage, message, file, ...range(file, span), path, resource,
    related: places.map(related),
    fix: fix && repair(file, fix),
  })

  const { strimzi, unread, failures, notes } = report
  const fields: readonly (readonly [string, string])[] = [
    ['version', String(jsonVersion)],
    ['tool', JSON.stringify({ name: 'strimzi-lint', version: context.version })],
    ['summary', JSON.stringify({
      documents: countDocuments(report.documents),
      findings: countSeverities(report.findings),
      fixable: countFixable(report.findings),
    })],
    ['strimzi', lines(strimzi)],
    ['documents', lines(report.documents.map(document))],
    ['findings', lines(report.findings.map(finding))],
    ['unread', lines(unread)],
    ['failures', lines(failures)],
    ['notes', lines(notes)],
  ]
  return `{\n${fields.map(([name, value]) => `  "${name}": ${value}`).join(',\n')}\n}\n`
}

/** A JSON array with one item a line. */
function lines(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
}
