import type { Severity } from '../rule/rule.js'
import type { Tenant } from '../rule/settings.js'
import type { Span } from '../text/span.js'

/** The presets that a person can name; `all` is every rule at its production severity, and at `info` where production has it off. */
export const presetNames = ['recommended', 'production', 'dev', 'all'] as const
export type PresetName = (typeof presetNames)[number]

/** What a configuration file says about one rule. Options that it does not name keep the value of the preset. */
export interface RuleChoice {
  readonly severity: Severity | 'off'
  readonly options: Readonly<Record<string, unknown>>
}

/** A configuration file, read and checked. */
export interface Config {
  readonly strimzi?: string
  readonly kafka?: string
  /** Presets, later ones over earlier ones; empty: the default preset. */
  readonly extends: readonly PresetName[]
  readonly rules: ReadonlyMap<string, RuleChoice>
  readonly tenants: readonly Tenant[]
  /** Globs as in .gitignore, relative to the folder of the file. */
  readonly ignore: readonly string[]
}

/** A mistake in a configuration file. */
export interface ConfigProblem {
  readonly span: Span
  /** Where in the file, as people write it: `rules["topic-name"]`. */
  readonly path: string
  readonly message: string
}

export const emptyConfig: Config = { extends: [], rules: new Map(), tenants: [], ignore: [] }
