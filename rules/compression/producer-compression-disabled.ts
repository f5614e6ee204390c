import { forcedCodec } from '../../src/model/compression.js'
import { read, type Resource } from '../../src/model/resource.js'
import { asBoolean, isMapping } from '../../src/model/value.js'
import type { Workspace } from '../../src/model/workspace.js'
import { Config } from '../../src/model/config.js'
import { defineRule, type Problem, type RelatedPlace } from '../../src/rule/rule.js'
import type { Path } from '../../src/yaml/document.js'

export default defineRule({
  id: 'producer-compression-disabled',
  area: 'compression',
  summary: 'The producers of Connect and of the bridge should compress.',
  kinds: ['KafkaConnect', 'KafkaConnector', 'KafkaBridge'],
  stage: 'review',
  presets: { recommended: 'off', production: 'warning', dev: 'off' },
  why: `A producer sends uncompressed data unless it is told otherwise, and every byte of it crosses the network once per replica, lies on as many
disks and is read by every consumer group. Compressing at the producer makes all of that smaller at once; \`lz4\` costs hardly any processor time.
Payloads that are compressed or encrypted already are the exception.`,
  links: [
    'https://kafka.apache.org/documentation/#producerconfigs_compression.type',
    'https://strimzi.io/docs/operators/latest/deploying#con-producer-config-properties-str',
  ],
  options: {
    codec: { type: 'string', default: 'lz4', description: 'The codec to recommend.' },
  },
  examples: {
    invalid: [
      {
        title: 'a worker with a source connector',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            offsetStorageTopic: connect-offsets
            configStorageTopic: connect-configs
            statusStorageTopic: connect-status
            config: # warning
              key.converter: org.apache.kafka.connect.json.JsonConverter
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: connect
          spec:
            class: io.debezium.connector.postgresql.PostgresConnector
            tasksMax: 1
            config:
              topic.prefix: orders
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            offsetStorageTopic: connect-offsets
            configStorageTopic: connect-configs
            statusStorageTopic: connect-status
            config:
              key.converter: org.apache.kafka.connect.json.JsonConverter
              producer.compression.type: lz4
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: connect
          spec:
            class: io.debezium.connector.postgresql.PostgresConnector
            tasksMax: 1
            config:
              topic.prefix: orders
        `,
      },
      {
        title: 'none, written out in a bridge and a connector',
        options: { codec: 'zstd' },
        yaml: `
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
                compression.type: none # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: connect
          spec:
            class: io.debezium.connector.postgresql.PostgresConnector
            tasksMax: 1
            config:
              producer.override.compression.type: none # warning
        `,
        fixed: `
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
                compression.type: zstd
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: connect
          spec:
            class: io.debezium.connector.postgresql.PostgresConnector
            tasksMax: 1
            config:
              producer.override.compression.type: zstd
        `,
      },
      {
        title: 'a bridge that may only consume',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec: # info
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
        `,
        fixed: `
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
        title: 'the worker compresses, another has sinks only, and a bridge does not produce',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: sources
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              producer.compression.type: lz4
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: sinks
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnector
          metadata:
            name: archive
            labels:
              strimzi.io/cluster: sinks
          spec:
            class: io.confluent.connect.s3.S3SinkConnector
            tasksMax: 1
            config:
              topics: orders
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
              enabled: false
        `,
      },
      {
        title: 'the brokers compress by order',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              config:
                compression.type: zstd
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    for (const { at, who, related, severity } of uncompressed(resource, workspace)) {
      if (workspace.isPatched(resource, at)) continue
      yield {
        at,
        ...(severity && { severity }),
        message: `${who} sends uncompressed data, which network, disks and consumers carry in full size; set \`${String(at.at(-1))}: ${options.codec}\``,
        related,
        fix: { title: `Compress with ${options.codec}`, safety: 'suggestion', changes: [{ set: at, to: options.codec }] },
      } satisfies Problem
    }
  },
})

interface Uncompressed {
  readonly at: Path
  readonly who: string
  readonly related: readonly RelatedPlace[]
  readonly severity?: 'info'
}

function uncompressed(resource: Resource, workspace: Workspace): readonly Uncompressed[] {
  switch (resource.kind) {
    case 'KafkaConnector': {
      const own = workspace.connector(resource).config.text('producer.override.compression.type')
      return own?.value === 'none' && own.path ? [{ at: own.path, who: `connector \`${resource.name}\``, related: [] }] : []
    }
    case 'KafkaBridge':
      return uncompressedBridge(resource, workspace)
    default:
      return uncompressedWorker(resource, workspace)
  }
}

function uncompressedBridge(resource: Resource, workspace: Workspace): readonly Uncompressed[] {
  if (asBoolean(read(resource, ['spec', 'producer', 'enabled'])) === false || forcedCodec(workspace.cluster(resource)) !== undefined) return []
  const path = ['spec', 'producer', 'config']
  const config = new Config(resource, path, read(resource, path))
  if (compresses(config, 'compression.type')) return []
  // Many bridges only consume; nothing here says that this one produces.
  const quiet = isMapping(read(resource, ['spec', 'producer'])) ? {} : { severity: 'info' as const }
  return [{ at: config.at('compression.type'), who: `the bridge \`${resource.name}\``, related: [], ...quiet }]
}

/** One finding for the worker when a source connector leaves the codec to it. */
function uncompressedWorker(resource: Resource, workspace: Workspace): readonly Uncompressed[] {
  const connect = workspace.connect(resource)
  if (forcedCodec(connect.kafka) !== undefined || compresses(connect.config, 'producer.compression.type')) return []
  const sources = (connect.connectors ?? [])
    .map((connector) => workspace.connector(connector))
    .filter(({ direction, config }) => direction === 'source' && !config.has('producer.override.compression.type'))
  if (sources.length === 0) return []
  const related = sources.slice(0, 5).map((source) => ({ resource: source.resource, at: ['spec', 'class'], message: `source connector \`${source.resource.name}\`` }))
  return [{ at: connect.config.at('producer.compression.type'), who: `Connect cluster \`${resource.name}\``, related }]
}

/** Whether a codec is written, or nothing may be called missing. */
function compresses(config: Config, key: string): boolean {
  const codec = config.text(key)?.value
  return codec === undefined ? config.has(key) || config.resource.partial !== undefined : codec !== 'none' && codec !== ''
}
