import type { KafkaCluster } from '../../src/model/cluster.js'
import { contradiction, said } from '../../src/model/relation.js'
import { read, type Resource } from '../../src/model/resource.js'
import { logOptions, type LogOptions } from '../../src/model/topic-defaults.js'
import { defineRule, type Problem } from '../../src/rule/rule.js'

const enable = 'remote.storage.enable'

export default defineRule({
  id: 'tiered-storage-inconsistent',
  area: 'kafka-relations',
  summary: 'A topic with remote storage must fit the cluster, its cleanup policy and its retention.',
  kinds: ['KafkaTopic', 'Kafka'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka refuses a topic with \`remote.storage.enable\` where the brokers have no tiered storage, where the topic is compacted, or where more is kept locally
than in all. Where nothing is copied any more, everything must be kept locally. \`-2\` stands for the whole retention.`,
  links: [
    'https://kafka.apache.org/documentation/#tiered_storage',
    'https://kafka.apache.org/documentation/#topicconfigs_local.retention.ms',
  ],
  about: ['remote.storage.enable', 'remote.log.storage.system.enable', 'tieredStorage'],
  examples: {
    invalid: [
      {
        title: 'a cluster without tiered storage',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              remote.storage.enable: true # error
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
                num.partitions: 3
        `,
      },
      {
        title: 'compaction, and more days locally than in all',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              remote.storage.enable: true
              cleanup.policy: compact # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: clicks
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              remote.storage.enable: true
              retention.ms: 86400000
              local.retention.ms: 172800000 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              tieredStorage:
                type: custom
                remoteStorageManager: { className: com.example.Storage, classPath: /opt/storage }
        `,
      },
      {
        title: 'no bound locally, and nothing is copied',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              remote.storage.enable: true
              retention.bytes: 1073741824
              local.retention.bytes: -1 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: clicks
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              remote.storage.enable: true
              remote.log.copy.disable: true
              local.retention.ms: 3600000 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              tieredStorage:
                type: custom
                remoteStorageManager: { className: com.example.Storage, classPath: /opt/storage }
        `,
      },
      {
        title: 'the defaults of the brokers',
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
                log.retention.hours: 24
                log.local.retention.ms: 172800000 # error
              tieredStorage:
                type: custom
                remoteStorageManager: { className: com.example.Storage, classPath: /opt/storage }
        `,
      },
    ],
    valid: [
      {
        title: 'a day locally of a week',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              remote.storage.enable: true
              retention.ms: 604800000
              local.retention.ms: 86400000
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: clicks
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              remote.storage.enable: true
              local.retention.ms: -2
              remote.log.copy.disable: true
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              tieredStorage:
                type: custom
                remoteStorageManager: { className: com.example.Storage, classPath: /opt/storage }
        `,
      },
      {
        title: 'without remote storage, or without a cluster in sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
              local.retention.ms: 604800001
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: clicks
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            config:
              remote.storage.enable: true
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const isTopic = resource.kind === 'KafkaTopic'
    const log = logOptions(resource, workspace)
    if (isTopic && log?.writes(enable) !== true) return
    const cluster = workspace.cluster(resource)
    if (log === undefined || (isTopic ? log.boolean(enable)?.value : cluster !== undefined && hasTieredStorage(cluster)) !== true) return
    if (isTopic && cluster !== undefined && cluster.resource.partial === undefined && hasTieredStorage(cluster) === false) {
      const related = [{ resource: cluster.resource, at: ['spec', 'kafka'], message: 'no `tieredStorage`' }]
      yield { at: log.at(enable), message: `\`${enable}\` is true, but cluster \`${cluster.name}\` has no \`spec.kafka.tieredStorage\`, so Kafka refuses the topic`, related }
    }
    const policy = isTopic ? log.names('cleanup.policy') : undefined
    if (policy?.value.includes('compact') === true) {
      const place = contradiction(resource, { key: 'cleanup.policy', found: policy }, { key: enable, found: { ...policy, resource, path: log.at(enable) } })
      if (place) yield { ...place, message: `${said({ key: 'cleanup.policy', found: policy })}, but a compacted topic cannot have remote storage, so Kafka refuses the topic` }
    }
    const copies = log.boolean('remote.log.copy.disable')?.value !== true
    for (const unit of ['ms', 'bytes']) yield* retentionProblem(resource, log, `local.retention.${unit}`, `retention.${unit}`, copies)
  },
})

/** Whether the brokers have tiered storage; undefined when that cannot be read. */
function hasTieredStorage(cluster: KafkaCluster): boolean | undefined {
  if ((read(cluster.resource, ['spec', 'kafka', 'tieredStorage']) ?? undefined) !== undefined) return true
  return cluster.boolean('remote.log.storage.system.enable')?.value
}

function* retentionProblem(resource: Resource, log: LogOptions, localKey: string, totalKey: string, copies: boolean): Generator<Problem> {
  if (!log.writes(localKey) && !log.writes(totalKey)) return
  const [local, total] = [log.number(localKey), log.number(totalKey)]
  if (local === undefined || total === undefined || local.value === -2 || local.value === total.value) return
  const isMore = total.value >= 0 && (local.value === -1 || local.value > total.value)
  if (!isMore && copies) return
  const sides = [{ key: localKey, found: local }, { key: totalKey, found: total }] as const
  const place = contradiction(resource, ...sides)
  const why = isMore ? 'and no more can be kept locally than in all' : 'and nothing is copied, so all must be kept locally'
  if (place !== undefined) yield { ...place, message: `${said(sides[0])}, but ${said(sides[1])}, ${why}: Kafka refuses it; use -2 for the same` }
}
