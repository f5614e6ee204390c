import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { optionCheck } from './option-rule.js'

export default defineRule({
  id: 'missing-connector-option',
  area: 'kafka-options',
  summary: 'A connector must have the options that its class needs.',
  kinds: ['KafkaConnector', 'KafkaMirrorMaker2'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka Connect refuses a connector without a required option, and the operator reports it as not ready. Each alias in \`transforms\` and \`predicates\`
needs a class, and the class may need options as well. Classes without facts here are left alone.`,
  links: [
    'https://kafka.apache.org/documentation/#connectconfigs',
    'https://kafka.apache.org/documentation/#connect_transforms',
  ],
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'a source without a topic',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config: # error
              file: /tmp/orders
        `,
      },
      {
        title: 'a transformation without a class, and one without its options',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config: # error
              file: /tmp/orders
              topic: orders
              transforms: route,cast
              transforms.cast.type: org.apache.kafka.connect.transforms.Cast$Value
        `,
      },
    ],
    valid: [
      {
        title: 'all that is needed',
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
              transforms: route
              transforms.route.type: com.example.Route
        `,
      },
      {
        title: 'a class that nobody here knows',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: com.example.Source
            tasksMax: 1
            config:
              file: /tmp/orders
        `,
      },
    ],
  },
  check: optionCheck('missing'),
})
