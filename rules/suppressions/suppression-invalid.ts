import { defineRule } from '../../src/rule/rule.js'
import { foundByTheEngine } from './suppression-rule.js'

export default defineRule({
  id: 'suppression-invalid',
  area: 'suppressions',
  summary: 'A suppression must name rules or areas that exist, and give a reason.',
  kinds: [],
  stage: 'review',
  presets: { recommended: 'warning', production: 'error', dev: 'warning' },
  why: `A suppression hides a defect from everybody who comes later, so it has to say why. One that gives no reason, misspells a rule or has no
date after \`until\` does not count: the finding stays, and this one says what is wrong with the suppression.`,
  links: ['https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html'],
  examples: {
    invalid: [
      {
        title: 'no reason',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
            # strimzi-lint-disable-next-line topic-replication-factor-too-low # error
            replicas: 3
        `,
      },
      {
        title: 'a misspelt rule in an annotation',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
            annotations:
              strimzi-lint/disable: topic-replication-factor-to-low -- a throwaway topic # error
          spec:
            partitions: 12
            replicas: 3
        `,
      },
    ],
    valid: [
      {
        title: 'a rule and a reason',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
            # strimzi-lint-disable-next-line topic-replication-factor-too-low -- a throwaway topic, see ADR 12
            replicas: 1
        `,
      },
    ],
  },
  check: foundByTheEngine,
})
