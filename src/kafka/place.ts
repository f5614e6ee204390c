import { hasScope, kafkaOption, type KafkaOption, type OptionScope } from '../facts/kafka-options.js'
import type { ForbiddenPlace } from '../facts/forbidden-options.js'
import { entry, type Mapping } from '../model/value.js'
import { keptPlace } from './memory.js'
import { kafkaText } from './value.js'

/** Another component that reads a key, for options that stand in the wrong place. */
export interface Elsewhere {
  readonly scope: OptionScope
  /** Who reads the option, e.g. `producers`. */
  readonly who: string
  /** Read by them whatever follows this, as it names what somebody has made up. */
  readonly begin?: string
  /** The key under which this place passes the option on. */
  readonly prefix?: string
}

/** A map of options: who reads it, what happens to wrong keys and values, and which prefixes lead to other readers. */
export interface OptionPlace {
  /** What the options are called: `topic`, `broker`, `worker`, … */
  readonly name: string
  /** The readers, in the order in which they are asked. */
  readonly scopes: readonly OptionScope[]
  /** Keys behind a prefix belong to another place; `plugin` keys are not judged. The longest matching prefix counts, after exact keys. */
  readonly prefixes: readonly (readonly [prefix: string, place: OptionPlace | 'plugin'])[]
  /**
   * `closed`: a key that no reader knows is wrong. `typos`: custom classes may read any key, so only a key that is nearly a known one
   * is wrong. `open`: nobody can tell.
   */
  readonly keys: 'closed' | 'typos' | 'open'
  /** What becomes of the resource when a value is wrong, and of an unknown key. */
  readonly refusal: string
  readonly unknown: string
  readonly elsewhere: readonly Elsewhere[]
  readonly forbidden?: ForbiddenPlace
  /** Values may be YAML lists, and null counts as absent. */
  readonly lists?: boolean
  /** The operator checks values itself, more strictly than Kafka. */
  readonly strict?: boolean
  /** The readers know the keys with the prefix that leads here. */
  readonly keepsPrefix?: boolean
}

/** What becomes of a key that nobody reads. */
export const noEffect = 'it has no effect'
export const topics: Elsewhere = { scope: 'topic', who: 'topics' }
export const brokers: Elsewhere = { scope: 'broker', who: 'brokers' }
export const producers: Elsewhere = { scope: 'producer', who: 'producers' }
export const consumers: Elsewhere = { scope: 'consumer', who: 'consumers' }
export const workers: Elsewhere = { scope: 'connect', who: 'Kafka Connect workers' }

function client(scope: 'producer' | 'consumer' | 'admin', others: readonly Elsewhere[], forbidden?: ForbiddenPlace): OptionPlace {
  return {
    name: scope === 'admin' ? 'admin client' : scope,
    scopes: [scope],
    prefixes: [['config.providers.', 'plugin']],
    keys: 'closed',
    refusal: `the ${scope === 'admin' ? 'admin client' : scope} cannot be created`,
    unknown: noEffect,
    elsewhere: [...others, topics, brokers],
    ...(forbidden && { forbidden }),
  }
}

export const producer = client('producer', [consumers])
export const consumer = client('consumer', [producers])
export const admin = client('admin', [producers, consumers])

export const bridgeProducer = client('producer', [consumers], 'KafkaBridge.spec.producer.config')
export const bridgeConsumer = client('consumer', [producers], 'KafkaBridge.spec.consumer.config')
export const bridgeAdmin = client('admin', [producers, consumers], 'KafkaBridge.spec.adminClient.config')

/** `spec.config` of a KafkaBridge: options of the bridge itself, about which there are no facts. */
export const bridge: OptionPlace = {
  name: 'bridge', scopes: [], prefixes: [], keys: 'open', refusal: '', unknown: noEffect, elsewhere: [], forbidden: 'KafkaBridge.spec.config',
}

export const topic: OptionPlace = {
  name: 'topic',
  scopes: ['topic'],
  prefixes: [],
  keys: 'closed',
  refusal: 'Kafka refuses the topic',
  unknown: 'Kafka refuses the topic',
  elsewhere: [brokers, producers, consumers, workers],
  lists: true,
}

const noTopic = 'the worker cannot create its topic'
export const topicOfConnect: OptionPlace = { ...topic, refusal: noTopic, unknown: noTopic, lists: false }

const remoteLogMetadata: OptionPlace = {
  name: 'remote log metadata',
  scopes: ['remote-log-metadata'],
  prefixes: [],
  keys: 'typos',
  refusal: 'the broker does not start',
  unknown: noEffect,
  elsewhere: [],
}

const brokerPlace: OptionPlace = {
  name: 'broker',
  scopes: ['broker'],
  prefixes: [],
  keys: 'closed',
  refusal: 'the operator refuses the Kafka resource',
  unknown: noEffect,
  elsewhere: [topics, producers, consumers, workers],
  forbidden: 'Kafka.spec.kafka.config',
  strict: true,
}

const metricsReporter: OptionPlace = {
  ...brokerPlace,
  name: 'Cruise Control metrics reporter',
  scopes: ['cruise-control'],
  keepsPrefix: true,
  keys: 'typos',
  elsewhere: [],
  strict: false,
  refusal: 'the metrics reporter of Cruise Control does not start',
}

/** Strimzi's quota plugin, whose older versions had other keys. */
const quotas: OptionPlace = {
  ...brokerPlace, name: 'quota plugin', scopes: ['quotas'], keepsPrefix: true, keys: 'typos', elsewhere: [], strict: false,
}

/** `spec.kafka.config`. With classes of other people among the brokers' plugins any key may have a reader. */
export function broker(customClasses: boolean): OptionPlace {
  return customClasses ? looseBroker : closedBroker
}

