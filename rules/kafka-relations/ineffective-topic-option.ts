import { convert } from '../../src/model/config.js'
import { contradiction, said } from '../../src/model/relation.js'
import { asNames } from '../../src/model/value.js'
import { defineRule, type Severity } from '../../src/rule/rule.js'

interface Condition {
  readonly keys: readonly string[]
  readonly needs: string
  /** Whether the keys do nothing beside these values. */
  readonly without: (values: readonly string[]) => boolean
  readonly effect: string
  readonly severity?: Severity
}

const conditions: readonly Condition[] = [
  {
    keys: ['retention.ms', 'retention.bytes'],
    needs: 'cleanup.policy',
    without: (policy) => !policy.includes('delete'),
    effect: ': the last record of every key stays for ever; remove it, or write `compact,delete`',
  },
  {
    keys: ['delete.retention.ms', 'min.compaction.lag.ms', 'max.compaction.lag.ms', 'min.cleanable.dirty.ratio'],
    needs: 'cleanup.policy',
    without: (policy) => !policy.includes('compact'),
    effect: ' and nothing is compacted; remove it, or add `compact`',
    severity: 'info',
  },
  {
    keys: ['message.timestamp.before.max.ms', 'message.timestamp.after.max.ms', 'message.timestamp.difference.max.ms'],
    needs: 'message.timestamp.type',
    without: (type) => type.includes('LogAppendTime'),
    effect: ' and the broker sets the time itself; remove it',
    severity: 'info',
  },
]

/** By key: a topic writes few options of the many. */
const conditionOf: ReadonlyMap<string, Condition> = new Map(conditions.flatMap((condition) => condition.keys.map((key) => [key, condition])))

export default defineRule({
  id: 'ineffective-topic-option',
  area: 'kafka-relations',
  summary: 'An option must not depend on another one that switches it off.',
  kinds: ['KafkaTopic'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `Retention only counts under the cleanup policy \`delete\`, options of compaction only under \`compact\`, and limits of time stamps only where producers set
them. Kafka takes them all and ignores the others: a compacted topic with \`retention.ms\` keeps every key for ever, whatever its author meant.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_cleanup.policy',
    'https://kafka.apache.org/documentation/#topicconfigs_message.timestamp.type',
  ],
  about: conditions.flatMap(({ keys }) => keys),
  examples: {
    invalid: [
      {
        title: 'retention of a topic that is only compacted',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
              retention.ms: 86400000 # warning
        `,
      },
      {
        title: 'compaction of a topic that is not compacted',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: delete
              min.compaction.lag.ms: 3600000 # info
        `,
      },
      {
        title: 'the time is the one of the broker',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              message.timestamp.after.max.ms: 60000 # info
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                log.message.timestamp.type: LogAppendTime
        `,
      },
    ],
    valid: [
      {
        title: 'both policies, and what does nothing anyway',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact,delete
              retention.ms: 86400000
              delete.retention.ms: 60000
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: prices
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              cleanup.policy: compact
              retention.ms: -1
        `,
      },
      {
        title: 'a policy that a cluster out of sight may set',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            config:
              delete.retention.ms: 60000
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const topic = workspace.topic(resource)
    for (const key of topic.config.keys) {
      const condition = conditionOf.get(key)
      if (condition === undefined || !topic.config.has(key) || topic.config.number(key)?.value === -1) continue
      const { needs, without, effect, severity } = condition
      const found = topic.option(needs)
      const values = convert(found, asNames)?.value
      if (found === undefined || values === undefined || values.length === 0 || !without(values)) continue
      const place = contradiction(resource, { key, found: { ...found, resource, path: topic.config.at(key) } }, { key: needs, found })
      if (place === undefined) continue
      yield { ...place, on: 'key', message: `\`${key}\` has no effect, as ${said({ key: needs, found })}${effect}`, ...(severity && { severity }) }
    }
  },
})
