import { resolve } from 'node:path'
import { emptyConfig, type Config } from '../config/config.js'
import { openConfig } from '../config/project.js'
import { provenance, type Provenance, type RuleProvenance } from '../config/provenance.js'
import { isFolder } from '../config/repository.js'
import { lastOf, presetChosen, resolveSettings, type Choices } from '../config/settings.js'
import { colorsFor, type Colors } from '../report/colors.js'
import { visible } from '../report/visible.js'
import { rules } from '../../rules/index.js'
import { count } from '../text/count.js'
import { refuse } from './lint.js'
import type { ConfigOptions } from './options.js'
import type { ExitCode } from './run.js'
import { wantsColor, writeAll } from './terminal.js'

/** Prints what holds for a file or folder: every rule that is on with its severity and options, and what says so. */
export async function configCommand(options: ConfigOptions): Promise<ExitCode> {
  const { path, color } = options
  const choices = { ...options, cwd: process.cwd(), paths: [path], know: [] }
  const opened = await openConfig(choices, rules)
  if (opened.complaints.length > 0 || opened.mistakes.length > 0) return await refuse(opened, options)
  const found = provenance(rules, opened.config, choices, path, isFolder(resolve(path)))
  const colors = await colorsFor(wantsColor(color, process.env, 1))
  writeAll(1, `${header(path, opened.config, choices)}\n\n${ruleLines(found, colors)}${partialLines(found, colors)}`)
  return 0
}

function header(path: string, config: Config, choices: Choices): string {
  const { strimzi, fleet, kafka, tenants } = resolveSettings([], config, choices)
  const presets = presetsOf(config)
  const lines: (readonly [string, string])[] = [
    ['settings for', path],
    ['configuration', filesOf(config).join(', extended by ') || 'none'],
    ['presets', presetChosen(choices) ?? (presets.length === 0 ? 'recommended (default)' : presets.join(', '))],
    ['judged by', strimzi === 'auto' ? 'the newest Strimzi release that fits (auto)' : `Strimzi ${fleet === undefined ? strimzi : `${fleet.at(-1) ?? ''} to ${fleet[0] ?? ''}`}`],
    ...(kafka === undefined ? [] : [['Kafka', kafka] as const]),
    ...(tenants.length === 0 ? [] : [['tenants', tenants.map(({ name }) => name).join(', ')] as const]),
    ...((baseline) => (baseline === undefined ? [] : [['baseline', baseline] as const]))(lastOf(config, (each) => each.baseline)),
  ]
  return lines.map(([name, value]) => `${name.padEnd(15)}${visible(value)}`).join('\n')
}

/** The files of a configuration, what is extended before what extends it. */
function filesOf({ extends: extended, source }: Config = emptyConfig): string[] {
  return [...extended.flatMap((each) => (typeof each === 'string' ? [] : filesOf(each))), ...(source === undefined ? [] : [source.path])]
}

function presetsOf({ extends: extended }: Config): string[] {
  return extended.flatMap((each) => (typeof each === 'string' ? [each] : presetsOf(each)))
}

function ruleLines({ rules: all }: Provenance, colors: Colors): string {
  const on = all.filter(({ level }) => level !== undefined)
  const off = all.filter(({ level, byPerson }) => level === undefined && byPerson)
  const width = Math.max(...all.map(({ rule }) => rule.id.length))
  let output = `${colors.bold(`${count(on.length, 'rule is', 'rules are')} on, ${all.length - on.length} off`)}\n`
  for (const area of new Set(on.map(({ rule }) => rule.area))) {
    output += `\n${colors.bold(area)}\n${on.filter(({ rule }) => rule.area === area).map((each) => ruleLine(each, width, colors)).join('')}`
  }
  return off.length === 0 ? output : `${output}\n${colors.bold('turned off')}\n${off.map((each) => ruleLine(each, width, colors)).join('')}`
}

function ruleLine({ rule, level, reasons }: RuleProvenance, width: number, colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan, off: colors.dim }
  const severity = level?.severity ?? 'off'
  const options = level === undefined || Object.keys(level.options).length === 0 ? '' : ` ${JSON.stringify(level.options)}`
  return `  ${paint[severity](severity.padEnd(8))} ${rule.id.padEnd(width)}  ${colors.dim(visible(reasons.join(' over ')))}${visible(options)}\n`
}

function partialLines({ partial }: Provenance, colors: Colors): string {
  if (partial.length === 0) return ''
  const blocks = partial.map(({ place, selectors, rules: set }) =>
    `  ${visible(place)}: ${visible(selectors)}\n${set.map(({ id, severity, options }) =>
      `    ${severity.padEnd(8)} ${id}${Object.keys(options).length === 0 ? '' : ` ${visible(JSON.stringify(options))}`}\n`).join('')}`)
  return `\n${colors.bold('for a part of it')}\n${blocks.join('')}`
}
