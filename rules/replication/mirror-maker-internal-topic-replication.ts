import { kafkaDefault, type NamedScope } from '../../src/facts/kafka-options.js'
import type { MirrorConnector, MirrorEnd, MirrorFlow } from '../../src/model/mirror.js'
import { asNumber } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

/** The value by which MirrorMaker 2 takes the cluster's `default.replication.factor`. */
const clusterDefault = -1

interface InternalTopic {
  readonly scope: NamedScope
  readonly key: string
  readonly connector: MirrorConnector
  /** The cluster that holds the topic. */
  readonly end: MirrorEnd | undefined
}

/** The topics that the connectors of a mirror keep for themselves. */
function internalTopics({ source, target, sourceConnector, checkpointConnector, heartbeatConnector }: MirrorFlow): readonly InternalTopic[] {
  const syncsAtTarget = sourceConnector.config.text('offset-syncs.topic.location')?.value === 'target'
  const topics: readonly InternalTopic[] = [
    { scope: 'mirror-source', key: 'offset-syncs.topic.replication.factor', connector: sourceConnector, end: syncsAtTarget ? target : source },
    { scope: 'mirror-checkpoint', key: 'checkpoints.topic.replication.factor', connector: checkpointConnector, end: target },
    { scope: 'mirror-heartbeat', key: 'heartbeats.topic.replication.factor', connector: heartbeatConnector, end: target },
  ]
  return topics.filter(({ connector }) => connector.present)
}

export default defineRule({
  id: 'mirror-maker-internal-topic-replication',
  area: 'replication',
  summary: "MirrorMaker 2's own topics must fit the clusters that hold them.",
  kinds: ['KafkaMirrorMaker2'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `MirrorMaker 2 keeps the relation between offsets in a topic on the source, and checkpoints and heartbeats on the target, with three replicas
unless told otherwise. On a smaller cluster the connector fails because it cannot create its topic. With a single replica, losing a broker loses what
is needed to move consumer groups, exactly when they have to move.`,
  links: ['https://kafka.apache.org/documentation/#georeplication', 'https://cwiki.apache.org/confluence/display/KAFKA/KIP-382%3A+MirrorMaker+2.0'],
  examples: {
    invalid: [
      {
        title: 'one copy of the checkpoints, and three of the offset syncs on one broker',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            target:
              alias: copy
              bootstrapServers: copy-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: laptop, bootstrapServers: "laptop-kafka-bootstrap:9092" }
                topicsPattern: "shop[.].*"
                sourceConnector:
                  config: # error
                    replication.factor: -1
                checkpointConnector:
                  config:
                    checkpoints.topic.replication.factor: 1 # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: copy
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: copy
            labels: { strimzi.io/cluster: copy }
          spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: laptop
            labels: { strimzi.io/cluster: laptop }
          spec: { roles: [controller, broker], replicas: 1, storage: { type: ephemeral } }
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
              bootstrapServers: copy-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: laptop, bootstrapServers: "laptop-kafka-bootstrap:9092" }
                topicsPattern: "shop[.].*"
                sourceConnector:
                  config:
                    replication.factor: -1
                    offset-syncs.topic.replication.factor: -1
                checkpointConnector:
                  config:
                    checkpoints.topic.replication.factor: -1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: copy
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: copy
            labels: { strimzi.io/cluster: copy }
          spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: laptop
            labels: { strimzi.io/cluster: laptop }
          spec: { roles: [controller, broker], replicas: 1, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'clusters that are not in sight, in v1beta2',
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
              - { alias: copy, bootstrapServers: "copy.example.com:9092" }
            mirrors:
              - sourceCluster: origin
                targetCluster: copy
                topicsPattern: "shop[.].*"
                sourceConnector:
                  config:
                    replication.factor: -1
                heartbeatConnector:
                  config:
                    heartbeats.topic.replication.factor: 1
        `,
      },
      {
        title: 'the offset syncs are kept on the target',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 1
            connectCluster: copy
            clusters:
              - { alias: laptop, bootstrapServers: "laptop-kafka-bootstrap:9092" }
              - { alias: copy, bootstrapServers: "copy.example.com:9092" }
            mirrors:
              - sourceCluster: laptop
                targetCluster: copy
                topicsPattern: "shop[.].*"
                sourceConnector:
                  config:
                    replication.factor: -1
                    offset-syncs.topic.location: target
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
  },

  *check(resource, { workspace }) {
    for (const { scope, key, connector, end } of workspace.mirror(resource).flows.flatMap(internalTopics)) {
      const brokers = end?.kafka?.brokers
      const { config } = connector
      const unset = !config.has(key)
      const factor = unset ? asNumber(kafkaDefault(scope, key, workspace.target(resource).kafka)) : config.number(key)?.value
      if (end === undefined || brokers === undefined || factor === undefined || (unset && resource.partial !== undefined)) continue
      const impossible = factor > brokers
      if (!impossible && (factor !== 1 || brokers < 3)) continue
      yield {
        at: config.at(key),
        message: `\`${key}\` is ${factor}${unset ? ' by default' : ''}, but cluster \`${end.alias}\` has ${count(brokers, 'broker')}, so ${impossible ? 'the connector fails' : 'losing a broker loses what failover needs'}; use ${clusterDefault}, the cluster's default`,
        ...(impossible ? { severity: 'error' as const } : {}),
        related: end.kafka?.brokerPlaces ?? [],
        fix: { title: "Take the cluster's default", safety: 'suggestion', changes: [{ set: config.at(key), to: clusterDefault }] },
      }
    }
  },
})
