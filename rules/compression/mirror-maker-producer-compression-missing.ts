import { forcedCodec } from '../../src/model/compression.js'
import type { Config } from '../../src/model/config.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'mirror-maker-producer-compression-missing',
  area: 'compression',
  summary: 'MirrorMaker 2 should compress what it writes to the target.',
  kinds: ['KafkaMirrorMaker2'],
  stage: 'review',
  presets: { recommended: 'off', production: 'warning', dev: 'off' },
  why: `MirrorMaker reads like any consumer, which unpacks the data, and writes with the settings of its own producer, which packs nothing by default.
Topics that are compressed at the source arrive several times larger at the target, and cross the expensive network between the sites in that size.`,
  links: [
    'https://strimzi.io/docs/operators/latest/deploying#con-mirrormaker-producers-consumers-str',
    'https://kafka.apache.org/documentation/#georeplication-config-syntax',
  ],
  options: {
    codec: { type: 'string', default: 'lz4', description: 'The codec to recommend.' },
  },
  examples: {
    invalid: [
      {
        title: 'records are written as the default has it',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: west
              bootstrapServers: west-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source:
                  alias: east
                  bootstrapServers: east-kafka-bootstrap:9092
                sourceConnector:
                  config: # warning
                    replication.factor: -1
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: west
              bootstrapServers: west-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source:
                  alias: east
                  bootstrapServers: east-kafka-bootstrap:9092
                sourceConnector:
                  config:
                    replication.factor: -1
                    producer.override.compression.type: lz4
        `,
      },
      {
        title: 'the codec of the house, in the older shape',
        options: { codec: 'zstd' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            connectCluster: west
            clusters:
              - alias: east
                bootstrapServers: east-kafka-bootstrap:9092
              - alias: west
                bootstrapServers: west-kafka-bootstrap:9092
            mirrors:
              - sourceCluster: east
                targetCluster: west
                sourceConnector:
                  config:
                    producer.override.compression.type: none # warning
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            connectCluster: west
            clusters:
              - alias: east
                bootstrapServers: east-kafka-bootstrap:9092
              - alias: west
                bootstrapServers: west-kafka-bootstrap:9092
            mirrors:
              - sourceCluster: east
                targetCluster: west
                sourceConnector:
                  config:
                    producer.override.compression.type: zstd
        `,
      },
    ],
    valid: [
      {
        title: 'the worker compresses for all connectors',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            connectCluster: west
            clusters:
              - alias: east
                bootstrapServers: east-kafka-bootstrap:9092
              - alias: west
                bootstrapServers: west-kafka-bootstrap:9092
                config:
                  producer.compression.type: lz4
            mirrors:
              - sourceCluster: east
                targetCluster: west
                sourceConnector: {}
        `,
      },
      {
        title: 'the connector compresses',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: west
              bootstrapServers: west-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source:
                  alias: east
                  bootstrapServers: east-kafka-bootstrap:9092
                sourceConnector:
                  config:
                    producer.override.compression.type: zstd
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const { flows, target } = workspace.mirror(resource)
    if (resource.partial !== undefined || workspace.isPatched(resource, ['spec', 'mirrors']) || target === undefined || forcedCodec(target.kafka) !== undefined) return
    for (const { source, sourceConnector } of flows) {
      const { config } = sourceConnector
      const key = 'producer.override.compression.type'
      if (!sourceConnector.present || compresses(config, key) || (!config.has(key) && compresses(target.config, 'producer.compression.type'))) continue
      const from = source === undefined || source.alias === '' ? '' : ` from \`${source.alias}\``
      yield {
        at: config.at(key),
        message: `what is mirrored${from} is unpacked on the way and written uncompressed to \`${target.alias}\`, so the link and the target carry the full size; set \`${key}: ${options.codec}\``,
        fix: { title: `Compress with ${options.codec}`, safety: 'suggestion', changes: [{ set: config.at(key), to: options.codec }] },
      }
    }
  },
})

function compresses(config: Config, key: string): boolean {
  return config.has(key) && config.text(key)?.value !== 'none'
}
