import type { Resource } from './resource.js'
import { asString } from './value.js'

/** The label by which topics, users, node pools, rebalances and connectors name the cluster that they belong to. */
export const clusterLabel = 'strimzi.io/cluster'

/** Which kind of cluster the label of a kind names. */
const parents: Readonly<Record<string, string>> = {
  KafkaTopic: 'Kafka',
  KafkaUser: 'Kafka',
  KafkaNodePool: 'Kafka',
  KafkaRebalance: 'Kafka',
  KafkaConnector: 'KafkaConnect',
}

/** The kind that a resource's `strimzi.io/cluster` label names; undefined for kinds that do not use the label. */
export function parentKind(resource: Pick<Resource, 'isStrimzi' | 'kind'>): string | undefined {
  return resource.isStrimzi && Object.hasOwn(parents, resource.kind) ? parents[resource.kind] : undefined
}

/** The cluster that a resource names by label. */
export function clusterName(resource: Resource): string | undefined {
  const name = asString(resource.labels[clusterLabel])
  return name === '' ? undefined : name
}

/** An absent namespace matches any: it comes from kubectl, Kustomize or Argo CD. */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b
}

/**
 * How far apart two resources stand: 0 in the same example, 1 in the same file, 2 in the same directory,
 * and one more for each directory that lies between them.
 */
export function distance(a: Resource, b: Resource): number {
  if (a.file.path === b.file.path) return a.scope === b.scope ? 0 : 1
  const from = a.file.path.split('/')
  const to = b.file.path.split('/')
  let shared = 0
  while (shared < from.length - 1 && shared < to.length - 1 && from[shared] === to[shared]) shared++
  return 2 + (from.length - 1 - shared) + (to.length - 1 - shared)
}

/** The candidates that stand nearest to `from`; several when they are equally near. */
export function nearest(from: Resource, candidates: readonly Resource[]): readonly Resource[] {
  if (candidates.length <= 1) return candidates
  let best = Infinity
  let winners: Resource[] = []
  for (const candidate of candidates) {
    const steps = distance(from, candidate)
    if (steps < best) {
      best = steps
      winners = []
    }
    if (steps === best) winners.push(candidate)
  }
  return winners
}

/** A bootstrap address of a cluster that Strimzi runs: the service names end in `-bootstrap` or `-brokers`. */
export interface BootstrapAddress {
  readonly service: string
  readonly namespace: string | undefined
  readonly port: number | undefined
}

/** Splits the first of `bootstrapServers`; undefined for addresses that are not a Kubernetes service name. */
export function bootstrapAddress(servers: unknown): BootstrapAddress | undefined {
  const first = asString(servers)?.split(',')[0]?.trim()
  const match = first === undefined ? null : /^([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.[a-z0-9.-]+)?)?)?(?::(\d+))?$/.exec(first)
  if (!match?.[1]) return undefined
  return { service: match[1], namespace: match[2], port: match[3] === undefined ? undefined : Number(match[3]) }
}

/** The names that a Kafka cluster may have for which Strimzi makes a service of that name (internal bootstrap, brokers, or of one listener). */
export function clustersOfService(service: string): readonly string[] {
  const names: string[] = []
  for (let at = service.indexOf(infix, 1); at > 0; at = service.indexOf(infix, at + 1)) {
    if (/^(brokers|bootstrap|[a-z0-9]+-bootstrap)$/.test(service.slice(at + infix.length))) names.push(service.slice(0, at))
  }
  return names
}

const infix = '-kafka-'
