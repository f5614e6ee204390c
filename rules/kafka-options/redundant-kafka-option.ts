import { isAllowed } from '../../src/kafka/check.js'
import { redundantProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { allow, optionKinds, reported } from './option-rule.js'

export default defineRule({
  id: 'redundant-kafka-option',
  area: 'kafka-options',
  summary: 'An option need not say what holds without it.',
  kinds: optionKinds,
  stage: 'review',
  presets: { recommended: 'off', production: 'off', dev: 'off' },
  why: `A line that repeats the default hides the lines that matter, and freezes a default that Kafka may improve. Some people write defaults down on purpose, so
every preset has this rule off. For a topic the default is what its cluster says; without the cluster in sight nothing is said about a topic.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#topicconfigs',
  ],
  options: { allow },
  examples: {
    invalid: [
      {
        title: 'the default of Kafka',
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
                log.retention.hours: 168 # info
                num.partitions: 3
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                num.partitions: 3
        `,
      },
      {
        title: 'what the cluster says',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 3600000 # info
              min.insync.replicas: 2
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
                log.retention.ms: 3600000
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              min.insync.replicas: 2
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
                log.retention.ms: 3600000
        `,
      },
    ],
    valid: [
      {
        title: 'another value, and a topic without a cluster in sight',
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
                log.retention.hours: 24
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            config:
              retention.ms: 604800000
        `,
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
                log.retention.hours: 168
        `,
        options: { allow: ['log.retention.*'] },
      },
    ],
  },

  *check(resource, { options, workspace }) {
    for (const problem of redundantProblems(resource, workspace)) if (!isAllowed(problem.key, options.allow)) yield reported(problem)
  },
})
