import type { OptionSchemas, Preset, Rule, RuleSetting, Severity } from './rule.js'
import type { RuleLevel } from './settings.js'

/** The setting of a rule in a preset; `all` is every rule at its production severity, and `info` where production has it off. */
export function presetSetting(rule: Rule, preset: Preset | 'all'): RuleSetting {
  const setting = rule.presets[preset === 'all' ? 'production' : preset]
  if (preset !== 'all' || severityOf(setting) !== 'off') return setting
  return typeof setting === 'string' ? 'info' : ['info', setting[1]]
}

export function severityOf(setting: RuleSetting): Severity | 'off' {
  return typeof setting === 'string' ? setting : setting[0]
}

/** A setting as a level with all options filled in; undefined when the rule is off. */
export function levelOf(rule: Rule, setting: RuleSetting, options: Readonly<Record<string, unknown>> = {}): RuleLevel | undefined {
  const severity = severityOf(setting)
  if (severity === 'off') return undefined
  const given = typeof setting === 'string' ? {} : setting[1]
  return { severity, options: { ...defaultsOf(rule.options ?? {}), ...given, ...options } }
}

function defaultsOf(schemas: OptionSchemas): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema.default]))
}
