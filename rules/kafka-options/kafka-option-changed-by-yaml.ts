import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'kafka-option-changed-by-yaml',
  area: 'kafka-options',
  summary: 'A value should reach Kafka as it stands in the file.',
  kinds: optionKinds,
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'warning' },
  why: `YAML reads some plain values as something else: \`3.10\` is the number 3.1, \`no\` is false and \`0144\` is 100. Kafka gets the text of what YAML made of
it. Quotes keep a value as it is.`,
  links: [
    'https://yaml.org/spec/1.1/#id864510',
  ],
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'an octal number, and a version',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 0144 # warning
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
                inter.broker.protocol.version: 3.10 # warning
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 144
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
                inter.broker.protocol.version: "3.10"
        `,
        settings: { kafka: '3.9.0', strimzi: '0.45.0' },
      },
    ],
    valid: [
      {
        title: 'quotes, and numbers that stay what they are',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 1e6
              segment.ms: 3600000
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
                inter.broker.protocol.version: "3.10"
        `,
        settings: { kafka: '3.9.0', strimzi: '0.45.0' },
      },
    ],
  },
  check: optionCheck('changed-by-yaml'),
})
