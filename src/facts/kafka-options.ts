import broker from '../../schemas/kafka/broker.js'
import clients from '../../schemas/kafka/clients.js'
import connectors from '../../schemas/kafka/connectors.js'
import cruiseControl from '../../schemas/kafka/cruise-control.js'
import debezium from '../../schemas/kafka/debezium.js'
import mirror from '../../schemas/kafka/mirror.js'
import plugins from '../../schemas/kafka/plugins.js'
import topic from '../../schemas/kafka/topic.js'
import versions from '../../schemas/kafka/versions.json' with { type: 'json' }
import { compareVersions, minorVersion } from './versions.js'

/** The Kafka versions with facts, oldest first, as `major.minor`. */
export const kafkaVersions: readonly string[] = versions

/** Facts stand for the last patch of each minor version; Cruise Control and Debezium have one set of facts for all versions. */
const filesOfScopes = {
  broker,
  /** Of Strimzi's quota plugin, set among the broker's options. */
  quotas: broker,
  /** Behind the prefix `rlmm.config.`. */
  'remote-log-metadata': broker,
  topic,
  producer: clients,
  consumer: clients,
  admin: clients,
  /** A Connect worker. */
  connect: clients,
  /** Every connector; sources and sinks have more. */
  connector: connectors,
  'connector-source': connectors,
  'connector-sink': connectors,
  /** Behind `transforms.<alias>.`, beside those of the class. */
  transform: connectors,
  predicate: connectors,
  /** Behind `topic.creation.<group>.`, beside topic options. */
  'topic-creation': connectors,
  'mirror-source': mirror,
  'mirror-checkpoint': mirror,
  'mirror-heartbeat': mirror,
  /** Of a cluster that MirrorMaker 2 connects to. */
  'mirror-client': mirror,
  'cruise-control': cruiseControl,
} as const

export type NamedScope = keyof typeof filesOfScopes

/** Who reads an option: a component, or a class (connector, transformation, predicate, converter) by its full name. */
export type OptionScope = NamedScope | `${string}.${string}`

export type OptionType = 'boolean' | 'string' | 'int' | 'short' | 'long' | 'double' | 'list' | 'class' | 'password'
export type OptionValue = string | number | boolean | null | readonly string[]

/** What holds for an option in one version. */
interface Definition {
  readonly type: OptionType
  /** Null: optional, without a value. Absent: must be set, or nobody knows. `Long.MAX_VALUE` is 2 ** 63, the nearest number. */
  readonly default?: OptionValue
  readonly required?: boolean
  /** The allowed values, and for lists the allowed elements. */
  readonly values?: readonly string[]
  readonly items?: readonly string[]
  readonly ignoreCase?: boolean
  /** Both ends belong to the range; `also` are numbers outside that are allowed too. */
  readonly min?: number
  readonly max?: number
  readonly also?: readonly number[]
  /** How a value outside `values` may look, e.g. `ISO-8601 duration`. */
  readonly form?: string
  readonly nonEmpty?: boolean
  /** A list without duplicates. */
  readonly unique?: boolean
  /** `per-broker` and `cluster-wide` options change at runtime, `read-only` ones need a restart; known for brokers. */
  readonly update?: 'read-only' | 'per-broker' | 'cluster-wide'
  /** Cannot be set in a file at all, only at runtime. */
  readonly dynamicOnly?: boolean
  /** Accepted, but not documented. */
  readonly internal?: boolean
  readonly requiredWhen?: string
  /** The topic option that this broker option is the default of. */
  readonly topic?: string
  /** The broker options that this topic option has its default from; the first that is set wins. */
  readonly broker?: readonly string[]
  /** Old names. */
  readonly aliases?: readonly string[]
}

/** The life of an option: first and last Kafka version; absent bounds are beyond the known versions. */
export interface OptionHistory {
  readonly since?: string
  readonly until?: string
  /** `3.5` means 3.5 or before. */
  readonly deprecatedSince?: string
}

/** One option in one Kafka version. */
export interface KafkaOption extends Definition, OptionHistory {
  readonly key: string
}

/** The facts as stored: the newest version, and what differed in older ones (`3.5-3.9`). */
interface Stored extends Definition, OptionHistory {
  readonly variants?: Readonly<Record<string, Partial<Definition> & { readonly without?: readonly (keyof Definition)[] }>>
}

