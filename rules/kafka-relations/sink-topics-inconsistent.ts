import { contradiction } from '../../src/model/relation.js'
import { asNames } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'
import { matchesAny } from '../../src/text/glob.js'
import { isPlaceholder } from '../../src/text/placeholder.js'

export default defineRule({
  id: 'sink-topics-inconsistent',
  area: 'kafka-relations',
  summary: 'A sink must have either `topics` or `topics.regex`, and must not read its own dead letter queue.',
  kinds: ['KafkaConnector'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka Connect refuses a sink with both \`topics\` and \`topics.regex\`, or with neither. It refuses as well a sink that reads the topic that it writes bad
records to: each of them would come back for ever. Regular expressions are compared as far as they are made of letters and \`.*\`.`,
  links: [
    'https://kafka.apache.org/documentation/#connect_running',
    'https://kafka.apache.org/documentation/#sinkconnectconfigs_topics',
  ],
  examples: {
    invalid: [
      {
        title: 'two lists of topics, and none',
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
              topics.regex: orders-.* # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: other
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSinkConnector
            tasksMax: 1
            config: # error
              file: /tmp/orders
              tasks.max.enforce: true
        `,
      },
      {
        title: 'the queue is among the topics',
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
              topics: orders,orders-dlq
              errors.tolerance: all
              errors.deadletterqueue.topic.name: orders-dlq # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: other
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSinkConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topics.regex: orders-.*
              errors.tolerance: all
              errors.deadletterqueue.topic.name: orders-dlq # error
        `,
      },
    ],
    valid: [
      {
        title: 'one list, and a queue of its own',
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
            class: org.apache.kafka.connect.file.FileStreamSinkConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topics.regex: orders[.].*
              errors.tolerance: all
              errors.deadletterqueue.topic.name: orders-dlq
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const { config, direction } = workspace.connector(resource)
    if (direction !== 'sink') return
    const [topics, regex, queue] = [config.written('topics'), config.written('topics.regex'), config.text('errors.deadletterqueue.topic.name')]
    if (topics !== undefined && regex !== undefined) {
      const place = contradiction(resource, { key: 'topics.regex', found: regex }, { key: 'topics', found: topics })
      if (place) yield { ...place, message: 'a sink has either `topics` or `topics.regex`, so Kafka Connect refuses one with both; remove one of them' }
    }
    // `topic` is nearly the right key, and a finding by itself.
    if (topics === undefined && regex === undefined && !config.has('topic') && resource.partial === undefined && !workspace.isPatched(resource, config.at('topics'))) {
      yield { at: config.at('topics'), message: '`topics` is missing: a sink needs it, or `topics.regex`, and without either Kafka Connect refuses the connector' }
    }
    const source = topics ?? regex
    if (queue === undefined || queue.value === '' || source === undefined || isPlaceholder(queue.value)) return
    const reads = asNames(topics?.value).includes(queue.value) || matchesSimply(queue.value, config.text('topics.regex')?.value ?? '')
    const place = contradiction(resource, { key: 'errors.deadletterqueue.topic.name', found: queue }, { key: 'topics', found: source })
    if (reads && place) yield { ...place, message: `the connector reads its own dead letter queue \`${queue.value}\`, so Kafka Connect refuses it; choose a name outside of its topics` }
  },
})

/** Whether a name matches a regular expression of plain characters and `.*`; false where there is more to it: no foreign expression is run. */
function matchesSimply(name: string, regex: string): boolean {
  if (!/^(?:[\w|-]|\\\.|\[\.\]|\.\*)+$/.test(regex)) return false
  return matchesAny(name, regex.split('|').map((part) => part.replaceAll('.*', '*').replaceAll('\\.', '.').replaceAll('[.]', '.')))
}
