import { compareVersions } from '../facts/releases.js'
import type { Path } from '../yaml/document.js'
import type { KafkaCluster } from './cluster.js'
import type { NodePool } from './pool.js'
import { read, type Resource } from './resource.js'
import { asList, asMapping, asString, entry, isMapping, type Mapping } from './value.js'

/** From this release on a pool's pod template adds to that of the Kafka resource; before, it replaced it. */
const templatesMergeSince = '0.49.0'

const podOfPool: Path = ['spec', 'template', 'pod']
const podOfCluster: Path = ['spec', 'kafka', 'template', 'pod']

/** A demand on where pods are scheduled. */
export interface PlacementTerm {
  /** `spread` and `anti-affinity` keep pods apart, `affinity` brings them together, `node` pins them to nodes with a label. */
  readonly kind: 'spread' | 'anti-affinity' | 'affinity' | 'node'
  /** The node label that the term counts by, or pins. */
  readonly topologyKey: string
  /** `required` for terms the scheduler must obey. */
  readonly required: boolean
  /** The selector of the pods it counts; undefined for node pins. */
  readonly labelSelector: Mapping | undefined
  /** For node pins: the values the label may have. */
  readonly values: readonly string[]
  readonly resource: Resource
  readonly path: Path
}

/** All terms of the pod template at `template` (the path of a `pod` template) of a resource. */
export function placementTerms(resource: Resource, template: Path): readonly PlacementTerm[] {
  const pod = read(resource, template)
  return isMapping(pod) ? [...spreadTerms(resource, template, pod), ...affinityTerms(resource, [...template, 'affinity'])] : []
}

/**
 * The terms for the pods of one broker or controller pool: its own pod template and that of the Kafka resource, merged as the target release does
 * (field by field, the pool's wins; before 0.49 a pool with a template of its own takes nothing from the Kafka).
 */
export function poolPlacement(pool: NodePool, cluster: KafkaCluster): readonly PlacementTerm[] {
  const own = read(pool.resource, podOfPool)
  if (!isMapping(own)) return clusterPlacement(cluster)
  const merge = compareVersions(cluster.workspace.target(cluster.resource).strimzi, templatesMergeSince) >= 0
  const terms = placementTerms(pool.resource, podOfPool)
  if (!merge) return terms
  const inherited = clusterPlacement(cluster).filter(({ kind }) => (entry(own, kind === 'spread' ? 'topologySpreadConstraints' : 'affinity') ?? undefined) === undefined)
  return [...terms, ...inherited]
}

/** The placement rules for the brokers of one pool, or of a Kafka without pools in sight. */
export interface BrokerPlacement {
  readonly pool: NodePool | undefined
  readonly terms: readonly PlacementTerm[]
}

/** See `KafkaCluster.brokerPlacements`, which keeps them: half a dozen rules ask. */
export function brokerPlacements(cluster: KafkaCluster): readonly BrokerPlacement[] {
  if (cluster.brokerPools.length === 0) return [{ pool: undefined, terms: clusterPlacement(cluster) }]
  return cluster.brokerPools.map((pool) => ({ pool, terms: poolPlacement(pool, cluster) }))
}

/** The terms of the Kafka resource's own pod template. */
export function clusterPlacement(cluster: KafkaCluster): readonly PlacementTerm[] {
  return placementTerms(cluster.resource, podOfCluster)
}

function spreadTerms(resource: Resource, template: Path, pod: Mapping): PlacementTerm[] {
  return asList(pod.topologySpreadConstraints).flatMap((constraint, index) => {
    const topologyKey = asString(entry(constraint, 'topologyKey'))
    if (topologyKey === undefined) return []
    return {
      kind: 'spread' as const,
      topologyKey,
      required: entry(constraint, 'whenUnsatisfiable') !== 'ScheduleAnyway',
      labelSelector: selectorOf(constraint),
      values: [],
      resource,
      path: [...template, 'topologySpreadConstraints', index],
    }
  })
}

function affinityTerms(resource: Resource, affinity: Path): PlacementTerm[] {
  const terms: PlacementTerm[] = []
  for (const [field, kind] of [['podAntiAffinity', 'anti-affinity'], ['podAffinity', 'affinity']] as const) {
    for (const required of [true, false]) {
      const list: Path = [...affinity, field, required ? 'requiredDuringSchedulingIgnoredDuringExecution' : 'preferredDuringSchedulingIgnoredDuringExecution']
      asList(read(resource, list)).forEach((item, index) => {
        const path = required ? [...list, index] : [...list, index, 'podAffinityTerm']
        const term = required ? item : entry(item, 'podAffinityTerm')
        const topologyKey = asString(entry(term, 'topologyKey'))
        if (topologyKey !== undefined) terms.push({ kind, topologyKey, required, labelSelector: selectorOf(term), values: [], resource, path })
      })
    }
  }
  const required: Path = [...affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms']
  asList(read(resource, required)).forEach((term, index) => {
    asList(entry(term, 'matchExpressions')).forEach((expression, position) => {
      const topologyKey = asString(entry(expression, 'key'))
      if (topologyKey === undefined || entry(expression, 'operator') !== 'In') return
      const values = asList(entry(expression, 'values')).filter((value) => typeof value === 'string')
      terms.push({ kind: 'node', topologyKey, required: true, labelSelector: undefined, values, resource, path: [...required, index, 'matchExpressions', position] })
    })
  })
  return terms
}

function selectorOf(term: unknown): Mapping | undefined {
  const selector = entry(term, 'labelSelector')
  return isMapping(selector) ? selector : undefined
}

/** Whether a label selector matches a set of labels, as Kubernetes evaluates it. An absent selector matches nothing, an empty one everything. */
export function selects(selector: Mapping | undefined, labels: Mapping): boolean {
  if (selector === undefined) return false
  for (const [key, value] of Object.entries(asMapping(selector.matchLabels))) if (labels[key] !== value) return false
  return asList(selector.matchExpressions).every((expression) => {
    const key = asString(entry(expression, 'key')) ?? ''
    const values = asList(entry(expression, 'values'))
    switch (entry(expression, 'operator')) {
      case 'In':
        return values.includes(labels[key])
      case 'NotIn':
        return !values.includes(labels[key])
      case 'Exists':
        return Object.hasOwn(labels, key)
      case 'DoesNotExist':
        return !Object.hasOwn(labels, key)
      default:
        return true
    }
  })
}
