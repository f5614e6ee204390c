import { defineRule } from '../../src/rule/rule.js'
import { foundByTheEngine } from './suppression-rule.js'

export default defineRule({
  id: 'suppression-unused',
  area: 'suppressions',
  summary: 'A suppression must suppress something.',
  kinds: [],
  stage: 'review',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `When the defect is repaired, its suppression is left over, and would hide the next one at the same place without anybody having agreed to it.
Nothing is said where it is not certain: for rules that are off in this run, and for documents that cannot be checked in full.`,
  links: ['https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html'],
  examples: {
    invalid: [
      {
        title: 'the topic has three replicas by now',
        yaml: `
          # strimzi-lint-disable-document topic-replication-factor-too-low -- a throwaway topic # warning
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
            replicas: 3
        `,
      },
    ],
    valid: [
      {
        title: 'a suppression that is needed',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
            annotations:
              strimzi-lint/disable: topic-replication-factor-too-low -- a throwaway topic
          spec:
            partitions: 12
            replicas: 1
        `,
      },
    ],
  },
  check: foundByTheEngine,
})
