import { closeSync, openSync } from 'node:fs'
import { lintProject } from '../config/lint-project.js'
import { openProject, type Refusal } from '../config/project.js'
import { colorsFor, noColors } from '../report/colors.js'
import { failsRun } from '../report/ranked.js'
import { formats, type ReportContext, type Text } from '../report/reporter.js'
import type { LintInput } from '../engine/input.js'
import type { Report } from '../rule/finding.js'
import type { Severity } from '../rule/rule.js'
import { rules } from '../../rules/index.js'
import type { LintOptions, Target } from './lint-options.js'
import type { ExitCode } from './run.js'
import { terminalWidth, wantsColor, writeAll } from './terminal.js'
import { tuneV8 } from './tune-v8.js'
import { version } from './version.js'
import { count } from '../text/count.js'

/** From this many characters on, a person at a terminal is told what takes so long. */
const longRun = 4_000_000

/** Reads what the options name, lints it, repairs it when asked, and delivers the reports. Then what was compiled is worth keeping. */
export async function lintCommand(options: LintOptions, keepCompiled: () => void): Promise<ExitCode> {
  const start = now()
  const project = await openProject({ ...options, cwd: process.cwd() }, rules)
  if ('complaints' in project) return await refuse(project, options)

  const { input, missing, locate } = project
  const size = [...input.files, ...(input.known ?? [])].reduce((sum, { text }) => sum + text.length, 0)
  const tuned = tuneV8(size)
  const endProgress = showProgress(input, size)
  const { report, output } = options.fix || options.diff
    ? await (await import('./fix.js')).repair(project, rules, options)
    : { report: await lintProject(project, rules), output: undefined }
  endProgress()

  const context: ReportContext = { version, rules, locate, colors: noColors, quiet: options.quiet, failOn: options.failOn, milliseconds: now() - start }
  if (output !== undefined) writeAll(1, output)
  const delivered = await deliver(report, options, context, output === undefined ? 1 : 2)
  // V8 would refuse it in a run with other flags.
  if (!tuned && report.documents.some(({ status }) => status === 'checked')) keepCompiled()
  return delivered ? exitCode(report, options.failOn, missing) : 2
}

/** Milliseconds from any moment on. `performance` would load a part of Node that nothing else needs. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** 2 when a path names nothing or a rule threw, 1 at findings as grave as `failOn` or files that could not be read, else 0. */
function exitCode(report: Report, failOn: Severity | 'never', missing: readonly string[]): ExitCode {
  if (missing.length > 0 || report.failures.length > 0) return 2
  return failsRun(report, failOn) ? 1 : 0
}

/** Writes each report to its place; false when a file cannot be written. */
async function deliver(report: Report, options: LintOptions, context: ReportContext, descriptor: 1 | 2): Promise<boolean> {
  let delivered = true
  for (const { format, file } of options.targets) {
    const reporter = await formats[format]()
    if (file === undefined) {
      const width = terminalWidth(descriptor)
      const colors = await colorsFor(wantsColor(options.color, process.env, descriptor))
      writeAll(descriptor, reporter(report, { ...context, colors, ...(width !== undefined && { width }) }))
    } else {
      delivered = writeReport({ format, file }, reporter(report, context)) && delivered
    }
  }
  return delivered
}

function writeReport({ format, file = '' }: Target, text: Text): boolean {
  try {
    const descriptor = openSync(file, 'w')
    try {
      if (!writeAll(descriptor, text)) throw new Error('nobody reads it')
    } finally {
      closeSync(descriptor)
    }
    return true
  } catch (error) {
    writeAll(2, `error: the ${format} report cannot be written: ${error instanceof Error ? error.message : String(error)}\n`)
    return false
  }
}

/** Says why nothing was linted. */
export async function refuse({ complaints, mistakes, files }: Refusal, options: Pick<LintOptions, 'color'>): Promise<ExitCode> {
  for (const complaint of complaints) writeAll(2, `error: ${complaint}\n`)
  if (mistakes.length > 0) {
    const { pretty } = await import('../report/pretty.js')
    const report: Report = { findings: mistakes, suppressed: [], documents: [], files, unread: [], strimzi: [], failures: [], notes: [] }
    const width = terminalWidth(2)
    const colors = await colorsFor(wantsColor(options.color, process.env, 2))
    writeAll(2, pretty(report, { version, rules, locate: (file) => file, colors, quiet: true, ...(width !== undefined && { width }) }))
    writeAll(2, `\nNothing was linted: ${mistakes.every(({ rule }) => rule === 'baseline') ? 'the baseline' : 'the configuration'} has ${count(mistakes.length, 'mistake')}\n`)
  }
  return 2
}

/** Tells a person at a terminal what is going on while a large input is linted; the returned function takes the line away. */
function showProgress({ files }: LintInput, size: number): () => void {
  if (size < longRun || terminalWidth(2) === undefined) return () => undefined
  writeAll(2, `Linting ${count(files.length, 'file')}, ${(size / 1e6).toFixed(1)} MB …`)
  return () => writeAll(2, '\r\u001b[K')
}
