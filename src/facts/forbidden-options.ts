import facts from '../../schemas/kafka/forbidden-options.json' with { type: 'json' }
import { compareVersions } from './versions.js'

/**
 * The maps of free-form options that an operator filters, named by kind and path. The configs of all clusters of a KafkaMirrorMaker2
 * count as `spec.target.config`; the connectors of its mirrors are filtered as a KafkaConnector is.
 */
export type ForbiddenPlace = keyof typeof facts

/** The entry of the operator's list that an option falls under. */
export interface ForbiddenOption {
  /** The prefix (or the whole key) that the operator looks for. */
  readonly prefix: string
  /** The field of the custom resource that sets the same thing, as a path from the root; absent where the operator alone decides. */
  readonly instead?: string
}

type Entries = Readonly<Record<string, { readonly since?: string; readonly until?: string }>>

interface Lists {
  readonly prefixes?: Entries
  readonly keys?: Entries
  readonly exceptions?: Entries
}

const lists: Readonly<Record<ForbiddenPlace, Lists>> = facts

/** Options of single listeners that Strimzi passes on since 0.51.0, when the listener exists. */
const perListener = /^listener\.name\.[^.]+\.(connections\.max\.reauth\.ms|max\.connections|max\.connection\.creation\.rate)$/

/** The typed field for an option, by place; the longest prefix wins. Fields that came later carry their first release. */
const fields: Readonly<Partial<Record<ForbiddenPlace, readonly (readonly [prefix: string, field: string, since?: string])[]>>> = {
  'Kafka.spec.kafka.config': [
    ['listeners', 'spec.kafka.listeners'],
    ['advertised.', 'spec.kafka.listeners[].configuration.brokers[].advertisedHost'],
    ['listener.', 'spec.kafka.listeners'],
    ['sasl.', 'spec.kafka.listeners[].authentication'],
    ['ssl.', 'spec.kafka.listeners[].configuration'],
    ['security.', 'spec.kafka.listeners[].authentication'],
    ['authorizer.', 'spec.kafka.authorization'],
    ['super.user', 'spec.kafka.authorization.superUsers'],
    ['broker.rack', 'spec.kafka.rack'],
    ['log.dir', 'spec.storage of the KafkaNodePool', '0.36.0'],
    ['metadata.log.dir', 'kraftMetadata: shared on a volume of the KafkaNodePool', '0.41.0'],
    ['process.roles', 'spec.roles of the KafkaNodePool', '0.36.0'],
    ['client.quota.callback.static.produce', 'spec.kafka.quotas.producerByteRate', '0.42.0'],
    ['client.quota.callback.static.fetch', 'spec.kafka.quotas.consumerByteRate', '0.42.0'],
    ['client.quota.callback.static.excluded.principal.name.list', 'spec.kafka.quotas.excludedPrincipals', '0.42.0'],
    [
      'client.quota.callback.static.storage.per.volume.limit.min.available.bytes',
      'spec.kafka.quotas.minAvailableBytesPerVolume',
      '0.42.0',
    ],
    [
      'client.quota.callback.static.storage.per.volume.limit.min.available.ratio',
      'spec.kafka.quotas.minAvailableRatioPerVolume',
      '0.42.0',
    ],
    ['prometheus.metrics.reporter.', 'spec.kafka.metricsConfig', '0.47.0'],
  ],
  'Kafka.spec.cruiseControl.config': [
    ['capacity.config.file', 'spec.cruiseControl.brokerCapacity'],
    ['webserver.security.', 'spec.cruiseControl.apiUsers', '0.43.0'],
  ],
  'KafkaConnect.spec.config': [
    ['group.id', 'spec.groupId', '0.49.0'],
    ['config.storage.topic', 'spec.configStorageTopic', '0.49.0'],
    ['offset.storage.topic', 'spec.offsetStorageTopic', '0.49.0'],
    ['status.storage.topic', 'spec.statusStorageTopic', '0.49.0'],
    ['bootstrap.servers', 'spec.bootstrapServers'],
    ['ssl.', 'spec.tls'],
    ['sasl.', 'spec.authentication'],
    ['security.', 'spec.tls and spec.authentication'],
    ['plugin.path', 'spec.build'],
    ['prometheus.metrics.reporter.', 'spec.metricsConfig', '0.48.0'],
  ],
  'KafkaConnector.spec.config': [
    ['name', 'metadata.name'],
    ['connector.class', 'spec.class'],
    ['tasks.max', 'spec.tasksMax'],
    ['connector.plugin.version', 'spec.version', '0.49.0'],
  ],
  'KafkaMirrorMaker2.spec.target.config': [
    ['group.id', 'spec.target.groupId', '0.49.0'],
    ['config.storage.topic', 'spec.target.configStorageTopic', '0.49.0'],
    ['offset.storage.topic', 'spec.target.offsetStorageTopic', '0.49.0'],
    ['status.storage.topic', 'spec.target.statusStorageTopic', '0.49.0'],
    ['bootstrap.servers', 'bootstrapServers of the cluster'],
    ['ssl.', 'tls of the cluster'],
    ['sasl.', 'authentication of the cluster'],
    ['security.', 'tls and authentication of the cluster'],
  ],
  'KafkaBridge.spec.config': [
    ['bridge.tracing', 'spec.tracing'],
    ['bridge.metrics', 'spec.metricsConfig'],
    ['http.', 'spec.http'],
    ['kafka.', 'spec.consumer.config, spec.producer.config or spec.adminClient.config'],
  ],
  'KafkaBridge.spec.consumer.config': clientFields(),
  'KafkaBridge.spec.producer.config': clientFields(),
  'KafkaBridge.spec.adminClient.config': clientFields(),
}

