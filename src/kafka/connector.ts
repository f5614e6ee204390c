import { kafkaOption, knownKeys, type OptionScope } from '../facts/kafka-options.js'
import { entry, type Mapping } from '../model/value.js'
import type { Path } from '../yaml/document.js'
import type { OptionProblem } from './check.js'
import { keptPlace } from './memory.js'
import { mirrorPrefixes } from './mirror.js'
import {
  admin, consumer, consumers, converterPrefixes, isKnownClass, knownConverters, partOfConnector, producer, producers, refusedConnector, topicOfConnect,
  workers,
  type OptionPlace,
} from './place.js'
import { isPlaceholder, kafkaText, listItems } from './value.js'

type Prefix = OptionPlace['prefixes'][number]

/** Options of plugins that every connector may carry, and of Debezium's parts: nobody here knows them. */
const plugins = [
  'key.converter.', 'value.converter.', 'header.converter.', 'config.providers.', 'topic.creation.', 'transforms.', 'predicates.', 'strimzi.',
  'database.', 'driver.', 'hibernate.', 'schema.history.internal.', 'signal.', 'notification.', 'internal.', 'openlineage.', 'post.processors.',
  'converters.', 'metrics.', 'snapshot.select.statement.overrides.',
]

/** Transformations and predicates: the list of aliases, the keys that every alias has, and what one is called. */
const aliasLists = [
  { list: 'transforms', scope: 'transform', name: 'transformation' },
  { list: 'predicates', scope: 'predicate', name: 'predicate' },
] as const

/**
 * The place of a connector's options, by the name of its class. Keys of classes without facts are left alone, but for those of Kafka Connect
 * itself; transformations, predicates and converters are known by the classes that the configuration names.
 */
export function connectorPlace(className: string, config: Mapping): OptionPlace {
  const parts = { converters: knownConverters(config), aliases: aliasesOf(config), groups: (names(config, 'topic.creation.groups') ?? []).slice(0, mostAliases) }
  return keptPlace(['connector', className, parts], () => placeWith(className, parts))
}

/** What the place of a connector's options depends on besides its class. */
interface Parts {
  readonly converters: ReturnType<typeof knownConverters>
  readonly aliases: ReturnType<typeof aliasesOf>
  readonly groups: readonly string[]
}

function placeWith(className: string, { converters, aliases, groups }: Parts): OptionPlace {
  const known = isKnownClass(className)
  const sink = /sink/i.test(className)
  const own: OptionPlace = {
    name: 'connector',
    scopes: [
      ...(known ? [className as OptionScope] : []),
      'connector',
      ...(known && sink ? [] : ['connector-source' as const]),
      ...(known && !sink ? [] : ['connector-sink' as const]),
    ],
    prefixes: [],
    // Debezium has one set of facts for all its versions, and converters that read keys of their own.
    keys: !known ? 'open' : className.startsWith('io.debezium.') ? 'typos' : 'closed',
    refusal: refusedConnector,
    unknown: 'it has no effect',
    elsewhere: known && !className.startsWith('io.debezium.')
      ? [
          { ...producers, ...(sink ? {} : { prefix: 'producer.override.' }) },
          { ...consumers, ...(sink ? { prefix: 'consumer.override.' } : {}) },
          sink ? { scope: 'connector-source', who: 'source connectors' } : { scope: 'connector-sink', who: 'sink connectors' },
          workers,
        ]
      : [],
  }
  return {
    ...own,
    prefixes: [
      ...plugins.map((prefix): Prefix => [prefix, 'plugin']),
      ['errors.', { ...own, keepsPrefix: true, scopes: ['connector', 'connector-sink'], keys: 'typos' }],
      ['producer.override.', producer],
      ['consumer.override.', consumer],
      ['admin.override.', admin],
      ...(isMirrorConnector(className) ? mirrorPrefixes : []),
      ...converterPrefixes(converters),
      ...aliases.map(aliasPrefix),
      ...['default', ...groups].map((group): Prefix => [`topic.creation.${group}.`, createdTopics]),
    ],
    forbidden: 'KafkaConnector.spec.config',
  }
}

function isMirrorConnector(className: string): boolean {
  return className.startsWith('org.apache.kafka.connect.mirror.')
}

interface Alias {
  /** `transforms.<alias>.` */
  readonly prefix: string
  readonly className: string
  readonly scope: OptionScope
  readonly name: string
}

