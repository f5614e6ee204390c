import { presetSetting, severityOf } from '../rule/levels.js'
import type { Rule, Severity } from '../rule/rule.js'
import type { Subject } from '../rule/settings.js'
import { matchesAny } from '../text/glob.js'
import { asString, entry } from '../model/value.js'
import type { Config, Override, PresetName, RuleChoice } from './config.js'

/** What can set a rule: a preset, a configuration file, or one of its overrides. Later layers go over earlier ones. */
export type Layer =
  | { readonly preset: PresetName }
  | { readonly config: Config; readonly override?: number }

/** The layers of a configuration in the order in which they count. A preset that a person chose for the run stands for all presets of the files. */
export function layersOf(config: Config, chosen?: PresetName): readonly Layer[] {
  const layers = [...flatten(config)].filter((layer) => chosen === undefined || !('preset' in layer))
  const hasPreset = layers.some((layer) => 'preset' in layer)
  return hasPreset ? layers : [{ preset: chosen ?? 'recommended' }, ...layers]
}

function* flatten(config: Config): Generator<Layer> {
  for (const each of config.extends) {
    if (typeof each === 'string') yield { preset: each }
    else yield* flatten(each)
  }
  yield { config }
  for (const override of config.overrides.keys()) yield { config, override }
}

export function overrideOf(layer: Layer): Override | undefined {
  return 'config' in layer && layer.override !== undefined ? layer.config.overrides[layer.override] : undefined
}

/** What a layer says about a rule; undefined when it says nothing. */
export function choiceIn(layer: Layer, rule: Rule): RuleChoice | undefined {
  if ('config' in layer) return (overrideOf(layer) ?? layer.config).rules.get(rule.id)
  const setting = presetSetting(rule, layer.preset)
  return { severity: severityOf(setting), options: typeof setting === 'string' ? {} : setting[1] }
}

/** What layers make of a rule: the last severity counts, options add up. */
export function decide(rule: Rule, layers: readonly Layer[]): RuleChoice {
  let severity: Severity | 'off' = 'off'
  let options: Readonly<Record<string, unknown>> = {}
  for (const layer of layers) {
    const choice = choiceIn(layer, rule)
    if (choice === undefined) continue
    severity = choice.severity
    options = { ...options, ...choice.options }
  }
  return { severity, options }
}

/** Whether the selectors of an override other than `files` fit. What the subject does not say fits none. */
export function selectsResource({ kinds, namespaces, names, labels }: Override, subject: Subject): boolean {
  return (
    fits(subject.kind, kinds) && fits(subject.namespace, namespaces) && fits(subject.name, names) &&
    Object.entries(labels).every(([name, pattern]) => fits(asString(entry(subject.labels, name)), [pattern]))
  )
}

function fits(value: string | undefined, patterns: readonly string[]): boolean {
  return patterns.length === 0 || (value !== undefined && matchesAny(value, patterns))
}