function brokerWith(keys: 'closed' | 'typos'): OptionPlace {
  return {
    ...brokerPlace,
    keys,
    prefixes: [
      ['cruise.control.metrics.', metricsReporter],
      ['client.quota.callback.static.', quotas],
      ['rlmm.config.', remoteLogMetadata],
      ['rlmm.config.remote.log.metadata.common.client.', 'plugin'],
      ['rlmm.config.remote.log.metadata.producer.', producer],
      ['rlmm.config.remote.log.metadata.consumer.', consumer],
      ['listener.name.', 'plugin'],
      // Read by Strimzi's and Kafka's own plugins: authorizers, tiered storage, metrics, OAuth.
      ...brokerPlugins.map((prefix) => [prefix, 'plugin'] as const),
    ],
  }
}

const brokerPlugins = [
  'rsm.config.', 'config.providers.', 'allow.everyone.if.no.acl.found', 'strimzi.', 'opa.', 'oauth.', 'prometheus.metrics.reporter.',
  'metrics.jmx.', 'confluent.',
]

const closedBroker = brokerWith('closed')
const looseBroker = brokerWith('typos')

const workerPlugins = [
  'key.converter.', 'value.converter.', 'header.converter.', 'internal.key.converter', 'internal.value.converter', 'config.providers.', 'metrics.context.',
  'metrics.jmx.', 'listeners.https.', 'admin.listeners.https.', 'prometheus.metrics.reporter.', 'strimzi.', 'jmx.',
]

export const refusedConnector = 'Kafka Connect refuses the connector'

/** The options of a class that a connector or worker uses. */
export function partOfConnector(name: string, scopes: readonly OptionScope[]): OptionPlace {
  return { name, scopes, prefixes: [], keys: 'closed', refusal: refusedConnector, unknown: noEffect, elsewhere: [] }
}

/** Whether there are facts about the options of a class. */
export function isKnownClass(className: string): boolean {
  return className.includes('.') && hasScope(className as OptionScope)
}

/** The converters of a map whose class is known. */
export function knownConverters(config: Mapping): readonly (readonly [key: string, className: OptionScope])[] {
  return ['key.converter', 'value.converter', 'header.converter'].flatMap((key): [string, OptionScope][] => {
    const className = kafkaText(entry(config, key))?.trim() ?? ''
    return isKnownClass(className) ? [[key, className as OptionScope]] : []
  })
}

export function converterPrefixes(converters: ReturnType<typeof knownConverters>): OptionPlace['prefixes'][number][] {
  return converters.map(([key, className]) => [`${key}.`, { ...partOfConnector('converter', [className]), keys: 'typos' }])
}

const workerPlace: OptionPlace = {
  name: 'worker',
  scopes: ['connect'],
  prefixes: [],
  keys: 'closed',
  refusal: 'the worker does not start',
  unknown: noEffect,
  elsewhere: [
    { ...consumers, prefix: 'consumer.' },
    { ...producers, prefix: 'producer.' },
    { scope: 'connector-source', who: 'source connectors', begin: 'topic.creation.' },
    { scope: 'connector', who: 'connectors' },
    { scope: 'connector-source', who: 'source connectors' },
    { scope: 'connector-sink', who: 'sink connectors' },
    brokers,
    topics,
  ],
  forbidden: 'KafkaConnect.spec.config',
}

/** `spec.config` of a KafkaConnect. */
export function worker(config: Mapping, customClasses: boolean): OptionPlace {
  const converters = knownConverters(config)
  return keptPlace(['worker', customClasses, converters], () => ({
    ...workerPlace,
    keys: customClasses ? 'typos' : 'closed',
    prefixes: [
      ['producer.', producer],
      ['consumer.', consumer],
      ['admin.', admin],
      ['config.storage.', topicOfConnect],
      // This topic always has one partition; the worker only warns.
      ['config.storage.partitions', { ...workerPlace, keepsPrefix: true }],
      ['offset.storage.', topicOfConnect],
      ['status.storage.', topicOfConnect],
      ...workerPlugins.map((prefix) => [prefix, 'plugin'] as const),
      ...converterPrefixes(converters),
    ],
  }))
}

export const cruiseControl: OptionPlace = {
  name: 'Cruise Control',
  scopes: ['cruise-control'],
  prefixes: [['cruise.control.metrics.', metricsReporter], ['sample.store.', 'plugin']],
  // Pluggable parts (sample stores, resolvers) read keys of their own.
  keys: 'typos',
  refusal: 'Cruise Control does not start',
  unknown: noEffect,
  elsewhere: [],
  forbidden: 'Kafka.spec.cruiseControl.config',
}

/** Whether the operator notices wrong options of a place: it checks those of brokers itself, and hears of topics that Kafka refuses. */
export function isSeenByOperator(place: OptionPlace): boolean {
  return place.strict === true || place.lists === true
}

/** Where a key leads: a place, the key there and its option when a reader knows it; or a plugin that nobody knows. */
export function resolveKey(
  place: OptionPlace,
  key: string,
  kafkaVersion: string,
): { readonly place: OptionPlace; readonly key: string; readonly option?: KafkaOption } | 'plugin' {
  for (const scope of place.scopes) {
    const option = kafkaOption(scope, key, kafkaVersion)
    if (option !== undefined) return { place, key, option }
  }
  let best: readonly [string, OptionPlace | 'plugin'] | undefined
  for (const each of place.prefixes) if (key.startsWith(each[0]) && each[0].length >= (best?.[0].length ?? 0)) best = each
  if (best === undefined) return { place, key }
  const [prefix, inner] = best
  if (inner === 'plugin') return 'plugin'
  return resolveKey(inner, inner.keepsPrefix === true ? key : key.slice(prefix.length), kafkaVersion)
}
