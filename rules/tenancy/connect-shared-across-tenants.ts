import type { Connector } from '../../src/model/connector.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'connect-shared-across-tenants',
  area: 'tenancy',
  summary: 'Connectors of several tenants should not run in one Connect cluster with one identity.',
  kinds: ['KafkaConnect'],
  stage: 'review',
  presets: { recommended: 'off', production: 'warning', dev: 'off' },
  why: `Connectors reach Kafka as the worker's user, and they can read every secret that is mounted into the workers. A worker that serves several tenants
needs rights in all of their topics, so whoever may edit one connector can read the data of the others. Give each tenant a Connect cluster, or each
connector credentials of its own.`,
  links: [
    'https://kafka.apache.org/documentation/#multitenancy-security',
    'https://kafka.apache.org/documentation/#connectconfigs_connector.client.config.override.policy',
  ],
  concerns: (_, { tenants }) => tenants.length > 0,
  examples: {
    invalid: [
      {
        title: 'two tenants, one worker',
        settings: { tenants: [{ name: 'team-a', prefixes: ['team-a.'] }, { name: 'team-b', prefixes: ['team-b.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: shared # warning
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnector
          metadata:
            name: a-archive
            labels:
              strimzi.io/cluster: shared
          spec:
            class: io.confluent.connect.s3.S3SinkConnector
            tasksMax: 1
            config:
              topics.regex: team-a\\..*
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnector
          metadata:
            name: b-users
            labels:
              strimzi.io/cluster: shared
          spec:
            class: io.debezium.connector.postgresql.PostgresConnector
            tasksMax: 1
            config:
              topic.prefix: team-b
        `,
      },
    ],
    valid: [
      {
        title: 'a connector with credentials of its own beside one of another tenant',
        settings: { tenants: [{ name: 'team-a', prefixes: ['team-a.'] }, { name: 'team-b', prefixes: ['team-b.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: shared
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnector
          metadata:
            name: a-archive
            labels:
              strimzi.io/cluster: shared
          spec:
            class: io.confluent.connect.s3.S3SinkConnector
            tasksMax: 1
            config:
              topics: team-a.orders, team-a.returns
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnector
          metadata:
            name: b-archive
            labels:
              strimzi.io/cluster: shared
          spec:
            class: io.confluent.connect.s3.S3SinkConnector
            tasksMax: 1
            config:
              topics: team-b.users
              consumer.override.sasl.jaas.config: \${file:/opt/kafka/external-configuration/team-b/login.properties:jaas}
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const { tenancy } = workspace
    const byTenant = new Map<string, Connector>()
    for (const each of tenancy.configured ? (workspace.connect(resource).connectors ?? []) : []) {
      const connector = workspace.connector(each)
      if (hasOwnCredentials(connector)) continue
      for (const { name } of connector.topics) {
        const tenant = tenancy.ownerOfName(name)
        if (tenant !== undefined && !byTenant.has(tenant)) byTenant.set(tenant, connector)
      }
    }
    if (byTenant.size < 2) return
    const tenants = [...byTenant.keys()].map((tenant) => `\`${tenant}\``)
    return {
      at: ['metadata', 'name'],
      message: `Connect cluster \`${resource.name}\` serves the tenants ${tenants.join(', ')} with one user, so whoever edits a connector of one can read the data of the others; give each tenant a Connect cluster, or connectors their own credentials`,
      related: Array.from(byTenant, ([tenant, connector]) => ({
        resource: connector.resource,
        at: ['metadata', 'name'],
        message: `connector \`${connector.resource.name}\` works on topics of tenant \`${tenant}\``,
      })),
    }
  },
})

function hasOwnCredentials({ config }: Connector): boolean {
  return config.keys.some((key) => /^(producer|consumer)\.override\.(sasl\.jaas\.config|ssl\.keystore\.)/.test(key))
}
