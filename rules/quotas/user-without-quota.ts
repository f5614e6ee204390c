import { clusterQuotas, isSuperUser, limitsBytes, quotaPlugin } from '../../src/model/quotas.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'user-without-quota',
  area: 'quotas',
  summary: 'A user of a shared cluster should have quotas, unless the cluster has a default.',
  kinds: ['KafkaUser'],
  stage: 'review',
  presets: { recommended: 'info', production: 'warning', dev: 'off' },
  why: `A client without a quota may use all of the network and of the request threads. On a cluster that several teams share, one looping producer
or one consumer that reads a year of history again is then an outage for everybody. A quota of three lines turns it into a problem of its owner.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaUserQuotas-reference',
    'https://kafka.apache.org/documentation/#multitenancy-isolation',
  ],
  options: {
    everyCluster: { type: 'boolean', default: false, description: 'Treat every cluster as shared, also when neither tenants nor namespaces show it.' },
  },
  examples: {
    invalid: [
      {
        title: 'the users of two namespaces on one cluster',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shared
            namespace: kafka
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            namespace: orders
            labels:
              strimzi.io/cluster: shared
          spec: # warning
            authentication:
              type: tls
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: billing-app
            namespace: billing
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
            quotas:
              producerByteRate: 5242880
              consumerByteRate: 10485760
        `,
      },
      {
        title: 'a house in which every cluster is shared',
        options: { everyCluster: true },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shared
          spec:
            kafka:
              replicas: 3
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
            zookeeper:
              replicas: 3
              storage: { type: ephemeral }
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
            quotas: {} # warning
        `,
      },
    ],
    valid: [
      {
        title: 'the cluster has a default',
        settings: { tenants: [{ name: 'orders', prefixes: ['orders.'] }, { name: 'billing', prefixes: ['billing.'] }] },
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
                producerByteRate: 5242880
                consumerByteRate: 10485760
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
        `,
      },
      {
        title: 'super users, and a cluster of one tenant',
        settings: {
          tenants: [
            { name: 'orders', prefixes: ['orders.'], namespaces: ['orders'] },
            { name: 'billing', prefixes: ['billing.'], namespaces: ['billing'] },
          ],
        },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shared
            namespace: kafka
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true, authentication: { type: tls } }
              authorization:
                type: simple
                superUsers: [CN=admin]
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: admin
            namespace: kafka
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: own
            namespace: orders
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            namespace: orders
            labels:
              strimzi.io/cluster: own
          spec:
            authentication:
              type: tls
        `,
      },
    ],
  },

  check(resource, { options, workspace }) {
    const user = workspace.user(resource)
    if (resource.partial !== undefined || user.quotas !== undefined) return
    const kafka = workspace.tenancy.kafkaOf(resource)
    if (kafka === undefined || kafka.partial !== undefined) return
    if (workspace.isPatched(resource, ['spec', 'quotas']) || workspace.isPatched(kafka, clusterQuotas)) return
    if (!options.everyCluster && !workspace.tenancy.isShared(kafka)) return
    const cluster = workspace.cluster(kafka)
    // With another plug-in a quota here would do nothing.
    if (cluster === undefined || quotaPlugin(cluster) !== 'kafka' || limitsBytes(cluster) || isSuperUser(user, cluster)) return
    return {
      at: ['spec', 'quotas'],
      message: `user \`${resource.name}\` has no quotas, and the shared cluster \`${cluster.name}\` has no default, so one runaway client can take the network from everybody; set \`producerByteRate\` and \`consumerByteRate\``,
      related: [{ resource: kafka, at: ['metadata', 'name'], message: `cluster \`${cluster.name}\`` }],
    }
  },
})
