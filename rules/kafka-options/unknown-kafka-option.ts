import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { allow, optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'unknown-kafka-option',
  area: 'kafka-options',
  summary: 'A key in a map of Kafka options must be one that its reader knows.',
  kinds: optionKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The maps of options take any key. Kafka refuses a topic with an unknown one; brokers, clients and connectors log a line and go on with the default, so
a slip of the pen goes live unnoticed. Keys are those of the Kafka version in force. Where classes of other people are configured, which may read keys
of their own, only a key that is nearly a known one is reported, as a warning.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#topicconfigs',
  ],
  options: { allow },
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'a misspelt option of a topic, and one of the brokers',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.polcy: compact # error
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
                min.insync.replica: 2 # error
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
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
                min.insync.replicas: 2
        `,
      },
      {
        title: 'a connector and its transformation',
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
              btach.size: 500 # error
              transforms: cast
              transforms.cast.type: org.apache.kafka.connect.transforms.Cast$Value
              transforms.cast.spec: id:int64
              transforms.csat.replace.null.with.default: false # error
        `,
        fixed: `
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
              batch.size: 500
              transforms: cast
              transforms.cast.type: org.apache.kafka.connect.transforms.Cast$Value
              transforms.cast.spec: id:int64
              transforms.csat.replace.null.with.default: false
        `,
      },
      {
        title: 'a reporter of somebody else may read any key, but hardly this one',
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
                metric.reporters: com.example.Reporter
                min.insync.replica: 2 # warning
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
                metric.reporters: com.example.Reporter
                min.insync.replicas: 2
        `,
      },
    ],
    valid: [
      {
        title: 'keys of plugins, and a connector that nobody here knows',
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
                metric.reporters: com.example.Reporter
                example.reporter.url: http://metrics
                config.providers: env
                config.providers.env.class: org.apache.kafka.common.config.provider.EnvVarConfigProvider
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: com.example.Source
            tasksMax: 1
            config:
              anything.goes: true
        `,
      },
      {
        title: 'allowed keys',
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
                agent.endpoint: http://agent
                agent.interval: 10
                labels: blue
        `,
        options: { allow: ['agent.*', 'labels'] },
      },
    ],
  },
  check: optionCheck('unknown-key', { perhaps: 'warning' }),
})
