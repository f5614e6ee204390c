import { defineRule } from '../../src/rule/rule.js'
import { schemaCheck, schemaFindings } from './schema-rule.js'

export default defineRule({
  id: 'unknown-kind',
  area: 'schema',
  summary: 'The kind of a resource must be one that Strimzi has.',
  kinds: ['*'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The API server has no place for a kind that no custom resource definition declares, and refuses it. A kind that was removed names what replaces it.`,
  links: ['https://strimzi.io/docs/operators/latest/configuring'],
  picksFrom: schemaFindings,
  examples: {
    invalid: [
      {
        title: 'a misspelt kind',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopics # error
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
        `,
      },
    ],
    valid: [
      {
        title: 'a known kind',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
        `,
      },
    ],
  },
  check: schemaCheck('unknown-kind'),
})
