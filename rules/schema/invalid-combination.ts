import { defineRule } from '../../src/rule/rule.js'
import { schemaCheck, schemaFindings } from './schema-rule.js'

export default defineRule({
  id: 'invalid-combination',
  area: 'schema',
  summary: 'Fields must be combined as the validation rules of the custom resource definition demand.',
  kinds: ['*'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Since Strimzi 0.47 the custom resource definitions carry rules that look at several fields at once, and some fields exclude each other. The API server
evaluates them after everything else is right.`,
  links: ['https://strimzi.io/docs/operators/latest/configuring'],
  picksFrom: schemaFindings,
  examples: {
    invalid: [
      {
        title: 'a rack without its node label',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              rack: # error
                type: topology-label
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
    valid: [
      {
        title: 'a rack with its node label',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              rack:
                type: topology-label
                topologyKey: topology.kubernetes.io/zone
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
  },
  check: schemaCheck('invalid-combination'),
})
