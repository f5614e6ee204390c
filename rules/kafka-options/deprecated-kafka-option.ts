import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { allow, optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'deprecated-kafka-option',
  area: 'kafka-options',
  summary: 'An option that Kafka will remove should be replaced in time.',
  kinds: optionKinds,
  stage: 'review',
  presets: { recommended: 'info', production: 'warning', dev: 'off' },
  why: `A deprecated option still works and goes with one of the next major versions. Replaced today it is not in the way of an upgrade.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#upgrade',
  ],
  options: { allow },
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'the log cleaner will not be optional',
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
                log.cleaner.enable: true # warning
        `,
      },
    ],
    valid: [
      {
        title: 'before its deprecation',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                log.cleaner.enable: true
        `,
        settings: { kafka: '4.0.0', strimzi: '0.47.0' },
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
                log.cleaner.enable: true
        `,
        options: { allow: ['log.cleaner.enable'] },
      },
    ],
  },
  check: optionCheck('deprecated'),
})
