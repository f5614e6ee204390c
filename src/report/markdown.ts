import type { Finding, Report } from '../rule/finding.js'
import type { Severity } from '../rule/rule.js'
import { count } from '../text/count.js'
import { noColors } from './colors.js'
import { countDocuments, countFixable, countSeverities, countSuppressed, outcomes, resourceTitle } from './counts.js'
import { codeFrame } from './frame.js'
import { markdownBlock, markdownCode, markdownText } from './markdown-text.js'
import { Positions } from './positions.js'
import { troubles, worst } from './ranked.js'
import type { ReportContext } from './reporter.js'
import { cut } from './visible.js'

/** GitHub takes 1 MiB of job summary from one step, and nothing of a longer one; other writers of the same step need some of it. */
const mostBytes = 1_000_000
const messageLength = 1_000
const relatedShown = 4
const frameWidth = 100
const reasonsShown = 12

const signs: Readonly<Record<Severity, string>> = { error: '🔴', warning: '🟠', info: '🔵' }

/**
 * A job summary or a comment: what was found in a table for each file, source lines and repairs folded below it, and what became of every
 * document. Over the size that GitHub takes the folded parts go first, then the milder findings, and the rest is counted.
 */
export function markdown(report: Report, context: ReportContext): string {
  const positions = new Positions(report.files)
  const all = report.findings.length
  const attempts = [{ kept: all, details: true }]
  for (let kept = all; kept > 0; kept = Math.floor(kept / 2)) attempts.push({ kept, details: false })
  for (const { kept, details } of attempts) {
    const text = page(report, worst(report.findings, kept), details, positions, context)
    if (Buffer.byteLength(text) <= mostBytes) return text
  }
  return page(report, [], false, positions, context)
}

function page(report: Report, findings: readonly Finding[], details: boolean, positions: Positions, context: ReportContext): string {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = files.get(finding.file)
    if (group === undefined) files.set(finding.file, [finding])
    else group.push(finding)
  }
  const parts = [heading(report), fate(report), ...troubleList(report, context)]
  for (const [file, group] of files) {
    parts.push(`### ${markdownCode(context.locate(file))} ${tally(group)}`, table(group, positions))
    if (details) parts.push(folded(group, positions, context))
  }
  const left = report.findings.length - findings.length
  if (left > 0) parts.push(`${count(left, 'milder finding')} ${left === 1 ? 'is' : 'are'} not shown here, to keep within GitHub's limits.`)
  parts.push(...skippedList(report))
  return `${parts.join('\n\n')}\n`
}

/** How many findings of each severity, as signs with numbers. */
function tally(findings: readonly Finding[]): string {
  const counts = countSeverities(findings)
  return (['error', 'warning', 'info'] as const).flatMap((severity) => (counts[severity] === 0 ? [] : [`${signs[severity]}&nbsp;${counts[severity]}`])).join(' ')
}

function heading(report: Report): string {
  const { error, warning, info } = countSeverities(report.findings)
  const troubled = troubles(report).length
  const parts = [
    error > 0 ? `${signs.error} ${count(error, 'error')}` : '',
    warning > 0 ? `${signs.warning} ${count(warning, 'warning')}` : '',
    info > 0 ? `${signs.info} ${info} info` : '',
    troubled > 0 ? `⚠️ ${troubled} not checked` : '',
  ].filter((part) => part !== '')
  if (parts.length > 0) return `## strimzi-lint: ${parts.join(', ')}`
  const judged = report.documents.some(({ status }) => status === 'checked' || status === 'partial')
  return judged ? '## strimzi-lint: ✅ no findings' : '## strimzi-lint: no Strimzi resource was checked'
}

