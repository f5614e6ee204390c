import { codecsWithLevel } from '../../src/model/compression.js'
import type { Sourced } from '../../src/model/config.js'
import type { Resource } from '../../src/model/resource.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'compression-level-without-codec',
  area: 'compression',
  summary: 'A compression level needs a `compression.type` of the same codec.',
  kinds: ['KafkaTopic', 'Kafka'],
  stage: 'runtime',
  presets: { recommended: 'info', production: 'info', dev: 'off' },
  why: `A topic's or broker's level counts only where the broker compresses by itself, with exactly that codec. Under \`producer\`, the default, the
broker stores what arrives and the level does nothing: producers have levels of their own. A reader of the file believes otherwise.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_compression.zstd.level',
    'https://cwiki.apache.org/confluence/display/KAFKA/KIP-390%3A+Support+Compression+Level',
  ],
  about: ['gzip.level', 'lz4.level', 'zstd.level'],
  examples: {
    invalid: [
      {
        title: 'a level for another codec',
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
              compression.type: gzip
              compression.zstd.level: 6 # info
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
              compression.type: gzip
        `,
      },
      {
        title: 'the broker keeps what producers send',
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
                compression.lz4.level: 12 # info
                log.retention.hours: 24
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
                log.retention.hours: 24
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
        `,
      },
    ],
    valid: [
      {
        title: 'a level beside its codec',
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
              compression.zstd.level: 6
        `,
      },
      {
        title: 'a level of the broker that a topic uses, or that a topic out of sight may use',
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
                compression.zstd.level: 6
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
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: alone
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                compression.zstd.level: 6
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: views
            labels:
              strimzi.io/cluster: elsewhere
          spec:
            partitions: 3
            replicas: 3
            config:
              compression.zstd.level: 6
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const { config } = (resource.kind === 'Kafka' ? workspace.cluster(resource) : undefined) ?? workspace.topic(resource)
    if (resource.partial !== undefined) return
    for (const codec of codecsWithLevel) {
      const key = `compression.${codec}.level`
      if (!config.has(key)) continue
      const inForce = codecsInForce(resource, workspace)
      const [first] = inForce
      if (first === undefined || inForce.some(({ value }) => value === codec || value.includes('$'))) continue
      yield {
        at: config.at(key),
        on: 'key',
        message: `\`${key}\` does nothing, as \`compression.type\` is \`${first.value}\`${first.origin === 'default' ? ', the default' : ''}, and no ${codec} is made here; remove it, or set \`compression.type: ${codec}\``,
        fix: { title: `Remove \`${key}\``, safety: resource.kind === 'Kafka' ? 'suggestion' : 'safe', changes: [{ remove: config.at(key) }] },
      }
    }
  },
})

/** The codecs that a topic, or a broker and the topics of its cluster, use; empty when that cannot be told. */
function codecsInForce(resource: Resource, workspace: Workspace): readonly Sourced<string>[] {
  if (resource.kind === 'KafkaTopic') return [workspace.topic(resource).text('compression.type')].flatMap((codec) => codec ?? [])
  const cluster = workspace.cluster(resource)
  const topics = cluster?.topics ?? []
  // Topics out of sight may use the broker's level, so a cluster without topics says nothing.
  if (topics.length === 0) return []
  return [cluster?.text('compression.type'), ...topics.map((topic) => workspace.topic(topic).text('compression.type'))].flatMap((codec) => codec ?? [])
}
