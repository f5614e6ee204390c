import { defineRule } from '../../src/rule/rule.js'
import { schemaCheck, schemaFindings } from './schema-rule.js'

export default defineRule({
  id: 'invalid-metadata',
  area: 'schema',
  summary: 'Names, labels, annotations and the rest of the metadata must have the form that Kubernetes demands.',
  kinds: ['*'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The API server checks the metadata of every object by rules of its own, which no custom resource definition shows: names are DNS names in lower case,
label values are short words, and both are strings, so \`"5"\` and \`"true"\` need quotes. A Kafka topic with another name is written with
\`spec.topicName\`.`,
  links: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  picksFrom: schemaFindings,
  examples: {
    invalid: [
      {
        title: 'a name that only Kafka would take',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: Orders_EU # error
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
        `,
      },
    ],
    valid: [
      {
        title: 'the name of the topic in Kafka, apart',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            topicName: Orders_EU
            partitions: 12
        `,
      },
    ],
  },
  check: schemaCheck('invalid-metadata'),
})
