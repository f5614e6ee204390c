import { asNames } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const policyKey = 'connector.client.config.override.policy'
const override = /^(producer|consumer|admin)\.override\./

export default defineRule({
  id: 'client-override-refused',
  area: 'kafka-relations',
  summary: 'A connector must not override client options where its workers do not let it.',
  kinds: ['KafkaConnector'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Workers decide with \`connector.client.config.override.policy\` which options of clients a connector may set: all of them by default, none, those of
its identity (\`Principal\`), or the ones on a list (\`Allowlist\`, since Kafka 4.2). Kafka Connect refuses a connector that sets another one.`,
  links: [
    'https://kafka.apache.org/documentation/#connectconfigs_connector.client.config.override.policy',
    'https://cwiki.apache.org/confluence/display/KAFKA/KIP-458%3A+Connector+Client+Config+Override+Policy',
  ],
  examples: {
    invalid: [
      {
        title: 'nothing may be overridden',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.linger.ms: 50 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              connector.client.config.override.policy: None
        `,
      },
      {
        title: 'an option that is not on the list',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.acks: all
              producer.override.linger.ms: 50 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              connector.client.config.override.policy: Allowlist
              connector.client.config.override.allowlist: acks
        `,
      },
    ],
    valid: [
      {
        title: 'the default, and options of the identity',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: lines
            labels: { strimzi.io/cluster: other }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.linger.ms: 50
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.security.protocol: SASL_SSL
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              connector.client.config.override.policy: Principal
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: other
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              offset.flush.interval.ms: 5000
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const { config, connect } = workspace.connector(resource)
    const policy = connect?.config.text(policyKey)
    const allowed = policy === undefined ? undefined : allowedBy(policy.value, asNames(connect?.config.raw('connector.client.config.override.allowlist')))
    if (connect === undefined || policy === undefined || allowed === undefined) return
    const refused = config.keys.filter((key) => override.test(key) && !allowed.has(key.replace(override, '')))
    const [first] = refused
    if (first === undefined) return
    const others = refused.length === 1 ? '' : ` and ${count(refused.length - 1, 'other option')}`
    return {
      at: config.at(first),
      on: 'key',
      message: `the workers do not let connectors set \`${first}\`${others}, as \`${policyKey}\` is \`${policy.value}\`, so they refuse the connector; remove it, or allow it there`,
      related: [{ resource: connect.resource, at: connect.config.at(policyKey), message: 'the policy of the workers' }],
    }
  },
})

/** The options that a policy allows; undefined for all of them, and for policies of somebody else. */
function allowedBy(policy: string, list: readonly string[]): ReadonlySet<string> | undefined {
  switch (policy.slice(policy.lastIndexOf('.') + 1).replace('ConnectorClientConfigOverridePolicy', '').toLowerCase()) {
    case 'none':
      return new Set()
    case 'principal':
      return new Set(['sasl.jaas.config', 'sasl.mechanism', 'security.protocol'])
    case 'allowlist':
      return new Set(list)
    default:
      return undefined
  }
}
