import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'kafka-option-without-value',
  area: 'kafka-options',
  summary: 'An option must have a value.',
  kinds: optionKinds,
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The API server keeps an empty option of a free-form map as null, and the operator then fails on the whole resource; only a KafkaTopic takes null, as
if the key were not there.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaClusterSpec-reference',
  ],
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'a key that lost its value',
        yaml: `
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
              producer.acks: # error
              offset.flush.interval.ms: 5000
        `,
      },
    ],
    valid: [
      {
        title: 'a topic takes null, and empty text is a value',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms:
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
                super.reporter: ""
                metric.reporters: com.example.Reporter
        `,
      },
    ],
  },
  check: optionCheck('no-value'),
})
