import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

export default defineRule({
  id: 'broker-count-not-multiple-of-racks',
  area: 'rack-awareness',
  summary: 'Every rack must have the same number of brokers.',
  kinds: ['Kafka'],
  stage: 'review',
  presets: { recommended: 'info', production: 'warning', dev: 'info' },
  why: `Kafka gives each rack the same share of the replicas, however many brokers it has. The brokers of a rack with fewer of them carry more
replicas each, fill up first and set the pace of the whole cluster.`,
  links: [
    'https://kafka.apache.org/documentation/#basic_ops_racks',
    'https://strimzi.io/docs/operators/latest/configuring#type-Rack-reference',
  ],
  options: {
    racks: { type: 'integer', minimum: 0, default: 0, description: 'The number of racks where it cannot be seen in the manifests; 0: unknown.' },
  },
  about: ['rack'],
  examples: {
    invalid: [
      {
        title: 'one zone has twice as many brokers as the other',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack: # warning
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
            template: { pod: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [
              { matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: [zone-a] }] }] } } } } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: zone-b
            labels: { strimzi.io/cluster: shop }
          spec:
            roles: [controller, broker]
            replicas: 1
            storage: { type: ephemeral }
            template: { pod: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [
              { matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: [zone-b] }] }] } } } } }
        `,
      },
      {
        title: 'three zones in this house',
        options: { racks: 3 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              replicas: 4
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
              rack: # warning
                topologyKey: topology.kubernetes.io/zone
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'two brokers in each of three zones',
        options: { racks: 3 },
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
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 6, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'nobody knows how many zones there are',
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
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 4, storage: { type: ephemeral } }
        `,
      },
    ],
  },

  check(resource, { options: { racks }, workspace }) {
    const cluster = workspace.cluster(resource)
    const brokers = cluster?.brokers
    if (cluster?.rack === undefined || brokers === undefined) return
    const seen = cluster.brokersByRack
    const uneven = seen === undefined ? racks > 0 && brokers % racks !== 0 : new Set(seen.values()).size > 1
    if (!uneven) return
    const distribution = seen === undefined ? '' : ` (${[...seen].map(([rack, number]) => `\`${rack}\`: ${number}`).join(', ')})`
    return {
      at: cluster.rack.path,
      message: `${count(brokers, 'broker')} over ${count(seen?.size ?? racks, 'rack')} are uneven${distribution}, so the brokers of the smallest rack carry more replicas and fill up first; give every rack the same number`,
      related: cluster.brokerPlaces,
    }
  },
})
