import { defineRule } from '../../src/rule/rule.js'
import { foundByTheParser } from './parse-rule.js'

export default defineRule({
  id: 'yaml-limit',
  area: 'syntax',
  summary: 'A manifest must stay within the bounds that keep reading it safe.',
  kinds: [],
  stage: 'parse',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Nesting of more than 100 levels, aliases that multiply to millions of values and broken files of many megabytes are no manifests but mistakes or
attacks. They are reported and left out, so that reading a repository always ends, and everything else is still judged.`,
  links: ['https://en.wikipedia.org/wiki/Billion_laughs_attack'],
  examples: {
    invalid: [
      {
        title: 'more than 100 levels',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] # error
        `,
      },
    ],
    valid: [
      {
        title: 'an ordinary depth',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              retention.ms: 3600000
        `,
      },
    ],
  },
  check: foundByTheParser,
})
