import { defaultGoals, type GoalList } from '../facts/cruise-control-goals.js'
import { isPlaceholder } from '../text/placeholder.js'
import type { KafkaCluster } from './cluster.js'
import type { Sourced } from './config.js'
import { entry } from './value.js'

/** The simple name of a goal, which may be written with its package. */
export function goalName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/**
 * A list of goals as Cruise Control gets it, by simple names: written, or what Strimzi sets, which depends on `brokerCapacity`. Undefined without
 * Cruise Control, for placeholders, and where a patch does not say it. An item with a blank in it is two goals without a comma.
 */
export function goalsOf(cluster: KafkaCluster, list: GoalList): Sourced<readonly string[]> | undefined {
  const { cruiseControl, cruiseControlConfig: config } = cluster
  if (cruiseControl === undefined) return undefined
  const written = config.text(list)
  if (written !== undefined) {
    if (isPlaceholder(written.value)) return undefined
    return { ...written, value: written.value.split(',').map((name) => goalName(name.trim())).filter((name) => name !== '') }
  }
  if (config.has(list) || cluster.resource.partial !== undefined) return undefined
  const capacity = cruiseControl.brokerCapacity
  const network = { inbound: hasNetwork(capacity, 'inboundNetwork'), outbound: hasNetwork(capacity, 'outboundNetwork') }
  return { value: defaultGoals(list, network), origin: 'default' }
}

function hasNetwork(capacity: unknown, field: string): boolean {
  return (entry(capacity, field) ?? undefined) !== undefined
}
