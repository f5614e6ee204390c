import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const queueKey = 'errors.deadletterqueue.topic.name'
const factorKey = 'errors.deadletterqueue.topic.replication.factor'

export default defineRule({
  id: 'dead-letter-queue-ineffective',
  area: 'kafka-relations',
  summary: 'A dead letter queue needs a sink, `errors.tolerance: all` and brokers for its replicas.',
  kinds: ['KafkaConnector'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `Only sinks write bad records to a dead letter queue, and only with \`errors.tolerance: all\`: otherwise the first of them stops the task. Kafka Connect creates
the topic with three replicas unless told otherwise, which fails where there are fewer brokers.`,
  links: [
    'https://kafka.apache.org/documentation/#connect_errorreporting',
    'https://cwiki.apache.org/confluence/display/KAFKA/KIP-298%3A+Error+Handling+in+Connect',
  ],
  examples: {
    invalid: [
      {
        title: 'without tolerance, and on a source',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSinkConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topics: orders
              errors.deadletterqueue.topic.name: dlq.orders # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: other
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              errors.tolerance: all
              errors.deadletterqueue.topic.name: dlq.orders # warning
        `,
      },
      {
        title: 'three replicas on one broker',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSinkConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topics: orders
              errors.tolerance: all
              errors.deadletterqueue.topic.name: dlq.orders # error
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
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 1, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'a sink that tolerates errors',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSinkConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topics: orders
              errors.tolerance: all
              errors.deadletterqueue.topic.name: dlq.orders
              errors.deadletterqueue.topic.replication.factor: 3
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const { config, direction, connect } = workspace.connector(resource)
    const queue = config.text(queueKey)
    if (queue === undefined || queue.value === '') return
    const at = config.at(queueKey)
    if (direction === 'source') {
      yield { at, message: `\`${queueKey}\` has no effect: only sinks write to a dead letter queue; remove it`, on: 'key' }
      return
    }
    const tolerance = config.text('errors.tolerance')
    if (resource.partial === undefined && (tolerance === undefined || tolerance.value === 'none')) {
      const related = tolerance === undefined ? [] : [{ resource, at: config.at('errors.tolerance'), message: '`errors.tolerance` is `none`' }]
      yield { at, message: `nothing goes to \`${queue.value}\`, as the first bad record stops the task; set \`errors.tolerance: all\``, related }
      return
    }
    const brokers = connect?.kafka?.brokers
    const factor = config.number(factorKey) ?? { value: 3, origin: 'default' as const }
    if (brokers === undefined || factor.value <= brokers || (config.has(factorKey) && factor.origin === 'default')) return
    const message = `the dead letter queue needs ${count(factor.value, 'replica')}${factor.origin === 'default' ? ' by default' : ''}, but there ${brokers === 1 ? 'is' : 'are'} ${count(brokers, 'broker')}, so the connector fails; set \`${factorKey}: ${brokers}\``
    yield { at: config.has(factorKey) ? config.at(factorKey) : at, message, severity: 'error', related: connect?.kafka?.brokerPlaces ?? [] }
  },
})
