import type { KafkaCluster } from '../../src/model/cluster.js'
import { rackCount } from '../../src/model/racks.js'
import { read, type Resource } from '../../src/model/resource.js'
import { asNames } from '../../src/model/value.js'
import { defineRule, type Problem } from '../../src/rule/rule.js'

/** Every replica in a rack of its own; and as evenly over the racks as possible. */
const strict = 'RackAwareGoal'
const relaxed = 'RackAwareDistributionGoal'
const hardGoals = 'hard.goals'

/** Goals by their simple names; lists may have them with or without the package. */
function goalsOf(value: unknown): readonly string[] {
  return asNames(value).map((name) => name.slice(name.lastIndexOf('.') + 1))
}

function knowsRacks(goals: readonly string[]): boolean {
  return goals.includes(strict) || goals.includes(relaxed)
}

export default defineRule({
  id: 'cruise-control-rack-goal-mismatch',
  area: 'rack-awareness',
  summary: "Cruise Control's goals must fit the racks of the cluster.",
  kinds: ['Kafka', 'KafkaRebalance'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `Kafka spreads the replicas of a new topic over racks, and a rebalance without a rack goal may undo that without a word. The other way round,
\`${strict}\` wants a rack for each replica: where a topic has more replicas than there are racks, it can never be met and every proposal fails.
\`${relaxed}\` spreads as evenly as the racks allow.`,
  links: [
    'https://github.com/linkedin/cruise-control/wiki/Pluggable-Components#goals',
    'https://strimzi.io/docs/operators/latest/configuring#type-CruiseControlSpec-reference',
  ],
  options: {
    racks: { type: 'integer', minimum: 0, default: 0, description: 'The number of racks where it cannot be seen in the manifests; 0: unknown.' },
  },
  about: ['cruiseControl', 'goals'],
  examples: {
    invalid: [
      {
        title: 'hard goals without racks',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
            cruiseControl:
              config:
                hard.goals: com.linkedin.kafka.cruisecontrol.analyzer.goals.DiskCapacityGoal # warning
        `,
      },
      {
        title: 'three replicas can never be in three of two racks',
        options: { racks: 2 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
            cruiseControl: {} # error
        `,
      },
      {
        title: 'a rebalance that skips the hard goals',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
            cruiseControl: {}
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaRebalance
          metadata:
            name: disks
            labels: { strimzi.io/cluster: shop }
          spec:
            skipHardGoalCheck: true
            goals: # warning
              - DiskCapacityGoal
        `,
      },
    ],
    valid: [
      {
        title: 'a rack goal among the hard goals, and one that bends',
        options: { racks: 2 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
            cruiseControl:
              config:
                hard.goals: >
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.RackAwareDistributionGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.DiskCapacityGoal
        `,
      },
      {
        title: 'without racks the goal keeps replicas on different machines',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
            cruiseControl:
              config:
                hard.goals: com.linkedin.kafka.cruisecontrol.analyzer.goals.RackAwareGoal
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster?.rack === undefined) return
    if (resource.kind === 'KafkaRebalance') {
      yield* rebalanceProblem(resource)
      return
    }
    if (cluster.cruiseControl === undefined || resource.partial !== undefined) return
    const config = cluster.cruiseControlConfig
    const goals = config.has(hardGoals) ? goalsOf(config.raw(hardGoals)) : [strict]
    const racks = rackCount(cluster, options.racks)
    const most = mostReplicas(cluster)
    if (goals.length > 0 && !knowsRacks(goals)) {
      yield {
        at: config.at(hardGoals),
        message: `the brokers have racks, but \`${hardGoals}\` has no rack goal, so a rebalance may move all replicas of a partition into one rack; add \`${strict}\` or \`${relaxed}\``,
      }
    } else if (goals.includes(strict) && racks !== undefined && most > racks) {
      yield {
        at: config.has(hardGoals) ? config.at(hardGoals) : ['spec', 'cruiseControl'],
        message: `\`${strict}\` is a hard goal${config.has(hardGoals) ? '' : ' by default'}, but topics with ${most} replicas cannot have a rack for each among ${racks}, so every proposal fails; use \`${relaxed}\` instead`,
        severity: 'error',
        related: cluster.brokerPlaces,
      }
    }
  },
})

/** The largest number of replicas that a topic of the cluster has, as far as it can be seen; the topic of consumer offsets exists everywhere. */
function mostReplicas(cluster: KafkaCluster): number {
  const topics = (cluster.topics ?? []).map((topic) => cluster.workspace.topic(topic).replicas?.value ?? 0)
  return topics.reduce((most, replicas) => Math.max(most, replicas), cluster.number('offsets.topic.replication.factor')?.value ?? 0)
}

function* rebalanceProblem(resource: Resource): Iterable<Problem> {
  const goals = goalsOf(read(resource, ['spec', 'goals']))
  const withinBrokers = read(resource, ['spec', 'rebalanceDisk']) === true || read(resource, ['spec', 'mode']) === 'remove-disks'
  if (goals.length === 0 || knowsRacks(goals) || withinBrokers || read(resource, ['spec', 'skipHardGoalCheck']) !== true) return
  yield {
    at: ['spec', 'goals'],
    message: `the brokers have racks, but the goals have no rack goal and the hard goals are skipped, so this rebalance may move all replicas of a partition into one rack; add \`${strict}\` or \`${relaxed}\``,
  }
}
