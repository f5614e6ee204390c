import { defineRule } from '../../src/rule/rule.js'
import { schemaCheck, schemaFindings } from './schema-rule.js'

export default defineRule({
  id: 'unserved-api-version',
  area: 'schema',
  summary: 'The apiVersion of a resource must be one that the Strimzi release serves.',
  kinds: ['*'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Each Strimzi release serves certain versions of its API, and the API server refuses the others. \`v1beta2\` is gone since Strimzi 1.0.0 and \`v1\` came
with 0.49.0, so a manifest must be rewritten in between.`,
  links: ['https://strimzi.io/docs/operators/latest/configuring'],
  picksFrom: schemaFindings,
  examples: {
    invalid: [
      {
        title: 'v1beta2 on Strimzi 1.2.0',
        settings: { strimzi: '1.2.0' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2 # error
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
    valid: [
      {
        title: 'v1 on Strimzi 1.2.0',
        settings: { strimzi: '1.2.0' },
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
  check: schemaCheck('unserved-api-version'),
})
