import { isAtLeast } from '../../src/facts/releases.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const always = ['offsets.topic.replication.factor', 'transaction.state.log.replication.factor', 'transaction.state.log.min.isr']
const forShareGroups = ['share.coordinator.state.topic.replication.factor', 'share.coordinator.state.topic.min.isr']

/** The Kafka version in which share groups are on by default. */
const shareGroupsSince = '4.2'

export default defineRule({
  id: 'internal-topic-default-exceeds-brokers',
  area: 'replication',
  summary: "A cluster of one or two brokers must lower the replication of Kafka's internal topics.",
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka wants three replicas of its internal topics. With fewer brokers the cluster starts and becomes ready, but the first consumer group
or transactional producer hangs, because \`__consumer_offsets\` or \`__transaction_state\` cannot be created. The same holds for the state of share
groups since Kafka 4.2, which only matters to those who use them.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs_offsets.topic.replication.factor',
    'https://kafka.apache.org/documentation/#brokerconfigs_transaction.state.log.replication.factor',
  ],
  examples: {
    invalid: [
      {
        title: 'one broker with the defaults of three',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config: # error
                default.replication.factor: 1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: laptop }
          spec: { roles: [controller, broker], replicas: 1, storage: { type: ephemeral } }
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                default.replication.factor: 1
                offsets.topic.replication.factor: 1
                transaction.state.log.replication.factor: 1
                transaction.state.log.min.isr: 1
                share.coordinator.state.topic.replication.factor: 1
                share.coordinator.state.topic.min.isr: 1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: laptop }
          spec: { roles: [controller, broker], replicas: 1, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'share groups are on since Kafka 4.2',
        settings: { kafka: '4.3.1' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config: # info
                offsets.topic.replication.factor: 1
                transaction.state.log.replication.factor: 1
                transaction.state.log.min.isr: 1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: laptop }
          spec: { roles: [controller, broker], replicas: 1, storage: { type: ephemeral } }
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                offsets.topic.replication.factor: 1
                transaction.state.log.replication.factor: 1
                transaction.state.log.min.isr: 1
                share.coordinator.state.topic.replication.factor: 1
                share.coordinator.state.topic.min.isr: 1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: laptop }
          spec: { roles: [controller, broker], replicas: 1, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'all lowered, with ZooKeeper',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              replicas: 1
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
              config:
                offsets.topic.replication.factor: 1
                transaction.state.log.replication.factor: 1
                transaction.state.log.min.isr: 1
            zookeeper: { replicas: 1, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'three brokers are what the defaults are made for',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
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
  },

  check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    const brokers = cluster?.brokers
    if (cluster === undefined || brokers === undefined || brokers > 2 || resource.partial !== undefined) return
    const shareGroups = isAtLeast(workspace.target(resource).kafka, shareGroupsSince)
    const known = [...always, ...(shareGroups ? forShareGroups : [])]
    const tooHigh = known.filter((key) => {
      const option = cluster.number(key)
      return option?.origin === 'default' && option.value > brokers && !workspace.isPatched(resource, cluster.config.at(key))
    })
    const [first] = tooHigh
    if (first === undefined) return
    const onlyShareGroups = tooHigh.every((key) => forShareGroups.includes(key))
    // Beside a lowered factor the default minimum of two would stop writes at each restart of one of two brokers.
    const missing = known.filter((key) => !cluster.config.has(key) && (tooHigh.includes(key) || tooHigh.includes(key.replace('min.isr', 'replication.factor'))))
    return {
      at: cluster.config.at(first),
      message: `${tooHigh.map((key) => `\`${key}\``).join(', ')} ${tooHigh.length === 1 ? 'keeps its' : 'keep their'} default for three brokers, but there ${brokers === 1 ? 'is' : 'are'} ${count(brokers, 'broker')}, so ${onlyShareGroups ? 'share groups cannot' : 'consumer groups or transactions cannot'} start; lower ${tooHigh.length === 1 ? 'it' : 'them'}`,
      ...(onlyShareGroups ? { severity: 'info' as const } : {}),
      related: cluster.brokerPlaces,
      fix: {
        title: `Lower the internal topics to ${count(brokers, 'broker')}`,
        safety: 'suggestion',
        changes: missing.map((key) => ({ set: cluster.config.at(key), to: key.endsWith('min.isr') ? 1 : brokers })),
      },
    }
  },
})
