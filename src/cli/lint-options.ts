import type { Choices } from '../config/settings.js'
import { formatNames, type Format } from '../report/reporter.js'
import type { Severity } from '../rule/rule.js'
import { closest } from '../text/closest.js'

/** Where a report goes: a file, or standard output. */
export interface Target {
  readonly format: Format
  readonly file?: string
}

export interface LintOptions extends Choices {
  readonly paths: readonly string[]
  readonly targets: readonly Target[]
  readonly know: readonly string[]
  readonly crds?: readonly string[]
  readonly config?: string | false
  readonly baseline?: string | false
  readonly diffBase?: string
  readonly markdown: boolean
  readonly failOn: Severity | 'never'
  readonly fix: boolean
  readonly diff: boolean
  readonly standardInput?: string
  readonly color?: boolean
  readonly quiet: boolean
}

const failOnNames = ['error', 'warning', 'info', 'never'] as const

/** What a command line says, before it is looked at. */
export interface RawOptions {
  format?: string[]
  strimzi?: string
  kafka?: string
  preset?: string
  only?: string[]
  skip?: string[]
  know?: string[]
  crds?: string[]
  config?: string | boolean
  baseline?: string | boolean
  diffBase?: string
  markdown?: boolean
  failOn: string
  fix?: boolean
  diff?: boolean
  stdinFilename?: string
  color?: boolean
  quiet?: boolean
}

/** An option as commander writes it. */
export interface Flag {
  readonly flags: string
  readonly description: string
  readonly default?: string
  /** For options that may be given more than once: what was given, with one value more. */
  readonly collect?: (value: string, before?: readonly string[]) => string[]
}

/** The options of a lint run. */
export const lintFlags: readonly Flag[] = [
  { flags: '--format <format[=file]>', description: `${formatNames.join(', ')}; repeatable, with a file to write to (default: pretty)`, collect },
  { flags: '--strimzi <release>', description: 'what judges: auto (the newest release that fits the manifests), 1.2.0, 1.2, latest, or all of 0.45..1.2' },
  { flags: '--kafka <version>', description: 'the Kafka version to assume (default: what the manifest says)' },
  { flags: '--preset <preset>', description: 'recommended, production, dev, all (default: recommended)' },
  { flags: '--only <names>', description: 'run only these rules or areas; repeatable, or separated by commas', collect: collectNames },
  { flags: '--skip <names>', description: 'leave out these rules or areas', collect: collectNames },
  { flags: '--crds <path>', description: 'judge by these CustomResourceDefinitions: files, folders, globs; repeatable', collect },
  { flags: '--know <path>', description: 'read for context, report nothing on it; repeatable', collect },
  { flags: '--markdown', description: 'take Markdown files in folders too: their YAML blocks' },
  { flags: '--config <file>', description: 'the configuration file (default: the nearest strimzi-lint.yaml upward)' },
  { flags: '--no-config', description: 'use no configuration file' },
  { flags: '--baseline <file>', description: 'known findings, which do not fail the run (default: what the configuration names)' },
  { flags: '--no-baseline', description: 'use no baseline' },
  { flags: '--diff-base <revision>', description: 'report only what is new since a git revision' },
  { flags: '--fail-on <severity>', description: 'exit with 1 at findings of this severity: error, warning, info, never', default: 'error' },
  { flags: '--fix', description: 'repair what can be repaired safely' },
  { flags: '--diff', description: 'print what --fix would change, and change nothing' },
  { flags: '--stdin-filename <name>', description: 'the name to report for standard input' },
  { flags: '--quiet', description: 'print findings only, no summary' },
]

/** The options of every command. */
export const colorFlags: readonly Flag[] = [
  { flags: '--color', description: 'colours even when nobody seems to look' },
  { flags: '--no-color', description: 'no colours' },
]

/** What a person is told about a wrong command line. */
export class UsageError extends Error {}

export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

export function collectNames(value: string, before: readonly string[] = []): string[] {
  return [...before, ...value.split(',').map((name) => name.trim()).filter((name) => name !== '')]
}

/** What chooses rules and judges. */
export function chosen({ strimzi, kafka, preset, only, skip, config }: RawOptions): Choices & { readonly config?: string | false } {
  return {
    ...(strimzi !== undefined && { strimzi }),
    ...(kafka !== undefined && { kafka }),
    ...(preset !== undefined && { preset }),
    only: only ?? [],
    skip: skip ?? [],
    ...(config !== undefined && config !== true && { config }),
  }
}

/** The options of a lint run; throws a UsageError when they do not fit together. */
export function lintOptions(paths: readonly string[], raw: RawOptions): LintOptions {
  const { stdinFilename, color, baseline, diffBase } = raw
  if (diffBase !== undefined && (raw.fix === true || raw.diff === true)) throw new UsageError('--diff-base compares what is there: leave out --fix and --diff')
  if (stdinFilename !== undefined && !paths.includes('-')) throw new UsageError('--stdin-filename names standard input, which is not read: add - to the paths')
  return {
    paths,
    targets: targets(raw.format ?? ['pretty']),
    ...chosen(raw),
    know: raw.know ?? [],
    ...(raw.crds !== undefined && { crds: raw.crds }),
    ...(baseline !== undefined && baseline !== true && { baseline }),
    ...(diffBase !== undefined && { diffBase }),
    markdown: raw.markdown ?? false,
    failOn: oneOf(raw.failOn, failOnNames, 'severity for --fail-on'),
    fix: raw.fix ?? false,
    diff: raw.diff ?? false,
    ...(stdinFilename !== undefined && { standardInput: stdinFilename }),
    ...(color !== undefined && { color }),
    quiet: raw.quiet ?? false,
  }
}

function targets(names: readonly string[]): Target[] {
  const list = names.map((name): Target => {
    const [, format = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(name) ?? []
    if (file === '') throw new UsageError(`--format ${name} names no file after =`)
    return { format: oneOf(format, formatNames, 'format'), ...(file !== undefined && { file }) }
  })
  const onOutput = list.filter(({ file }) => file === undefined)
  if (onOutput.length > 1) {
    throw new UsageError(`only one report fits on standard output: give ${onOutput.slice(1).map(({ format }) => `${format} a file (--format ${format}=FILE)`).join(' and ')}`)
  }
  return list
}

/** The one of `names` that was meant; throws a UsageError when it is none. */
export function oneOf<Name extends string>(name: string, names: readonly Name[], what: string): Name {
  const known = names.find((each) => each === name)
  if (known !== undefined) return known
  const near = closest(name, names)
  throw new UsageError(`unknown ${what} "${name}"${near === undefined ? ` (${names.join(', ')})` : `: did you mean ${near}?`}`)
}