function clientFields(): readonly (readonly [string, string])[] {
  return [
    ['bootstrap.servers', 'spec.bootstrapServers'],
    ['ssl.', 'spec.tls'],
    ['sasl.', 'spec.authentication'],
    ['security.', 'spec.tls and spec.authentication'],
  ]
}

/**
 * Whether the operator of a release drops an option, with a log line as the only trace: the key in lower case begins with a forbidden
 * prefix (or, for connectors, is a forbidden key), unless the key as written is an exception. For releases before 0.45.0 the list of 0.45.0
 * stands in, without what release notes say came later. Read from the operator's API classes at 0.45.0, 0.51.0 and 1.2.0.
 */
export function forbiddenOption(place: ForbiddenPlace, key: string, release: string): ForbiddenOption | undefined {
  const known = answersOf(place, release)
  let answer = known.get(key)
  if (answer === undefined && !known.has(key)) {
    answer = findForbidden(place, key, release)
    // Keys come from manifests: in an editor that runs for days a table without bound would grow with them.
    if (known.size >= 1000) known.clear()
    known.set(key, answer)
  }
  return answer
}

/** Answers by release, place and key: thousands of resources have the same few options. */
const answers = new Map<string, Map<ForbiddenPlace, Map<string, ForbiddenOption | undefined>>>()

function answersOf(place: ForbiddenPlace, release: string): Map<string, ForbiddenOption | undefined> {
  let places = answers.get(release)
  if (places === undefined) answers.set(release, (places = new Map<ForbiddenPlace, Map<string, ForbiddenOption | undefined>>()))
  let known = places.get(place)
  if (known === undefined) places.set(place, (known = new Map<string, ForbiddenOption | undefined>()))
  return known
}

function findForbidden(place: ForbiddenPlace, key: string, release: string): ForbiddenOption | undefined {
  const { prefixes = {}, keys = {}, exceptions = {} } = lists[place]
  const lowerCase = key.toLowerCase()
  const inForce = (entries: Entries, text: string): boolean => Object.hasOwn(entries, text) && covers(entries[text], release)

  const prefix =
    Object.keys(prefixes).find((each) => lowerCase.startsWith(each) && inForce(prefixes, each)) ??
    (inForce(keys, lowerCase) ? lowerCase : undefined)
  if (prefix === undefined || inForce(exceptions, key)) return undefined
  if (place === 'Kafka.spec.kafka.config' && perListener.test(key) && compareVersions(release, '0.51.0') >= 0) return undefined

  const instead = fieldInstead(place, lowerCase, release)
  return instead === undefined ? { prefix } : { prefix, instead }
}

/** Whether the operator of a release drops an option. */
export function isForbidden(place: ForbiddenPlace, key: string, release: string): boolean {
  return forbiddenOption(place, key, release) !== undefined
}

function covers(entry: { readonly since?: string; readonly until?: string } | undefined, release: string): boolean {
  if (entry?.since !== undefined && compareVersions(release, entry.since) < 0) return false
  return entry?.until === undefined || compareVersions(release, entry.until) <= 0
}

function fieldInstead(place: ForbiddenPlace, lowerCase: string, release: string): string | undefined {
  return (fields[place] ?? [])
    .filter(([prefix, , since]) => lowerCase.startsWith(prefix) && (since === undefined || compareVersions(release, since) >= 0))
    .sort(([a], [b]) => b.length - a.length)[0]?.[1]
}
