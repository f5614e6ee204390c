import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'kafka-option-wrong-type',
  area: 'kafka-options',
  summary: 'The value of an option must have its type.',
  kinds: optionKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Options are free text for the API server. The operator refuses a Kafka resource, and Kafka a topic, a worker or a connector, whose value is not of the
type that the option has: \`7d\` is no number of milliseconds, and only \`true\` and \`false\` are booleans.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#topicconfigs',
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaClusterSpec-reference',
  ],
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'durations, words and lists',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 7d # error
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
                auto.create.topics.enable: "off" # error
                log.cleanup.policy: [compact, delete] # error
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 604800000
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
                auto.create.topics.enable: false
                log.cleanup.policy: compact,delete
        `,
      },
      {
        title: 'a client of a bridge',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            consumer:
              config:
                max.poll.records: many # error
        `,
      },
    ],
    valid: [
      {
        title: 'what Kafka reads',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: "604800000"
              cleanup.policy: [compact, delete]
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
                auto.create.topics.enable: "false"
                num.partitions: 3.0
        `,
      },
      {
        title: 'placeholders',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: \${RETENTION_MS}
        `,
      },
    ],
  },
  check: optionCheck('wrong-type'),
})
