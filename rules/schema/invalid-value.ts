import { defineRule } from '../../src/rule/rule.js'
import { schemaCheck, schemaFindings } from './schema-rule.js'

export default defineRule({
  id: 'invalid-value',
  area: 'schema',
  summary: 'A value must be one that the custom resource definition allows.',
  kinds: ['*'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Fields with a fixed set of words, a range or a pattern are checked by the API server, which refuses the resource otherwise. Words are case-sensitive.`,
  links: ['https://strimzi.io/docs/operators/latest/configuring'],
  picksFrom: schemaFindings,
  examples: {
    invalid: [
      {
        title: 'a word that Kafka uses, but Strimzi does not',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: orders., patternType: prefixed } # error
                  operations: [Read]
        `,
      },
      {
        title: 'no topic has zero partitions',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 0 # error
        `,
      },
    ],
    valid: [
      {
        title: 'an allowed word',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: orders., patternType: prefix }
                  operations: [Read]
        `,
      },
    ],
  },
  check: schemaCheck('invalid-value'),
})
