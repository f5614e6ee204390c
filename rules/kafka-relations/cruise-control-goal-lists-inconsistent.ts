import { goalName, goalsOf } from '../../src/model/goals.js'
import { contradiction } from '../../src/model/relation.js'
import { defineRule } from '../../src/rule/rule.js'

const lists = ['hard.goals', 'default.goals', 'goals'] as const

export default defineRule({
  id: 'cruise-control-goal-lists-inconsistent',
  area: 'kafka-relations',
  summary: 'The hard goals of Cruise Control must be among the default goals, and those among all goals.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Cruise Control does not start when \`default.goals\` lacks a hard goal, or names a goal that \`goals\` does not. Who writes \`default.goals\` alone still has
the hard goals that Strimzi sets: racks, replicas, disk, CPU, and the network where \`brokerCapacity\` gives its capacity. A comma that is missing in
a folded text makes one name of two.`,
  links: [
    'https://strimzi.io/docs/operators/latest/deploying#con-optimization-goals-str',
    'https://strimzi.io/docs/operators/latest/configuring#type-CruiseControlSpec-reference',
  ],
  about: ['cruiseControl'],
  examples: {
    invalid: [
      {
        title: 'default goals without the hard goals for network and CPU',
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
              brokerCapacity:
                inboundNetwork: 10000KB/s
                outboundNetwork: 10000KB/s
              config:
                default.goals: > # error
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.RackAwareGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.ReplicaCapacityGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.DiskCapacityGoal
        `,
      },
      {
        title: 'a default goal that is no goal',
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
                goals: > # error
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.RackAwareGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.ReplicaCapacityGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.DiskCapacityGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.CpuCapacityGoal
                default.goals: >
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.RackAwareGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.ReplicaCapacityGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.DiskCapacityGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.CpuCapacityGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.ReplicaDistributionGoal
        `,
      },
      {
        title: 'a missing comma',
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
                hard.goals: > # error
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.RackAwareGoal
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.DiskCapacityGoal
        `,
      },
    ],
    valid: [
      {
        title: 'all hard goals, where nobody gives the capacity of the network',
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
              brokerCapacity: {}
              config:
                default.goals: >
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.RackAwareGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.ReplicaCapacityGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.DiskCapacityGoal,
                  com.linkedin.kafka.cruisecontrol.analyzer.goals.CpuCapacityGoal
        `,
      },
      {
        title: 'fewer hard goals',
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
                default.goals: com.linkedin.kafka.cruisecontrol.analyzer.goals.RackAwareGoal,com.linkedin.kafka.cruisecontrol.analyzer.goals.DiskCapacityGoal
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster?.cruiseControl === undefined) return
    const config = cluster.cruiseControlConfig
    const joined = lists.flatMap((list) => (config.text(list)?.value.split(',') ?? []).filter((item) => /\S\s+\S/.test(item)).map((item) => ({ list, item })))
    for (const { list, item } of joined.slice(0, 1)) {
      yield { at: config.at(list), message: `a comma is missing in \`${list}\` before \`${goalName(item.trim().split(/\s+/)[1] ?? '')}\`, so Cruise Control does not start; add it` }
    }
    if (joined.length > 0) return
    for (const [innerList, outerList] of [['hard.goals', 'default.goals'], ['default.goals', 'goals']] as const) {
      const [inner, outer] = [goalsOf(cluster, innerList), goalsOf(cluster, outerList)]
      if (inner === undefined || outer === undefined) continue
      const known = new Set(outer.value)
      const missing = inner.value.filter((goal) => !known.has(goal))
      const place = missing.length === 0 ? undefined : contradiction(resource, { key: outerList, found: outer }, { key: innerList, found: inner })
      if (place === undefined) continue
      const names = missing.map((goal) => `\`${goal}\``).join(', ')
      const whose = innerList === 'hard.goals' ? `hard ${missing.length === 1 ? 'goal' : 'goals'}${inner.origin === 'default' ? ' of Strimzi' : ''}` : 'default goals'
      const remedy = innerList === 'hard.goals' && inner.origin === 'default' ? 'add them, or set `hard.goals` too' : 'add them'
      yield { ...place, message: `\`${outerList}\` lacks the ${whose} ${names}, so Cruise Control does not start; ${remedy}` }
    }
  },
})
