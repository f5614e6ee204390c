import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'tenant-topic-unbounded',
  area: 'tenancy',
  summary: 'Topics of tenants should be bounded in bytes, not in time only.',
  kinds: ['KafkaTopic'],
  stage: 'review',
  presets: { recommended: 'off', production: 'info', dev: 'off' },
  why: `Disks are the one thing that quotas of clients do not limit. A tenant that writes twice as much has twice the share of every broker's disk until
the retention time has passed, and when the disk is full everybody stops. \`retention.bytes\` makes the growth a problem of the one who grows.`,
  links: ['https://kafka.apache.org/documentation/#multitenancy-topic-naming', 'https://kafka.apache.org/documentation/#topicconfigs_retention.bytes'],
  concerns: (_, { tenants }) => tenants.length > 0,
  examples: {
    invalid: [
      {
        title: 'a week of whatever comes',
        settings: { tenants: [{ name: 'team-a', prefixes: ['team-a.'] }, { name: 'team-b', prefixes: ['team-b.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: team-a.orders
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
            config: # info
              retention.ms: 604800000
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: team-b.orders
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
            config:
              retention.bytes: -1 # info
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shared
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
    valid: [
      {
        title: 'bounded, compacted, of the platform, and bounded by the brokers',
        settings: { tenants: [{ name: 'team-a', prefixes: ['team-a.'] }, { name: 'team-b', prefixes: ['team-b.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: team-a.orders
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
            config:
              retention.bytes: 10737418240
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: team-a.customers
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
            config:
              cleanup.policy: compact
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: announcements
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shared
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: team-a.clicks
            labels:
              strimzi.io/cluster: bounded
          spec:
            partitions: 3
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: bounded
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                log.retention.bytes: 10737418240
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const { tenancy } = workspace
    const topic = workspace.topic(resource)
    const tenant = tenancy.ownerOfName(topic.name)
    const { cluster } = topic
    if (tenant === undefined || cluster === undefined || resource.partial !== undefined || !tenancy.isShared(cluster.resource)) return
    const bytes = topic.number('retention.bytes')
    if (bytes === undefined || bytes.value >= 0 || topic.names('cleanup.policy')?.value.includes('delete') !== true) return
    if (workspace.isPatched(resource, topic.config.at('retention.bytes'))) return
    return {
      at: topic.config.at('retention.bytes'),
      message: `topic \`${topic.name}\` of tenant \`${tenant}\` is bounded by time only, so more traffic fills the disks that all tenants share; set \`retention.bytes\` (per partition)`,
    }
  },
})
