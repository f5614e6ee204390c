import { defineRule } from '../../src/rule/rule.js'
import { schemaCheck, schemaFindings } from './schema-rule.js'

export default defineRule({
  id: 'wrong-type',
  area: 'schema',
  summary: 'A value must have the type that the custom resource definition asks for.',
  kinds: ['*', 'core/ConfigMap', 'core/Secret', 'apps/Deployment'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `YAML decides by its looks whether a value is a number, a boolean or a string: \`"3"\` is a string, \`on\` is a boolean, \`1.0\` is a number. The API
server compares with the type of the field and refuses the resource.`,
  links: ['https://strimzi.io/docs/operators/latest/configuring'],
  picksFrom: schemaFindings,
  examples: {
    invalid: [
      {
        title: 'a number in quotes',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: "12" # error
        `,
      },
    ],
    valid: [
      {
        title: 'a number, and a placeholder for one',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
            replicas: \${REPLICAS}
        `,
      },
    ],
  },
  check: schemaCheck('wrong-type'),
})
