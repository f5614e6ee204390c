import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { optionCheck } from './option-rule.js'

export default defineRule({
  id: 'overridden-kafka-option',
  area: 'kafka-options',
  summary: 'An option must not repeat what a field beside it says.',
  kinds: ['KafkaMirrorMaker2'],
  stage: 'reconcile',
  presets: { recommended: 'warning', production: 'warning', dev: 'warning' },
  why: `The operator writes the patterns of a mirror, \`topicsPattern\` and the like, over the options of the same meaning in the connector. The option has no
effect, and a reader cannot see which of the two counts.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaMirrorMaker2MirrorSpec-reference',
  ],
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'topics twice',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: east
              bootstrapServers: east-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: west, bootstrapServers: 'west-kafka-bootstrap:9092' }
                topicsPattern: orders[.].*
                sourceConnector:
                  tasksMax: 2
                  config:
                    topics: payments[.].* # warning
                    replication.factor: -1
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: east
              bootstrapServers: east-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: west, bootstrapServers: 'west-kafka-bootstrap:9092' }
                topicsPattern: orders[.].*
                sourceConnector:
                  tasksMax: 2
                  config:
                    replication.factor: -1
        `,
      },
    ],
    valid: [
      {
        title: 'topics once',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: east
              bootstrapServers: east-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: west, bootstrapServers: 'west-kafka-bootstrap:9092' }
                sourceConnector:
                  tasksMax: 2
                  config:
                    topics: payments[.].*
        `,
      },
    ],
  },
  check: optionCheck('overridden'),
})
