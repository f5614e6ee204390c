import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'kafka-option-out-of-range',
  area: 'kafka-options',
  summary: 'The value of an option must lie in its range.',
  kinds: optionKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka checks the range of a number when it starts or when a topic is created, and the operator checks those of brokers before it touches the cluster:
outside of it the whole resource is refused. Ranges differ between versions; those of the version in force count.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#topicconfigs',
  ],
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'a segment that is too small, and a number that is too large',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              segment.bytes: 1000 # error
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
                num.partitions: 0 # error
          ---
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
                session.timeout.ms: 3000000000 # error
        `,
      },
    ],
    valid: [
      {
        title: 'at the ends',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              segment.bytes: 1048576
              retention.ms: -1
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
                num.partitions: 1
        `,
      },
      {
        title: 'a small segment where Kafka still takes it',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              segment.bytes: 1000
        `,
        settings: { kafka: '4.0.0', strimzi: '0.47.0' },
      },
    ],
  },
  check: optionCheck('out-of-range'),
})
