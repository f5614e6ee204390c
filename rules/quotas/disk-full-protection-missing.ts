import { callbackClass, clusterQuotas, hasQuotasField } from '../../src/model/quotas.js'
import type { KafkaCluster } from '../../src/model/cluster.js'
import { read } from '../../src/model/resource.js'
import { entry, isMapping } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'disk-full-protection-missing',
  area: 'quotas',
  summary: 'Something should stop producers before a volume is full.',
  kinds: ['Kafka'],
  stage: 'review',
  presets: { recommended: 'off', production: 'info', dev: 'off' },
  why: `A broker whose volume is full stops, and often the others with it, as they hold the same partitions. Strimzi's quota plug-in slows producers
down to nothing while space is left, so the cluster stays readable and can be repaired. It replaces Kafka's own quotas, so a cluster that limits
users one by one bounds its topics with \`retention.bytes\` instead.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-QuotasPluginStrimzi-reference',
    'https://strimzi.io/docs/operators/latest/deploying#proc-setting-broker-limits-str',
  ],
  examples: {
    invalid: [
      {
        title: 'nothing looks at the disks',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka: # info
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
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
              quotas:
                type: strimzi
                minAvailableRatioPerVolume: 0.1
        `,
      },
      {
        title: 'the plug-in that could, without a threshold',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas: # info
                type: strimzi
                producerByteRate: 10485760
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
              quotas:
                type: strimzi
                producerByteRate: 10485760
                minAvailableRatioPerVolume: 0.1
        `,
      },
    ],
    valid: [
      {
        title: 'a threshold',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: strimzi
                minAvailableBytesPerVolume: 50000000000
        `,
      },
      {
        title: 'limits for users need the other plug-in, and bounded topics cannot fill a disk',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: kafka
                producerByteRate: 10485760
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: bounded
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: bounded
          spec:
            partitions: 12
            replicas: 3
            config:
              retention.bytes: 1073741824
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster === undefined || resource.partial !== undefined || cluster.config.has(callbackClass)) return
    const { quotas } = cluster
    if (quotas !== undefined && entry(quotas, 'type') !== 'strimzi') return
    if (entry(quotas, 'minAvailableBytesPerVolume') !== undefined || entry(quotas, 'minAvailableRatioPerVolume') !== undefined) return
    if (!hasQuotasField(cluster) || workspace.isPatched(resource, clusterQuotas) || !isMapping(read(resource, ['spec', 'kafka']))) return
    if (limitsUsers(cluster) || topicsAreBounded(cluster)) return
    const ratio = { set: [...clusterQuotas, 'minAvailableRatioPerVolume'], to: 0.1 }
    const whole = { set: clusterQuotas, to: { type: 'strimzi', minAvailableRatioPerVolume: 0.1 } }
    return {
      at: clusterQuotas,
      message: `nothing stops producers before a volume of cluster \`${cluster.name}\` is full, and a broker with a full volume stops; set \`minAvailableRatioPerVolume\` with the quota plug-in \`strimzi\``,
      fix: { title: 'Stop producers at 10 % of free space', safety: 'suggestion', changes: [quotas === undefined ? whole : ratio] },
    }
  },
})

/** The plug-in that protects the disks would switch these limits off. */
function limitsUsers(cluster: KafkaCluster): boolean {
  return cluster.quotas === undefined && (cluster.users ?? []).some((user) => cluster.workspace.user(user).quotas !== undefined)
}

/** Whether every topic in sight has a bound in bytes, or its old segments move to other storage. */
function topicsAreBounded(cluster: KafkaCluster): boolean {
  if ((cluster.number('log.retention.bytes')?.value ?? -1) >= 0) return true
  const { topics = [] } = cluster
  return (
    topics.length > 0 &&
    topics.every((resource) => {
      const topic = cluster.workspace.topic(resource)
      return (topic.number('retention.bytes')?.value ?? -1) >= 0 || topic.boolean('remote.storage.enable')?.value === true
    })
  )
}
