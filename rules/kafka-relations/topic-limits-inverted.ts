import { Limits } from '../../src/model/relation.js'
import { logOptions } from '../../src/model/topic-defaults.js'
import { defineRule } from '../../src/rule/rule.js'

const keys = ['min.compaction.lag.ms', 'max.compaction.lag.ms', 'segment.jitter.ms', 'segment.ms']

const limits = new Limits([
  { low: 'min.compaction.lag.ms', high: 'max.compaction.lag.ms', effect: 'Kafka refuses it; lower the minimum or raise the maximum' },
  { low: 'segment.jitter.ms', high: 'segment.ms', effect: 'a segment may be closed right after it began; use a part of the time', severity: 'warning' },
])

export default defineRule({
  id: 'topic-limits-inverted',
  area: 'kafka-relations',
  summary: 'A lower limit of a topic must not be above the upper one.',
  kinds: ['KafkaTopic', 'Kafka'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka refuses a topic whose minimum compaction lag is above the maximum. It happens when one of the two stands in the cluster, or in an overlay. A jitter
longer than the segment time is cut to it.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_max.compaction.lag.ms',
    'https://kafka.apache.org/documentation/#topicconfigs_segment.jitter.ms',
  ],
  about: ['max.compaction.lag.ms', 'min.compaction.lag.ms', 'segment.jitter.ms', 'segment.ms', 'roll.ms', 'roll.hours', 'roll.jitter.ms', 'roll.jitter.hours'],
  examples: {
    invalid: [
      {
        title: 'a lag that cannot be',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
              min.compaction.lag.ms: 86400000 # error
              max.compaction.lag.ms: 3600000
        `,
      },
      {
        title: 'the other limit stands in the cluster',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              min.compaction.lag.ms: 86400000 # error
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
                log.cleaner.max.compaction.lag.ms: 3600000
        `,
      },
      {
        title: 'a jitter longer than the segment, for all topics',
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
                log.roll.hours: 1
                log.roll.jitter.hours: 2 # warning
        `,
      },
    ],
    valid: [
      {
        title: 'limits in order',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
              min.compaction.lag.ms: 3600000
              max.compaction.lag.ms: 86400000
              segment.ms: 3600000
              segment.jitter.ms: 600000
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const log = logOptions(resource, workspace)
    if (log !== undefined) yield* limits.broken(resource, keys.filter((key) => log.writes(key)), (key) => log.number(key))
  },
})
