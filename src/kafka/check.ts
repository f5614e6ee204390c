import { forbiddenOption } from '../facts/forbidden-options.js'
import { hasKafkaFacts, type KafkaOption } from '../facts/kafka-options.js'
import { compareVersions } from '../facts/versions.js'
import type { Mapping } from '../model/value.js'
import type { FixProposal } from '../rule/rule.js'
import type { Path } from '../yaml/document.js'
import { rightOptions, type RightOptions } from './memory.js'
import { isSeenByOperator, resolveKey, type OptionPlace } from './place.js'
import { replacement } from './replacements.js'
import { unknownKey } from './unknown.js'
import { kafkaText, numberText, quote, valueProblem } from './value.js'

/** What can be wrong with an option; each class is one rule. */
export type OptionClass =
  | 'unknown-key'
  | 'wrong-place'
  | 'wrong-type'
  | 'out-of-range'
  | 'invalid-value'
  | 'removed'
  | 'not-yet'
  | 'deprecated'
  | 'forbidden'
  | 'overridden'
  | 'no-value'
  | 'missing'
  | 'changed-by-yaml'
  | 'redundant-default'

export interface OptionProblem {
  readonly class: OptionClass
  /** The key as written. */
  readonly key: string
  /** Path inside the resource. */
  readonly at: Path
  readonly on: 'key' | 'value'
  /**
   * `refused`: a component does not start with it, or Kafka or the operator does not take the resource. `ignored`: it has no effect.
   * `perhaps`: a class of somebody else may read it. `works`: it does what it says.
   */
  readonly effect: 'refused' | 'ignored' | 'perhaps' | 'works'
  /** The operator itself sees it, or is told by Kafka; else only the component that reads it. */
  readonly byOperator: boolean
  /** One sentence, no full stop. */
  readonly message: string
  readonly fix?: FixProposal
}

/** Where a map of options stands and what it is judged by. */
export interface OptionContext {
  readonly place: OptionPlace
  /** The path of the map in its resource. */
  readonly path: Path
  readonly kafkaVersion: string
  readonly release: string
  /** The plain text that stands in the file as the value of a key; undefined when it is quoted, an alias, or not known. */
  readonly written?: (key: string) => string | undefined
  /** Whether the file may hold a number with a leading zero, which YAML reads as octal. */
  readonly octal?: (value: number) => boolean
  /** Reads another field of the resource. */
  readonly field?: (path: Path) => unknown
  /** Keys that a field of the resource overrides, with the field. */
  readonly overridden?: ReadonlyMap<string, string>
}

/**
 * Checks every option of a map. Without facts about the Kafka version (before 3.5, or newer than known) only what the operator does is
 * checked: dropped, overridden and empty options. The time is linear in the number of keys, as at most 50 unknown keys are compared with the
 * known ones; what was right before, in the same place and versions, is not checked again.
 */
export function checkOptions(config: Mapping, context: OptionContext): OptionProblem[] {
  const { place, kafkaVersion, release, overridden } = context
  const right = rightOptions(place, kafkaVersion, release)
  const run: Run = { hasFacts: hasKafkaFacts(kafkaVersion), guesses: 50, right }
  const problems: OptionProblem[] = []
  for (const key of Object.keys(config)) {
    const value = config[key]
    if (right.has(key, value) && !mayBeOctal(value, context) && overridden?.has(key) !== true) continue
    problems.push(...checkOption(key, value, config, context, run))
  }
  return problems
}

/** What the checks of one map share. */
interface Run {
  readonly hasFacts: boolean
  /** How many more unknown keys are compared with the known ones. */
  guesses: number
  readonly right: RightOptions
}

