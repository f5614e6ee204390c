import { resolve } from 'node:path'
import { levelOf, namedSetting, severityOf } from '../rule/levels.js'
import type { Rule } from '../rule/rule.js'
import type { RuleLevel, Settings, Tenant } from '../rule/settings.js'
import { closest } from '../text/closest.js'
import { presetNames, type Config, type Override, type PresetName } from './config.js'
import { decide, layersOf, overrideOf, selectsResource, type Layer } from './decide.js'
import { judgeNamed, kafkaComplaint, strimziComplaint } from './versions.js'

/** What a person decides for one run; it goes over the configuration file. */
export interface Choices {
  /** The folder that file names are relative to; absent: that of the process. */
  readonly cwd?: string
  /** The day of the run, for suppressions that end: `2027-01-31`. */
  readonly today?: string
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
  const layers = layersOf(config, presetChosen(choices))
  const kafka = choices.kafka ?? lastOf(config, (each) => each.kafka)
  return {
    ...judgeNamed(choices.strimzi ?? lastOf(config, (each) => each.strimzi) ?? 'auto'),
    ...(choices.strimzi !== undefined && choices.strimzi !== 'auto' && { literal: true }),
    ...(kafka !== undefined && { kafka }),
    tenants: tenantsOf(config),
    ...(choices.today !== undefined && { today: choices.today }),
    levels: levelsBy(rules.filter((rule) => isChosen(rule, choices)), layers, choices),
  }
}

/** The preset that a person chose for the run. */
export function presetChosen({ preset }: Choices): PresetName | undefined {
  return preset !== undefined && isPreset(preset) ? preset : undefined
}

/** Whether `only` and `skip` leave a rule in the run. */
export function isChosen({ id, area }: Rule, { only, skip }: Choices): boolean {
  return !skip.includes(id) && !skip.includes(area) && (only.length === 0 || only.includes(id) || only.includes(area))
}

/** The level of a rule after all layers that hold. A rule that a person named for the run is not off. */
export function levelFor(rule: Rule, layers: readonly Layer[], { only }: Choices): RuleLevel | undefined {
  const { severity, options } = decide(rule, layers)
  return levelOf(rule, [severity === 'off' && only.includes(rule.id) ? severityOf(namedSetting(rule)) : severity, options])
}

/** Levels are found once for each set of overrides that select a subject; whether `files` do is found once for each file. */
function levelsBy(rules: readonly Rule[], layers: readonly Layer[], choices: Choices): Settings['levels'] {
  const found = new Map<string, ReadonlyMap<string, RuleLevel>>()
  const levelsOf = (holding: readonly Layer[], key: string): ReadonlyMap<string, RuleLevel> => {
    let levels = found.get(key)
    if (levels === undefined) {
      levels = new Map(rules.flatMap((rule) => {
        const level = levelFor(rule, holding, choices)
        return level === undefined ? [] : [[rule.id, level] as const]
      }))
      found.set(key, levels)
    }
    return levels
  }
  const overrides = layers.flatMap((layer) => overrideOf(layer) ?? [])
  if (overrides.length === 0) {
    const levels = levelsOf(layers, '')
    return () => levels
  }
  const cwd = choices.cwd ?? resolve('.')
  const byFile = new Map<string, readonly Override[]>()
  return (subject) => {
    let candidates = byFile.get(subject.file)
    if (candidates === undefined) {
      const path = resolve(cwd, subject.file)
      byFile.set(subject.file, (candidates = overrides.filter(({ holds }) => holds === undefined || holds(path))))
    }
    const selected = new Set(candidates.filter((override) => selectsResource(override, subject)))
    const key = overrides.map((override) => (selected.has(override) ? '1' : '0')).join('')
    return levelsOf(layers.filter((layer) => {
      const override = overrideOf(layer)
      return override === undefined || selected.has(override)
    }), key)
  }
}

/** What a configuration says last: the file itself, then those that it extends from the last to the first. */
export function lastOf<Value>(config: Config, read: (config: Config) => Value | undefined): Value | undefined {
  const own = read(config)
  if (own !== undefined) return own
  for (const each of config.extends.toReversed()) {
    const value = typeof each === 'string' ? undefined : lastOf(each, read)
    if (value !== undefined) return value
  }
  return undefined
}

/** All tenants; of those with the same name the last. */
function tenantsOf(config: Config): readonly Tenant[] {
  const tenants = new Map<string, Tenant>()
  for (const each of config.extends) if (typeof each !== 'string') for (const tenant of tenantsOf(each)) tenants.set(tenant.name, tenant)
  for (const tenant of config.tenants) tenants.set(tenant.name, tenant)
  return [...tenants.values()]
}
