import type { KafkaOption } from '../facts/kafka-options.js'
import { deprecatedFields } from '../facts/deprecated-fields.js'
import { compareReleases, releases, versionsOf } from '../facts/served.js'
import type { OptionExplanation, OptionUse } from '../kafka/explain.js'
import type { Rule } from '../rule/rule.js'
import { fieldReleases, movedTo } from '../schema/history.js'
import { describePattern } from '../schema/patterns.js'
import type { Schema } from '../schema/schema.js'
import type { Path } from '../yaml/document.js'
import { formatPath } from '../yaml/path.js'
import type { JudgedBy } from './fields.js'

/** Markdown for clients that show it; the same words for those that do not. */
export function plain(markdown: string): string {
  return markdown.replace(/\*\*([^*]+)\*\*/g, '$1').replace(/`([^`\n]*)`/g, '$1').replace(/<(https?:[^>\s]+)>/g, '$1').replace(/^---$/gm, '')
}

/** What a rule is about: demand, reasons, sources. */
export function ruleWords(rule: Rule): string {
  const links = rule.links.map((link) => `- <${link}>`).join('\n')
  return [`**${rule.id}**: ${rule.summary}`, rule.why.trim().replace(/[ \t]*\n[ \t]*(?=\S)/g, ' '), ...(links === '' ? [] : [links])].join('\n\n')
}

/** The type of a field in a few words: `integer`, `list of mappings`, `one of a, b`. */
export function typeWords(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.length <= 3 ? schema.enum.map(String).join(' | ') : 'one of several words'
  if (schema.type === 'array') return 'list'
  if (schema.type === 'object' || schema.properties !== undefined) return schema.properties === undefined ? 'map' : 'mapping'
  return schema.type === 'int-or-string' ? 'integer or string' : (schema.type ?? 'any value')
}

/** The facts about a field: type, allowed values, since and until when, what it became. */
export function fieldWords(path: Path, schema: Schema, required: boolean, { kind, version, strimzi }: JudgedBy): string {
  const facts = [
    `**${formatPath(path)}** (${typeWords(schema)}${required ? ', required' : ''})`,
    ...limits(schema),
    ...history(kind, version, path),
    ...deprecation(kind, version, path),
  ]
  return `${facts.join('\n\n')}\n\n${kind} \`${version}\` as of Strimzi ${strimzi}`
}

function limits({ enum: values, pattern, minimum, maximum, minItems, required }: Schema): string[] {
  return [
    ...(values === undefined ? [] : [`Allowed: ${values.map((value) => `\`${String(value)}\``).join(', ')}`]),
    ...(pattern === undefined ? [] : [`Must be ${describePattern(pattern)}`]),
    ...range(minimum, maximum),
    ...(minItems === undefined ? [] : [`At least ${minItems} ${minItems === 1 ? 'item' : 'items'}`]),
    ...(required === undefined ? [] : [`Needs ${required.map((name) => `\`${name}\``).join(', ')}`]),
  ]
}

function range(minimum: number | undefined, maximum: number | undefined): string[] {
  if (minimum === undefined && maximum === undefined) return []
  return [[minimum === undefined ? '' : `at least ${minimum}`, maximum === undefined ? '' : `at most ${maximum}`].filter((part) => part !== '').join(', ').replace(/^a/, 'A')]
}

/** In which releases each version of a kind knows a field. */
function history(kind: string, version: string, path: Path): string[] {
  return [version, ...versionsOf(kind).filter((other) => other !== version)].flatMap((each) => {
    const knowing = [...fieldReleases(kind, each, path)].sort(compareReleases)
    const [first] = knowing
    const last = knowing.at(-1)
    if (first === undefined || last === undefined) return each === version ? [`No release knows it in \`${each}\``] : []
    const since = first === releases().at(-1) ? 'before' : 'since'
    const until = last === releases()[0] ? '' : `, until ${last}`
    return [`\`${each}\`: ${since} Strimzi ${first}${since === 'before' ? ' or with it' : ''}${until}`]
  })
}

function deprecation(kind: string, version: string, path: Path): string[] {
  const steps = path.map((step) => (typeof step === 'number' ? '[]' : step))
  const found = deprecatedFields(kind).find((field) => field.steps.length === steps.length && field.steps.every((step, index) => step === steps[index]))
  if (found === undefined || version === 'v1') return []
  const instead = movedTo(kind, path) ?? found.replacement?.join('.').replaceAll('.[]', '[]')
  return [`Deprecated, and gone in \`v1\`${instead === undefined ? '' : `; use \`${instead}\``}`]
}

/** The type of an option in a few words. */
export function optionType({ type, values }: KafkaOption): string {
  return values !== undefined && values.length <= 3 ? values.join(' | ') : type
}

/** What is known of an option, for each component that reads it in this place. */
export function optionWords({ key, kafkaVersion, uses }: OptionExplanation): string {
  return uses.map((use) => [`**${key}** of ${use.who}`, ...useWords(use, kafkaVersion)].join('\n\n')).join('\n\n---\n\n')
}

function useWords({ option, history: { since, until, deprecatedSince }, equivalents, scope }: OptionUse, kafkaVersion: string): string[] {
  const life = [since === undefined ? '' : `since Kafka ${since}`, until === undefined ? '' : `until Kafka ${until}`].filter((part) => part !== '')
  return [
    ...(option === undefined ? [`Not known to Kafka ${kafkaVersion}`] : optionFacts(option, kafkaVersion)),
    ...(life.length === 0 ? [] : [life.join(', ').replace(/^[su]/, (letter) => letter.toUpperCase())]),
    ...(deprecatedSince === undefined ? [] : [`Deprecated since Kafka ${deprecatedSince}`]),
    ...(equivalents.length === 0 ? [] : [scope === 'topic' ? `Default of the cluster: ${code(equivalents)}` : `Default of the topic option ${code(equivalents)}`]),
  ]
}

function optionFacts({ type, default: value, values, items, min, max, form, update, required }: KafkaOption, kafkaVersion: string): string[] {
  const fallback = value === undefined ? '' : value === null ? ', no default' : `, default \`${Array.isArray(value) ? value.join(',') : String(value)}\``
  const allowed = values ?? items
  return [
    `${type}${required === true ? ', required' : ''}${fallback} (Kafka ${kafkaVersion})`,
    ...(allowed === undefined ? [] : [`Allowed: ${code(allowed)}${form === undefined ? '' : `, or ${form}`}`]),
    ...range(min, max),
    ...(update === undefined ? [] : [update === 'read-only' ? 'A change needs a restart of the brokers' : 'A change takes effect without a restart']),
  ]
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
