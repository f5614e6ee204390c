import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import * as core from '@actions/core'
import packageJson from '../../package.json' with { type: 'json' }
import { rules } from '../../rules/index.js'
import { lintProject } from '../config/lint-project.js'
import { openProject, type Project, type Refusal } from '../config/project.js'
import { colorsFor, noColors } from '../report/colors.js'
import { countSeverities } from '../report/counts.js'
import { github } from '../report/github.js'
import { markdown } from '../report/markdown.js'
import { pretty } from '../report/pretty.js'
import { failsRun } from '../report/ranked.js'
import { formats, wholeText, type ReportContext } from '../report/reporter.js'
import { githubSarif } from '../report/sarif.js'
import type { Report } from '../rule/finding.js'
import { count } from '../text/count.js'
import { baseCommits } from './event.js'
import { InputError, readInputs, type Inputs } from './inputs.js'

const { version } = packageJson

/** The GitHub Action: reads the inputs, lints, and reports in the log, on the lines of the pull request, in the job summary and in files. */
export async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const inputs = readInputs(environment)
    const project = await open(inputs, environment)
    if ('complaints' in project) refuse(project, inputs)
    else await report(project, inputs)
  } catch (error) {
    if (error instanceof InputError) core.setFailed(error.message)
    else core.setFailed(`strimzi-lint ${version} failed; this is our bug, not yours. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}

/** The project, with the base of the event to compare with when that is asked for and can be had. */
async function open({ project, changedOnly }: Inputs, environment: NodeJS.ProcessEnv): Promise<Project | Refusal> {
  if (!changedOnly) return await openProject(project, rules)
  const bases = baseCommits(environment)
  for (const { name, revision } of bases) {
    const opened = await openProject({ ...project, diffBase: revision }, rules)
    if (!('complaints' in opened)) return opened.base === undefined ? opened : { ...opened, base: { ...opened.base, name } }
  }
  const plain = await openProject(project, rules)
  if ('complaints' in plain) return plain
  core.warning(bases.length === 0
    ? 'changed-only: this event has no base to compare with, so everything is reported'
    : 'changed-only: the base of this event is not in the clone, so everything is reported; give actions/checkout fetch-depth: 0')
  return plain
}

async function report(project: Project, inputs: Inputs): Promise<void> {
  const found = await lintProject(project, rules)
  const context: ReportContext = { version, rules, locate: project.locate, colors: noColors, failOn: inputs.failOn }
  verbatim(pretty(found, { ...context, colors: await colorsFor(true) }))
  if (inputs.annotations) process.stdout.write(github(found, context))
  if (inputs.summary) await writeSummary(markdown(found, context))

  // Code scanning compares with the base branch itself and takes what is missing for repaired: its log is complete.
  const everything = project.base === undefined ? found : await lintProject(withoutBase(project), rules)
  const written = [write(inputs.sarifFile, githubSarif(everything, context))]
  for (const { format, path } of inputs.files) written.push(write(path, wholeText((await formats[format]())(found, context))))
  const { error, warning, info } = countSeverities(found.findings)
  const outputs = {
    errors: error, warnings: warning, infos: info, total: found.findings.length,
    sarif: inputs.sarifFile, reports: inputs.files.map(({ path }) => path).join('\n'),
  }
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)

  if (project.missing.length > 0) core.setFailed(`nothing is at ${project.missing.join(', ')}`)
  else if (found.failures.length > 0) core.setFailed(`${count(found.failures.length, 'rule')} failed, which is our bug`)
  else if (failsRun(found, inputs.failOn) || written.includes(false)) process.exitCode = 1
}

function withoutBase({ base: _base, ...project }: Project): Project {
  return project
}

/** Adds to the job summary. Runners of other makers may have none. */
async function writeSummary(text: string): Promise<void> {
  try {
    await core.summary.addRaw(text).write()
  } catch (error) {
    core.warning(`the job summary cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Writes a report file; false, with an annotation that says why, when that cannot be. */
function write(path: string, text: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return true
  } catch (error) {
    core.error(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

/** Prints a text in which the runner looks for no commands: source lines of manifests are in it. Nobody can guess the word that ends it. */
function verbatim(text: string): void {
  const word = randomUUID()
  process.stdout.write(`::stop-commands::${word}\n${text}::${word}::\n`)
}

/** Says why nothing was linted. */
function refuse({ complaints, mistakes, files }: Refusal, { project: { cwd }, workspace }: Inputs): void {
  const locate = (file: string): string => relative(workspace, resolve(cwd, file)).replaceAll(sep, '/')
  const found: Report = { findings: mistakes, suppressed: [], documents: [], files, unread: [], strimzi: [], failures: [], notes: [] }
  process.stdout.write(github(found, { version, rules, locate, colors: noColors }))
  const reasons = mistakes.length === 0 ? complaints : [...complaints, count(mistakes.length, 'mistake in the configuration', 'mistakes in the configuration')]
  core.setFailed(`nothing was linted: ${reasons.join('; ')}`)
}
