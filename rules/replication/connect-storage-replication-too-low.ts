import { kafkaDefault } from '../../src/facts/kafka-options.js'
import { storageTopics } from '../../src/model/connect.js'
import { asNumber } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

/** The value by which Kafka Connect takes the cluster's `default.replication.factor`. */
const brokerDefault = -1
const wanted = 3

export default defineRule({
  id: 'connect-storage-replication-too-low',
  area: 'replication',
  summary: 'The topics in which Kafka Connect keeps its state must be replicated as well as the cluster can.',
  kinds: ['KafkaConnect', 'KafkaMirrorMaker2'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `These three topics hold the configuration of all connectors and the positions of all sources; when a partition of them is lost, pipelines
start over or disappear. Kafka Connect creates them once, so a wrong first value stays until somebody reassigns the topic. With more replicas than
brokers, the default of three included, the workers never start. The value -1 takes the default of the cluster.`,
  links: [
    'https://kafka.apache.org/documentation/#connectconfigs_offset.storage.replication.factor',
    'https://kafka.apache.org/documentation/#connectconfigs_config.storage.replication.factor',
  ],
  examples: {
    invalid: [
      {
        title: 'one copy of the offsets on three brokers',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 1
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              config.storage.replication.factor: -1
              offset.storage.replication.factor: 1 # error
              status.storage.replication.factor: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
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
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 1
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              config.storage.replication.factor: -1
              offset.storage.replication.factor: 3
              status.storage.replication.factor: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
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
        title: 'MirrorMaker 2 takes the default of three on one broker',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            connectCluster: copy
            clusters:
              - alias: origin
                bootstrapServers: origin.example.com:9092
              - alias: copy
                bootstrapServers: laptop-kafka-bootstrap:9092
                config: # error
                  config.storage.replication.factor: 1
            mirrors:
              - sourceCluster: origin
                targetCluster: copy
                topicsPattern: "shop[.].*"
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              replicas: 1
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              storage: { type: ephemeral }
            zookeeper: { replicas: 1, storage: { type: ephemeral } }
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            connectCluster: copy
            clusters:
              - alias: origin
                bootstrapServers: origin.example.com:9092
              - alias: copy
                bootstrapServers: laptop-kafka-bootstrap:9092
                config:
                  config.storage.replication.factor: 1
                  offset.storage.replication.factor: -1
                  status.storage.replication.factor: -1
            mirrors:
              - sourceCluster: origin
                targetCluster: copy
                topicsPattern: "shop[.].*"
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              replicas: 1
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              storage: { type: ephemeral }
            zookeeper: { replicas: 1, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'a cluster that is not in sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 1
            bootstrapServers: kafka.example.com:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              offset.storage.replication.factor: 1
        `,
      },
      {
        title: 'the default of three on three brokers',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            target:
              alias: copy
              bootstrapServers: shop-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: origin, bootstrapServers: "origin.example.com:9092" }
                topicsPattern: "shop[.].*"
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
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
  },

  *check(resource, { workspace }) {
    const target = resource.kind === 'KafkaConnect' ? workspace.connect(resource) : workspace.mirror(resource).target
    const cluster = target?.kafka
    const brokers = cluster?.brokers
    if (target === undefined || cluster === undefined || brokers === undefined) return
    const { config } = target
    const unset: string[] = []
    for (const { factorKey: key } of storageTopics) {
      const factor = config.number(key)?.value
      if (!config.has(key) && !workspace.isPatched(resource, config.at(key))) unset.push(key)
      if (factor === undefined || factor === brokerDefault || (factor <= brokers && (factor >= wanted || brokers < wanted))) continue
      const [effect, right] = factor > brokers ? ['so the workers cannot start', brokerDefault] : ['so losing a broker can lose the state of connectors', wanted]
      yield {
        at: config.at(key),
        message: `\`${key}\` is ${factor}, but cluster \`${cluster.name}\` has ${count(brokers, 'broker')}, ${effect}; use ${right === brokerDefault ? `${right}, the cluster's default` : `${right} and reassign the topic if it exists already`}`,
        ...(factor > brokers ? { severity: 'error' as const } : {}),
        related: cluster.brokerPlaces,
        fix: { title: `Set ${key}: ${right}`, safety: 'suggestion', changes: [{ set: config.at(key), to: right }] },
      }
    }
    const [first] = unset
    const inForce = first === undefined ? undefined : asNumber(kafkaDefault('connect', first, workspace.target(resource).kafka))
    if (first === undefined || inForce === undefined || inForce <= brokers || resource.partial !== undefined) return
    yield {
      at: config.at(first),
      message: `${unset.map((key) => `\`${key}\``).join(', ')} ${unset.length === 1 ? 'is' : 'are'} not set, and Kafka Connect's default of ${inForce} exceeds the ${count(brokers, 'broker')} of \`${cluster.name}\`, so the workers cannot start; use ${brokerDefault}`,
      severity: 'error',
      related: cluster.brokerPlaces,
      fix: { title: "Take the cluster's default", safety: 'suggestion', changes: unset.map((key) => ({ set: config.at(key), to: brokerDefault })) },
    }
  },
})
