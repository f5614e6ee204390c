import { forbiddenOption, type ForbiddenPlace } from '../facts/forbidden-options.js'
import {
  brokerEquivalents, hasKafkaFacts, kafkaOption, kafkaVersions, knownKeys, optionHistory, topicEquivalent,
  type KafkaOption, type NamedScope, type OptionHistory,
} from '../facts/kafka-options.js'
import { latest } from '../facts/releases.js'
import { closest } from '../text/closest.js'
import type { OptionPlace } from './place.js'

/** Where a custom resource holds the options of a component; the key stands behind `prefix`. */
export interface OptionField {
  readonly kind: string
  readonly field: string
  readonly prefix?: string
  /** The operator drops the option here; the typed field to use instead, where there is one. */
  readonly forbidden?: { readonly instead?: string }
}

/** How an option was in a run of Kafka versions. */
export interface OptionRun {
  readonly from: string
  readonly to: string
  readonly option: KafkaOption
}

/** One component that reads an option. */
export interface OptionUse {
  readonly scope: NamedScope
  /** E.g. `brokers`, `source connectors`. */
  readonly who: string
  /** The option in the version asked for; absent when that version does not know it. */
  readonly option?: KafkaOption
  readonly history: OptionHistory
  /** The versions with facts in which the option lived, oldest first; neighbours with equal facts are one run. */
  readonly runs: readonly OptionRun[]
  readonly fields: readonly OptionField[]
  /** Broker options that give a topic option its default, in Kafka's order; or the topic option that a broker option is the default of. */
  readonly equivalents: readonly string[]
}

/** Everything known about a key. */
export interface OptionExplanation {
  readonly key: string
  readonly kafkaVersion: string
  readonly strimzi: string
  /** Empty when nobody knows the key. */
  readonly uses: readonly OptionUse[]
  /** A known key that looks alike, when there are no uses. */
  readonly didYouMean?: string
}

interface Component {
  readonly who: string
  readonly fields: readonly (readonly [kind: string, field: string, place?: ForbiddenPlace, prefix?: string])[]
}

const connector = ['KafkaConnector', 'spec.config', 'KafkaConnector.spec.config'] as const

function clientFields(name: 'producer' | 'consumer' | 'adminClient', prefix: string, place: ForbiddenPlace): Component['fields'] {
  return [
    ['KafkaBridge', `spec.${name}.config`, place],
    ['KafkaConnect', 'spec.config', 'KafkaConnect.spec.config', `${prefix}.`],
    ['KafkaConnector', 'spec.config', undefined, `${prefix}.override.`],
  ]
}

function mirrorConnector(name: string): Component['fields'] {
  return [['KafkaMirrorMaker2', `spec.mirrors[].${name}.config`, 'KafkaConnector.spec.config']]
}

const components: Readonly<Partial<Record<NamedScope, Component>>> = {
  broker: { who: 'brokers', fields: [['Kafka', 'spec.kafka.config', 'Kafka.spec.kafka.config']] },
  topic: { who: 'topics', fields: [['KafkaTopic', 'spec.config']] },
  producer: { who: 'producers', fields: clientFields('producer', 'producer', 'KafkaBridge.spec.producer.config') },
  consumer: { who: 'consumers', fields: clientFields('consumer', 'consumer', 'KafkaBridge.spec.consumer.config') },
  admin: { who: 'admin clients', fields: clientFields('adminClient', 'admin', 'KafkaBridge.spec.adminClient.config') },
  connect: {
    who: 'Kafka Connect workers',
    fields: [
      ['KafkaConnect', 'spec.config', 'KafkaConnect.spec.config'],
      ['KafkaMirrorMaker2', 'spec.target.config', 'KafkaMirrorMaker2.spec.target.config'],
    ],
  },
  connector: { who: 'connectors', fields: [connector] },
  'connector-source': { who: 'source connectors', fields: [connector] },
  'connector-sink': { who: 'sink connectors', fields: [connector] },
  'mirror-source': { who: 'the source connector of MirrorMaker 2', fields: mirrorConnector('sourceConnector') },
  'mirror-checkpoint': { who: 'the checkpoint connector of MirrorMaker 2', fields: mirrorConnector('checkpointConnector') },
  'mirror-heartbeat': { who: 'the heartbeat connector of MirrorMaker 2', fields: mirrorConnector('heartbeatConnector') },
  'cruise-control': { who: 'Cruise Control', fields: [['Kafka', 'spec.cruiseControl.config', 'Kafka.spec.cruiseControl.config']] },
  quotas: { who: "Strimzi's quota plugin", fields: [['Kafka', 'spec.kafka.config', 'Kafka.spec.kafka.config']] },
  'remote-log-metadata': { who: 'the remote log metadata manager', fields: [['Kafka', 'spec.kafka.config', undefined, 'rlmm.config.']] },
}

