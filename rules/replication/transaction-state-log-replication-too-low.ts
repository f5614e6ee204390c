import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

/** Kafka's own defaults, made for three brokers. */
const wanted = [
  { key: 'transaction.state.log.replication.factor', value: 3 },
  { key: 'transaction.state.log.min.isr', value: 2 },
] as const

export default defineRule({
  id: 'transaction-state-log-replication-too-low',
  area: 'replication',
  summary: 'The topic that decides about transactions must be replicated as Kafka means it where there are three brokers.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'off' },
  why: `\`__transaction_state\` says which transactions were committed. With a single copy, or with a minimum of one copy in sync, the loss of a
broker can lose that knowledge: transactional producers are fenced or hang, and exactly-once processing in Kafka Streams and Kafka Connect is no
longer exact. The topic is created once and keeps its replicas until somebody reassigns them.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs_transaction.state.log.replication.factor',
    'https://kafka.apache.org/documentation/#brokerconfigs_transaction.state.log.min.isr',
  ],
  about: wanted.map(({ key }) => key),
  examples: {
    invalid: [
      {
        title: 'both left over from a single broker',
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
                transaction.state.log.replication.factor: 1 # error
                transaction.state.log.min.isr: 1 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
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
                transaction.state.log.replication.factor: 3
                transaction.state.log.min.isr: 2
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'two brokers',
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
                transaction.state.log.replication.factor: 2
                transaction.state.log.min.isr: 1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 2, storage: { type: ephemeral } }
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    const brokers = cluster?.brokers
    if (cluster === undefined || brokers === undefined || brokers < 3) return
    for (const { key, value } of wanted) {
      const option = cluster.config.number(key)
      if (option === undefined || option.value >= value) continue
      yield {
        at: cluster.config.at(key),
        message: `\`${key}\` is ${option.value} although there are ${count(brokers, 'broker')}, so ${option.value === 1 ? 'losing a broker can lose the outcome of transactions' : 'transactions stop, or keep a single copy of their outcome, while one is down'}; use ${value}, Kafka's default`,
        related: cluster.brokerPlaces,
        fix: { title: `Set ${key}: ${value}`, safety: 'suggestion', changes: [{ set: cluster.config.at(key), to: value }] },
      }
    }
  },
})
