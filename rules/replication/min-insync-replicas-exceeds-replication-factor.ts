import { isAtLeast } from '../../src/facts/releases.js'
import { remedy, replicationOf, replicationWords } from '../../src/model/replication.js'
import type { Problem } from '../../src/rule/rule.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const minimumKey = 'min.insync.replicas'
const factorKey = 'default.replication.factor'

/** From this Kafka version on, a broker takes no more replicas for the minimum than the topic has. */
const cappedSince = '3.7'

export default defineRule({
  id: 'min-insync-replicas-exceeds-replication-factor',
  area: 'replication',
  summary: 'A topic must have at least as many replicas as `min.insync.replicas` wants to be in sync.',
  kinds: ['Kafka', 'KafkaTopic'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'warning' },
  why: `A topic with one replica in a cluster whose minimum is two asks for something that cannot be. Up to Kafka 3.6 every write with acks=all,
the default of producers, fails for good. Since 3.7 the broker quietly lowers the minimum to the number of replicas: writes go through, but records
that somebody believes to be stored twice are stored once, or every restart of a broker stops writes. No metric shows either. Topics without
\`replicas\` of their own are judged at the cluster.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas',
    'https://kafka.apache.org/documentation/#brokerconfigs_default.replication.factor',
    'https://github.com/apache/kafka/pull/14594',
  ],
  about: ['min.insync.replicas', 'replicas'],
  examples: {
    invalid: [
      {
        title: 'the minimum comes from the cluster',
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
              config:
                default.replication.factor: 3
                min.insync.replicas: 2
        `,
      },
      {
        title: 'both in one topic, before Kafka 3.7',
        settings: { kafka: '3.6.0' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            partitions: 12
            replicas: 2
            config:
              min.insync.replicas: 3 # error
        `,
      },
      {
        title: 'a cluster whose default factor is the one of Kafka',
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
                min.insync.replicas: 2 # error
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
                min.insync.replicas: 2
                default.replication.factor: 3
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
        title: 'one replica to spare, and a topic that takes the values of its cluster',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: payments
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 3
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
                default.replication.factor: 3
                min.insync.replicas: 2
        `,
      },
      {
        title: 'a topic that lowers the minimum for itself',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: cache
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 1
            config:
              min.insync.replicas: 1
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
                default.replication.factor: 3
                min.insync.replicas: 2
        `,
      },
      {
        title: 'more replicas than brokers is another mistake',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: laptop }
          spec:
            replicas: 2
            config:
              min.insync.replicas: 3
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
    ],
  },

  check(resource, { workspace }) {
    const relation = replicationOf(resource, workspace)
    if (relation === undefined || relation.minimum.value <= relation.replicas.value) return
    const { minimum, replicas, brokers } = relation
    const { subject, at, related } = replicationWords(relation, workspace)
    const capped = isAtLeast(workspace.target(resource).kafka, cappedSince)
    const effect = !capped
      ? 'every write with acks=all fails'
      : replicas.value === 1
        ? 'Kafka silently lowers the minimum and records have a single copy'
        : 'Kafka silently lowers the minimum and any broker restart stops acks=all writes'
    const problem: Problem = {
      at,
      message: `${subject} ${count(replicas.value, 'replica')}, but \`${minimumKey}\` is ${minimum.value}, so ${effect}; ${remedy(relation)}`,
      ...(capped ? {} : { severity: 'error' as const }),
      related,
    }
    if (resource.kind === 'Kafka' && replicas.origin === 'default' && brokers !== undefined && brokers > minimum.value) {
      const set = ['spec', 'kafka', 'config', factorKey]
      const to = Math.min(brokers, minimum.value + 1)
      return { ...problem, fix: { title: `Set ${factorKey}: ${to}`, safety: 'suggestion', changes: [{ set, to }] } }
    }
    return problem
  },
})