function aliasesOf(config: Mapping): readonly Alias[] {
  return aliasLists.flatMap(({ list, scope, name }) =>
    (names(config, list) ?? []).slice(0, mostAliases).map((alias) => {
      const prefix = `${list}.${alias}.`
      return { prefix, className: kafkaText(entry(config, `${prefix}type`))?.trim() ?? '', scope, name }
    }),
  )
}

function aliasPrefix({ prefix, className, scope, name }: Alias): Prefix {
  if (isKnownClass(className)) return [prefix, partOfConnector(name, [className as OptionScope, scope])]
  return [prefix, { ...partOfConnector(name, [scope]), keys: 'open' }]
}

const createdTopics: OptionPlace = {
  ...topicOfConnect, name: 'topic creation', scopes: ['topic-creation', 'topic'], refusal: refusedConnector, unknown: refusedConnector,
}

/** The elements of a list that is written out; undefined when it is absent or holds a placeholder. */
function names(config: Mapping, key: string): readonly string[] | undefined {
  const text = kafkaText(entry(config, key))
  return text === undefined || isPlaceholder(text) ? undefined : listItems(text).filter((name) => name !== '')
}

/** The most aliases that are looked at: more are no configuration but an attack. */
const mostAliases = 200

/**
 * What is missing in a connector: options that its class needs, the class of a transformation, options that this class needs, and the
 * entry in the list of aliases for keys that have an alias. Old Debezium versions name their required options otherwise and are left alone.
 */
export function missingOptions(className: string, config: Mapping, path: Path, kafkaVersion: string): OptionProblem[] {
  const problems: OptionProblem[] = []
  const missing = (key: string, why: string): void => {
    problems.push({ class: 'missing', key, at: [...path, key], on: 'key', effect: 'refused', byOperator: true, message: `\`${key}\` is missing: ${why}` })
  }
  const isOldDebezium = className.startsWith('io.debezium.') && Object.keys(config).some((key) => /^database\.(server\.name$|history\.)/.test(key))
  if (isKnownClass(className) && !isOldDebezium) {
    for (const key of requiredKeys(className as OptionScope, kafkaVersion)) {
      if (!isGiven(config, key)) missing(key, `${shortName(className)} needs it, and without it ${refusedConnector}`)
    }
  }
  for (const { list, name } of aliasLists) {
    const aliases = names(config, list)
    for (const alias of (aliases ?? []).slice(0, mostAliases)) {
      const type = kafkaText(entry(config, `${list}.${alias}.type`))?.trim()
      if (type === undefined) missing(`${list}.${alias}.type`, `\`${list}\` names the ${name} \`${alias}\`, and ${refusedConnector}`)
      if (type === undefined || !isKnownClass(type)) continue
      for (const key of requiredKeys(type as OptionScope, kafkaVersion)) {
        const whole = `${list}.${alias}.${key}`
        if (!isGiven(config, whole)) missing(whole, `${shortName(type)} needs it, and without it ${refusedConnector}`)
      }
    }
    problems.push(...unlisted(list, name, aliases, config, path))
  }
  return problems
}

/** Keys of an alias that the list of aliases does not name: nobody reads them. */
function unlisted(list: string, name: string, aliases: readonly string[] | undefined, config: Mapping, path: Path): OptionProblem[] {
  if (aliases === undefined && entry(config, list) !== undefined) return []
  const known = new Set(aliases)
  return Object.keys(config).flatMap((key): OptionProblem[] => {
    const alias = key.startsWith(`${list}.`) ? key.slice(list.length + 1).split('.', 1)[0] : undefined
    // The alias may hold dots itself.
    if (alias === undefined || [...known].slice(0, mostAliases).some((each) => key.startsWith(`${list}.${each}.`))) return []
    const message = `\`${key}\` has no effect: \`${list}\` does not name the ${name} \`${alias}\`; add it there`
    return [{ class: 'unknown-key', key, at: [...path, key], on: 'key', effect: 'ignored', byOperator: false, message }]
  })
}

function requiredKeys(scope: OptionScope, kafkaVersion: string): readonly string[] {
  return knownKeys(scope, kafkaVersion).filter((key) => kafkaOption(scope, key, kafkaVersion)?.required === true)
}

function isGiven(config: Mapping, key: string): boolean {
  return (entry(config, key) ?? undefined) !== undefined
}

function shortName(className: string): string {
  return className.slice(className.lastIndexOf('.') + 1)
}
