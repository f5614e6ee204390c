import { hasKafkaFacts, kafkaVersions, type KafkaOption } from '../facts/kafka-options.js'
import { minorVersion } from '../facts/versions.js'
import { explainOption, type OptionExplanation, type OptionField, type OptionUse } from '../kafka/explain.js'
import { numberText, valueText } from '../kafka/value.js'
import { colorsFor, type Colors } from '../report/colors.js'
import { visible } from '../report/visible.js'
import type { ExitCode } from './run.js'
import { wantsColor, writeAll } from './terminal.js'

/** What stands before the key of an option where else the id of a rule does. */
export const optionPrefix = 'kafka:'

export interface OptionQuestion {
  readonly name: string
  readonly kafka?: string
  readonly strimzi?: string
  readonly format?: 'pretty' | 'json'
  readonly color?: boolean
}

/** Prints what is known about an option of Kafka: who reads it, where Strimzi puts it, type, default, range and history. */
export async function explainOptionCommand({ name, kafka, strimzi, format, color }: OptionQuestion): Promise<ExitCode> {
  const key = name.slice(optionPrefix.length)
  if (kafka !== undefined && !hasKafkaFacts(kafka)) {
    writeAll(2, `error: nothing is known about Kafka ${visible(kafka)}, only about ${kafkaVersions[0] ?? ''} to ${kafkaVersions.at(-1) ?? ''}\n`)
    return 2
  }
  const known = explainOption(key, { ...(kafka !== undefined && { kafka }), ...(strimzi !== undefined && { strimzi }) })
  if (known.uses.length === 0) {
    const near = known.didYouMean === undefined ? '' : `: did you mean ${optionPrefix}${known.didYouMean}?`
    writeAll(2, `error: unknown option "${visible(key)}"${near}\n`)
    return 2
  }
  writeAll(1, format === 'json' ? `${JSON.stringify(known, null, 2)}\n` : optionText(known, await colorsFor(wantsColor(color, process.env, 1))))
  return 0
}

/** An explanation for people: a block for each component that reads the option. */
export function optionText({ key, kafkaVersion, strimzi, uses }: OptionExplanation, colors: Colors): string {
  const minor = minorVersion(kafkaVersion) ?? kafkaVersion
  const head = `${colors.bold(key)}  ${colors.dim(`Kafka ${minor}, Strimzi ${strimzi}`)}`
  const blocks = uses.map((use) => {
    const lines = [...factLines(use, minor), ...fieldLines(use.fields), ...relationLines(use), ...historyLines(use)]
    return `${colors.bold(`Read by ${use.who}:`)}\n${lines.map(([label, text]) => `  ${label.padEnd(9)} ${text}`).join('\n')}`
  })
  return `${[head, ...blocks].join('\n\n')}\n`
}

type Line = readonly [label: string, text: string]

function factLines({ option }: OptionUse, minor: string): readonly Line[] {
  if (option === undefined) return [['unknown', `Kafka ${minor} does not know it`]]
  return [
    ['type', option.type === 'list' ? 'list, with commas' : option.type],
    ['default', defaultText(option)],
    ...rangeLines(option),
    ...(option.update === undefined ? [] : [['change', updates[option.update]] as const]),
    ...(option.internal === true ? [['note', 'accepted, but not documented by Kafka'] as const] : []),
  ]
}

const updates = {
  'read-only': 'needs a restart of the brokers',
  'per-broker': 'at runtime, for each broker',
  'cluster-wide': 'at runtime, for the whole cluster',
} as const

function defaultText(option: KafkaOption): string {
  if (option.default === undefined) return option.required === true ? 'none: it must be set' : 'not known'
  if (option.default === null) return 'none'
  const text = valueText(option.default)
  return text === '' ? 'empty' : text
}

function rangeLines(option: KafkaOption): readonly Line[] {
  const { min, max, also = [], values, items, form } = option
  const besides = also.length === 0 ? '' : `, or ${also.map(numberText).join(', ')}`
  const lines: Line[] = []
  if (min !== undefined && max !== undefined) lines.push(['range', `${numberText(min)} to ${numberText(max)}${besides}`])
  else if (min !== undefined) lines.push(['range', `at least ${numberText(min)}${besides}`])
  else if (max !== undefined) lines.push(['range', `at most ${numberText(max)}${besides}`])
  const words = values ?? items
  if (words !== undefined) lines.push(['values', `${words.join(', ')}${form === undefined ? '' : `, or ${form}`}`])
  return lines
}

function fieldLines(fields: readonly OptionField[]): readonly Line[] {
  return fields.map(({ kind, field, prefix, forbidden }) => {
    const as = prefix === undefined ? '' : `, as ${prefix}…`
    const instead = forbidden?.instead === undefined ? 'it sets this itself' : `use ${forbidden.instead}`
    return ['write', `${kind} ${field}${as}${forbidden === undefined ? '' : `: dropped by Strimzi, ${instead}`}`]
  })
}

function relationLines({ scope, equivalents }: OptionUse): readonly Line[] {
  if (equivalents.length === 0) return []
  return [scope === 'topic' ? ['inherits', `from ${equivalents.join(', ')} of the brokers, the first that is set`] : ['gives', `topics the default of ${equivalents.join(', ')}`]]
}

/** When the option came, changed, grew old and went. */
function historyLines({ history: { since, until, deprecatedSince }, runs }: OptionUse): readonly Line[] {
  const changes = runs.slice(1).map(({ from, option }, index): Line => ['history', `Kafka ${from}: ${changed(runs[index]?.option, option)}`])
  return [
    ['history', since === undefined ? `Kafka ${kafkaVersions[0] ?? ''} or earlier: there` : `Kafka ${since}: new`],
    ...changes,
    ...(deprecatedSince === undefined ? [] : [['history', `Kafka ${deprecatedSince}${deprecatedSince === kafkaVersions[0] ? ' or earlier' : ''}: deprecated`] as const]),
    ...(until === undefined ? [] : [['history', `after Kafka ${until}: gone`] as const]),
  ]
}

/** What is different in a later version, in the words of the lines above. */
function changed(before: KafkaOption | undefined, after: KafkaOption): string {
  const said = (option: KafkaOption): Line[] => [['type', option.type], ['default', defaultText(option)], ...rangeLines(option)]
  const old = new Map(before === undefined ? [] : said(before))
  const differing = said(after).filter(([label, text]) => old.get(label) !== text)
  const gone = [...old.keys()].filter((label) => !said(after).some(([other]) => other === label))
  const parts = [...differing.map(([label, text]) => `${label} ${text}${old.has(label) ? ` (before: ${old.get(label) ?? ''})` : ''}`), ...gone.map((label) => `no ${label} any more`)]
  return parts.length === 0 ? 'other details' : parts.join('; ')
}
