import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'kafka-option-not-yet-known',
  area: 'kafka-options',
  summary: 'An option must exist in the Kafka version in force.',
  kinds: optionKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `An older Kafka does not know the options of a newer one: it refuses a topic that has them, and brokers and clients ignore them. Raise the Kafka version,
or leave the option out until then.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#upgrade',
  ],
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'a compression level before Kafka 3.8',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              compression.zstd.level: 5 # error
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
                compression.zstd.level: 5 # warning
        `,
        settings: { kafka: '3.7.0', strimzi: '0.43.0' },
      },
    ],
    valid: [
      {
        title: 'from Kafka 3.8 on',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              compression.zstd.level: 5
        `,
      },
    ],
  },
  check: optionCheck('not-yet', { ignored: 'warning', perhaps: 'warning' }),
})
