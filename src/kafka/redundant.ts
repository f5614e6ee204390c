import { hasKafkaFacts, type KafkaOption, type OptionValue } from '../facts/kafka-options.js'
import { minorVersion } from '../facts/versions.js'
import type { Mapping } from '../model/value.js'
import { remove, textOf, type OptionContext, type OptionProblem } from './check.js'
import { resolveKey } from './place.js'
import { isPlaceholder, listItems, numberText, quote, valueText } from './value.js'

/**
 * The options of a map that hold anyway: their value is what holds when the line is not there, by `unset` (undefined when that cannot be
 * told). Apart from the other checks, as few want to know.
 */
export function redundantOptions(
  config: Mapping,
  context: OptionContext,
  unset: (option: KafkaOption) => unknown = (option) => option.default,
): OptionProblem[] {
  const { place, path, kafkaVersion } = context
  if (!hasKafkaFacts(kafkaVersion)) return []
  return Object.entries(config).flatMap(([key, value]): OptionProblem[] => {
    const text = textOf(value, place)
    const resolved = resolveKey(place, key, kafkaVersion)
    const option = resolved === 'plugin' ? undefined : resolved.option
    if (text === undefined || option === undefined || isPlaceholder(text) || option.type === 'password') return []
    if (!same(option, text, unset(option))) return []
    const reason = same(option, text, option.default) ? `the default with Kafka ${minorVersion(kafkaVersion) ?? ''}` : 'what the cluster says'
    const message = `\`${key}\` is ${quote(text)} without this line too, as it is ${reason}; remove the line`
    return [{ class: 'redundant-default', key, at: [...path, key], on: 'value', effect: 'works', byOperator: false, message, fix: remove([...path, key], key) }]
  })
}

function same(option: KafkaOption, text: string, other: unknown): boolean {
  if (!Array.isArray(other) && typeof other !== 'string' && typeof other !== 'number' && typeof other !== 'boolean') return false
  return normalized(option, text) === normalized(option, valueText(other as OptionValue))
}

function normalized(option: KafkaOption, text: string): string {
  switch (option.type) {
    case 'boolean':
      return text.trim().toLowerCase()
    case 'int':
    case 'short':
    case 'long':
    case 'double':
      return numberText(Number(text))
    case 'list':
      return listItems(text).join(',')
    default:
      return text.trim()
  }
}
