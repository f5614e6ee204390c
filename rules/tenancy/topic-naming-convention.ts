import { topicNamePath } from '../../src/model/topic.js'
import { defineRule } from '../../src/rule/rule.js'
import { matchesAny } from '../../src/text/glob.js'
import { isPlaceholder } from '../../src/text/placeholder.js'

export default defineRule({
  id: 'topic-naming-convention',
  area: 'tenancy',
  summary: "Names of topics should follow the house's pattern.",
  kinds: ['KafkaTopic'],
  stage: 'review',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `A topic cannot be renamed, so its name is decided once. Names of one pattern show who owns a topic and what is in it, and they let one prefix ACL
cover what belongs together. The rule says nothing until the option \`pattern\` is set.`,
  links: ['https://kafka.apache.org/documentation/#multitenancy-topic-naming'],
  options: {
    pattern: { type: 'string', default: '', description: 'A regular expression that the whole name must match, e.g. `[a-z-]+(\\.[a-z-]+){2}`; empty: no pattern.' },
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Names that need not match; `*` stands for any characters.' },
  },
  concerns: (_, { options }) => options.pattern !== '',
  examples: {
    invalid: [
      {
        title: 'three words with dots',
        options: { pattern: '[a-z-]+(\\.[a-z-]+){2}' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: data # warning
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: payments-orders-created
            labels:
              strimzi.io/cluster: shop
          spec:
            topicName: Payments.Orders.Created # warning
            partitions: 3
            replicas: 3
        `,
      },
      {
        title: 'a pattern that is no regular expression',
        options: { pattern: '[a-z' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: payments # warning
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
        `,
      },
    ],
    valid: [
      {
        title: 'a name of the pattern, a legacy name, and a topic of Kafka itself',
        options: { pattern: '[a-z-]+(\\.[a-z-]+){2}', allow: ['legacy-*'] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: payments.orders.created
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: legacy-orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: schemas
            labels:
              strimzi.io/cluster: shop
          spec:
            topicName: _schemas
            partitions: 1
            replicas: 3
        `,
      },
      {
        title: 'no pattern',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: data
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
        `,
      },
    ],
  },

  check(resource, { options, workspace }) {
    const { pattern, allow } = options
    const { name } = workspace.topic(resource)
    if (name === '' || isPlaceholder(name) || workspace.tenancy.isInternalTopic(name) || matchesAny(name, allow)) return
    const expression = wholeName(pattern)
    if (expression === undefined) {
      return { at: topicNamePath(resource), message: `the option \`pattern\` of this rule is no regular expression (\`${pattern}\`), so no name can be judged; correct it in the configuration` }
    }
    if (expression.test(name)) return
    return { at: topicNamePath(resource), message: `topic name \`${name}\` does not follow the pattern \`${pattern}\`, and a topic cannot be renamed later; choose a name that does` }
  },
})

function wholeName(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return undefined
  }
}