/** The options of a scope: the facts as text until somebody asks for them. */
type Table = Map<string, string | Stored>

const parsedFiles = new Map<string, ReadonlyMap<string, Table>>()

function tableOf(scope: OptionScope): Table | undefined {
  const text = Object.hasOwn(filesOfScopes, scope) ? filesOfScopes[scope as NamedScope] : fileOfClass(scope)
  let file = parsedFiles.get(text)
  if (file === undefined) parsedFiles.set(text, (file = readSections(text)))
  return file.get(mirrorConnectors.get(scope) ?? scope)
}

/** Reads sections of lines: `[scope scope]`, then the key and the facts of each option. */
function readSections(text: string): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>()
  let current: Table[] = []
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) {
      current = line.slice(1, -1).split(' ').map((scope) => {
        const table = tables.get(scope) ?? new Map<string, string | Stored>()
        tables.set(scope, table)
        return table
      })
    } else {
      const space = line.indexOf(' ')
      for (const table of current) table.set(line.slice(0, space), line.slice(space + 1))
    }
  }
  return tables
}

function storedOption(scope: OptionScope, key: string): Stored | undefined {
  const table = tableOf(scope)
  const found = table?.get(key)
  if (typeof found !== 'string') return found
  const stored = JSON.parse(found) as Stored
  table?.set(key, stored)
  return stored
}

const mirrorConnectors: ReadonlyMap<string, NamedScope> = new Map([
  ['org.apache.kafka.connect.mirror.MirrorSourceConnector', 'mirror-source'],
  ['org.apache.kafka.connect.mirror.MirrorCheckpointConnector', 'mirror-checkpoint'],
  ['org.apache.kafka.connect.mirror.MirrorHeartbeatConnector', 'mirror-heartbeat'],
])

function fileOfClass(name: string): string {
  if (name.startsWith('io.debezium.')) return debezium
  return mirrorConnectors.has(name) ? mirror : plugins
}

/** Whether option look-ups have answers for a Kafka version: 3.5 and newer, up to the newest version with facts. */
export function hasKafkaFacts(kafkaVersion: string): boolean {
  const minor = minorVersion(kafkaVersion)
  return minor !== undefined && kafkaVersions.includes(minor)
}

/** Whether there are facts about a scope; for classes, whether the class is known. */
export function hasScope(scope: OptionScope): boolean {
  return tableOf(scope) !== undefined
}

type Answers = Map<OptionScope, Map<string, KafkaOption | undefined>>

/** Answers of `kafkaOption` by version, scope and key: a run asks for the same few over and over. */
const answers = new Map<string, Answers>()
let answersCount = 0

/** The option as that Kafka version knows it; undefined when it does not know it, or when there are no facts about the version or scope. */
export function kafkaOption(scope: OptionScope, key: string, kafkaVersion: string): KafkaOption | undefined {
  const known = answersOf(scope, kafkaVersion)
  let answer = known.get(key)
  if (answer === undefined && !known.has(key)) {
    answer = findOption(scope, key, kafkaVersion)
    known.set(key, answer)
    answersCount++
  }
  return answer
}

function answersOf(scope: OptionScope, kafkaVersion: string): Map<string, KafkaOption | undefined> {
  // Keys come from manifests; a table without bound would grow with them in an editor that runs for days.
  if (answersCount > 10_000) {
    answers.clear()
    answersCount = 0
  }
  let scopes = answers.get(kafkaVersion)
  if (scopes === undefined) answers.set(kafkaVersion, (scopes = new Map() as Answers))
  let known = scopes.get(scope)
  if (known === undefined) scopes.set(scope, (known = new Map<string, KafkaOption | undefined>()))
  return known
}

function findOption(scope: OptionScope, key: string, kafkaVersion: string): KafkaOption | undefined {
  const minor = minorVersion(kafkaVersion)
  const stored = storedOption(scope, key)
  if (stored === undefined || minor === undefined || !kafkaVersions.includes(minor) || !lives(stored, minor)) return undefined
  return { key, ...inVersion(stored, minor) }
}

