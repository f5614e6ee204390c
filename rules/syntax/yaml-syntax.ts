import { defineRule } from '../../src/rule/rule.js'
import { foundByTheParser } from './parse-rule.js'

export default defineRule({
  id: 'yaml-syntax',
  area: 'syntax',
  summary: 'A manifest must be YAML that a Kubernetes client can read.',
  kinds: [],
  stage: 'parse',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `kubectl reads YAML (or JSON) and sends JSON to the API server. What it cannot read it refuses as a whole file, and values that JSON does not
have, such as \`.inf\`, fail as well. One broken document does not hide the others here: each is judged on its own.`,
  links: ['https://yaml.org/spec/1.2.2/'],
  examples: {
    invalid: [
      {
        title: 'a list item without its indentation',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop
          spec: # error
            partitions: 12
        `,
      },
    ],
    valid: [
      {
        title: 'the same, closed',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
        `,
      },
    ],
  },
  check: foundByTheParser,
})
