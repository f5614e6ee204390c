import type { DocumentRecord, Finding, Fix, Related, Report } from '../rule/finding.js'
import type { Span } from '../text/span.js'
import { Positions, type Position } from './positions.js'

/** Documents and findings as the JSON reports show them: spans become line and column. The fields are those of docs/json-report.md. */
export interface JsonShapes {
  readonly document: (record: DocumentRecord) => Readonly<Record<string, unknown>>
  readonly finding: (finding: Finding) => Readonly<Record<string, unknown>>
}

/** The shapes for one report, whose texts say where lines begin. */
export function jsonShapes(report: Report): JsonShapes {
  const positions = new Positions(report.files)
  const start = (file: string, span: Span): Position => positions.at(file, span.start)
  const end = (file: string, span: Span): Position => positions.at(file, span.end)
  const related = ({ message, file, span, path, resource }: Related): unknown =>
    ({ message, file, start: start(file, span), end: end(file, span), path, resource })
  const repair = (file: string, { title, safety, edits }: Fix): unknown =>
    ({ title, safety, edits: edits.map(({ span, text }) => ({ start: start(file, span), end: end(file, span), text })) })
  return {
    document: ({ file, index, item, span, status, reason, resource, strimzi }) =>
      ({ file, index, item, status, reason, resource, strimzi, start: start(file, span), end: end(file, span) }),
    finding: ({ rule, severity, stage, message, file, span, path, resource, related: places, fix, releases }) => ({
      rule, severity, stage, message, file, start: start(file, span), end: end(file, span), path, resource, releases,
      related: places.map(related),
      fix: fix && repair(file, fix),
    }),
  }
}
