import type { OptionSchemas, Preset, Rule, RuleSetting, Severity } from './rule.js'
import type { RuleLevel } from './settings.js'

/** The setting of a rule in a preset; `all` is every rule at its production severity. */
export function presetSetting(rule: Rule, preset: Preset | 'all'): RuleSetting {
  return rule.presets[preset === 'all' ? 'production' : preset]
}

/** The setting of a rule that is asked for by name: its production severity, and `info` for one that every preset has off. */
export function namedSetting(rule: Rule): RuleSetting {
  const setting = presetSetting(rule, 'all')
  if (severityOf(setting) !== 'off') return setting
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