function checkOption(key: string, value: unknown, config: Mapping, context: OptionContext, run: Run): OptionProblem[] {
  const { place, path, kafkaVersion, release } = context
  const at = [...path, key]
  const problem = (
    name: OptionClass, on: 'key' | 'value', effect: OptionProblem['effect'], byOperator: boolean, message: string, fix?: FixProposal,
  ): OptionProblem[] => [{ class: name, key, at, on, effect, byOperator, message, ...(fix && { fix }) }]

  const dropped = place.forbidden && forbiddenOption(place.forbidden, key, release)
  if (dropped) {
    const { instead } = dropped
    return problem('forbidden', 'key', 'ignored', true, forbiddenMessage(key, place, instead), moveToField(at, key, value, instead, context))
  }
  const field = context.overridden?.get(key)
  if (field !== undefined) {
    const message = `\`${key}\` has no effect: the operator writes \`${field}\`, which is set too, over it; keep one of them`
    return problem('overridden', 'key', 'ignored', true, message, remove(at, key))
  }
  if (value === null || value === undefined) {
    if (place.lists === true) return []
    return problem('no-value', 'key', 'refused', true, `\`${key}\` has no value, so the operator refuses the whole resource; give it a value or remove it`)
  }
  const text = textOf(value, place)
  if (text === undefined) return problem('wrong-type', 'value', 'refused', true, ...nested(key, value, at, place))
  if (!run.hasFacts) return []

  const resolved = resolveKey(place, key, kafkaVersion)
  if (resolved === 'plugin') {
    run.right.remember(key, value)
    return []
  }
  const { option } = resolved
  if (option === undefined) {
    return unknownKey({ key, bare: resolved.key, at, value, config, context, place: resolved.place, guess: run.guesses-- > 0 })
  }
  if (option.dynamicOnly === true) {
    const message = `\`${key}\` can only be set while the brokers run, not in their configuration: ${place.unknown}`
    return problem('unknown-key', 'key', 'ignored', false, message)
  }

  const isDeprecated = option.deprecatedSince !== undefined && compareVersions(kafkaVersion, option.deprecatedSince) >= 0
  const deprecated = !isDeprecated ? [] : problem('deprecated', 'key', 'works', false, deprecationMessage(key, option))
  const changed = changedByYaml(option, key, value, text, context)
  if (changed !== undefined) return [...deprecated, ...problem('changed-by-yaml', 'value', 'works', false, changed.message, changed.fix(at))]
  const wrong = valueProblem(option, text, resolved.place.strict)
  if (wrong !== undefined) {
    const { right } = wrong
    const hint = right === undefined ? '' : `; write ${quote(right)}`
    const safety = wrong.sameMeaning === true ? 'safe' : 'suggestion'
    const fix: FixProposal | undefined =
      right === undefined ? undefined : { title: `Set \`${key}\` to ${quote(right)}`, safety, changes: [{ set: at, to: typed(option, right) }] }
    const { refusal } = resolved.place
    return [...deprecated, ...problem(wrong.class, 'value', 'refused', isSeenByOperator(resolved.place), `\`${key}\` ${wrong.says}, so ${refusal}${hint}`, fix)]
  }
  if (!isDeprecated && !dependsOnSpelling(option, value)) run.right.remember(key, value)
  return deprecated
}

/** Whether a key is among those that somebody allows: exact keys, and prefixes that end in `*`. */
export function isAllowed(key: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern))
}

/** A value as Kafka gets it; lists of scalars only where the operator joins them. */
export function textOf(value: unknown, place: OptionPlace): string | undefined {
  if (!Array.isArray(value)) return kafkaText(value)
  if (place.lists !== true) return undefined
  const items = value.map(kafkaText)
  return items.includes(undefined) ? undefined : items.join(',')
}

function nested(key: string, value: unknown, at: Path, place: OptionPlace): [message: string, fix?: FixProposal] {
  const items = Array.isArray(value) ? value.map(kafkaText) : [undefined]
  const joined = items.includes(undefined) ? undefined : items.join(',')
  const what = Array.isArray(value) ? 'a list' : 'a mapping'
  const takes = place.lists === true ? 'text, numbers, booleans and lists of them' : 'text, numbers and booleans'
  const message = `\`${key}\` is ${what}, but the operator takes only ${takes} here and refuses the resource`
  if (joined === undefined) return [message]
  return [`${message}; write ${quote(joined)}`, { title: `Write \`${key}\` as one text`, safety: 'safe', changes: [{ set: at, to: joined }] }]
}

function forbiddenMessage(key: string, place: OptionPlace, instead: string | undefined): string {
  const from = place.forbidden === 'KafkaMirrorMaker2.spec.target.config' ? " from the workers' options" : ''
  const remedy = instead === undefined ? 'it sets this option itself' : `use ${named(instead)} instead`
  return `\`${key}\` has no effect: Strimzi drops it here${from} and only its log says so; ${remedy}`
}

