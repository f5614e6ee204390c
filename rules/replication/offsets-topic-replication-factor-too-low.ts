import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const key = 'offsets.topic.replication.factor'
const wanted = 3

export default defineRule({
  id: 'offsets-topic-replication-factor-too-low',
  area: 'replication',
  summary: 'The topic that holds the offsets of all consumer groups must have three replicas where there are three brokers.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'off' },
  why: `\`__consumer_offsets\` is created once, when the first group appears, and keeps its replicas until somebody reassigns them. With a single
copy, each broker that is down takes the coordinators of a part of all consumer groups with it; when its disk is lost, those groups start over from
the beginning or the end of their topics. The line is usually left over from a cluster that began with one broker.`,
  links: ['https://kafka.apache.org/documentation/#brokerconfigs_offsets.topic.replication.factor'],
  about: [key],
  examples: {
    invalid: [
      {
        title: 'left over from a single broker',
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
                offsets.topic.replication.factor: 1 # error
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
                offsets.topic.replication.factor: 3
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
        title: 'a single broker can hold one replica only',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              replicas: 1
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
              config:
                offsets.topic.replication.factor: 1
            zookeeper: { replicas: 1, storage: { type: ephemeral } }
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    const factor = cluster?.config.number(key)
    if (cluster === undefined || factor === undefined || factor.value >= wanted) return
    const { brokers } = cluster
    if (brokers === undefined || brokers < wanted) return
    return {
      at: cluster.config.at(key),
      message: `\`__consumer_offsets\` gets ${count(factor.value, 'replica')} although there are ${count(brokers, 'broker')}, so ${factor.value === 1 ? 'losing a broker loses positions of consumer groups' : 'one broker that is down leaves a single copy of the positions of consumer groups'}; use ${wanted}, and reassign the topic if it exists already`,
      related: cluster.brokerPlaces,
      fix: { title: `Set ${key}: ${wanted} (new clusters only)`, safety: 'suggestion', changes: [{ set: cluster.config.at(key), to: wanted }] },
    }
  },
})
