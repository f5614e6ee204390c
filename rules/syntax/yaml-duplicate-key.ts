import { defineRule } from '../../src/rule/rule.js'
import { foundByTheParser } from './parse-rule.js'

export default defineRule({
  id: 'yaml-duplicate-key',
  area: 'syntax',
  summary: 'A key must stand only once in a mapping.',
  kinds: [],
  stage: 'parse',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `YAML forbids the same key twice. kubectl keeps the last one without a word, so what a reviewer reads first is not what is applied, and the API
server refuses the raw text. A forgotten \`---\` between two resources looks the same: one of them is lost.`,
  links: ['https://yaml.org/spec/1.2.2/#nodes'],
  examples: {
    invalid: [
      {
        title: 'the second value silently wins',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 3
            partitions: 12
            replicas: 1 # error
        `,
      },
    ],
    valid: [
      {
        title: 'each key once',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 3
            partitions: 12
        `,
      },
    ],
  },
  check: foundByTheParser,
})