/** When an option came and went, whatever the version; undefined when no version with facts knows it. */
export function optionHistory(scope: OptionScope, key: string): OptionHistory | undefined {
  const stored = storedOption(scope, key)
  if (stored === undefined) return undefined
  const { since, until, deprecatedSince } = stored
  return { ...(since && { since }), ...(until && { until }), ...(deprecatedSince && { deprecatedSince }) }
}

/** The default of an option; null when it is optional and without one, undefined when it is not known. */
export function kafkaDefault(scope: OptionScope, key: string, kafkaVersion: string): OptionValue | undefined {
  return kafkaOption(scope, key, kafkaVersion)?.default
}

/** The default of a broker option. */
export function brokerDefault(key: string, kafkaVersion: string): OptionValue | undefined {
  return kafkaDefault('broker', key, kafkaVersion)
}

/** The default of a topic option in a cluster that sets no broker option for it. */
export function topicDefault(key: string, kafkaVersion: string): OptionValue | undefined {
  return kafkaDefault('topic', key, kafkaVersion)
}

/** Every key that a Kafka version knows in a scope, sorted. Keys of Debezium that hold `(` are regular expressions. */
export function knownKeys(scope: OptionScope, kafkaVersion: string): readonly string[] {
  const minor = minorVersion(kafkaVersion)
  if (minor === undefined || !kafkaVersions.includes(minor)) return []
  const name = `${minor} ${scope}`
  let keys = keysByScope.get(name)
  if (keys === undefined) {
    keys = [...(tableOf(scope)?.keys() ?? [])].filter((key) => kafkaOption(scope, key, minor) !== undefined).sort()
    if (keys.length > 0) keysByScope.set(name, keys)
  }
  return keys
}

const keysByScope = new Map<string, readonly string[]>()

function lives(stored: Stored, minor: string): boolean {
  return (
    (stored.since === undefined || compareVersions(minor, stored.since) >= 0) &&
    (stored.until === undefined || compareVersions(minor, stored.until) <= 0)
  )
}

function inVersion(stored: Stored, minor: string): Definition & OptionHistory {
  const { variants, ...newest } = stored
  for (const [range, { without = [], ...differing }] of Object.entries(variants ?? {})) {
    const [from = minor, to = minor] = range.split('-')
    if (compareVersions(minor, from) < 0 || compareVersions(minor, to) > 0) continue
    const kept = Object.fromEntries(Object.entries(newest).filter(([name]) => !without.includes(name as keyof Definition)))
    return { ...(kept as unknown as Definition & OptionHistory), ...differing }
  }
  return newest
}

/** A broker option that a topic option takes its default from. */
export interface BrokerEquivalent {
  readonly key: string
  /** Milliseconds in a unit of the broker option (`log.retention.hours`); 1 when both have the same unit. */
  readonly factor: number
  /** The broker's value in the topic's unit; anything but a number stays as it is. A negative time means none, as -1. */
  readonly toTopic: (value: unknown) => unknown
}

/** The broker options that a topic option takes its default from, in Kafka's order: the first that is set wins. */
export function brokerEquivalents(topicKey: string): readonly BrokerEquivalent[] {
  let known = equivalents.get(topicKey)
  if (known === undefined) {
    known = findEquivalents(topicKey)
    // Keys of manifests that are no topic options are not kept: there is no end of them.
    if (known.length > 0) equivalents.set(topicKey, known)
  }
  return known
}

const equivalents = new Map<string, readonly BrokerEquivalent[]>()

function findEquivalents(topicKey: string): readonly BrokerEquivalent[] {
  return (storedOption('topic', topicKey)?.broker ?? []).map((key) => {
    const factor = key.endsWith('.hours') ? 3_600_000 : key.endsWith('.minutes') ? 60_000 : 1
    return { key, factor, toTopic: factor === 1 ? (value) => value : (value) => inMilliseconds(value, factor) }
  })
}

function inMilliseconds(value: unknown, factor: number): unknown {
  const count = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value
  if (typeof count !== 'number') return value
  return count < 0 ? -1 : count * factor
}

/** The topic option that a broker option sets for topics without an own value; undefined when there is none. */
export function topicEquivalent(brokerKey: string): string | undefined {
  return storedOption('broker', brokerKey)?.topic
}
