import type { Finding, Report } from '../rule/finding.js'
import type { Severity } from '../rule/rule.js'

/** The order of severities, the gravest first. */
export const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Findings with the gravest first; among equals the order of the report stays. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => gravity[a.severity] - gravity[b.severity])
}

/** The gravest `count` findings, in the order of the report. */
export function worst(findings: readonly Finding[], count: number): readonly Finding[] {
  if (findings.length <= count) return findings
  const kept = new Set(worstFirst(findings).slice(0, count))
  return findings.filter((finding) => kept.has(finding))
}

/** Is a finding of this severity grave enough to fail a run? */
export function fails(severity: Severity, failOn: Severity | 'never'): boolean {
  return failOn !== 'never' && gravity[severity] <= gravity[failOn]
}

/** Does a report fail its run: by findings as grave as `failOn`, or by files that could not be read? */
export function failsRun({ findings, unread }: Report, failOn: Severity | 'never'): boolean {
  return failOn !== 'never' && (findings.some(({ severity }) => fails(severity, failOn)) || unread.some(({ status }) => status === 'failed'))
}

/** Something that kept the run from judging, in a file: as grave as an error, although no rule says it. */
export interface Trouble {
  readonly file: string
  readonly message: string
  /** What stands where a rule would: `unreadable-file`, or the rule that failed. */
  readonly name: string
}

/** Files that could not be read, and rules that failed: without them a report with few findings would look better than it is. */
export function troubles(report: Report): readonly Trouble[] {
  return [
    ...report.failures.map(({ rule, file, error }) => ({ file, name: rule, message: `rule ${rule} failed, which is our bug: ${error}` })),
    ...report.unread.flatMap(({ file, status, reason }) =>
      (status === 'failed' ? [{ file, name: 'unreadable-file', message: `not checked: ${reason}` }] : [])),
  ]
}
