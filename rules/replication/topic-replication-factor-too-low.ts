import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'
import { matchesAny } from '../../src/text/glob.js'

export default defineRule({
  id: 'topic-replication-factor-too-low',
  area: 'replication',
  summary: 'A topic must have enough replicas to survive the loss of a broker.',
  kinds: ['KafkaTopic'],
  stage: 'review',
  presets: { recommended: 'warning', production: ['error', { unknownClusters: true }], dev: 'off' },
  why: `With one replica a partition is offline whenever its broker restarts, and its records are lost with the disk. With two, one broker that is
down leaves a single copy: then Kafka either refuses writes or takes them without a second copy. Three replicas with \`min.insync.replicas: 2\` are
the usual minimum. Topics that take the cluster's default are judged at the cluster.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopicSpec-reference',
    'https://kafka.apache.org/documentation/#replication',
  ],
  options: {
    minimum: { type: 'integer', minimum: 2, default: 3, description: 'The replicas that a topic should have.' },
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Topics whose records may be lost, as names with `*`.' },
    unknownClusters: { type: 'boolean', default: false, description: 'Judge topics of clusters that are not in sight, too.' },
  },
  about: ['replicas'],
  examples: {
    invalid: [
      {
        title: 'one replica on three brokers',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
            replicas: 1 # error
          ---
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
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
            replicas: 3
          ---
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
      {
        title: 'clusters that are not in sight have three brokers in this house',
        options: { unknownClusters: true },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            partitions: 12
            replicas: 2 # error
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            partitions: 12
            replicas: 3
        `,
      },
    ],
    valid: [
      {
        title: 'a single broker',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: laptop }
          spec:
            partitions: 12
            replicas: 1
          ---
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
            zookeeper: { replicas: 1, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'a cache may be lost, and two replicas are enough',
        options: { minimum: 2, allow: ['cache-*'], unknownClusters: true },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: cache-sessions
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            replicas: 1
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            replicas: 2
        `,
      },
      {
        title: 'the cluster decides',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            partitions: 12
        `,
      },
    ],
  },

  check(resource, { options: { minimum, allow, unknownClusters }, workspace }) {
    const topic = workspace.topic(resource)
    const { replicas } = topic
    if (replicas?.origin !== 'set' || replicas.value >= minimum || replicas.value < 1 || matchesAny(topic.name, allow)) return
    const { cluster } = topic
    const brokers = cluster?.brokers
    if (brokers === undefined ? cluster !== undefined || !unknownClusters : brokers < minimum) return
    // A minimum that the replicas cannot spare is the graver side of the same mistake and has rules of its own.
    const minimumInSync = topic.number('min.insync.replicas')?.value ?? 1
    if (minimumInSync > 1 && minimumInSync >= replicas.value) return
    const at = ['spec', 'replicas']
    return {
      at,
      message: `topic \`${topic.name}\` has ${count(replicas.value, 'replica')}${brokers === undefined ? '' : ` although there are ${count(brokers, 'broker')}`}, so ${replicas.value === 1 ? 'each broker restart takes partitions offline and one lost disk loses them' : 'one broker that is down leaves a single copy of its records'}; use ${minimum}`,
      related: cluster?.brokerPlaces ?? [],
      fix: { title: `Set replicas: ${minimum}`, safety: 'suggestion', changes: [{ set: at, to: minimum }] },
    }
  },
})
