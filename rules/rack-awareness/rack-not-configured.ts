import { zoneKeys } from '../../src/model/racks.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'rack-not-configured',
  area: 'rack-awareness',
  summary: 'A cluster that runs in several zones must tell Kafka which broker is in which.',
  kinds: ['Kafka'],
  stage: 'review',
  presets: { recommended: 'warning', production: ['warning', { assumeMultiZone: true }], dev: 'off' },
  why: `Kubernetes decides where brokers run, but Kafka decides which brokers hold the replicas of a partition. Without \`spec.kafka.rack\` it does
not know about zones and may put all replicas of a partition into one; when that zone fails, the partition is gone, however well the pods were
spread.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-Rack-reference',
    'https://kafka.apache.org/documentation/#brokerconfigs_broker.rack',
  ],
  options: {
    assumeMultiZone: { type: 'boolean', default: false, description: 'Take every cluster of three brokers or more as one that runs in several zones.' },
  },
  examples: {
    invalid: [
      {
        title: 'brokers are spread over zones, replicas are not',
        options: { assumeMultiZone: false },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka: # warning
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
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
              pod:
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
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
                topologyKey: topology.kubernetes.io/zone
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
              pod:
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
        `,
      },
      {
        title: 'every cluster runs in several zones in this house',
        options: { assumeMultiZone: true },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka: # warning
              replicas: 3
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
        `,
        fixed: `
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
              rack:
                topologyKey: topology.kubernetes.io/zone
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'brokers are kept on different machines, and nothing speaks of zones',
        options: { assumeMultiZone: false },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
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
              pod:
                affinity:
                  podAntiAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      - topologyKey: kubernetes.io/hostname
                        labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
        `,
      },
    ],
  },

  check(resource, { options: { assumeMultiZone }, workspace }) {
    const cluster = workspace.cluster(resource)
    const at = ['spec', 'kafka', 'rack']
    if (cluster === undefined || cluster.rack !== undefined || resource.partial !== undefined) return
    const { brokers } = cluster
    if (brokers === undefined || brokers < 3) return
    if (workspace.isPatched(resource, at)) return
    const zoned = cluster.brokerPlacements.flatMap(({ terms }) => terms.filter(({ topologyKey }) => zoneKeys.includes(topologyKey)))
    const apart = zoned.filter(({ kind }) => kind === 'spread' || kind === 'anti-affinity')
    const pins = zoned.filter(({ kind }) => kind === 'node')
    const severalZones = apart.length > 0 || new Set(pins.flatMap(({ values }) => values)).size > 1
    if (!severalZones && !assumeMultiZone) return
    const evidence = severalZones ? [...apart, ...pins] : []
    const topologyKey = evidence[0]?.topologyKey ?? 'topology.kubernetes.io/zone'
    return {
      at,
      message: `${severalZones ? 'the brokers are spread over zones, but ' : ''}\`rack\` is not set, so Kafka may put all replicas of a partition into one zone; set \`rack.topologyKey\` to \`${topologyKey}\``,
      related: evidence.map((term) => ({ resource: term.resource, at: term.path, message: 'brokers are placed by zone here' })),
      fix: { title: 'Make Kafka know the zones', safety: 'suggestion', changes: [{ set: at, to: { topologyKey } }] },
    }
  },
})
