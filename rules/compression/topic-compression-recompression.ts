import { compressionSettings } from '../../src/model/compression.js'
import type { Resource } from '../../src/model/resource.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'topic-compression-recompression',
  area: 'compression',
  summary: 'A topic should not store another codec than its producers send.',
  kinds: ['KafkaTopic', 'Kafka'],
  stage: 'review',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `With a codec of its own, a topic makes the broker unpack and pack every batch that arrives in another one. That costs the brokers processor time
for each message, and it hides that the producer is set differently. Set the codec at the producer, and \`producer\` or the same codec on the topic.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_compression.type',
    'https://kafka.apache.org/documentation/#producerconfigs_compression.type',
  ],
  options: {
    producerCodec: { type: 'string', default: '', description: 'The codec that applications are known to use; empty when it is not known.' },
  },
  about: ['compression.type'],
  picksFrom: compressionSettings,
  examples: {
    invalid: [
      {
        title: 'a connector sends lz4 to a topic of gzip',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: shop.public.orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
            config:
              compression.type: gzip # warning
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
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              producer.compression.type: lz4
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnector
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: connect
          spec:
            class: io.debezium.connector.postgresql.PostgresConnector
            tasksMax: 1
            config:
              topic.prefix: shop
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: shop.public.orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
            config:
              compression.type: producer
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
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              producer.compression.type: lz4
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnector
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: connect
          spec:
            class: io.debezium.connector.postgresql.PostgresConnector
            tasksMax: 1
            config:
              topic.prefix: shop
        `,
      },
      {
        title: 'all applications of the house send zstd',
        options: { producerCodec: 'zstd' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: clicks
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
            config:
              compression.type: lz4 # warning
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: clicks
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
            config:
              compression.type: producer
        `,
      },
      {
        title: 'a codec for the whole cluster, and a bridge with another',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              config:
                compression.type: zstd # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                compression.type: lz4
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              config:
                compression.type: producer
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                compression.type: lz4
        `,
      },
    ],
    valid: [
      {
        title: 'the same codec on both sides, and a topic whose producers nobody knows',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              config:
                compression.type: lz4
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                compression.type: lz4
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: clicks
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
            config:
              compression.type: zstd
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    for (const { codec, path } of compressionSettings(resource)) {
      if (!codecs.has(codec)) continue
      const producer = producersInto(resource, workspace).find((each) => each.codec !== codec)
      const sent = producer?.codec ?? (options.producerCodec !== codec && codecs.has(options.producerCodec) ? options.producerCodec : undefined)
      if (sent === undefined) continue
      const where = resource.kind === 'Kafka' ? `the brokers of \`${resource.name}\` store` : `topic \`${workspace.topic(resource).name}\` stores`
      const who = producer === undefined ? 'its producers send' : `${producer.resource.kind} \`${producer.resource.name}\` sends`
      yield {
        at: path,
        message: `${where} \`${codec}\`, but ${who} \`${sent}\`, so the brokers unpack and pack every batch again; use \`producer\` here, or the same codec on both sides`,
        related: producer === undefined ? [] : [{ resource: producer.resource, at: producer.path, message: `sends \`${sent}\`` }],
        fix: { title: 'Store what the producer sends', safety: 'suggestion', changes: [{ set: path, to: 'producer' }] },
      }
    }
  },
})

const codecs: ReadonlySet<string> = new Set(['gzip', 'snappy', 'lz4', 'zstd'])

interface Producer {
  readonly resource: Resource
  readonly path: readonly (string | number)[]
  readonly codec: string
}

/** The producers in sight that write to a topic, or to any topic of a Kafka cluster, and name their codec. */
function producersInto(resource: Resource, workspace: Workspace): readonly Producer[] {
  const kafka = workspace.cluster(resource)?.resource
  if (kafka === undefined) return []
  // Which topics a bridge or a mirror writes is not written down; a codec of the whole cluster concerns them anyway.
  const producers = workspace.producersInto(kafka, resource.kind === 'Kafka' ? undefined : workspace.topic(resource).name)
  return producers.flatMap((each) => settingsInto(each, kafka, workspace)).filter(({ codec }) => codecs.has(codec))
}

function settingsInto(resource: Resource, kafka: Resource, workspace: Workspace): readonly Producer[] {
  if (resource.kind === 'KafkaConnector') {
    const { codec, connect } = workspace.connector(resource)
    if (codec?.resource === undefined || codec.path === undefined || connect?.kafka?.resource !== kafka) return []
    return [{ resource: codec.resource, path: codec.path, codec: codec.value }]
  }
  if (resource.kind === 'KafkaBridge') {
    return workspace.cluster(resource)?.resource === kafka ? compressionSettings(resource).map(({ codec, path }) => ({ resource, path, codec })) : []
  }
  const { target, flows } = workspace.mirror(resource)
  if (target?.kafka?.resource !== kafka) return []
  const written = [
    target.config.written('producer.compression.type'),
    ...flows.map(({ sourceConnector }) => sourceConnector.config.written('producer.override.compression.type')),
  ]
  return written.flatMap((setting) =>
    typeof setting?.value === 'string' && setting.path !== undefined ? { resource, path: setting.path, codec: setting.value } : [],
  )
}
