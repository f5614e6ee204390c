import { clusterQuotas, hasQuotasField, limitsBytes, quotaPlugin } from '../../src/model/quotas.js'
import { read } from '../../src/model/resource.js'
import { isMapping } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'cluster-default-quota-missing',
  area: 'quotas',
  summary: 'A shared cluster should limit the clients that have no quota of their own.',
  kinds: ['Kafka'],
  stage: 'review',
  presets: { recommended: 'info', production: 'warning', dev: 'off' },
  why: `Quotas of users protect against the users that exist today. The next one, made in a hurry and without a quota, is unlimited again. A default
in \`spec.kafka.quotas\` covers everybody who has no limit of their own, and people with reasons for more get a KafkaUser quota.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-QuotasPluginKafka-reference',
    'https://github.com/strimzi/proposals/blob/main/068-quotas-management.md',
    'https://kafka.apache.org/documentation/#multitenancy-isolation',
  ],
  options: {
    everyCluster: { type: 'boolean', default: false, description: 'Treat every cluster as shared, also when neither tenants nor namespaces show it.' },
  },
  examples: {
    invalid: [
      {
        title: 'two tenants and no default',
        settings: { tenants: [{ name: 'orders', prefixes: ['orders.'] }, { name: 'billing', prefixes: ['billing.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shared
          spec:
            kafka: # warning
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
      {
        title: 'a default that says nothing of bytes',
        options: { everyCluster: true },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shared
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas: # warning
                type: kafka
                requestPercentage: 55
        `,
      },
    ],
    valid: [
      {
        title: 'a default, and a total for all clients',
        options: { everyCluster: true },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shared
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: kafka
                producerByteRate: 10485760
                consumerByteRate: 20971520
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: limited-together
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: strimzi
                producerByteRate: 10485760
                consumerByteRate: 20971520
        `,
      },
      {
        title: 'a cluster of one team, and a release without the field',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: own
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
      {
        title: 'a release that cannot declare quotas',
        options: { everyCluster: true },
        settings: { strimzi: '0.40.0' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: old
          spec:
            kafka:
              replicas: 3
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
            zookeeper:
              replicas: 3
              storage: { type: ephemeral }
        `,
      },
    ],
  },

  check(resource, { options, workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster === undefined || resource.partial !== undefined || limitsBytes(cluster)) return
    if (!options.everyCluster && !workspace.tenancy.isShared(resource)) return
    if (!hasQuotasField(cluster) || workspace.isPatched(resource, clusterQuotas) || !isMapping(read(resource, ['spec', 'kafka']))) return
    const plugin = quotaPlugin(cluster)
    if ((plugin !== 'kafka' && plugin !== 'strimzi') || (plugin === 'strimzi' && cluster.quotas === undefined)) return
    return {
      at: clusterQuotas,
      message: `shared cluster \`${cluster.name}\` has no default quota, so every client without a limit of its own may use the whole network; set \`producerByteRate\` and \`consumerByteRate\` in \`spec.kafka.quotas\``,
    }
  },
})
