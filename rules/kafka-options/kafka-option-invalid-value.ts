import { optionProblems } from '../../src/kafka/maps.js'
import { compressionSettings } from '../../src/model/compression.js'
import { defineRule } from '../../src/rule/rule.js'
import { formatPath } from '../../src/yaml/path.js'
import { optionKinds, reported } from './option-rule.js'

export default defineRule({
  id: 'kafka-option-invalid-value',
  area: 'kafka-options',
  summary: 'The value of an option must be one that Kafka knows.',
  kinds: optionKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Some options take one of a few words. Kafka refuses a topic with another word, the operator a Kafka resource, and clients and connectors do not start. The
codec has a rule of its own, \`compression-type-invalid\`.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#topicconfigs',
  ],
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'words that Kafka does not know',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compacted # error
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
                log.message.timestamp.type: createtime # error
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compacted
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
                log.message.timestamp.type: CreateTime
        `,
      },
      {
        title: 'a connector',
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
              errors.tolerance: some # error
              producer.override.acks: 2 # error
        `,
      },
    ],
    valid: [
      {
        title: 'words that it knows',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact,delete
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
              errors.tolerance: all
              producer.override.acks: 1
        `,
      },
      {
        title: 'the codec is the subject of another rule',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              compression.type: none
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const problems = optionProblems(resource, workspace).get('invalid-value')
    if (problems === undefined) return
    const codecs = new Set(compressionSettings(resource).map(({ path }) => formatPath(path)))
    for (const problem of problems) if (!codecs.has(formatPath(problem.at))) yield reported(problem)
  },
})
