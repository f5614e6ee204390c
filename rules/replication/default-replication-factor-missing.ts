import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const key = 'default.replication.factor'

export default defineRule({
  id: 'default-replication-factor-missing',
  area: 'replication',
  summary: 'A cluster with several brokers must say how many replicas a topic gets that does not ask for a number.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `Kafka's own default is one replica. Every topic that a client, Kafka Connect or Kafka Streams creates, and every KafkaTopic without
\`replicas\`, then lives on a single broker: it is gone while that broker restarts, and lost when its disk is. The operator warns too, but only in
the status of the resource, after it has been applied.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs_default.replication.factor',
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaClusterSpec-reference',
  ],
  examples: {
    invalid: [
      {
        title: 'three brokers, and topics with one replica',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config: # warning
                auto.create.topics.enable: false
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
                auto.create.topics.enable: false
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
      {
        title: 'no configuration at all, with ZooKeeper',
        settings: { strimzi: '0.45.0' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka: # warning
              replicas: 2
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
              replicas: 2
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
              config:
                default.replication.factor: 2
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'one broker cannot hold more than one replica',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: laptop }
          spec: { roles: [controller, broker], replicas: 1, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'node pools that are not in sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster === undefined || cluster.config.has(key) || resource.partial !== undefined) return
    const { brokers } = cluster
    if (brokers === undefined || brokers < 2) return
    if (workspace.isPatched(resource, cluster.config.at(key))) return
    // With a minimum above the one default replica, min-insync-replicas-exceeds-replication-factor says what is worse.
    if ((cluster.config.number('min.insync.replicas')?.value ?? 1) > 1) return
    const factor = Math.min(3, brokers)
    return {
      at: cluster.config.at(key),
      message: `\`${key}\` is not set, so a topic that does not ask for replicas lives on one of ${count(brokers, 'broker')} and is lost with its disk; set it to ${factor}`,
      related: cluster.brokerPlaces,
      fix: { title: `Set ${key}: ${factor}`, safety: 'suggestion', changes: [{ set: cluster.config.at(key), to: factor }] },
    }
  },
})
