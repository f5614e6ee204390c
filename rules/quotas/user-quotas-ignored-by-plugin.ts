import { callbackClass, clusterQuotas, quotaPlugin } from '../../src/model/quotas.js'
import type { Resource } from '../../src/model/resource.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule, type Problem } from '../../src/rule/rule.js'

export default defineRule({
  id: 'user-quotas-ignored-by-plugin',
  area: 'quotas',
  summary: 'Quotas of users need the quota plug-in `kafka`; any other makes them ineffective.',
  kinds: ['KafkaUser', 'Kafka'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'warning' },
  why: `A broker runs one quota plug-in. Choosing \`strimzi\`, usually to protect the disks, replaces Kafka's own, and with it the limits of users:
they are stored, shown by the tools and not enforced. Teams combine both in good faith and find out during an incident.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-QuotasPluginStrimzi-reference',
    'https://github.com/strimzi/proposals/blob/main/068-quotas-management.md',
    'https://kafka.apache.org/documentation/#brokerconfigs_client.quota.callback.class',
  ],
  about: ['quotas', 'client.quota.callback.class'],
  examples: {
    invalid: [
      {
        title: 'a limit for a user beside the plug-in that ignores it',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas: # error
              producerByteRate: 1048576
          ---
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
        title: 'a class in the broker configuration that the operator removes',
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
                client.quota.callback.class: com.example.TenantQuotas # error
                log.retention.hours: 24
              quotas:
                type: kafka
                producerByteRate: 10485760
        `,
      },
      {
        title: 'a class of the house, which may or may not look at users',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas: # info
              producerByteRate: 1048576
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
                client.quota.callback.class: com.example.TenantQuotas
        `,
      },
    ],
    valid: [
      {
        title: "Kafka's own quotas, chosen or by default",
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas:
              producerByteRate: 1048576
          ---
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
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    return resource.kind === 'Kafka' ? conflictingPlugins(resource, workspace) : ineffectiveQuotas(resource, workspace)
  },
})

function ineffectiveQuotas(resource: Resource, workspace: Workspace): Problem | undefined {
  const kafka = workspace.user(resource).quotas === undefined ? undefined : workspace.tenancy.kafkaOf(resource)
  const cluster = kafka === undefined ? undefined : workspace.cluster(kafka)
  const plugin = cluster === undefined ? undefined : quotaPlugin(cluster)
  if (cluster === undefined || plugin === undefined || plugin === 'kafka') return undefined
  const chosen = cluster.quotas === undefined ? cluster.config.at(callbackClass) : [...clusterQuotas, 'type']
  const related = [{ resource: cluster.resource, at: chosen, message: `the quota plug-in of cluster \`${cluster.name}\`` }]
  const at = ['spec', 'quotas']
  if (plugin === 'strimzi') {
    const message = `cluster \`${cluster.name}\` uses the quota plug-in \`strimzi\`, which limits all clients together and ignores the quotas of user \`${resource.name}\`; use \`type: kafka\` there, or remove these quotas`
    return { at, message, related }
  }
  const message = `cluster \`${cluster.name}\` has a quota plug-in of its own, so it decides whether the quotas of user \`${resource.name}\` count`
  return { at, message, related, severity: 'info' }
}

/** The operator drops the class when `spec.kafka.quotas` is there, and only says so in a condition. */
function conflictingPlugins(resource: Resource, workspace: Workspace): Problem | undefined {
  const cluster = workspace.cluster(resource)
  if (cluster?.quotas === undefined || !cluster.config.has(callbackClass)) return undefined
  return {
    at: cluster.config.at(callbackClass),
    on: 'key',
    stage: 'reconcile',
    message: `\`${callbackClass}\` is removed by the operator because \`spec.kafka.quotas\` chooses the quota plug-in, so this class never runs; keep one of the two`,
    related: [{ resource, at: [...clusterQuotas, 'type'], message: 'the plug-in that runs' }],
  }
}
