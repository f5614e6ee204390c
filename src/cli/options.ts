import { Command, CommanderError } from 'commander'
import type { Choices } from '../config/settings.js'
import { selectReleases } from '../facts/selection.js'
import { chosen, collect, collectNames, colorFlags, lintFlags, lintOptions, oneOf, UsageError, type Flag, type LintOptions, type RawOptions } from './lint-options.js'

export interface BaselineOptions extends Choices {
  readonly paths: readonly string[]
  readonly know: readonly string[]
  readonly config?: string | false
  readonly markdown: boolean
  /** The file; absent: the one that the configuration names, else one in the current folder. */
  readonly baseline?: string
  readonly update: boolean
  readonly acceptNew: boolean
  readonly color?: boolean
}

export interface ConfigOptions extends Choices {
  readonly path: string
  readonly config?: string | false
  readonly color?: boolean
}

export interface UpgradeOptions {
  readonly paths: readonly string[]
  readonly from: string
  readonly to: string
  readonly format: 'pretty' | 'json'
  readonly preset?: string
  readonly know: readonly string[]
  readonly config?: string | false
  readonly markdown: boolean
  readonly color?: boolean
}

/** What a command line asks for. */
export type Invocation =
  | { readonly command: 'lint'; readonly options: LintOptions }
  | { readonly command: 'baseline'; readonly options: BaselineOptions }
  | { readonly command: 'config'; readonly options: ConfigOptions }
  | { readonly command: 'diff'; readonly options: UpgradeOptions }
  | { readonly command: 'rules'; readonly format: 'table' | 'json'; readonly color?: boolean }
  | { readonly command: 'explain'; readonly name: string; readonly kafka?: string; readonly strimzi?: string; readonly format?: 'pretty' | 'json'; readonly color?: boolean }
  | { readonly command: 'lsp' }
  /** Nothing to run: help or version (0), or a mistake (2); `text` has been prepared for standard output or standard error. */
  | { readonly command: 'none'; readonly code: 0 | 2; readonly text: string }

/** Reads the arguments after `node strimzi-lint`. */
export function parseArguments(args: readonly string[], version: string): Invocation {
  let invocation: Invocation | undefined
  let output = ''
  const settle = (parse: () => Invocation): void => {
    try {
      invocation = parse()
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      invocation = { command: 'none', code: 2, text: `error: ${error.message}\n` }
    }
  }
  const program = new Command('strimzi-lint')
    // Otherwise the program would take the options of its commands that have the same name.
    .enablePositionalOptions()
    .description('Lints Strimzi manifests: Apache Kafka on Kubernetes, reviewed before apply.')
    .version(version)
    .argument('[paths...]', 'files, folders, globs, - for standard input (default: the current folder)')
  for (const flag of lintFlags) addOption(program, flag)
  program
    .addHelpText('after', '\nExit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or configuration, or a bug.')
    .action((paths: string[], options: RawOptions) => { settle(() => ({ command: 'lint', options: lintOptions(paths, options) })) })
  program.command('rules')
    .description('list all rules')
    .option('--format <format>', 'table, json', 'table')
    .action(({ format, color }: { format: string; color?: boolean }) => {
      settle(() => ({ command: 'rules', format: oneOf(format, ['table', 'json'], 'format'), ...colorOf(color, program) }))
    })
  program.command('explain')
    .description('say what a rule is about, why it matters and what is right; or what is known about a Kafka option: kafka:retention.ms')
    .argument('<rule>')
    .option('--kafka <version>', 'the Kafka version to explain an option for (default: the newest that is known)')
    .option('--strimzi <release>', 'the Strimzi release to explain an option for (default: the newest that is known)')
    .option('--format <format>', 'pretty, json: how an option is explained (default: pretty)')
    .action((name: string, raw: { kafka?: string; strimzi?: string; format?: string; color?: boolean }) => {
      settle(() => ({
        command: 'explain',
        name,
        ...(raw.kafka !== undefined && { kafka: raw.kafka }),
        ...(raw.strimzi !== undefined && { strimzi: raw.strimzi }),
        ...(raw.format !== undefined && { format: oneOf<'pretty' | 'json'>(raw.format, ['pretty', 'json'], 'format') }),
        ...colorOf(raw.color, program),
      }))
    })
  choosing(program.command('baseline'))
    .description('write down the findings of today, so that only new ones fail; --update takes out what is repaired')
    .argument('[paths...]', 'files, folders, globs (default: the current folder)')
    .option('--baseline <file>', 'the file (default: what the configuration names, else strimzi-lint-baseline.yaml)')
    .option('--update', 'take out what is repaired, and add nothing')
    .option('--accept-new', 'take in what is new as well')
    .option('--know <path>', 'read for context, take nothing of it; repeatable', collect)
    .option('--markdown', 'take Markdown files in folders too: their YAML blocks')
    .action((paths: string[], raw: RawBaselineOptions) => { settle(() => ({ command: 'baseline', options: baselineOptions(paths, raw, colorOf(raw.color, program)) })) })
  choosing(program.command('config'))
    .description('print the settings that hold for a file or folder, and what set them')
    .argument('[path]', 'a file or folder (default: the current folder)')
    .action((path: string | undefined, raw: RawOptions) => { settle(() => ({ command: 'config', options: { path: path ?? '.', ...chosen(raw), ...colorOf(raw.color, program) } })) })
  program.command('diff')
    .description('say what the upgrade from one Strimzi release to another means for the manifests')
    .argument('[paths...]', 'files, folders, globs, - for standard input (default: the current folder)')
    .requiredOption('--from <release>', 'the release that runs today: 0.45.2, 0.45')
    .option('--to <release>', 'the release to upgrade to', 'latest')
    .option('--format <format>', 'pretty, json', 'pretty')
    .option('--preset <preset>', 'recommended, production, dev, all (default: recommended)')
    .option('--know <path>', 'read for context, say nothing about it; repeatable', collect)
    .option('--markdown', 'take Markdown files in folders too: their YAML blocks')
    .option('--config <file>', 'the configuration file (default: the nearest strimzi-lint.yaml upward)')
    .option('--no-config', 'use no configuration file')
    .addHelpText('after', '\nExit codes: 0 all manifests go on working, 1 some must change, 2 wrong usage or configuration, or a bug.')
    .action((paths: string[], raw: RawUpgradeOptions) => { settle(() => ({ command: 'diff', options: upgradeOptions(paths, raw, colorOf(raw.color, program)) })) })
  program.command('lsp')
    .description('serve an editor over standard input and output (Language Server Protocol)')
    .option('--stdio', 'as clients say it; there is no other way')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => { settle(() => ({ command: 'lsp' })) })
  for (const command of [program, ...program.commands]) {
    for (const flag of colorFlags) addOption(command, flag)
    command.exitOverride().configureOutput({ writeOut: (text) => { output += text }, writeErr: (text) => { output += text } })
  }

  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { command: 'none', code: error.exitCode === 0 ? 0 : 2, text: output }
  }
  return invocation ?? { command: 'none', code: 0, text: output }
}

