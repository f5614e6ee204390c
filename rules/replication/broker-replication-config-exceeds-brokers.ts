import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

/** Options that count brokers; of those that the operator compares with the brokers itself, it refuses the whole resource. */
const options = [
  { key: 'default.replication.factor', refused: true },
  { key: 'offsets.topic.replication.factor', refused: true },
  { key: 'transaction.state.log.replication.factor', refused: true },
  { key: 'transaction.state.log.min.isr', refused: true },
  { key: 'cruise.control.metrics.topic.replication.factor', refused: false },
  { key: 'share.coordinator.state.topic.replication.factor', refused: false },
  { key: 'share.coordinator.state.topic.min.isr', refused: false },
  { key: 'rlmm.config.remote.log.metadata.topic.replication.factor', refused: false },
] as const

export default defineRule({
  id: 'broker-replication-config-exceeds-brokers',
  area: 'replication',
  summary: 'A broker option must not ask for more replicas than the cluster has brokers.',
  kinds: ['Kafka'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The Cluster Operator compares the default, offsets and transaction factors with the number of brokers and refuses the whole Kafka resource
when one is larger; nothing is reconciled any more, certificate renewals included. The other internal topics fail later, when Kafka cannot create
them. Nodes that only have the controller role do not count, because they hold no partitions.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaClusterSpec-reference',
    'https://kafka.apache.org/documentation/#brokerconfigs_offsets.topic.replication.factor',
  ],
  about: options.map(({ key }) => key),
  examples: {
    invalid: [
      {
        title: 'a production configuration on one broker; controllers do not count',
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
                offsets.topic.replication.factor: 3 # error
                transaction.state.log.min.isr: 1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: brokers
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [broker], replicas: 1, storage: { type: ephemeral } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller], replicas: 3, storage: { type: ephemeral } }
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
                offsets.topic.replication.factor: 1
                transaction.state.log.min.isr: 1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: brokers
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [broker], replicas: 1, storage: { type: ephemeral } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller], replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'the brokers of two pools together',
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
                default.replication.factor: "3"
                offsets.topic.replication.factor: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: zone-a
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [broker, controller], replicas: 1, storage: { type: ephemeral } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: zone-b
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [broker], replicas: 2, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'only the controllers are in sight',
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
                default.replication.factor: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller], replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    const brokers = cluster?.brokers
    if (cluster === undefined || brokers === undefined) return
    for (const { key, refused } of options) {
      const wanted = cluster.config.number(key)
      if (wanted === undefined || wanted.value <= brokers) continue
      yield {
        at: cluster.config.at(key),
        message: `\`${key}\` is ${wanted.value}, but cluster \`${cluster.name}\` has ${count(brokers, 'broker')}, so ${refused ? 'the operator refuses the whole resource' : 'Kafka cannot create the topic'}; use at most ${brokers}`,
        ...(refused ? {} : { stage: 'runtime' as const }),
        related: cluster.brokerPlaces,
        fix: { title: `Set ${key}: ${brokers}`, safety: 'suggestion', changes: [{ set: cluster.config.at(key), to: brokers }] },
      }
    }
  },
})
