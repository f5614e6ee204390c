import { compareVersions } from '../facts/releases.js'
import type { Path } from '../yaml/document.js'
import type { KafkaCluster } from './cluster.js'
import type { Sourced } from './config.js'
import { bytesPerSecond } from './quantity.js'
import { read, type Resource } from './resource.js'
import type { QuotaKey, User } from './user.js'
import { asList, asNumber, asString, entry } from './value.js'

/** From this release on a Kafka resource has `spec.kafka.quotas`. */
const quotasSince = '0.42.0'

/** Where the quotas of a cluster stand, or would stand. */
export const clusterQuotas: Path = ['spec', 'kafka', 'quotas']

/** The broker option by which a quota plug-in is chosen without `spec.kafka.quotas`. */
export const callbackClass = 'client.quota.callback.class'

/** Whether the release that judges a cluster knows `spec.kafka.quotas`. */
export function hasQuotasField(cluster: KafkaCluster): boolean {
  return compareVersions(cluster.workspace.target(cluster.resource).strimzi, quotasSince) >= 0
}

/**
 * What enforces quotas in a cluster: Kafka itself (`kafka`, the default), Strimzi's plug-in (`strimzi`), which limits all clients together and
 * does not look at users, or a class that we do not know (`other`). Undefined when it is written and unreadable.
 */
export function quotaPlugin(cluster: KafkaCluster): 'kafka' | 'strimzi' | 'other' | undefined {
  if ((read(cluster.resource, clusterQuotas) ?? undefined) !== undefined) {
    const type = asString(entry(cluster.quotas, 'type'))
    return type === 'kafka' || type === 'strimzi' ? type : undefined
  }
  const name = cluster.config.text(callbackClass)?.value
  if (name === undefined || name === '') return 'kafka'
  return name.endsWith('.StaticQuotaCallback') ? 'strimzi' : 'other'
}

/** A number of `spec.kafka.quotas`: the default of every user with the plug-in `kafka`, the limit of all users together with `strimzi`. */
export function clusterQuota(cluster: KafkaCluster, key: QuotaKey): Sourced<number> | undefined {
  const value = asNumber(entry(cluster.quotas, key))
  return value === undefined ? undefined : { value, origin: 'set', resource: cluster.resource, path: [...clusterQuotas, key] }
}

/** Whether a cluster limits the bytes of clients that have no quota of their own. */
export function limitsBytes(cluster: KafkaCluster): boolean {
  return entry(cluster.quotas, 'producerByteRate') !== undefined || entry(cluster.quotas, 'consumerByteRate') !== undefined
}

/** Whether `spec.kafka.authorization.superUsers` names the user; ACLs and tenancy do not apply to it. */
export function isSuperUser(user: User, cluster: KafkaCluster): boolean {
  const names = asList(read(cluster.resource, ['spec', 'kafka', 'authorization', 'superUsers']))
  return names.includes(user.resource.name) || names.includes(`CN=${user.resource.name}`)
}

/** What a broker's network carries by `spec.cruiseControl.brokerCapacity`, in bytes per second; undefined when nobody wrote it. */
export function brokerNetwork(cluster: KafkaCluster, field: 'inboundNetwork' | 'outboundNetwork'): number | undefined {
  return bytesPerSecond(read(cluster.resource, ['spec', 'cruiseControl', 'brokerCapacity', field]))
}

/** What all clients of a cluster may do together on one broker, in bytes per second, and the quotas that say so. */
export interface ClientRates {
  readonly produced: number
  readonly consumed: number
  readonly sources: readonly { readonly resource: Resource; readonly at: Path }[]
}

/**
 * Sums the byte quotas of a cluster: with the plug-in `strimzi` the total that it names, else those of all users in sight, where a user
 * without a quota of its own has the cluster's default. Users without any limit, and clusters whose users cannot be told apart, count nothing.
 */
export function clientRates(cluster: KafkaCluster): ClientRates {
  const plugin = quotaPlugin(cluster)
  const defaults = [clusterQuota(cluster, 'producerByteRate'), clusterQuota(cluster, 'consumerByteRate')] as const
  if (plugin === 'strimzi') {
    return { produced: defaults[0]?.value ?? 0, consumed: defaults[1]?.value ?? 0, sources: [{ resource: cluster.resource, at: clusterQuotas }] }
  }
  if (plugin !== 'kafka') return { produced: 0, consumed: 0, sources: [] }
  const users = (cluster.users ?? []).map((resource) => cluster.workspace.user(resource))
  const sum = (key: QuotaKey, inherited: Sourced<number> | undefined) =>
    users.reduce((total, user) => total + ((user.quota(key) ?? inherited)?.value ?? 0), 0)
  return {
    produced: sum('producerByteRate', defaults[0]),
    consumed: sum('consumerByteRate', defaults[1]),
    sources: users.filter(({ quotas }) => quotas !== undefined).map(({ resource }) => ({ resource, at: ['spec', 'quotas'] })),
  }
}
