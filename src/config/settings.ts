import { levelOf, presetSetting, severityOf } from '../rule/levels.js'
import type { Rule, RuleSetting } from '../rule/rule.js'
import type { RuleLevel, Settings } from '../rule/settings.js'
import { closest } from '../text/closest.js'
import { presetNames, type Config, type PresetName, type RuleChoice } from './config.js'
import { judgeNamed, kafkaComplaint, strimziComplaint } from './versions.js'

/** What a person decides for one run; it goes over the configuration file. */
export interface Choices {
  /** `auto`, a release, a part of one, `latest`, or a range. */
  readonly strimzi?: string
  readonly kafka?: string
  readonly preset?: string
  /** Rule ids and areas; empty: all. A rule that is named runs even if it is off. */
  readonly only: readonly string[]
  /** Rule ids and areas. */
  readonly skip: readonly string[]
}

export const noChoices: Choices = { only: [], skip: [] }

/** What is wrong with choices, in the words of the command line; empty when they can be used. */
export function checkChoices(choices: Choices, rules: readonly Rule[]): string[] {
  const complaints: string[] = []
  if (choices.strimzi !== undefined) complaints.push(...asList(strimziComplaint(choices.strimzi)))
  if (choices.kafka !== undefined) complaints.push(...asList(kafkaComplaint(choices.kafka)))
  if (choices.preset !== undefined && !isPreset(choices.preset)) {
    const near = closest(choices.preset, presetNames)
    complaints.push(`unknown preset "${choices.preset}"${near === undefined ? ` (${presetNames.join(', ')})` : `: did you mean ${near}?`}`)
  }
  const names = new Set(rules.flatMap(({ id, area }) => [id, area]))
  for (const name of [...choices.only, ...choices.skip]) {
    if (names.has(name)) continue
    const near = closest(name, names)
    complaints.push(`unknown rule or area "${name}"${near === undefined ? ': strimzi-lint rules lists them' : `: did you mean ${near}?`}`)
  }
  return complaints
}

function asList(complaint: string | undefined): string[] {
  return complaint === undefined ? [] : [complaint]
}

function isPreset(name: string): name is PresetName {
  return presetNames.some((preset) => preset === name)
}

/** The settings of a run: defaults, then presets, then the configuration file, then the choices for this run, which must have been checked. */
export function resolveSettings(rules: readonly Rule[], config: Config, choices: Choices): Settings {
  const preset = choices.preset !== undefined && isPreset(choices.preset) ? [choices.preset] : config.extends
  const presets = preset.length === 0 ? (['recommended'] as const) : preset
  const only = new Set(choices.only)
  const skip = new Set(choices.skip)
  const levels = new Map<string, RuleLevel>()
  for (const rule of rules) {
    if (skip.has(rule.id) || skip.has(rule.area) || (only.size > 0 && !only.has(rule.id) && !only.has(rule.area))) continue
    const level = levelOf(rule, settingOf(rule, presets, config, only.has(rule.id)))
    if (level !== undefined) levels.set(rule.id, level)
  }
  const kafka = choices.kafka ?? config.kafka
  return {
    ...judgeNamed(choices.strimzi ?? config.strimzi ?? 'auto'),
    ...(choices.strimzi !== undefined && choices.strimzi !== 'auto' && { literal: true }),
    ...(kafka !== undefined && { kafka }),
    tenants: config.tenants,
    levels: () => levels,
  }
}

/** What the presets and the configuration file make of a rule: the last severity counts, options add up. A rule that is named is not off. */
function settingOf(rule: Rule, presets: readonly PresetName[], config: Config, named: boolean): RuleSetting {
  const settings = presets.map((preset) => presetSetting(rule, preset))
  const configured = config.rules.get(rule.id)
  const severity = configured?.severity ?? severityOf(settings.at(-1) ?? 'off')
  const options = Object.assign({}, ...settings.map((setting) => (typeof setting === 'string' ? {} : setting[1])), configured?.options) as RuleChoice['options']
  return [severity === 'off' && named ? severityOf(presetSetting(rule, 'all')) : severity, options]
}
