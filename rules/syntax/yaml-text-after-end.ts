import { defineRule } from '../../src/rule/rule.js'
import { foundByTheParser } from './parse-rule.js'

export default defineRule({
  id: 'yaml-text-after-end',
  area: 'syntax',
  summary: 'Nothing may stand between `...` and the next `---`.',
  kinds: [],
  stage: 'parse',
  presets: { recommended: 'warning', production: 'warning', dev: 'warning' },
  why: `A line with \`...\` ends a YAML document. kubectl cuts a file at the lines with \`---\` and decodes one document of each piece, so what stands behind
\`...\` in the same piece is forgotten without a word: a resource that everybody reads in the repository is never applied.`,
  links: ['https://yaml.org/spec/1.2.2/#912-document-markers'],
  examples: {
    invalid: [
      {
        title: 'the second topic is never created',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
          ...
          apiVersion: kafka.strimzi.io/v1 # warning
          kind: KafkaTopic
          metadata:
            name: refunds
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
        `,
      },
    ],
    valid: [
      {
        title: 'both lines between two documents, and one at the end',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
          ...
          # The second topic.
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: refunds
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
          ...
        `,
      },
      {
        title: 'a file for a program that reads on',
        yaml: `
          hosts: brokers
          ...
          hosts: controllers
        `,
      },
    ],
  },
  check: foundByTheParser,
})
