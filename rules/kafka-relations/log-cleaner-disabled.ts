import { defineRule } from '../../src/rule/rule.js'

const key = 'log.cleaner.enable'

export default defineRule({
  id: 'log-cleaner-disabled',
  area: 'kafka-relations',
  summary: 'The log cleaner must run, as Kafka has compacted topics of its own.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'warning' },
  why: `Without the cleaner no compacted topic shrinks: \`__consumer_offsets\`, the state of transactions and of Kafka Connect, and every changelog grow until the
disk is full, and brokers take longer and longer to load them. The option is deprecated since Kafka 4.1, and the cleaner will always run.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs_log.cleaner.enable',
  ],
  about: ['log.cleaner.enable'],
  examples: {
    invalid: [
      {
        title: 'off, with a compacted topic',
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
                log.cleaner.enable: false # error
                num.partitions: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
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
                num.partitions: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
        `,
      },
    ],
    valid: [
      {
        title: 'on',
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
                log.cleaner.enable: true
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster?.config.boolean(key)?.value !== false) return
    const compacted = (cluster.topics ?? []).map((each) => workspace.topic(each)).filter((each) => each.config.text('cleanup.policy')?.value.includes('compact'))
    const [first] = compacted
    return {
      at: cluster.config.at(key),
      message: `no topic is compacted: \`__consumer_offsets\`${first === undefined ? '' : `, \`${first.name}\``} and others grow until the disk is full; remove \`${key}\``,
      related: compacted.slice(0, 5).map((each) => ({ resource: each.resource, at: each.config.at('cleanup.policy'), message: 'a compacted topic' })),
      fix: { title: `Remove \`${key}\``, safety: 'suggestion', changes: [{ remove: cluster.config.at(key) }] },
    }
  },
})
