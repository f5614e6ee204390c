import { defineRule } from '../../src/rule/rule.js'
import { foundByTheEngine } from './suppression-rule.js'

export default defineRule({
  id: 'suppression-expired',
  area: 'suppressions',
  summary: 'What a suppression was agreed on until a day must be settled by that day.',
  kinds: [],
  stage: 'review',
  presets: { recommended: 'warning', production: 'warning', dev: 'warning' },
  why: `\`until 2027-01-31\` makes a suppression end by itself: after that day the findings that it hid are back, and this one says why they are.
Repair what it was for, or agree on another day.`,
  links: ['https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html'],
  examples: {
    invalid: [
      {
        title: 'the day is over',
        settings: { today: '2027-02-01' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
            replicas: 1 # strimzi-lint-disable-line topic-replication-factor-too-low until 2027-01-31 -- moves to three brokers in January # warning
        `,
      },
    ],
    valid: [
      {
        title: 'the last day',
        settings: { today: '2027-01-31' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
            replicas: 1 # strimzi-lint-disable-line topic-replication-factor-too-low until 2027-01-31 -- moves to three brokers in January
        `,
      },
    ],
  },
  check: foundByTheEngine,
})
