import { compressionSettings } from '../../src/model/compression.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'topic-compression-disabled',
  area: 'compression',
  summary: 'Topics and brokers should keep what producers compressed: `producer`, not `uncompressed`.',
  kinds: ['KafkaTopic', 'Kafka'],
  stage: 'review',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `\`uncompressed\` is an order and not indifference: the broker unpacks every batch that a producer packed, and the disks, the replication and the
consumers carry the full size. \`producer\`, Kafka's default, stores what arrives, so data that does not compress stays as it is too.`,
  links: ['https://kafka.apache.org/documentation/#topicconfigs_compression.type', 'https://kafka.apache.org/documentation/#brokerconfigs_compression.type'],
  about: ['compression.type'],
  picksFrom: compressionSettings,
  examples: {
    invalid: [
      {
        title: 'a topic and a broker that unpack everything',
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
              compression.type: uncompressed # warning
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
                compression.type: uncompressed # warning
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
                compression.type: producer
        `,
      },
    ],
    valid: [
      {
        title: 'what the producer sends, or a codec',
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
              compression.type: lz4
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
              compression.type: producer
        `,
      },
    ],
  },

  *check(resource) {
    for (const { codec, path } of compressionSettings(resource)) {
      if (codec !== 'uncompressed') continue
      yield {
        at: path,
        message: '`compression.type: uncompressed` makes the brokers unpack what producers compressed, so disks and network carry the full size; `producer` stores what arrives',
        fix: { title: 'Store what the producer sends', safety: 'suggestion', changes: [{ set: path, to: 'producer' }] },
      }
    }
  },
})
