import { resolve } from 'node:path'
import { namedSetting, severityOf } from '../rule/levels.js'
import type { Rule } from '../rule/rule.js'
import type { RuleLevel } from '../rule/settings.js'
import { LineIndex } from '../text/lines.js'
import type { Path, YamlDocument } from '../yaml/document.js'
import { parseStream } from '../yaml/stream.js'
import type { Config, Override } from './config.js'
import { choiceIn, decide, layersOf, overrideOf, type Layer } from './decide.js'
import { isChosen, levelFor, presetChosen, type Choices } from './settings.js'

/** What holds for a rule, and why. */
export interface RuleProvenance {
  readonly rule: Rule
  /** Absent: off. */
  readonly level?: RuleLevel
  /** What set it, the last word first: `strimzi-lint.yaml:4`, `preset production (error)`. */
  readonly reasons: readonly string[]
  /** A person set it, in a file or for this run. */
  readonly byPerson: boolean
}

/** An override that holds for some of the resources of a file only. */
export interface PartialOverride {
  /** `strimzi-lint.yaml:12` */
  readonly place: string
  /** `kinds KafkaTopic; names tmp-*` */
  readonly selectors: string
  readonly rules: readonly { readonly id: string; readonly severity: string; readonly options: Readonly<Record<string, unknown>> }[]
}

export interface Provenance {
  readonly rules: readonly RuleProvenance[]
  readonly partial: readonly PartialOverride[]
}

/** Says for each rule what holds for a file or folder, and which preset, line or override says so. */
export function provenance(rules: readonly Rule[], config: Config, choices: Choices, file: string, isFolder: boolean): Provenance {
  const path = resolve(choices.cwd ?? '.', file)
  const places = new Places()
  const layers = layersOf(config, presetChosen(choices))
  // Which files of a folder an override is for is not said of the folder.
  const isWhole = (override: Override): boolean => !selectsResources(override) && !isFolder && (override.holds?.(path) ?? true)
  const holding = layers.filter((layer) => {
    const override = overrideOf(layer)
    return override === undefined || isWhole(override)
  })
  const partial = layers.flatMap((layer): PartialOverride[] => {
    const override = overrideOf(layer)
    if (override === undefined || isWhole(override) || (!isFolder && override.holds?.(path) === false)) return []
    return [{
      place: places.of(layer),
      selectors: selectorsOf(override),
      rules: Array.from(override.rules, ([id, { severity, options }]) => ({ id, severity, options })),
    }]
  })
  return { rules: rules.map((rule) => ruleProvenance(rule, holding, choices, places)), partial }
}

function ruleProvenance(rule: Rule, layers: readonly Layer[], choices: Choices, places: Places): RuleProvenance {
  const saying = layers.filter((layer) => choiceIn(layer, rule) !== undefined).reverse()
  const reasons = saying.map((layer, index) => `${places.of(layer, rule)}${index === 0 ? '' : ` (${choiceIn(layer, rule)?.severity ?? ''})`}`)
  const byPerson = saying.some((layer) => 'config' in layer)
  if (!isChosen(rule, choices)) return { rule, reasons: [`left out by --${choices.skip.length > 0 ? 'skip' : 'only'}`, ...reasons], byPerson: true }
  const level = levelFor(rule, layers, choices)
  const named = decide(rule, layers).severity === 'off' && level !== undefined
  if (named) return { rule, level, reasons: [`named with --only (${severityOf(namedSetting(rule))})`, ...reasons], byPerson: true }
  return level === undefined ? { rule, reasons, byPerson } : { rule, level, reasons, byPerson }
}

function selectsResources({ kinds, namespaces, names, labels }: Override): boolean {
  return kinds.length + namespaces.length + names.length + Object.keys(labels).length > 0
}

function selectorsOf({ files, kinds, namespaces, names, labels }: Override): string {
  const lists = { files, kinds, namespaces, names, labels: Object.entries(labels).map(([name, value]) => `${name}=${value}`) }
  return Object.entries(lists).flatMap(([name, values]) => (values.length === 0 ? [] : [`${name} ${values.join(', ')}`])).join('; ')
}

/** Where configuration files say what they say. */
class Places {
  private readonly known = new Map<Config, { readonly document: YamlDocument | undefined; readonly lines: LineIndex }>()

  /** The place of a layer, or of a rule in it: `preset production`, `strimzi-lint.yaml:4`. */
  of(layer: Layer, rule?: Rule): string {
    if ('preset' in layer) return `preset ${layer.preset}`
    const { config, override } = layer
    if (config.source === undefined) return 'the configuration'
    const root: Path = override === undefined ? [] : ['overrides', override]
    return `${config.source.path}:${this.line(config, rule === undefined ? root : [...root, 'rules', rule.id])}${override === undefined ? '' : ' (override)'}`
  }

  private line(config: Config, path: Path): number {
    let known = this.known.get(config)
    if (known === undefined) {
      const text = config.source?.text ?? ''
      known = { document: parseStream(text).find(({ empty }) => !empty), lines: new LineIndex(text) }
      this.known.set(config, known)
    }
    const place = known.document?.place(path)
    return known.lines.place(place?.key?.start ?? place?.value.start ?? 0).line
  }
}
