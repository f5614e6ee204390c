import { brokerEquivalents, kafkaOption, knownKeys, optionHistory, topicEquivalent, type OptionHistory } from '../facts/kafka-options.js'
import { compareVersions, minorVersion } from '../facts/versions.js'
import type { Mapping } from '../model/value.js'
import type { FixProposal } from '../rule/rule.js'
import { closest } from '../text/closest.js'
import type { Path } from '../yaml/document.js'
import type { OptionContext, OptionProblem } from './check.js'
import { isSeenByOperator, noEffect, type OptionPlace } from './place.js'
import { replacement } from './replacements.js'

/** A key that no reader of its place knows in the Kafka version in force. */
interface UnknownKey {
  /** The key as written, and what is left of it behind a prefix. */
  readonly key: string
  readonly bare: string
  readonly at: Path
  readonly value: unknown
  readonly config: Mapping
  readonly context: OptionContext
  /** The place that the prefix leads to. */
  readonly place: OptionPlace
  /** Whether to look for a similar key; a hostile map with thousands of keys is not worth the comparisons. */
  readonly guess: boolean
}

/** Says why a key is unknown: of another version, of another component, or misspelt; nothing when a plugin may read it. */
export function unknownKey(unknown: UnknownKey): OptionProblem[] {
  const { key, at, place } = unknown
  if (place.keys === 'open') return []
  const answer = otherVersion(unknown) ?? otherPlace(unknown) ?? misspelt(unknown)
  const refused = place.unknown !== noEffect
  const common = { key, at, on: 'key', effect: refused ? 'refused' : place.keys === 'typos' ? 'perhaps' : 'ignored', byOperator: isSeenByOperator(place) && refused } as const
  if (answer !== undefined) return [{ ...common, ...answer }]
  if (place.keys !== 'closed') return []
  return [{ ...common, class: 'unknown-key', message: `\`${key}\` is not ${optionOf(unknown)}, so ${place.unknown}` }]
}

type Answer = Pick<OptionProblem, 'class' | 'message' | 'fix'>

function minor(unknown: UnknownKey): string {
  return minorVersion(unknown.context.kafkaVersion) ?? unknown.context.kafkaVersion
}

function optionOf(unknown: UnknownKey): string {
  const { name } = unknown.place
  return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name} option of Kafka ${minor(unknown)}`
}

function otherVersion(unknown: UnknownKey): Answer | undefined {
  const { key, bare, place } = unknown
  let history: OptionHistory | undefined
  for (const scope of place.scopes) history ??= optionHistory(scope, bare)
  if (history === undefined) return undefined
  const { since, until } = history
  if (since !== undefined && compareVersions(since, minor(unknown)) > 0) {
    return { class: 'not-yet', message: `\`${key}\` comes with Kafka ${since}, and this is Kafka ${minor(unknown)}, so ${place.unknown}` }
  }
  const instead = replacement(bare)
  const message = `\`${key}\` was removed after Kafka ${until ?? ''}, and this is Kafka ${minor(unknown)}, so ${place.unknown}`
  if (instead === undefined) return { class: 'removed', message, fix: removal(unknown) }
  return { class: 'removed', message: `${message}; use ${instead} instead`, fix: renamed(unknown, instead) ?? removal(unknown) }
}

/** The same value under the new name, where the reader of the old one knows it. */
function renamed(unknown: UnknownKey, instead: string): FixProposal | undefined {
  const { key, bare, place, context } = unknown
  const name = instead.replaceAll('`', '')
  if (!place.scopes.some((scope) => kafkaOption(scope, name, context.kafkaVersion) !== undefined)) return undefined
  return rename(unknown, `${key.slice(0, key.length - bare.length)}${name}`)
}

function removal(unknown: UnknownKey): FixProposal {
  return { title: `Remove \`${unknown.key}\``, safety: 'safe', changes: [{ remove: unknown.at }] }
}

