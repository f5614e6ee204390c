import { clientKinds, clientsOf } from '../../src/model/client.js'
import { contradiction, said } from '../../src/model/relation.js'
import { defineRule } from '../../src/rule/rule.js'

const key = 'transaction.timeout.ms'
const twoPhaseKey = 'transaction.two.phase.commit.enable'
const limitKey = 'transaction.max.timeout.ms'

export default defineRule({
  id: 'transaction-timeout-exceeds-maximum',
  area: 'kafka-relations',
  summary: 'A transaction must not be allowed to take longer than the brokers wait.',
  kinds: clientKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Brokers abort transactions after \`transaction.max.timeout.ms\` and refuse a producer that asks for more time when it starts. With two-phase commit, since
Kafka 4.1, transactions have no time-out, and a producer that sets one as well does not start.`,
  links: [
    'https://kafka.apache.org/documentation/#producerconfigs_transaction.timeout.ms',
    'https://kafka.apache.org/documentation/#brokerconfigs_transaction.max.timeout.ms',
  ],
  examples: {
    invalid: [
      {
        title: 'longer than the default of the brokers',
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
              producer.override.transaction.timeout.ms: 3600000 # error
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
              offset.flush.interval.ms: 5000
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
                num.partitions: 3
        `,
      },
      {
        title: 'two phases and a time-out',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                transaction.two.phase.commit.enable: true
                transaction.timeout.ms: 60000 # error
        `,
      },
    ],
    valid: [
      {
        title: 'what the brokers allow',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                transaction.timeout.ms: 3600000
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
                transaction.max.timeout.ms: 3600000
        `,
      },
      {
        title: 'brokers out of sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                transaction.timeout.ms: 3600000
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const client of clientsOf(resource, workspace)) {
      const found = client.scope === 'producer' && client.sets(key) ? client.number(key) : undefined
      if (found === undefined) continue
      const twoPhases = client.boolean(twoPhaseKey)
      const limit = client.kafka?.number(limitKey)
      if (twoPhases?.value === true) {
        const place = contradiction(resource, { key, found }, { key: twoPhaseKey, found: twoPhases })
        if (place) yield { ...place, message: `${said({ key, found })}, but transactions of two phases have no time-out, so the producer does not start; remove it` }
      } else if (limit !== undefined && found.value > limit.value) {
        const side = { key: limitKey, found: limit.origin === 'set' ? { ...limit, origin: 'inherited' as const } : limit }
        const place = contradiction(resource, { key, found }, side)
        if (place) yield { ...place, message: `${said({ key, found })}, but ${said(side)}, so the brokers refuse the producer; lower the former` }
      }
    }
  },
})
