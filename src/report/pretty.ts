import type { Finding, Report } from '../rule/finding.js'
import type { Severity } from '../rule/rule.js'
import { countSeverities, resourceTitle } from './counts.js'
import type { Colors } from './colors.js'
import { codeFrame, type FrameStyle } from './frame.js'
import { Positions } from './positions.js'
import type { ReportContext } from './reporter.js'
import { summary } from './summary.js'
import { displayWidth, visible, wrap } from './visible.js'
import { count } from '../text/count.js'

/** How many related places of a finding are drawn; the others are counted. */
const relatedShown = 4
const widest = 120

/** The report for people: findings by file with code frames, then what became of every document. */
export function pretty(report: Report, context: ReportContext): string {
  const { colors } = context
  const positions = new Positions(report.files)
  const parts: string[] = []
  for (const [file, findings] of byFile(report.findings)) {
    parts.push(fileHeader(file, findings, colors))
    for (const finding of findings) parts.push(block(finding, positions, context))
  }
  for (const { rule, file: at, resource, error } of report.failures) {
    const where = resource === undefined ? '' : ` on ${visible(resourceTitle(resource))}`
    parts.push(`${colors.red('our bug')} rule ${rule} failed${where} in ${visible(at)}: ${visible(error)}\n`)
  }
  if (!(context.quiet ?? false)) parts.push(summary(report, context))
  return parts.join('\n')
}

function paint(severity: Severity, colors: Colors): (text: string) => string {
  return severity === 'error' ? colors.red : severity === 'warning' ? colors.yellow : colors.cyan
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = files.get(finding.file)
    if (group === undefined) files.set(finding.file, [finding])
    else group.push(finding)
  }
  return files
}

function fileHeader(file: string, findings: readonly Finding[], colors: Colors): string {
  const { error, warning, info } = countSeverities(findings)
  const counts = [
    error > 0 ? colors.red(count(error, 'error')) : '',
    warning > 0 ? colors.yellow(count(warning, 'warning')) : '',
    info > 0 ? colors.cyan(`${info} info`) : '',
  ]
  return `${colors.bold(colors.underline(visible(file)))}  ${counts.filter((count) => count !== '').join(', ')}\n`
}

function block(finding: Finding, positions: Positions, context: ReportContext): string {
  const { colors } = context
  const { rule, severity, stage, message, file, span, resource, related, fix } = finding
  const color = paint(severity, colors)
  const shownRelated = related.slice(0, relatedShown)
  const lastLine = Math.max(...[finding, ...shownRelated].map((place) => positions.at(place.file, place.span.start).line))
  const gutter = Math.max(4, String(lastLine).length + 2)
  const width = Math.min(context.width ?? widest, widest)
  const style: FrameStyle = { colors, gutter, width: width - gutter - 4, mark: '^', paint: color }
  const margin = ' '.repeat(gutter + 1)
  const place = (at: string, offset: number): string => {
    const { line, column } = positions.at(at, offset)
    return `${visible(at)}:${line}:${column}`
  }

  // Beside the frames there is a rail; what is too long for a line goes on below, on the rail.
  const rail = (mark: string, at: string, owner: string, text: string): string[] => {
    const room = context.width === undefined ? Infinity : width - gutter - 3
    const lines = [{ plain: at, painted: colors.cyan(at) }]
    const add = (plain: string, painted: string, joint: string): void => {
      const last = lines.at(-1)
      if (last !== undefined && displayWidth(last.plain + joint + plain) <= room) lines.splice(-1, 1, { plain: last.plain + joint + plain, painted: last.painted + joint + painted })
      else lines.push(...wrap(plain, room - 2).map((line) => ({ plain: `  ${line}`, painted: `  ${plain === painted ? line : colors.dim(line)}` })))
    }
    if (owner !== '') add(`in ${owner}`, colors.dim(`in ${owner}`), ' ')
    if (text !== '') add(text, text, ': ')
    return lines.map(({ painted }, index) => `${margin}${colors.dim(index === 0 ? mark : '│')} ${painted}`)
  }

  const lines = [`${colors.bold(color(severity))} ${colors.bold(rule)} ${colors.dim(`(${stage})`)}`]
  const sentence = context.width === undefined ? [visible(message)] : wrap(visible(message), width - 2)
  lines.push(...sentence.map((line) => `  ${line}`))
  const own = resource === undefined ? '' : visible(resourceTitle(resource))
  lines.push(...rail('╭', place(file, span.start), own, ''))
  lines.push(...codeFrame(positions.index(file), span, style))
  for (const other of shownRelated) {
    const owner = other.resource === undefined ? '' : visible(resourceTitle(other.resource))
    // The resource that the finding is about need not be named again.
    lines.push(...rail('├', place(other.file, other.span.start), other.file === file && owner === own ? '' : owner, visible(other.message)))
    lines.push(...codeFrame(positions.index(other.file), other.span, { ...style, mark: '-', paint: colors.blue }))
  }
  const notes: string[] = []
  if (related.length > relatedShown) notes.push(colors.dim(`and ${related.length - relatedShown} more places`))
  if (fix !== undefined) notes.push(`${colors.green(fix.safety === 'safe' ? 'fix' : 'suggestion')} ${visible(fix.title)}${fix.safety === 'safe' ? colors.dim(' (--fix)') : ''}`)
  notes.forEach((note, index) => lines.push(`${margin}${colors.dim(index === notes.length - 1 ? '╰' : '├')} ${note}`))
  return `${lines.join('\n')}\n`
}