function otherPlace(unknown: UnknownKey): Answer | undefined {
  const { key, bare, place, context } = unknown
  const known = place.elsewhere.find((each) => {
    if (each.begin !== undefined) return bare.startsWith(each.begin)
    return kafkaOption(each.scope, bare, context.kafkaVersion) !== undefined
  })
  if (known === undefined) return undefined
  const equivalent = counterpart(unknown)
  const name = equivalent?.key ?? (known.prefix === undefined || key !== bare ? undefined : `${known.prefix}${bare}`)
  const message = `\`${key}\` is an option of ${known.who}, not ${optionOf(unknown)}, so ${place.unknown}`
  if (name === undefined) return { class: 'wrong-place', message }
  const fix = equivalent === undefined ? rename(unknown, name) : move(unknown, equivalent)
  return { class: 'wrong-place', message: `${message}; here it is \`${name}\``, ...(fix && { fix }) }
}

/** The name that the same setting has here, and how many of its units one of the other is. */
function counterpart({ bare, place, context }: UnknownKey): { readonly key: string; readonly factor: number } | undefined {
  if (place.scopes.includes('broker')) {
    const first = brokerEquivalents(bare).find((each) => each.factor === 1 && kafkaOption('broker', each.key, context.kafkaVersion) !== undefined)
    return first && { key: first.key, factor: 1 }
  }
  const key = place.scopes.includes('topic') ? topicEquivalent(bare) : undefined
  const factor = key === undefined ? undefined : brokerEquivalents(key).find((each) => each.key === bare)?.factor
  return key === undefined || factor === undefined ? undefined : { key, factor }
}

/** Moves a value to its name in this place, in the unit of that name. */
function move(unknown: UnknownKey, to: { readonly key: string; readonly factor: number }): FixProposal | undefined {
  const { value } = unknown
  if (to.factor === 1) return rename(unknown, to.key)
  const count = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
  const path = sibling(unknown, to.key)
  if (typeof count !== 'number' || path === undefined) return undefined
  const converted = count < 0 ? -1 : count * to.factor
  if (!Number.isSafeInteger(converted)) return undefined
  const changes = [{ remove: unknown.at }, { set: path, to: converted }]
  return { title: `Write \`${to.key}: ${converted}\``, safety: 'suggestion', changes }
}

function rename(unknown: UnknownKey, to: string): FixProposal | undefined {
  if (sibling(unknown, to) === undefined) return undefined
  return { title: `Rename \`${unknown.key}\` to \`${to}\``, safety: 'suggestion', changes: [{ rename: unknown.at, to }] }
}

/** The path of another key of the same map; undefined when the map has it already. */
function sibling(unknown: UnknownKey, key: string): Path | undefined {
  return Object.hasOwn(unknown.config, key) ? undefined : [...unknown.context.path, key]
}

function misspelt(unknown: UnknownKey): Answer | undefined {
  const { key, bare, place, context } = unknown
  if (!unknown.guess) return undefined
  const prefix = key.slice(0, key.length - bare.length)
  const candidates = place.scopes.flatMap((scope) => knownKeys(scope, context.kafkaVersion)).filter((each) => !each.includes('('))
  const near = closest(bare, candidates)
  if (near === undefined || (place.keys === 'typos' && !nearlySame(bare, near))) return undefined
  const name = `${prefix}${near}`
  const fix = rename(unknown, name)
  return { class: 'unknown-key', message: `\`${key}\` is not ${optionOf(unknown)}, so ${place.unknown}; did you mean \`${name}\``, ...(fix && { fix }) }
}

/** Where plugins may read any key, only a slip of the pen counts: another case or separator, or one letter in a long name. */
function nearlySame(word: string, candidate: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[.\-_ ]/g, '')
  const [a, b] = [bare(word), bare(candidate)]
  if (a === b) return true
  return a.length >= 10 && Math.abs(a.length - b.length) <= 1 && closest(word, [candidate]) !== undefined && editsAtMostOne(a, b)
}

function editsAtMostOne(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const rest = (text: string, skip: number): string => text.slice(start + skip)
  const swapped = a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2)
  return swapped || rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1)
}
