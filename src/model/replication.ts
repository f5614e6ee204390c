import type { RelatedPlace } from '../rule/rule.js'
import type { Path } from '../yaml/document.js'
import type { Sourced } from './config.js'
import type { Resource } from './resource.js'
import type { Workspace } from './workspace.js'

const minimumKey = 'min.insync.replicas'
const factorKey = 'default.replication.factor'

/** How many replicas there are, and how many of them have to be in sync: of a topic, or by default in a cluster. */
export interface Replication {
  readonly resource: Resource
  readonly replicas: Sourced<number>
  readonly minimum: Sourced<number>
  /** The number of brokers, when it can be seen. */
  readonly brokers: number | undefined
}

/** What a finding about a replication says. */
export interface ReplicationWords {
  /** Where the resource says it: at its own minimum, else at its own replicas. */
  readonly at: Path
  /** The beginning of a sentence: `topic `orders` has`. */
  readonly subject: string
  /** Where the other of the two numbers is written. */
  readonly related: readonly RelatedPlace[]
}

/**
 * The replication of a KafkaTopic, or the defaults of a Kafka for topics that do not say their own.
 *
 * Undefined when a number cannot be seen; for a topic that takes both numbers from its cluster, or a minimum from it that no topic can spare,
 * which is judged there; and for more replicas than brokers, a mistake that comes before all others.
 */
export function replicationOf(resource: Resource, workspace: Workspace): Replication | undefined {
  if (resource.kind === 'Kafka') return replicationOfCluster(resource, workspace)
  const topic = workspace.topic(resource)
  const { replicas } = topic
  const minimum = topic.number(minimumKey)
  if (replicas === undefined || minimum === undefined) return undefined
  const atMinimum = minimum.origin === 'set'
  if (!atMinimum && replicas.origin !== 'set') return undefined
  const brokers = topic.cluster?.brokers
  if (!atMinimum && brokers !== undefined && minimum.value >= brokers) return undefined
  return checked({ resource, replicas, minimum, brokers })
}

function replicationOfCluster(resource: Resource, workspace: Workspace): Replication | undefined {
  const cluster = workspace.cluster(resource)
  const replicas = cluster?.number(factorKey)
  const minimum = cluster?.number(minimumKey)
  if (cluster === undefined || replicas === undefined || minimum?.origin !== 'set') return undefined
  return checked({ resource, replicas, minimum, brokers: cluster.brokers })
}

/** Apart from the numbers, as these are right nearly always. */
export function replicationWords({ resource, replicas, minimum }: Replication, workspace: Workspace): ReplicationWords {
  if (resource.kind === 'Kafka') {
    const subject = replicas.origin === 'set' ? 'by default topics get' : `without \`${factorKey}\` topics get`
    return { subject, at: minimum.path ?? [], related: places(replicas, true) }
  }
  const subject = `topic \`${workspace.topic(resource).name}\` has`
  if (minimum.origin === 'set') return { subject, at: minimum.path ?? [], related: places(replicas, true) }
  return { subject, at: replicas.path ?? [], related: places(minimum, false) }
}

/** What would be right: a lower minimum, or one replica more than the minimum where there are brokers for it; first what keeps two copies. */
export function remedy({ replicas, minimum, brokers }: Replication): string {
  const lower = Math.max(1, replicas.value - 1)
  const ways = [`a minimum of ${lower}`, ...(brokers === undefined || brokers > minimum.value ? [`${minimum.value + 1} replicas`] : [])]
  return `use ${(lower === 1 ? ways.reverse() : ways).join(', or ')}`
}

function checked(replication: Replication): Replication | undefined {
  const { replicas, brokers } = replication
  return brokers !== undefined && replicas.value > brokers ? undefined : replication
}

function places(source: Sourced<number>, isReplicas: boolean): readonly RelatedPlace[] {
  const { resource, path } = source
  return resource === undefined || path === undefined ? [] : [{ resource, at: path, message: isReplicas ? 'the replicas' : `the cluster's \`${minimumKey}\`` }]
}
