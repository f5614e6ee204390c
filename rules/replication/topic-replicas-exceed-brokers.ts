import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'topic-replicas-exceed-brokers',
  area: 'replication',
  summary: 'A topic must not ask for more replicas than its cluster has brokers.',
  kinds: ['KafkaTopic'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka puts each replica of a partition on a broker of its own, so it refuses to create a topic with more replicas than brokers and the
KafkaTopic never becomes ready. The number of brokers is the sum over all node pools with the broker role; pools that only have the controller
role look like capacity but hold no data.`,
  links: [
    'https://strimzi.io/docs/operators/latest/deploying#con-node-pools-str',
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopicSpec-reference',
  ],
  about: ['replicas'],
  examples: {
    invalid: [
      {
        title: 'controllers do not hold replicas',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
            replicas: 3 # error
          ---
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
            name: brokers
            labels:
              strimzi.io/cluster: shop
          spec:
            roles: [broker]
            replicas: 2
            storage: { type: ephemeral }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels:
              strimzi.io/cluster: shop
          spec:
            roles: [controller]
            replicas: 3
            storage: { type: ephemeral }
        `,
      },
    ],
    valid: [
      {
        title: 'the brokers of two pools together',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
            replicas: 3
          ---
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
            name: zone-a
            labels:
              strimzi.io/cluster: shop
          spec:
            roles: [broker, controller]
            replicas: 1
            storage: { type: ephemeral }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: zone-b
            labels:
              strimzi.io/cluster: shop
          spec:
            roles: [broker]
            replicas: 2
            storage: { type: ephemeral }
        `,
      },
      {
        title: 'a cluster that is not in sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: elsewhere
          spec:
            partitions: 12
            replicas: 5
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const topic = workspace.topic(resource)
    const { replicas } = topic
    if (replicas?.origin !== 'set') return
    const { cluster } = topic
    const brokers = cluster?.brokers
    if (cluster === undefined || brokers === undefined || replicas.value <= brokers) return
    return {
      at: ['spec', 'replicas'],
      message: `topic \`${topic.name}\` asks for ${replicas.value} replicas, but cluster \`${cluster.name}\` has ${brokers === 1 ? 'one broker' : `${brokers} brokers`}, so Kafka refuses to create it; use at most ${brokers}`,
      related: [{ resource: cluster.resource, at: ['metadata', 'name'], message: `cluster \`${cluster.name}\`` }, ...cluster.brokerPools.map((pool) => ({ resource: pool.resource, at: ['spec', 'replicas'], message: `broker pool \`${pool.resource.name}\`` }))],
    }
  },
})