/** Fields in code spans; words that explain stay as they are. */
function named(fields: string): string {
  return fields.replace(/\bspec\.[\w.[\]]+|^[a-z]\w*[A-Z]\w*(?= )/g, (field) => `\`${field}\``)
}

function deprecationMessage(key: string, option: KafkaOption): string {
  const since = option.deprecatedSince === '3.5' ? 'since Kafka 3.5 or earlier' : `since Kafka ${option.deprecatedSince ?? ''}`
  const instead = replacement(option.key)
  return `\`${key}\` is deprecated ${since} and will go; ${instead === undefined ? 'nothing takes its place' : `use ${instead} instead`}`
}

export function remove(at: Path, key: string): FixProposal {
  return { title: `Remove \`${key}\``, safety: 'suggestion', changes: [{ remove: at }] }
}

/** Moves a dropped option to its field where that is a plain one and free; else removes the line, as it does nothing. */
function moveToField(at: Path, key: string, value: unknown, instead: string | undefined, context: OptionContext): FixProposal {
  const path = /^spec(\.[a-zA-Z]+)+$/.test(instead ?? '') ? (instead ?? '').split('.') : undefined
  const movable = path !== undefined && movableFields.has(path.at(-1) ?? '') && (path[1] !== 'target' || at[1] === 'target')
  const free = context.field !== undefined && path !== undefined && (context.field(path) ?? undefined) === undefined
  if (!movable || !free || typeof value === 'object') return remove(at, key)
  return { title: `Move \`${key}\` to \`${path.join('.')}\``, safety: 'suggestion', changes: [{ remove: at }, { set: path, to: value }] }
}

/** Fields that hold the same text or number as the option. */
const movableFields: ReadonlySet<string> = new Set([
  'groupId', 'configStorageTopic', 'offsetStorageTopic', 'statusStorageTopic', 'class', 'tasksMax', 'version',
])

/** A corrected text as the value to write: numbers and booleans without quotes. */
function typed(option: KafkaOption, text: string): unknown {
  if (option.type === 'boolean') return text === 'true'
  const number = Number(text)
  return isNumeric(option) && Number.isSafeInteger(number) ? number : text
}

function isNumeric({ type }: KafkaOption): boolean {
  return type === 'int' || type === 'short' || type === 'long' || type === 'double'
}

/** Whether YAML may have made something else of the text that stands in the file, whatever the value. */
function dependsOnSpelling(option: KafkaOption, value: unknown): boolean {
  return (typeof value === 'number' && !isNumeric(option)) || (typeof value === 'boolean' && option.type !== 'boolean')
}

/** Whether a number may have been written with a leading zero; nobody writes one before a number of more than seven digits. */
function mayBeOctal(value: unknown, context: OptionContext): boolean {
  return typeof value === 'number' && Math.abs(value) >= 8 && Math.abs(value) < 8 ** 7 && context.octal?.(value) === true
}

/** A plain scalar that YAML turned into another value than the one that stands in the file. */
function changedByYaml(
  option: KafkaOption,
  key: string,
  value: unknown,
  text: string,
  context: OptionContext,
): { readonly message: string; readonly fix: (at: Path) => FixProposal } | undefined {
  const octal = isNumeric(option) && mayBeOctal(value, context)
  if (!octal && !dependsOnSpelling(option, value)) return undefined
  const plain = context.written?.(key)
  if (plain === undefined || plain === text) return undefined
  if (octal) {
    if (!/^[+-]?0\d+$/.test(plain) || Number(plain) === value) return undefined
    const decimal = numberText(Number(plain))
    return {
      message: `\`${key}\` is ${text}, as YAML reads \`${plain}\` as an octal number; write \`${decimal}\` if that is meant`,
      fix: (at) => ({ title: `Write \`${decimal}\``, safety: 'suggestion', changes: [{ set: at, to: Number(plain) }] }),
    }
  }
  const kind = typeof value === 'number' ? 'number' : 'boolean'
  return {
    message: `YAML reads \`${plain}\` as a ${kind}, so Kafka gets ${quote(text)} as \`${key}\`; put quotes around it`,
    fix: (at) => ({ title: `Put quotes around \`${plain}\``, safety: 'suggestion', changes: [{ set: at, to: plain }] }),
  }
}
