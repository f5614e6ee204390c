import { fingerprints } from '../rule/fingerprint.js'
import type { Report } from '../rule/finding.js'
import type { Severity } from '../rule/rule.js'
import { Positions } from './positions.js'
import { troubles } from './ranked.js'
import type { ReportContext } from './reporter.js'
import { visible } from './visible.js'

const severities: Readonly<Record<Severity, 'critical' | 'major' | 'info'>> = { error: 'critical', warning: 'major', info: 'info' }

/** GitLab's Code Quality report: an array, empty when nothing was found. GitLab shows only the first entry of equal fingerprints; ours differ. */
export function gitlab(report: Report, { locate }: ReportContext): string {
  const positions = new Positions(report.files)
  const prints = fingerprints(report.findings)
  const { createHash } = process.getBuiltinModule('node:crypto')
  const entries = [
    ...troubles(report).map(({ file, message, name }, index) => ({
      description: visible(message),
      check_name: name,
      fingerprint: `${createHash('sha256').update(JSON.stringify([name, file])).digest('hex').slice(0, 32)}:t${index}`,
      severity: 'blocker',
      location: { path: locate(file), lines: { begin: 1 } },
    })),
    ...report.findings.map(({ rule, severity, message, file, span }, index) => ({
      description: visible(message),
      check_name: rule,
      fingerprint: prints[index] ?? '',
      severity: severities[severity],
      location: { path: locate(file), lines: { begin: positions.at(file, span.start).line } },
    })),
  ]
  return entries.length === 0 ? '[]\n' : `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`
}
