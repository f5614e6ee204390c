import { defineRule } from '../../src/rule/rule.js'

const logKey = 'errors.log.enable'

export default defineRule({
  id: 'connector-errors-swallowed',
  area: 'kafka-relations',
  summary: 'A connector that skips bad records must leave a trace of them.',
  kinds: ['KafkaConnector'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `With \`errors.tolerance: all\` a connector goes on after a bad record. Without a dead letter queue, which only sinks have, and without
\`errors.log.enable\`, nothing tells that records were dropped: somebody finds out weeks later that data is missing.`,
  links: [
    'https://kafka.apache.org/documentation/#connect_errorreporting',
  ],
  examples: {
    invalid: [
      {
        title: 'bad records vanish',
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
              errors.tolerance: all # error
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
              errors.tolerance: all # error
        `,
        fixed: `
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
              errors.log.enable: true
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
              errors.log.enable: true
        `,
      },
    ],
    valid: [
      {
        title: 'a queue, or a line in the log',
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
              errors.log.enable: true
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const { config, direction } = workspace.connector(resource)
    if (config.text('errors.tolerance')?.value !== 'all' || resource.partial !== undefined) return
    const queue = direction === 'source' ? '' : (config.text('errors.deadletterqueue.topic.name')?.value ?? '')
    const logs = config.has(logKey) && config.boolean(logKey)?.value !== false
    if (queue !== '' || logs || workspace.isPatched(resource, config.at(logKey))) return
    return {
      at: config.at('errors.tolerance'),
      message: `bad records are dropped without a trace; set \`${logKey}: true\`${direction === 'sink' ? ', or a dead letter queue' : ''}`,
      fix: { title: `Set \`${logKey}: true\``, safety: 'suggestion', changes: [{ set: config.at(logKey), to: true }] },
    }
  },
})
