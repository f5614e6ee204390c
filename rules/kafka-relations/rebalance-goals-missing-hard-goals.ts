import { goalName, goalsOf } from '../../src/model/goals.js'
import { read } from '../../src/model/resource.js'
import { asBoolean, asNames } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'rebalance-goals-missing-hard-goals',
  area: 'kafka-relations',
  summary: 'The goals of a rebalance must contain all hard goals of Cruise Control.',
  kinds: ['KafkaRebalance'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'warning' },
  why: `Cruise Control compares the goals of a KafkaRebalance with its hard goals before it computes anything, and the rebalance is not ready when one is
missing. \`skipHardGoalCheck\` switches the comparison off, and then a proposal may fill a disk or put all replicas into one rack.`,
  links: [
    'https://strimzi.io/docs/operators/latest/deploying#con-optimization-goals-str',
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaRebalanceSpec-reference',
  ],
  examples: {
    invalid: [
      {
        title: 'a single goal',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaRebalance
          metadata:
            name: rebalance
            labels: { strimzi.io/cluster: shop }
          spec:
            goals: # error
              - TopicReplicaDistributionGoal
              - RackAwareGoal
              - ReplicaCapacityGoal
              - DiskCapacityGoal
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
            cruiseControl: {}
        `,
      },
    ],
    valid: [
      {
        title: 'the hard goals first',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaRebalance
          metadata:
            name: rebalance
            labels: { strimzi.io/cluster: shop }
          spec:
            goals: [RackAwareGoal, ReplicaCapacityGoal, DiskCapacityGoal, CpuCapacityGoal, TopicReplicaDistributionGoal]
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
            cruiseControl: {}
        `,
      },
      {
        title: 'without the comparison, within brokers, and for a cluster out of sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaRebalance
          metadata:
            name: rebalance
            labels: { strimzi.io/cluster: shop }
          spec:
            goals: [TopicReplicaDistributionGoal]
            skipHardGoalCheck: true
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaRebalance
          metadata:
            name: disks
            labels: { strimzi.io/cluster: shop }
          spec:
            rebalanceDisk: true
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaRebalance
          metadata:
            name: other
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            goals: [TopicReplicaDistributionGoal]
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
            cruiseControl: {}
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const goals = new Set(asNames(read(resource, ['spec', 'goals'])).map(goalName))
    const withinBrokers = asBoolean(read(resource, ['spec', 'rebalanceDisk'])) === true || read(resource, ['spec', 'mode']) === 'remove-disks'
    if (goals.size === 0 || withinBrokers || asBoolean(read(resource, ['spec', 'skipHardGoalCheck'])) === true) return
    const cluster = workspace.cluster(resource)
    const hard = cluster === undefined ? undefined : goalsOf(cluster, 'hard.goals')
    const missing = hard?.value.filter((goal) => !goals.has(goal)) ?? []
    if (hard === undefined || missing.length === 0) return
    const { resource: kafka, path = ['spec', 'cruiseControl', 'brokerCapacity'] } = hard
    return {
      at: ['spec', 'goals'],
      message: `the goals lack the hard ${missing.length === 1 ? 'goal' : 'goals'} ${missing.map((goal) => `\`${goal}\``).join(', ')}, so Cruise Control refuses the rebalance; add ${missing.length === 1 ? 'it' : 'them'}`,
      related: kafka === undefined ? [] : [{ resource: kafka, at: path, message: 'the hard goals' }],
    }
  },
})