const scopes = Object.keys(components) as readonly NamedScope[]

/**
 * Explains an option key: who reads it, with type, default, range and history, and where Strimzi puts it. Without a version the newest
 * with facts is taken; a version without facts has uses without `option`.
 */
export function explainOption(key: string, target: { readonly kafka?: string; readonly strimzi?: string } = {}): OptionExplanation {
  const kafkaVersion = target.kafka ?? kafkaVersions.at(-1) ?? ''
  const strimzi = target.strimzi ?? latest.name
  const uses = scopes.flatMap((scope) => useOf(scope, key, kafkaVersion, strimzi) ?? [])
  const version = hasKafkaFacts(kafkaVersion) ? kafkaVersion : (kafkaVersions.at(-1) ?? '')
  const didYouMean = uses.length > 0 ? undefined : closest(key, new Set(scopes.flatMap((scope) => knownKeys(scope, version))))
  return { key, kafkaVersion, strimzi, uses, ...(didYouMean !== undefined && { didYouMean }) }
}

function useOf(scope: NamedScope, key: string, kafkaVersion: string, strimzi: string): OptionUse | undefined {
  const history = optionHistory(scope, key)
  const component = components[scope]
  if (history === undefined || component === undefined) return undefined
  const option = kafkaOption(scope, key, kafkaVersion)
  const topicOption = scope === 'broker' ? topicEquivalent(key) : undefined
  return {
    scope,
    who: component.who,
    ...(option && { option }),
    history,
    runs: runsOf(scope, key),
    fields: component.fields.map(([kind, field, place, prefix]) => {
      const forbidden = place && forbiddenOption(place, `${prefix ?? ''}${key}`, strimzi)
      const instead = forbidden?.instead
      return { kind, field, ...(prefix !== undefined && { prefix }), ...(forbidden && { forbidden: instead === undefined ? {} : { instead } }) }
    }),
    equivalents: scope === 'topic' ? brokerEquivalents(key).map((each) => each.key) : topicOption === undefined ? [] : [topicOption],
  }
}

function runsOf(scope: NamedScope, key: string): readonly OptionRun[] {
  const runs: OptionRun[] = []
  for (const version of kafkaVersions) {
    const option = kafkaOption(scope, key, version)
    const last = runs.at(-1)
    if (option === undefined) continue
    if (last !== undefined && JSON.stringify(last.option) === JSON.stringify(option)) runs[runs.length - 1] = { ...last, to: version }
    else runs.push({ from: version, to: version, option })
  }
  return runs
}

/** The options that may be written in a place, for completion: known in the Kafka version, and not dropped by the operator. */
export function optionsOf(place: OptionPlace, kafkaVersion: string, release: string): readonly KafkaOption[] {
  const options = new Map<string, KafkaOption>()
  for (const scope of place.scopes) {
    for (const key of knownKeys(scope, kafkaVersion)) {
      const option = kafkaOption(scope, key, kafkaVersion)
      const dropped = place.forbidden !== undefined && forbiddenOption(place.forbidden, key, release) !== undefined
      if (option === undefined || dropped || option.internal === true || option.dynamicOnly === true || options.has(key)) continue
      options.set(key, option)
    }
  }
  return [...options.values()]
}
