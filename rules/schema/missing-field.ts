import { defineRule } from '../../src/rule/rule.js'
import { schemaCheck, schemaFindings } from './schema-rule.js'

export default defineRule({
  id: 'missing-field',
  area: 'schema',
  summary: 'A field that the custom resource definition requires must be there.',
  kinds: ['*', 'core/ConfigMap', 'core/Secret', 'apps/Deployment'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The API server refuses a resource without its required fields, and a null counts as absent. In a patch or a test assertion nothing is missing: those
are merged with or compared to a whole resource.`,
  links: ['https://strimzi.io/docs/operators/latest/configuring'],
  picksFrom: schemaFindings,
  examples: {
    invalid: [
      {
        title: 'a Kafka without listeners',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka: # error
              version: 4.3.1
        `,
      },
    ],
    valid: [
      {
        title: 'a Kafka with listeners',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
  },
  check: schemaCheck('missing-field'),
})
