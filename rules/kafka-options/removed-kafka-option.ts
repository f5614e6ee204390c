import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { allow, optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'removed-kafka-option',
  area: 'kafka-options',
  summary: 'An option that Kafka removed must go.',
  kinds: optionKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka 4.0 removed options of ZooKeeper, of old message formats and of old protocols. It refuses a topic that still has one; brokers and clients ignore it,
and readers of the file believe in a setting that is gone.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#upgrade',
  ],
  options: { allow },
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'options that went with Kafka 4.0',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: delete
              message.downconversion.enable: false # error
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
                inter.broker.protocol.version: "3.9" # warning
                log.retention.hours: 24
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: delete
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
                log.retention.hours: 24
        `,
      },
    ],
    valid: [
      {
        title: 'the same before Kafka 4.0',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              message.downconversion.enable: false
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                inter.broker.protocol.version: "3.9"
        `,
        settings: { kafka: '3.9.0', strimzi: '0.45.0' },
      },
      {
        title: 'an allowed key',
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
                inter.broker.protocol.version: "3.9"
        `,
        options: { allow: ['inter.broker.*'] },
      },
    ],
  },
  check: optionCheck('removed', { ignored: 'warning', perhaps: 'warning' }),
})
