import { resolve } from 'node:path'
import { getBooleanInput, getInput, getMultilineInput } from '@actions/core'
import type { ProjectChoices } from '../config/project.js'
import { formatNames, type Format } from '../report/reporter.js'
import type { Severity } from '../rule/rule.js'
import { closest } from '../text/closest.js'

/** A report that the workflow wants as a file (absolute path). */
export interface ReportFile {
  readonly format: Format
  readonly path: string
}

/** What the workflow asks for; action.yml has the defaults. */
export interface Inputs {
  /** The folder of the checkout. */
  readonly workspace: string
  readonly project: ProjectChoices
  readonly failOn: Severity | 'never'
  readonly files: readonly ReportFile[]
  /** The log for `upload-sarif`. */
  readonly sarifFile: string
  readonly changedOnly: boolean
  readonly annotations: boolean
  readonly summary: boolean
}

/** An input that makes no sense; the message is for the person who wrote the workflow. */
export class InputError extends Error {}

const failOnNames = ['error', 'warning', 'info', 'never'] as const

/** Reads the inputs as the runner hands them over: `default:` of action.yml filled in, all of them texts. */
export function readInputs(environment: NodeJS.ProcessEnv): Inputs {
  const workspace = environment.GITHUB_WORKSPACE ?? process.cwd()
  const cwd = resolve(workspace, getInput('working-directory'))
  const config = getInput('config')
  const project: ProjectChoices = {
    cwd,
    paths: getMultilineInput('paths'),
    know: getMultilineInput('know'),
    only: names('only'),
    skip: names('skip'),
    ...(config !== '' && { config }),
    ...optional('baseline'),
    ...optional('preset'),
    ...optional('strimzi'),
    ...optional('kafka'),
  }
  const sarifFile = getInput('sarif-file')
  return {
    workspace,
    project,
    failOn: oneOf(getInput('fail-on'), failOnNames, 'fail-on'),
    files: getMultilineInput('formats').map((line) => reportFile(line, cwd)),
    sarifFile: sarifFile === '' ? resolve(environment.RUNNER_TEMP ?? cwd, 'strimzi-lint.sarif') : resolve(cwd, sarifFile),
    changedOnly: flag('changed-only'),
    annotations: flag('annotations'),
    summary: flag('summary'),
  }
}

function optional<Name extends string>(name: Name): Partial<Record<Name, string>> {
  const value = getInput(name)
  return value === '' ? {} : ({ [name]: value } as Partial<Record<Name, string>>)
}

function names(input: string): string[] {
  return getInput(input).split(/[\s,]+/).filter((name) => name !== '')
}

function flag(input: string): boolean {
  try {
    return getBooleanInput(input)
  } catch {
    throw new InputError(`input ${input}: "${getInput(input)}" is neither true nor false`)
  }
}

function reportFile(line: string, cwd: string): ReportFile {
  const [, format = '', file = ''] = /^([^=]*)=?(.*)$/s.exec(line) ?? []
  if (file === '') throw new InputError(`input formats: "${line}" names no file; write ${format}=FILE, one on a line`)
  return { format: oneOf(format, formatNames, 'formats'), path: resolve(cwd, file) }
}

function oneOf<Name extends string>(name: string, known: readonly Name[], input: string): Name {
  const found = known.find((each) => each === name)
  if (found !== undefined) return found
  const near = closest(name, known)
  throw new InputError(`input ${input}: unknown "${name}"${near === undefined ? ` (${known.join(', ')})` : `: did you mean ${near}?`}`)
}
