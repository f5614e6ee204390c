import { defineRule } from '../../src/rule/rule.js'
import { schemaCheck, schemaFindings } from './schema-rule.js'

export default defineRule({
  id: 'unknown-field',
  area: 'schema',
  summary: 'A field must be one that the custom resource definition knows.',
  kinds: ['*'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The API server refuses fields it does not know when validation is strict, as kubectl asks for by default, and drops them in silence otherwise: the
setting never reaches the operator. Most unknown fields are a slip of the pen or stand one level too high or too low; the message says where the
field belongs when the release has it elsewhere.`,
  links: ['https://strimzi.io/docs/operators/latest/configuring'],
  picksFrom: schemaFindings,
  examples: {
    invalid: [
      {
        title: 'a misspelt field',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partition: 12 # error
            replicas: 3
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
            replicas: 3
        `,
      },
      {
        title: 'a listener option beside the listener',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - name: tls
                  port: 9093
                  type: internal
                  tls: true
                  maxConnections: 2000 # error
        `,
      },
    ],
    valid: [
      {
        title: 'known fields',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
            replicas: 3
        `,
      },
      {
        title: 'free-form maps take any key',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            config:
              retention.ms: 3600000
        `,
      },
    ],
  },
  check: schemaCheck('unknown-field'),
})
