import { isAtLeast } from '../../src/facts/releases.js'
import { contradiction, said } from '../../src/model/relation.js'
import { replicationOf } from '../../src/model/replication.js'
import type { Resource } from '../../src/model/resource.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule } from '../../src/rule/rule.js'

/** From this Kafka version on, a broker takes no more replicas for the minimum than the topic has. */
const cappedSince = '3.7'

const topics = [
  { factorKey: 'transaction.state.log.replication.factor', minimumKey: 'transaction.state.log.min.isr', stops: 'transactions' },
  { factorKey: 'share.coordinator.state.topic.replication.factor', minimumKey: 'share.coordinator.state.topic.min.isr', stops: 'share groups' },
  { factorKey: 'offsets.topic.replication.factor', minimumKey: 'min.insync.replicas', stops: 'commits of consumer groups' },
] as const

export default defineRule({
  id: 'internal-topic-min-isr-inconsistent',
  area: 'kafka-relations',
  summary: 'The minimum in sync of an internal topic must leave a replica to spare.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `Transactions, share groups and committed offsets live in internal topics, with a replication factor and a minimum in sync of their own. A usual slip
lowers the factor for a test cluster and leaves the minimum at 2: up to Kafka 3.6 transactions never start then; since 3.7 Kafka quietly lowers the
minimum. Where both are equal, the restart of any broker stops transactions or commits.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs_transaction.state.log.min.isr',
    'https://kafka.apache.org/documentation/#brokerconfigs_offsets.topic.replication.factor',
  ],
  about: topics.flatMap(({ factorKey, minimumKey }) => [factorKey, minimumKey]),
  examples: {
    invalid: [
      {
        title: 'no replica to spare',
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
                transaction.state.log.replication.factor: 2 # error
                default.replication.factor: 3
        `,
      },
      {
        title: 'more in sync than there are, before Kafka 3.7',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                transaction.state.log.replication.factor: 1 # error
        `,
        settings: { kafka: '3.6.1', strimzi: '0.40.0' },
      },
      {
        title: 'a minimum that Kafka lowers',
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
                transaction.state.log.replication.factor: 1
                transaction.state.log.min.isr: 2 # warning
        `,
      },
      {
        title: 'commits of offsets',
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
                default.replication.factor: 4
                min.insync.replicas: 3 # error
        `,
      },
    ],
    valid: [
      {
        title: 'a replica to spare, and a cluster of one broker',
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
                transaction.state.log.replication.factor: 3
                transaction.state.log.min.isr: 2
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                transaction.state.log.replication.factor: 1
                transaction.state.log.min.isr: 1
        `,
      },
      {
        title: 'the default minimum, which Kafka lowers',
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
                transaction.state.log.replication.factor: 1
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster === undefined) return
    const { config } = cluster
    for (const { factorKey, minimumKey, stops } of topics) {
      if (!config.has(factorKey) && !config.has(minimumKey)) continue
      const [factor, minimum] = [cluster.number(factorKey), cluster.number(minimumKey)]
      if (factor === undefined || minimum === undefined || minimum.value < factor.value) continue
      const { brokers = 0 } = cluster
      // Other rules ask for three replicas where there are brokers for them, and for fewer where there are not.
      if ((brokers >= 3 && factor.value < 3) || (brokers > 0 && factor.value > brokers)) continue
      const tooHigh = minimum.value > factor.value
      const capped = isAtLeast(workspace.target(resource).kafka, cappedSince)
      if ((!tooHigh && factor.value === 1) || (tooHigh && capped && minimum.origin === 'default')) continue
      if (minimumKey === 'min.insync.replicas' && isJudgedAnyway(resource, workspace)) continue
      const sides = [{ key: minimumKey, found: minimum }, { key: factorKey, found: factor }] as const
      const place = contradiction(resource, ...sides)
      const effect = !tooHigh ? `the restart of any broker stops ${stops}` : capped ? 'Kafka quietly lowers the minimum' : `${stops} fail for good`
      const severity = tooHigh ? (capped ? ('warning' as const) : ('error' as const)) : undefined
      if (place) yield { ...place, message: `${said(sides[0])} and ${said(sides[1])}, so ${effect}; keep the minimum below the factor`, ...(severity && { severity }) }
    }
  },
})

/** Whether the minimum leaves ordinary topics no replica to spare either, which is a finding by itself. */
function isJudgedAnyway(resource: Resource, workspace: Workspace): boolean {
  const replication = replicationOf(resource, workspace)
  return replication !== undefined && replication.minimum.value >= replication.replicas.value
}
