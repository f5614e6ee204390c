import { contradiction, said } from '../../src/model/relation.js'
import { logOptions } from '../../src/model/topic-defaults.js'
import { defineRule } from '../../src/rule/rule.js'

const pairs = [
  { segmentKey: 'segment.ms', retentionKey: 'retention.ms', effect: 'records outlive their time until their segment is closed' },
  { segmentKey: 'segment.bytes', retentionKey: 'retention.bytes', effect: 'a partition grows to the sum of both before anything is deleted' },
] as const

export default defineRule({
  id: 'segment-exceeds-retention',
  area: 'kafka-relations',
  summary: 'A segment must be closed before its retention ends.',
  kinds: ['KafkaTopic', 'Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: ['warning', { defaults: true }], dev: 'off' },
  why: `Kafka deletes whole segments, and not the one that is being written. With \`segment.ms\` of a week and \`retention.ms\` of a day, records stay up to eight
days; with segments larger than \`retention.bytes\`, a partition takes the sum of both. Who counts on the retention, for disk space or for privacy,
gets more than was asked for.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_segment.ms',
    'https://kafka.apache.org/documentation/#topicconfigs_retention.bytes',
  ],
  options: {
    defaults: { type: 'boolean', default: false, description: 'Report segments that are too long only because nobody set them, too.' },
  },
  about: ['segment.ms', 'roll.ms', 'roll.hours', 'segment.bytes', 'retention.ms', 'retention.minutes', 'retention.hours', 'retention.bytes'],
  examples: {
    invalid: [
      {
        title: 'a day of retention in segments of a week',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 86400000
              segment.ms: 604800000 # warning
        `,
      },
      {
        title: 'segments of the cluster that are larger than what the topic keeps',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.bytes: 104857600 # warning
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
                log.segment.bytes: 536870912
        `,
      },
      {
        title: 'hours of the brokers',
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
                log.retention.hours: 24
                log.roll.hours: 48 # warning
        `,
      },
      {
        title: 'the segments of Kafka itself',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 3600000 # info
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
        title: 'segments within the retention, and nothing to delete',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 86400000
              segment.ms: 3600000
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: prices
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
              segment.ms: 604800000
              retention.ms: 86400000
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: audit
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: -1
              segment.ms: 604800000
        `,
      },
      {
        title: 'where the segments of Kafka itself are no subject',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 3600000
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
        options: { defaults: false },
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const log = logOptions(resource, workspace)
    if (log === undefined) return
    for (const { segmentKey, retentionKey, effect } of pairs) {
      if (!log.writes(segmentKey) && !log.writes(retentionKey)) continue
      const retention = log.number(retentionKey)
      if (retention === undefined || retention.value < 0) continue
      const segment = log.number(segmentKey)
      if (segment === undefined || segment.value <= retention.value) continue
      if (log.names('cleanup.policy')?.value.includes('delete') === false) continue
      if (segment.origin === 'default' && !options.defaults) continue
      const sides = [{ key: segmentKey, found: segment }, { key: retentionKey, found: retention }] as const
      const place = contradiction(resource, ...sides)
      const message = `${said(sides[0])}, but ${said(sides[1])}, so ${effect}; use segments of at most a quarter of it`
      if (place !== undefined) yield { ...place, message, ...(segment.origin === 'default' && { severity: 'info' }) }
    }
  },
})
