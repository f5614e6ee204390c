import { kafkaOption } from '../../src/facts/kafka-options.js'
import { compressionSettings, type CompressionSetting } from '../../src/model/compression.js'
import { defineRule } from '../../src/rule/rule.js'
import { closest } from '../../src/text/closest.js'

export default defineRule({
  id: 'compression-type-invalid',
  area: 'compression',
  summary: '`compression.type` must be a codec that its reader knows.',
  kinds: ['KafkaTopic', 'Kafka', 'KafkaConnect', 'KafkaConnector', 'KafkaMirrorMaker2', 'KafkaBridge'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka has two lists of words for one idea. Producers know \`none\` and the codecs; topics and brokers know \`uncompressed\`, \`producer\` and the
codecs. A word of the other list, a misspelling or capital letters make Kafka refuse the topic, and stop the broker or the producer at the start.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_compression.type',
    'https://kafka.apache.org/documentation/#producerconfigs_compression.type',
    'https://kafka.apache.org/documentation/#brokerconfigs_compression.type',
  ],
  about: ['compression.type'],
  picksFrom: compressionSettings,
  examples: {
    invalid: [
      {
        title: 'the word of producers on a topic',
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
              compression.type: none # error
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
              compression.type: uncompressed
        `,
      },
      {
        title: 'the word of topics for a producer, in Connect and a bridge',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              producer.compression.type: uncompressed # error
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
                compression.type: LZ4 # error
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              producer.compression.type: none
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
      {
        title: 'a misspelling, and a codec that Kafka does not have',
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
                compression.type: ztsd # error
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
              producer.override.compression.type: brotli # error
              topic.creation.default.compression.type: none # error
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
              producer.override.compression.type: brotli
              topic.creation.default.compression.type: uncompressed
        `,
      },
    ],
    valid: [
      {
        title: 'each word where it is known',
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
              compression.type: producer
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: views
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
            config:
              compression.type: \${CODEC}
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
              producer.override.compression.type: none
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const { kafka } = workspace.target(resource)
    for (const { codec, reader, key, path } of compressionSettings(resource)) {
      const words = kafkaOption(reader, 'compression.type', kafka)?.values
      if (words === undefined || words.includes(codec)) continue
      const meant = meaning(codec, reader, words)
      const instead = meant === undefined ? `use one of ${words.map((word) => `\`${word}\``).join(', ')}` : `${meant.sure ? 'the word here is' : 'did you mean'} \`${meant.word}\``
      yield {
        at: path,
        stage: reader === 'topic' && resource.kind === 'KafkaTopic' ? 'reconcile' : 'runtime',
        message: `\`${key}: ${codec}\` is no codec for a ${reader}, so ${refusal[reader]}; ${instead}`,
        ...(meant && { fix: { title: `Write \`${meant.word}\``, safety: 'suggestion', changes: [{ set: path, to: meant.word }] } }),
      }
    }
  },
})

const refusal = {
  topic: 'Kafka refuses the topic',
  broker: 'the broker does not start',
  producer: 'the producer does not start',
} as const

/** The word that was meant; `sure` when it is the reader's word for the same. */
function meaning(codec: string, reader: CompressionSetting['reader'], words: readonly string[]): { readonly word: string; readonly sure: boolean } | undefined {
  const uncompressed = reader === 'producer' ? 'none' : 'uncompressed'
  if (['none', 'uncompressed'].includes(codec.toLowerCase())) return { word: uncompressed, sure: true }
  const word = closest(codec, words)
  return word === undefined ? undefined : { word, sure: false }
}
