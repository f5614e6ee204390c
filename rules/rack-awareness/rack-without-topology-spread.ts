import { isAtLeast } from '../../src/facts/releases.js'
import type { KafkaCluster } from '../../src/model/cluster.js'
import { spreadAlong, spreadConstraint, straySpreads } from '../../src/model/racks.js'
import { read, type Resource } from '../../src/model/resource.js'
import type { Workspace } from '../../src/model/workspace.js'
import type { Path } from '../../src/yaml/document.js'
import { defineRule, type FixProposal, type Problem } from '../../src/rule/rule.js'

/** Up to the release before, the operator added a preferred anti-affinity along the rack's label by itself. */
const nothingAddedSince = '0.49.0'

const ofPool = ['spec', 'template', 'pod', 'topologySpreadConstraints']
const ofKafka = ['spec', 'kafka', 'template', 'pod', 'topologySpreadConstraints']

export default defineRule({
  id: 'rack-without-topology-spread',
  area: 'rack-awareness',
  summary: 'Rack awareness needs a rule that spreads the brokers over the racks.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `\`rack\` tells Kafka where each broker runs; it does not decide where brokers run. Strimzi used to add a preferred anti-affinity along the
rack's label and stopped in 0.49, so a manifest that nobody touched now lets the scheduler put every broker into one zone, where rack awareness
protects nothing. A topology spread constraint with the same label brings the zones back; \`whenUnsatisfiable: DoNotSchedule\` is stricter and suits
new clusters, while pods with zonal volumes may become unschedulable under it.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-Rack-reference',
    'https://github.com/strimzi/strimzi-kafka-operator/blob/main/CHANGELOG.md',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  ],
  about: ['rack'],
  examples: {
    invalid: [
      {
        title: 'rack awareness alone',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack: # error
                type: topology-label
                topologyKey: topology.kubernetes.io/zone
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                type: topology-label
                topologyKey: topology.kubernetes.io/zone
              template:
                pod:
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: ScheduleAnyway
                      labelSelector:
                        matchLabels:
                          strimzi.io/cluster: shop
                          strimzi.io/broker-role: "true"
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'node pools that are not in sight, and no rule in the Kafka resource',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack: # error
                topologyKey: topology.kubernetes.io/zone
        `,
      },
      {
        title: 'one of two pools; machines are not zones',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack: # error
                topologyKey: topology.kubernetes.io/zone
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: small
            labels: { strimzi.io/cluster: shop }
          spec:
            roles: [controller, broker]
            replicas: 3
            storage: { type: ephemeral }
            template:
              pod:
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: kubernetes.io/hostname
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: large
            labels: { strimzi.io/cluster: shop }
          spec:
            roles: [broker]
            replicas: 3
            storage: { type: ephemeral }
            template:
              pod:
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
        `,
      },
      {
        title: 'before 0.49 the operator adds a preference by itself',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              replicas: 3
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
              rack: # info
                topologyKey: topology.kubernetes.io/zone
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'a constraint in the Kafka resource holds for its pools',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
              template:
                pod:
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector: { matchLabels: { strimzi.io/cluster: shop, strimzi.io/broker-role: "true" } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec:
            roles: [controller, broker]
            replicas: 3
            storage: { type: ephemeral }
            template:
              pod: { terminationGracePeriodSeconds: 120 }
        `,
      },
      {
        title: 'one pool for each zone',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: zone-a
            labels: { strimzi.io/cluster: shop }
          spec:
            roles: [controller, broker]
            replicas: 2
            storage: { type: ephemeral }
            template:
              pod:
                affinity:
                  nodeAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      nodeSelectorTerms:
                        - matchExpressions:
                            - { key: topology.kubernetes.io/zone, operator: In, values: [zone-a] }
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    const key = cluster?.rack?.topologyKey
    if (cluster?.pools === undefined || key === undefined || cluster.brokers === 1 || resource.partial !== undefined) return
    const bare = cluster.brokerPlacements.filter(
      ({ pool, terms }) => !spreadAlong(terms, key) && straySpreads(terms, key).length === 0 && !isPatched(workspace, resource, pool?.resource),
    )
    if (bare.length === 0) return
    const pools = bare.flatMap(({ pool }) => pool ?? [])
    const some = pools.length < cluster.brokerPools.length ? ` of ${pools.map(({ resource: { name } }) => `pool \`${name}\``).join(', ')}` : ''
    const { strimzi } = workspace.target(resource)
    const current = isAtLeast(strimzi, nothingAddedSince)
    const effect = current ? 'all of them may land in one zone' : `Strimzi ${strimzi} only prefers different zones, and from 0.49 on it does not even do that`
    const problem: Problem = {
      at: cluster.rack?.path ?? [],
      message: `\`rack\` is set, but no rule spreads the brokers${some} over \`${key}\`, so ${effect}; add a topologySpreadConstraint with this key`,
      related: pools.map((pool) => ({ resource: pool.resource, at: ofPool, message: `pool \`${pool.resource.name}\` has no rule along \`${key}\`` })),
    }
    if (!current) return { ...problem, severity: 'info' }
    const fix = fixOf(cluster, key)
    return fix === undefined ? problem : { ...problem, fix }
  },
})

const placedByPool: readonly Path[] = ['topologySpreadConstraints', 'affinity'].map((field) => ['spec', 'template', 'pod', field])
const placedByKafka: readonly Path[] = ['topologySpreadConstraints', 'affinity'].map((field) => ['spec', 'kafka', 'template', 'pod', field])

/** Whether a patch in sight, of the Kafka resource or the pool, places pods: an overlay may do what the base leaves out. */
function isPatched(workspace: Workspace, kafka: Resource, pool: Resource | undefined): boolean {
  return placedByKafka.some((path) => workspace.isPatched(kafka, path)) || (pool !== undefined && placedByPool.some((path) => workspace.isPatched(pool, path)))
}

/** A constraint in the Kafka resource, where it holds for all pools: if all of them have brokers, and none has constraints that would hide it. */
function fixOf(cluster: KafkaCluster, key: string): FixProposal | undefined {
  const pools = cluster.pools ?? []
  if (cluster.name === '' || pools.length === 0 || pools.length > cluster.brokerPools.length) return undefined
  const hidden = pools.some((pool) => (read(pool.resource, ofPool) ?? undefined) !== undefined)
  if (hidden || (read(cluster.resource, ofKafka) ?? undefined) !== undefined) return undefined
  const changes = [{ set: ofKafka, to: [spreadConstraint(cluster.name, 'broker', key)] }]
  return { title: `Prefer different \`${key}\` for the brokers`, safety: 'suggestion', changes }
}
