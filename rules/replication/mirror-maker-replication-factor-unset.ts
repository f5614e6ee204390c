import { kafkaDefault } from '../../src/facts/kafka-options.js'
import { asNumber } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const key = 'replication.factor'
/** The value by which MirrorMaker 2 takes the target's `default.replication.factor`. */
const targetDefault = -1
const wanted = 3

export default defineRule({
  id: 'mirror-maker-replication-factor-unset',
  area: 'replication',
  summary: 'MirrorMaker 2 must be told how many replicas mirrored topics get.',
  kinds: ['KafkaMirrorMaker2'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `MirrorMaker 2 creates topics on the target with two replicas unless told otherwise; neither the source's replicas nor the default of the
target count. Where \`min.insync.replicas\` is two, every restart of a broker then stops mirroring, and the copy that is kept for disasters is weaker
than the original. On a target with a single broker no topic is created at all. The value -1 takes the default of the target cluster.`,
  links: ['https://kafka.apache.org/documentation/#georeplication', 'https://cwiki.apache.org/confluence/display/KAFKA/KIP-382%3A+MirrorMaker+2.0'],
  examples: {
    invalid: [
      {
        title: 'nothing is said, in v1',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            target:
              alias: copy
              bootstrapServers: copy.example.com:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: origin, bootstrapServers: "origin.example.com:9092" }
                topicsPattern: "shop[.].*"
                sourceConnector: # error
                  tasksMax: 2
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            target:
              alias: copy
              bootstrapServers: copy.example.com:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: origin, bootstrapServers: "origin.example.com:9092" }
                topicsPattern: "shop[.].*"
                sourceConnector:
                  tasksMax: 2
                  config:
                    replication.factor: -1
        `,
      },
      {
        title: 'one replica on a target with three brokers, in v1beta2',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            connectCluster: copy
            clusters:
              - { alias: origin, bootstrapServers: "origin.example.com:9092" }
              - { alias: copy, bootstrapServers: "copy-kafka-bootstrap:9092" }
            mirrors:
              - sourceCluster: origin
                targetCluster: copy
                topicsPattern: "shop[.].*"
                sourceConnector:
                  config:
                    replication.factor: 1 # error
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: copy
          spec:
            kafka:
              replicas: 3
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              storage: { type: ephemeral }
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
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
              - { alias: origin, bootstrapServers: "origin.example.com:9092" }
              - { alias: copy, bootstrapServers: "copy-kafka-bootstrap:9092" }
            mirrors:
              - sourceCluster: origin
                targetCluster: copy
                topicsPattern: "shop[.].*"
                sourceConnector:
                  config:
                    replication.factor: -1
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: copy
          spec:
            kafka:
              replicas: 3
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              storage: { type: ephemeral }
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'the default of the target; and a mirror without source connector, which copies no records',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            target:
              alias: copy
              bootstrapServers: copy.example.com:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: origin, bootstrapServers: "origin.example.com:9092" }
                topicsPattern: "shop[.].*"
                sourceConnector:
                  config:
                    replication.factor: -1
              - source: { alias: other, bootstrapServers: "other.example.com:9092" }
                checkpointConnector:
                  config:
                    checkpoints.topic.replication.factor: -1
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const { sourceConnector, target } of workspace.mirror(resource).flows) {
      const { config, present } = sourceConnector
      const unset = !config.has(key)
      const factor = unset ? asNumber(kafkaDefault('mirror-source', key, workspace.target(resource).kafka)) : config.number(key)?.value
      if (!present || factor === undefined || factor === targetDefault || (unset && resource.partial !== undefined)) continue
      const brokers = target?.kafka?.brokers
      const impossible = brokers !== undefined && factor > brokers
      const weak = brokers === undefined ? unset : factor < wanted && brokers >= wanted
      if (!impossible && !weak) continue
      const onTarget = brokers === undefined ? '' : ` on a target with ${count(brokers, 'broker')}`
      const effect = impossible ? 'so they cannot be created' : unset ? 'whatever the target gives its own topics' : 'so one broker that is down leaves a single copy or none'
      yield {
        at: config.at(key),
        message: `mirrored topics get ${count(factor, 'replica')}${onTarget}${unset ? `, MirrorMaker's own default` : ''}, ${effect}; set \`${key}: ${targetDefault}\` to take the target's default`,
        ...(impossible ? { severity: 'error' as const } : {}),
        related: target?.kafka?.brokerPlaces ?? [],
        fix: { title: "Take the target's default", safety: 'suggestion', changes: [{ set: config.at(key), to: targetDefault }] },
      }
    }
  },
})
