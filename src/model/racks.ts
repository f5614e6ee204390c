import type { KafkaCluster } from './cluster.js'
import type { PlacementTerm } from './placement.js'
import type { Mapping } from './value.js'

/** The node label of one machine. */
export const hostKey = 'kubernetes.io/hostname'

/** The node labels of a zone: the current one and the one before Kubernetes 1.17. */
export const zoneKeys: readonly string[] = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone']

/** Whether the terms of a pool keep its pods apart along a node label, or pin all of them to one value of it (one pool per zone). */
export function spreadAlong(terms: readonly PlacementTerm[], topologyKey: string): boolean {
  if (terms.length === 0) return false
  const along = terms.filter((term) => term.topologyKey === topologyKey)
  return along.some(({ kind }) => kind === 'spread' || kind === 'anti-affinity') || pinAlong(along, topologyKey) !== undefined
}

/** The one value of a node label that the terms pin pods to; undefined when they may run on nodes with several. */
function pinAlong(terms: readonly PlacementTerm[], topologyKey: string): string | undefined {
  if (terms.length === 0) return undefined
  const pins = terms.filter((term) => term.kind === 'node' && term.topologyKey === topologyKey)
  const values = new Set(pins.flatMap((pin) => pin.values))
  return values.size === 1 ? [...values][0] : undefined
}

/**
 * The number of brokers in each rack of a cluster with rack awareness, known when every broker pool is pinned to one value of the rack's node
 * label (one pool per zone); undefined otherwise. See `KafkaCluster.brokersByRack`, which keeps it: every topic asks.
 */
export function brokersByRack(cluster: KafkaCluster): ReadonlyMap<string, number> | undefined {
  const key = cluster.rack?.topologyKey
  if (key === undefined || cluster.brokers === undefined || cluster.brokerPools.length === 0) return undefined
  const racks = new Map<string, number>()
  for (const { pool, terms } of cluster.brokerPlacements) {
    const rack = pinAlong(terms, key)
    if (rack === undefined) return undefined
    racks.set(rack, (racks.get(rack) ?? 0) + (pool?.replicas?.value ?? 0))
  }
  return racks
}

/** The number of racks that a cluster with rack awareness spreads over: as seen in its pools, else as assumed (0: not known). */
export function rackCount(cluster: KafkaCluster, assumed: number): number | undefined {
  if (cluster.rack === undefined) return undefined
  return cluster.brokersByRack?.size ?? (assumed > 0 ? assumed : undefined)
}

/** Spread rules along another label than the rack's: pods are spread by one thing and replicas by another. Hosts and other pins do not count. */
export function straySpreads(terms: readonly PlacementTerm[], rackKey: string): readonly PlacementTerm[] {
  if (terms.length === 0 || spreadAlong(terms, rackKey)) return []
  return terms.filter(({ kind, topologyKey }) => {
    if (topologyKey === hostKey || topologyKey === rackKey || kind === 'affinity') return false
    return kind !== 'node' || (zoneKeys.includes(topologyKey) && pinAlong(terms, topologyKey) !== undefined)
  })
}

/** A topology spread constraint along a node label for the nodes of a cluster that have a role, as a value for a manifest. */
export function spreadConstraint(cluster: string, role: 'broker' | 'controller', topologyKey: string): Mapping {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { 'strimzi.io/cluster': cluster, [`strimzi.io/${role}-role`]: 'true' } },
  }
}