function addOption(command: Command, { flags, description, default: unless, collect: collecting }: Flag): void {
  if (collecting === undefined) command.option(flags, description, unless)
  else command.option<string[]>(flags, description, collecting)
}

interface RawBaselineOptions extends RawOptions {
  baseline?: string
  update?: boolean
  acceptNew?: boolean
}

/** The options that choose rules and what judges, for commands that have them as well. */
function choosing(command: Command): Command {
  return command
    .option('--strimzi <release>', 'what judges: auto, 1.2.0, 1.2, latest, or all of 0.45..1.2')
    .option('--kafka <version>', 'the Kafka version to assume')
    .option('--preset <preset>', 'recommended, production, dev, all (default: recommended)')
    .option('--only <names>', 'only these rules or areas; repeatable, or separated by commas', collectNames)
    .option('--skip <names>', 'leave out these rules or areas', collectNames)
    .option('--config <file>', 'the configuration file (default: the nearest strimzi-lint.yaml upward)')
    .option('--no-config', 'use no configuration file')
}

function baselineOptions(paths: readonly string[], raw: RawBaselineOptions, color: { color?: boolean }): BaselineOptions {
  const { baseline, know, markdown, update, acceptNew } = raw
  if (paths.includes('-')) throw new UsageError('a baseline is made of files, not of standard input')
  return {
    paths, ...chosen(raw), know: know ?? [], markdown: markdown ?? false,
    ...(baseline !== undefined && { baseline }),
    update: (update ?? false) || (acceptNew ?? false),
    acceptNew: acceptNew ?? false,
    ...color,
  }
}

interface RawUpgradeOptions extends Pick<RawOptions, 'preset' | 'know' | 'config' | 'markdown' | 'color'> {
  from: string
  to: string
  format: string
}

function upgradeOptions(paths: readonly string[], raw: RawUpgradeOptions, color: { color?: boolean }): UpgradeOptions {
  const { preset, config } = raw
  return {
    paths,
    from: oneRelease(raw.from, '--from'),
    to: oneRelease(raw.to, '--to'),
    format: oneOf(raw.format, ['pretty', 'json'], 'format'),
    ...(preset !== undefined && { preset }),
    know: raw.know ?? [],
    ...(config !== undefined && config !== true && { config }),
    markdown: raw.markdown ?? false,
    ...color,
  }
}

function oneRelease(name: string, option: string): string {
  const selected = selectReleases(name)
  if ('complaint' in selected) throw new UsageError(`${option}: ${selected.complaint}`)
  const [release, ...more] = selected
  if (release === undefined || more.length > 0) throw new UsageError(`${option} takes one release, not ${name}`)
  return release
}

function colorOf(own: boolean | undefined, program: Command): { color?: boolean } {
  const color = own ?? program.opts<RawOptions>().color
  return color === undefined ? {} : { color }
}
