import { releaseSpans } from '../facts/selection.js'
import type { Report } from '../rule/finding.js'
import { countDocuments, countFixable, countSeverities, countSuppressed, outcomes, type Outcome } from './counts.js'
import type { Colors } from './colors.js'
import type { ReportContext } from './reporter.js'
import { displayWidth, visible, wrap } from './visible.js'
import { count } from '../text/count.js'

/** How many reasons a summary lists, and how many files it names with one. */
const reasonsShown = 12
const filesShown = 3

/** What became of every document, which release judged, what was found, and what to do next. */
export function summary(report: Report, context: ReportContext): string {
  const { colors } = context
  const lines = [documentLine(report, context)]
  const reasons = outcomes(report)
  for (const outcome of reasons.slice(0, reasonsShown)) lines.push(...reasonLines(outcome, context))
  if (reasons.length > reasonsShown) lines.push(colors.dim(`  and ${reasons.length - reasonsShown} more reasons (--format json has all)`))
  if (report.strimzi.length > 0) {
    lines.push(`  ${colors.dim('judged by Strimzi')} ${judges(report.strimzi)}`)
  }
  lines.push(...heldBackLines(report, colors))
  for (const note of report.notes) lines.push(`  ${colors.dim('note')} ${visible(note)}`)
  lines.push(verdict(report, colors))
  const rule = worstRule(report)
  if (rule !== undefined) lines.push(colors.dim(`Why, and what is right: strimzi-lint explain ${rule}`))
  const gone = report.baseline?.outdated.length ?? 0
  if (gone > 0) lines.push(`${count(gone, 'entry', 'entries')} of the baseline no longer ${gone === 1 ? 'occurs' : 'occur'}: strimzi-lint baseline --update takes ${gone === 1 ? 'it' : 'them'} out`)
  return `${lines.join('\n')}\n`
}

/** `1.2.0 for 3 resources, 0.51.0 for 1 resource`; of a fleet every release judges all. */
function judges(strimzi: Report['strimzi']): string {
  const [first] = strimzi
  if (first !== undefined && strimzi.length > 1 && !first.inferred) {
    return `${releaseSpans(strimzi.map(({ release }) => release))} (each of ${strimzi.length} releases, as told) for ${count(first.resources, 'resource')}`
  }
  return strimzi.map(({ release, resources, inferred }) => `${release}${inferred ? '' : ' (as told)'} for ${count(resources, 'resource')}`).join(', ')
}

/** What was found and does not count: agreed on with a reason, known from the baseline, there before. */
function heldBackLines({ suppressed, baseline, comparison }: Report, colors: Colors): string[] {
  const { comment, annotation } = countSuppressed(suppressed)
  const lines: string[] = []
  if (comment + annotation > 0) lines.push(`  ${colors.dim('suppressed')} ${count(comment + annotation, 'finding')} with a reason`)
  if (baseline !== undefined) {
    const over = baseline.expired === 0 ? '' : `; ${count(baseline.expired, 'entry', 'entries')} ended and no longer ${baseline.expired === 1 ? 'counts' : 'count'}`
    lines.push(`  ${colors.dim('baseline')} ${baseline.known} known from ${visible(baseline.file)}${over}`)
  }
  if (comparison !== undefined) lines.push(`  ${colors.dim('compared with')} ${visible(comparison.base)}: ${count(comparison.known, 'finding was', 'findings were')} there before`)
  return lines
}

/** On two lines when the terminal is too narrow for one. */
function documentLine(report: Report, { milliseconds, colors, width = Infinity }: ReportContext): string {
  const { checked, partial, skipped, failed } = countDocuments(report.documents)
  const files = new Set([...report.documents, ...report.unread].map(({ file }) => file)).size
  const unreadFailed = report.unread.filter(({ status }) => status === 'failed').length
  const unreadSkipped = report.unread.length - unreadFailed
  const parts: readonly { readonly text: string; readonly grave?: true }[] = [
    { text: `${checked} checked` },
    ...(partial > 0 ? [{ text: `${partial} checked in part` }] : []),
    ...(skipped > 0 ? [{ text: `${skipped} skipped` }] : []),
    ...(failed > 0 ? [{ text: `${failed} failed`, grave: true as const }] : []),
    ...(unreadSkipped > 0 ? [{ text: `${count(unreadSkipped, 'file')} skipped` }] : []),
    ...(unreadFailed > 0 ? [{ text: `${count(unreadFailed, 'file')} not read`, grave: true as const }] : []),
  ]
  const head = `${count(report.documents.length, 'document')} in ${count(files, 'file')}`
  const time = milliseconds === undefined ? '' : ` in ${duration(milliseconds)}`
  const fits = displayWidth(`${head}${time}: ${parts.map(({ text }) => text).join(', ')}`) <= width
  const painted = parts.map(({ text, grave }) => (grave === true ? colors.red(text) : text)).join(', ')
  return `${head}${colors.dim(time)}:${fits ? ' ' : '\n  '}${painted}`
}

/** `840 ms`, `2.4 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

function reasonLines({ status, reason, files, count: times }: Outcome, { colors, width }: ReportContext): string[] {
  const label = `${status}${times > 1 ? ` ${times}` : ''}`
  const painted = status === 'failed' ? colors.red(label) : colors.dim(label)
  const names = files.slice(0, filesShown).map(visible).join(', ')
  const more = files.length > filesShown ? ` and ${count(files.length - filesShown, 'more file')}` : ''
  const where = `(${names}${more})`
  const line = `${label}: ${visible(reason)} ${where}`
  if (width === undefined || displayWidth(line) + 2 <= width) return [`  ${painted}: ${visible(reason)} ${colors.dim(where)}`]
  const [first = '', ...others] = wrap(`${label}: ${visible(reason)}`, width - 4)
  return [`  ${painted}${first.slice(label.length)}`, ...others.map((each) => `    ${each}`), ...wrap(where, width - 4).map((each) => `    ${colors.dim(each)}`)]
}

function verdict(report: Report, colors: Colors): string {
  if (report.findings.length === 0) {
    const judged = report.documents.some(({ status }) => status === 'checked' || status === 'partial')
    const known = (report.baseline?.known ?? 0) + (report.comparison?.known ?? 0)
    return judged ? colors.green(known > 0 ? 'No new findings' : 'No findings') : 'No Strimzi resource was checked'
  }
  const { error, warning, info } = countSeverities(report.findings)
  const fixable = countFixable(report.findings)
  const parts = [
    error > 0 ? colors.bold(colors.red(count(error, 'error'))) : '',
    warning > 0 ? colors.bold(colors.yellow(count(warning, 'warning'))) : '',
    info > 0 ? colors.bold(colors.cyan(`${info} info`)) : '',
  ].filter((part) => part !== '')
  return `${parts.join(', ')}${fixable > 0 ? `; --fix repairs ${fixable}` : ''}`
}

/** The rule of the first finding of the highest severity. */
function worstRule(report: Report): string | undefined {
  for (const severity of ['error', 'warning', 'info'] as const) {
    const found = report.findings.find((finding) => finding.severity === severity)
    if (found !== undefined) return found.rule
  }
  return undefined
}
