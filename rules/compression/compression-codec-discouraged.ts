import { kafkaOption } from '../../src/facts/kafka-options.js'
import { compressionSettings } from '../../src/model/compression.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'compression-codec-discouraged',
  area: 'compression',
  summary: 'Prefer codecs that give much compression for little processor time.',
  kinds: ['KafkaTopic', 'Kafka', 'KafkaConnect', 'KafkaConnector', 'KafkaMirrorMaker2', 'KafkaBridge'],
  stage: 'review',
  presets: { recommended: 'off', production: 'info', dev: 'off' },
  why: `\`gzip\` needs the most processor time of all codecs that Kafka knows. \`zstd\` makes batches as small or smaller for a part of the work, and
\`lz4\` is faster still and nearly as good on typical events. Old examples keep \`gzip\` alive; only clients from before Kafka 2.1 need it.`,
  links: [
    'https://cwiki.apache.org/confluence/display/KAFKA/KIP-110%3A+Add+Codec+for+ZStandard+Compression',
    'https://kafka.apache.org/documentation/#producerconfigs_compression.type',
  ],
  options: {
    preferred: { type: 'array', items: { type: 'string' }, default: ['lz4', 'zstd', 'snappy'], description: 'The codecs that may be used.' },
  },
  about: ['compression.type'],
  picksFrom: compressionSettings,
  examples: {
    invalid: [
      {
        title: 'gzip in a worker and a topic',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              producer.compression.type: gzip # info
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
              compression.type: gzip # info
        `,
      },
      {
        title: 'a house that stores zstd only',
        options: { preferred: ['zstd'] },
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
              compression.type: snappy # info
        `,
      },
    ],
    valid: [
      {
        title: 'preferred codecs, and what is no codec',
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
              compression.type: zstd
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

  *check(resource, { options, workspace }) {
    const { kafka } = workspace.target(resource)
    for (const { codec, path, reader } of compressionSettings(resource)) {
      if (options.preferred.includes(codec) || notCodecs.has(codec)) continue
      if (kafkaOption(reader, 'compression.type', kafka)?.values?.includes(codec) !== true) continue
      const reason = codec === 'gzip' ? 'needs much more processor time than the others' : 'is not a codec of this house'
      yield { at: path, message: `\`${codec}\` ${reason}; prefer ${options.preferred.map((each) => `\`${each}\``).join(', ')}` }
    }
  },
})

const notCodecs: ReadonlySet<string> = new Set(['none', 'uncompressed', 'producer'])
