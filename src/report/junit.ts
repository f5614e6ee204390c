import type { Finding, Report } from '../rule/finding.js'
import { resourceTitle } from './counts.js'
import { Positions } from './positions.js'
import { fails, troubles, type Trouble } from './ranked.js'
import type { ReportContext } from './reporter.js'
import { visible } from './visible.js'

/** A test case: an element with what went wrong in it, or nothing. */
interface TestCase {
  readonly xml: string
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped'
}

/**
 * JUnit XML as Jenkins, GitLab and Azure read it: a suite for each file, in it a test case for each finding, or one that passed, or was skipped.
 * A finding that does not fail the run (`failOn`) is a passed test with its text as output, so that the report and the exit code agree.
 */
export function junit(report: Report, context: ReportContext): string {
  const positions = new Positions(report.files)
  const suites = new Map<string, TestCase[]>()
  const casesOf = (file: string): TestCase[] => {
    let cases = suites.get(file)
    if (cases === undefined) suites.set(file, (cases = []))
    return cases
  }
  for (const trouble of troubles(report)) casesOf(trouble.file).push(troubled(trouble, context))
  for (const finding of report.findings) casesOf(finding.file).push(found(finding, positions, context))
  for (const [file, reason] of quietFiles(report, suites)) {
    const content = reason === undefined ? '' : `<skipped>${escape(reason)}</skipped>`
    casesOf(file).push({ xml: testCase('no findings', context.locate(file), content), outcome: reason === undefined ? 'passed' : 'skipped' })
  }
  const all = [...suites.values()].flat()
  const body = [...suites].map(([file, cases]) =>
    `  <testsuite name="${escape(context.locate(file))}" ${counts(cases)} skipped="${number(cases, 'skipped')}">\n${cases.map(({ xml }) => xml).join('')}  </testsuite>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="strimzi-lint" ${counts(all)}>\n${body.join('')}</testsuites>\n`
}

/** Files without a finding: undefined for those of which something was checked, a reason for those that were skipped as a whole. */
function quietFiles(report: Report, others: ReadonlyMap<string, unknown>): ReadonlyMap<string, string | undefined> {
  const files = new Map<string, string | undefined>()
  for (const { file, status, reason } of [...report.unread, ...report.documents]) {
    if (others.has(file) || (files.has(file) && files.get(file) === undefined)) continue
    files.set(file, status === 'skipped' ? (files.get(file) ?? reason ?? 'skipped') : undefined)
  }
  return files
}

function counts(cases: readonly TestCase[]): string {
  return `tests="${cases.length}" failures="${number(cases, 'failure')}" errors="${number(cases, 'error')}"`
}

function number(cases: readonly TestCase[], outcome: TestCase['outcome']): number {
  return cases.filter((each) => each.outcome === outcome).length
}

function found(finding: Finding, positions: Positions, { locate, failOn = 'error' }: ReportContext): TestCase {
  const { rule, severity, stage, message, file, span, path, resource, related } = finding
  const { line, column } = positions.at(file, span.start)
  const where = [resource === undefined ? '' : resourceTitle(resource), path].filter((part) => part !== '').join(' ')
  const lines = [
    `${locate(file)}:${line}:${column}: ${severity} (${stage}): ${message}`,
    ...related.map((other) => `${locate(other.file)}:${positions.at(other.file, other.span.start).line}: ${other.message}`),
  ]
  const text = lines.map((each) => escape(each)).join('\n')
  const failed = fails(severity, failOn)
  const content = failed
    ? `<failure type="${severity}" message="${escape(message)}">${text}</failure>`
    : `<system-out>${text}</system-out>`
  return { xml: testCase(where === '' ? rule : `${rule}: ${where}`, locate(file), content), outcome: failed ? 'failure' : 'passed' }
}

function troubled({ file, name, message }: Trouble, { locate }: ReportContext): TestCase {
  return { xml: testCase(name, locate(file), `<error type="${escape(name)}" message="${escape(message)}"/>`), outcome: 'error' }
}

/** Class and name hold no line numbers: servers follow a test from build to build by them. */
function testCase(name: string, file: string, content: string): string {
  const open = `    <testcase name="${escape(name)}" classname="${escape(file)}"`
  return content === '' ? `${open}/>\n` : `${open}>${content}</testcase>\n`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&apos;' }

/** Text for XML 1.0, which knows neither control characters, not even escaped, nor U+FFFE and U+FFFF. */
function escape(text: string): string {
  return visible(text).replace(/[\ufffe\uffff]/g, '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
