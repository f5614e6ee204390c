import { said } from '../../src/model/relation.js'
import { logOptions } from '../../src/model/topic-defaults.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'flush-interval-configured',
  area: 'kafka-relations',
  summary: 'Kafka should leave it to the operating system when records are written to the disk.',
  kinds: ['KafkaTopic', 'Kafka'],
  stage: 'review',
  presets: { recommended: 'info', production: 'warning', dev: 'off' },
  why: `Records are safe because several brokers have them, not because one has them on its disk. A flush after every few records or milliseconds costs much of
the throughput and makes latency uneven, and adds little beside three replicas.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_flush.ms',
    'https://kafka.apache.org/documentation/#appvsosflush',
  ],
  options: {
    messages: { type: 'integer', minimum: 1, default: 100_000, description: 'Records between two flushes that are not worth a remark.' },
    milliseconds: { type: 'integer', minimum: 1, default: 60_000, description: 'Milliseconds between two flushes that are not worth a remark.' },
  },
  about: ['flush.messages', 'flush.ms', 'flush.interval.messages', 'flush.interval.ms'],
  examples: {
    invalid: [
      {
        title: 'a flush after every record',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              flush.messages: 1 # warning
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
                log.flush.interval.ms: 1000 # warning
        `,
      },
    ],
    valid: [
      {
        title: 'far apart, or never',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              flush.ms: 3600000
              flush.messages: 10000000
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
        title: 'what a team allows itself',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              flush.messages: 1000
              flush.ms: 1000
        `,
        options: { messages: 1000, milliseconds: 1000 },
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const log = logOptions(resource, workspace)
    for (const [key, least] of [['flush.messages', options.messages], ['flush.ms', options.milliseconds]] as const) {
      const found = log?.writes(key) === true ? log.number(key) : undefined
      if (found?.resource !== resource || found.path === undefined || found.value >= least) continue
      yield { at: found.path, message: `${said({ key, found })}, so the disk is the bottleneck of every write; remove it and rely on replicas` }
    }
  },
})
