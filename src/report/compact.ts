import type { Report } from '../rule/finding.js'
import { Positions } from './positions.js'
import { troubles } from './ranked.js'
import { visible } from './visible.js'

/** One line for each finding, in the form that compilers print and editors read: `file:line:column: severity: message [rule]`. */
export function compact(report: Report): string {
  const positions = new Positions(report.files)
  const lines = report.findings.map(({ file, span, severity, message, rule }) => {
    const { line, column } = positions.at(file, span.start)
    return `${visible(file)}:${line}:${column}: ${severity}: ${visible(message)} [${visible(rule)}]\n`
  })
  const failed = troubles(report).map(({ file, message, name }) => `${visible(file)}:1:1: error: ${visible(message)} [${visible(name)}]\n`)
  return [...failed, ...lines].join('')
}
