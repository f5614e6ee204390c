import type { Finding, Report } from '../rule/finding.js'
import type { Severity } from '../rule/rule.js'
import { count } from '../text/count.js'
import { Positions } from './positions.js'
import { gravity, troubles, worstFirst } from './ranked.js'
import type { ReportContext } from './reporter.js'
import { cut, visible } from './visible.js'

/** How many annotations of each kind GitHub shows of one step; those that come later are lost. */
const shown = 10
const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }
const messageLength = 2_000

/** A line of output that GitHub turns into an annotation. */
interface Annotation {
  readonly severity: Severity
  readonly line: string
}

/**
 * Workflow commands: annotations at the lines of a pull request. The gravest come first, as many as GitHub shows; a last notice counts
 * the others. Text of manifests is escaped, so that it cannot end a command or begin one.
 */
export function github(report: Report, context: ReportContext): string {
  const positions = new Positions(report.files)
  const all: readonly Annotation[] = [
    ...troubles(report).map(({ file, message, name }) =>
      ({ severity: 'error' as const, line: command('error', { file: context.locate(file), title: name }, message) })),
    ...worstFirst(report.findings).map((finding) => ({ severity: finding.severity, line: annotation(finding, positions, context) })),
  ]
  const severities = Object.keys(gravity) as Severity[]
  const groups = severities.map((severity) => all.filter((each) => each.severity === severity))
  const tooMany = groups.some((group) => group.length > shown)
  const kept = groups.map((group, index) => group.slice(0, tooMany && severities[index] === 'info' ? shown - 1 : shown)).flat()
  const lines = kept.map(({ line }) => line)
  if (kept.length < all.length) {
    lines.push(command('notice', { title: 'strimzi-lint' }, `${count(all.length - kept.length, 'more finding')}: GitHub shows no more of one step`))
  }
  return lines.map((line) => `${line}\n`).join('')
}

function annotation({ rule, severity, stage, message, file, span }: Finding, positions: Positions, { locate }: ReportContext): string {
  const from = positions.at(file, span.start)
  const to = positions.at(file, span.end)
  // A place that ends at the start of a line does not touch that line.
  const endLine = to.line > from.line && to.column === 1 ? to.line - 1 : to.line
  // GitHub takes columns only for a place within one line, and counts the last one in.
  const columns: Record<string, number> = to.line === from.line ? { col: from.column, endColumn: Math.max(from.column, to.column - 1) } : {}
  return command(commands[severity], { file: locate(file), line: from.line, endLine, ...columns, title: `${rule} (${stage})` }, message)
}

/** A workflow command, escaped as @actions/toolkit does it. */
function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',')
  return `::${name} ${list}::${escapeData(cut(visible(message), messageLength))}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** `visible` first: a line feed in the name of a file would otherwise be one again when GitHub decodes it. */
function escapeProperty(text: string): string {
  return escapeData(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
