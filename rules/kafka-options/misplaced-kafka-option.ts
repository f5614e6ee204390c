import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { allow, optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'misplaced-kafka-option',
  area: 'kafka-options',
  summary: 'An option must stand where its reader looks for it.',
  kinds: optionKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Brokers, topics, clients and workers spell the same idea differently: \`log.retention.hours\` for brokers is \`retention.ms\` for a topic. Kafka refuses
a topic with an option of brokers, and brokers and workers ignore what belongs to others, so the setting never takes effect.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#topicconfigs',
  ],
  options: { allow },
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'options of topics and producers on the brokers',
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
                retention.ms: 86400000 # error
                acks: all # error
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
                log.retention.ms: 86400000
                acks: all
        `,
      },
      {
        title: 'hours of the broker on a topic',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: delete
              log.retention.hours: 24 # error
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
              retention.ms: 86400000
        `,
      },
      {
        title: 'an option of consumers for a worker',
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
              max.poll.records: 100 # error
        `,
        fixed: `
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
              consumer.max.poll.records: 100
        `,
      },
    ],
    valid: [
      {
        title: 'each at its place',
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
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 86400000
          ---
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
              consumer.max.poll.records: 100
              producer.acks: all
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
                acks: all
        `,
        options: { allow: ['acks'] },
      },
    ],
  },
  check: optionCheck('wrong-place', { perhaps: 'warning' }),
})
