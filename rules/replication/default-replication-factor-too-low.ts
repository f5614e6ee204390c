import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const key = 'default.replication.factor'

export default defineRule({
  id: 'default-replication-factor-too-low',
  area: 'replication',
  summary: 'Topics that do not ask for a number of replicas must get enough of them.',
  kinds: ['Kafka'],
  stage: 'review',
  presets: { recommended: 'warning', production: 'error', dev: 'off' },
  why: `Two copies survive one failure only if nothing else is going on, and every rolling update takes one of them away for a while. Three copies
with \`min.insync.replicas: 2\` are the smallest layout that takes acks=all writes during a restart and still has two copies of each record. The
value applies to new topics only; existing ones keep the replicas that they have.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs_default.replication.factor',
    'https://kafka.apache.org/documentation/#replication',
  ],
  options: {
    minimum: { type: 'integer', minimum: 2, default: 3, description: 'The replicas that a topic should have by default.' },
  },
  about: [key],
  examples: {
    invalid: [
      {
        title: 'one replica on three brokers',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                default.replication.factor: 1 # error
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
              config:
                default.replication.factor: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'two brokers cannot hold three replicas',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                default.replication.factor: 2
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 2, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'two replicas are enough in this house',
        options: { minimum: 2 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                default.replication.factor: 2
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

  check(resource, { options: { minimum }, workspace }) {
    const cluster = workspace.cluster(resource)
    const factor = cluster?.config.number(key)
    if (cluster === undefined || factor === undefined || factor.value >= minimum) return
    const { brokers } = cluster
    if (brokers === undefined || brokers < minimum) return
    // A minimum that the factor cannot spare is the graver side of the same mistake and has rules of its own.
    const minimumInSync = cluster.number('min.insync.replicas')?.value ?? 1
    if (minimumInSync > 1 && minimumInSync >= factor.value) return
    return {
      at: cluster.config.at(key),
      message: `topics get ${count(factor.value, 'replica')} by default although there are ${count(brokers, 'broker')}, so ${factor.value === 1 ? 'one lost disk is lost data' : 'one failure during a restart stops or loses them'}; set \`${key}\` to ${minimum}`,
      related: cluster.brokerPlaces,
      fix: { title: `Set ${key}: ${minimum} (new topics only)`, safety: 'suggestion', changes: [{ set: cluster.config.at(key), to: minimum }] },
    }
  },
})