/** What became of the documents, who judged, and what `--fix` would do, in a line. */
function fate(report: Report): string {
  const { checked, partial, skipped, failed } = countDocuments(report.documents)
  const files = new Set([...report.documents, ...report.unread].map(({ file }) => file)).size
  const parts = [`${checked} checked`]
  if (partial > 0) parts.push(`${partial} checked in part`)
  if (skipped > 0) parts.push(`${skipped} skipped`)
  if (failed > 0) parts.push(`${failed} failed`)
  const judges = report.strimzi.map(({ release }) => release).join(', ')
  const fixable = countFixable(report.findings)
  const { comparison, baseline } = report
  const { comment, annotation } = countSuppressed(report.suppressed)
  return [
    `${count(report.documents.length, 'document')} in ${count(files, 'file')}: ${parts.join(', ')}.`,
    judges === '' ? '' : `Judged by Strimzi ${markdownText(judges)}.`,
    fixable === 0 ? '' : `\`strimzi-lint --fix\` repairs ${fixable}.`,
    comparison === undefined ? '' : `Compared with ${markdownText(comparison.base)}, where ${count(comparison.known, 'finding was', 'findings were')} already.`,
    baseline === undefined ? '' : `${baseline.known} known from the baseline ${markdownCode(baseline.file)}.`,
    comment + annotation === 0 ? '' : `${comment + annotation} suppressed with a reason.`,
  ].filter((part) => part !== '').join(' ')
}

function troubleList(report: Report, { locate }: ReportContext): string[] {
  const list = troubles(report).slice(0, reasonsShown * 4)
  return list.length === 0 ? [] : [list.map(({ file, message }) => `- ⚠️ ${markdownCode(locate(file))}: ${cell(message)}`).join('\n')]
}

function table(findings: readonly Finding[], positions: Positions): string {
  const rows = findings.map(({ severity, rule, stage, message, file, span, resource }) => {
    const what = resource === undefined ? '' : ` <br><sub>${cell(resourceTitle(resource))}</sub>`
    return `| ${signs[severity]}&nbsp;${severity} | ${positions.at(file, span.start).line} | ${cell(message)}${what} | ${markdownCode(rule)} | ${stage} |`
  })
  return ['| | line | finding | rule | stage |', '| --- | ---: | --- | --- | --- |', ...rows].join('\n')
}

function cell(text: string): string {
  return markdownText(cut(text, messageLength))
}

/** Source lines, related places and repairs. */
function folded(findings: readonly Finding[], positions: Positions, context: ReportContext): string {
  const blocks = findings.map((finding) => block(finding, positions, context))
  return `<details><summary>Source lines and repairs</summary>\n\n${blocks.join('\n\n')}\n\n</details>`
}

function block({ rule, severity, file, span, related, fix }: Finding, positions: Positions, { locate }: ReportContext): string {
  const places = [{ file, span, message: '' }, ...related.slice(0, relatedShown)]
  const lastLine = Math.max(...places.map((place) => positions.at(place.file, place.span.start).line))
  const style = { colors: noColors, gutter: String(lastLine).length + 1, width: frameWidth, mark: '^', paint: noColors.bold }
  const parts = [`**${signs[severity]} line ${positions.at(file, span.start).line}** ${markdownCode(rule)}`]
  for (const place of places) {
    if (place.message !== '') parts.push(`${markdownCode(locate(place.file))}: ${cell(place.message)}`)
    parts.push(markdownBlock(codeFrame(positions.index(place.file), place.span, style)))
  }
  if (related.length > relatedShown) parts.push(`and ${count(related.length - relatedShown, 'more place')}`)
  if (fix !== undefined) parts.push(`${fix.safety === 'safe' ? 'Fix (`--fix`)' : 'Suggestion'}: ${cell(fix.title)}`)
  return parts.join('\n\n')
}

/** Nothing is skipped in silence: the reasons with how often, folded. */
function skippedList(report: Report): string[] {
  const reasons = outcomes(report)
  if (reasons.length === 0) return []
  const lines = reasons.slice(0, reasonsShown).map(({ status, reason, files, count: times }) => {
    const [first = ''] = files
    const more = files.length > 1 ? ` and ${count(files.length - 1, 'more file')}` : ''
    return `- ${status === 'partial' ? 'checked in part' : status} ${times}: ${cell(reason)} (${markdownCode(first)}${more})`
  })
  if (reasons.length > reasonsShown) lines.push(`- and ${count(reasons.length - reasonsShown, 'more reason')}`)
  const notes = report.notes.slice(0, reasonsShown).map((note) => `- ${cell(note)}`)
  return [`<details><summary>Not, or not fully, checked</summary>\n\n${[...lines, ...notes].join('\n')}\n\n</details>`]
}
