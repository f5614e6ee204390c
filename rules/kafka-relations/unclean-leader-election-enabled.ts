import { contradiction, said } from '../../src/model/relation.js'
import { logOptions } from '../../src/model/topic-defaults.js'
import { defineRule } from '../../src/rule/rule.js'

const key = 'unclean.leader.election.enable'

export default defineRule({
  id: 'unclean-leader-election-enabled',
  area: 'kafka-relations',
  summary: 'A replica that is out of date must not become leader.',
  kinds: ['KafkaTopic', 'Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `When every replica in sync is down, \`unclean.leader.election.enable\` lets another one lead: acknowledged records are lost, and consumers see offsets move
back. It contradicts a \`min.insync.replicas\` above one, which asks for the opposite. As a broker option it covers every topic, the offsets of
consumers and the outcome of transactions included.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_unclean.leader.election.enable',
    'https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas',
  ],
  about: ['unclean.leader.election.enable'],
  examples: {
    invalid: [
      {
        title: 'a minimum that the election throws away',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              min.insync.replicas: 2
              unclean.leader.election.enable: true # error
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              min.insync.replicas: 2
        `,
      },
      {
        title: 'every topic of a cluster',
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
                unclean.leader.election.enable: "true" # error
                num.partitions: 3
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
        `,
      },
    ],
    valid: [
      {
        title: 'never',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              unclean.leader.election.enable: false
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
                min.insync.replicas: 2
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const log = logOptions(resource, workspace)
    const unclean = log?.writes(key) === true ? log.boolean(key) : undefined
    if (log === undefined || unclean?.value !== true) return
    const minimum = log.number('min.insync.replicas')
    const contradicts = minimum !== undefined && minimum.value > 1
    const place = minimum === undefined ? undefined : contradiction(resource, { key, found: unclean }, { key: 'min.insync.replicas', found: minimum })
    const but = contradicts ? `, although ${said({ key: 'min.insync.replicas', found: minimum })}` : ''
    return {
      at: log.at(key),
      message: `a replica that is out of date may become leader and drop acknowledged records${but}; remove \`${key}\``,
      related: contradicts ? (place?.related ?? []) : [],
      fix: { title: `Remove \`${key}\``, safety: 'suggestion', changes: [{ remove: log.at(key) }] },
    }
  },
})
