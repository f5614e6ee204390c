import { clientKinds, clientsOf, type Client } from '../../src/model/client.js'
import type { Sourced } from '../../src/model/config.js'
import { contradiction, said, type Side } from '../../src/model/relation.js'
import type { Resource } from '../../src/model/resource.js'
import { logOptions } from '../../src/model/topic-defaults.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule, type Problem, type Severity } from '../../src/rule/rule.js'

const messageKey = 'max.message.bytes'
const limitKeys = ['socket.request.max.bytes', 'replica.fetch.max.bytes']

export default defineRule({
  id: 'message-size-inconsistent',
  area: 'kafka-relations',
  summary: 'What one part of Kafka sends must fit into what the next one takes.',
  kinds: ['Kafka', 'KafkaTopic', ...clientKinds],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `A large message passes the producer, the request of the broker, the limit of the topic, the followers and the consumer. Whoever raises one limit after a
RecordTooLargeException meets the next one later: the first large record then fails, or followers and consumers take it one by one. Fetch limits
are soft, so those are only remarks.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_max.message.bytes',
    'https://kafka.apache.org/documentation/#brokerconfigs_socket.request.max.bytes',
    'https://kafka.apache.org/documentation/#producerconfigs_max.request.size',
  ],
  about: ['fetch.max.bytes', 'max.message.bytes', 'message.max.bytes', 'max.partition.fetch.bytes', 'max.request.size', 'socket.request.max.bytes'],
  examples: {
    invalid: [
      {
        title: 'messages that no request can carry',
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
                message.max.bytes: 209715200 # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: videos
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              max.message.bytes: 209715200 # warning
        `,
      },
      {
        title: 'followers take large messages one by one',
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
                message.max.bytes: 10485760 # info
        `,
      },
      {
        title: 'a connector sends more than its cluster takes',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.max.request.size: 5242880 # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              producer.acks: all
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                num.partitions: 3
        `,
      },
      {
        title: 'a bridge reads less than a message at once',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            consumer:
              config:
                max.partition.fetch.bytes: 524288 # info
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                num.partitions: 3
        `,
      },
    ],
    valid: [
      {
        title: 'all raised together',
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
                message.max.bytes: 5242880
                replica.fetch.max.bytes: 5242880
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.max.request.size: 5242880
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              consumer.max.partition.fetch.bytes: 5242880
        `,
      },
      {
        title: 'a topic takes more than its cluster, compressed records shrink, and a cluster out of sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.max.request.size: 5242880
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              max.message.bytes: 5242880
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              producer.max.request.size: 2097152
              producer.compression.type: zstd
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                num.partitions: 3
                replica.fetch.max.bytes: 5242880
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: elsewhere-kafka-bootstrap:9092
            http: { port: 8080 }
            consumer:
              config:
                fetch.max.bytes: 1024
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    if (resource.kind === 'Kafka' || resource.kind === 'KafkaTopic') {
      const log = logOptions(resource, workspace)
      if (log === undefined || !(log.writes(messageKey) || limitKeys.some((key) => workspace.cluster(resource)?.config.has(key)))) return
      const [message, cluster] = [log.number(messageKey), workspace.cluster(resource)]
      if (cluster === undefined || message === undefined) return
      const request = cluster.number('socket.request.max.bytes')
      const [refused] = [...below(resource, { key: messageKey, found: message }, { key: 'socket.request.max.bytes', found: request }, 'no request can carry such a message')]
      if (refused !== undefined) yield refused
      else if (message.origin === 'set') {
        const replica = { key: 'replica.fetch.max.bytes', found: cluster.number('replica.fetch.max.bytes') }
        yield* below(resource, { key: messageKey, found: message }, replica, 'followers take large messages one by one', 'info')
      }
      return
    }
    for (const client of clientsOf(resource, workspace)) yield* clientProblems(client, workspace)
  },
})

/** The larger size against the limit that it should fit into. */
function* below(resource: Resource, larger: Side, limit: { key: string; found: Sourced<number> | undefined }, effect: string, severity?: Severity): Generator<Problem> {
  const { key, found } = limit
  if (found === undefined || Number(larger.found.value) <= found.value + overhead) return
  const place = contradiction(resource, larger, { key, found })
  if (place !== undefined) yield { ...place, message: `${said(larger)}, but ${said({ key, found })}, so ${effect}; raise the lower one`, ...(severity && { severity }) }
}

/** Kafka's own defaults differ by the head of a batch. */
const overhead = 1024

/** The options of clients that say how large a message may be. */
const sizes = { producer: ['max.request.size'], consumer: ['max.partition.fetch.bytes', 'fetch.max.bytes'], admin: [], connect: [] }

function* clientProblems(client: Client, workspace: Workspace): Generator<Problem> {
  if (!sizes[client.scope].some((key) => client.keys.includes(key))) return
  const limit = limitOf(client, workspace)
  if (limit === undefined) return
  if (client.scope === 'producer' && client.keys.includes('max.request.size')) {
    const size = client.number('max.request.size')
    const shrinks = (client.text('compression.type')?.value ?? 'none') !== 'none'
    if (size !== undefined && !shrinks) yield* below(client.resource, { key: 'max.request.size', found: size }, limit, 'the brokers refuse records in between')
  }
  for (const key of client.scope === 'consumer' ? sizes.consumer : []) {
    const size = client.keys.includes(key) ? client.number(key) : undefined
    if (size === undefined || size.value + overhead >= limit.found.value) continue
    const place = contradiction(client.resource, { key, found: size }, limit)
    if (place) yield { ...place, message: `${said({ key, found: size })}, but ${said(limit)}, so large messages are read one by one; raise it`, severity: 'info' }
  }
}

/** The largest message that the brokers take from a client: of the one topic that a connector names, or of the cluster. */
function limitOf({ resource, kafka }: Client, workspace: Workspace): { readonly key: string; readonly found: Sourced<number> } | undefined {
  if (kafka === undefined) return undefined
  const named = resource.kind === 'KafkaConnector' ? workspace.connector(resource).topics : []
  const topics = (kafka.topics ?? []).filter((topic) => named.some(({ name, patternType }) => patternType === 'literal' && name === workspace.topic(topic).name))
  const limits = topics.flatMap((topic) => workspace.topic(topic).number(messageKey) ?? [])
  const found = limits.sort((a, b) => b.value - a.value)[0] ?? kafka.topicDefaults.number(messageKey)
  if (found === undefined) return undefined
  return { key: messageKey, found: found.origin === 'set' ? { ...found, origin: 'inherited' } : found }
}
