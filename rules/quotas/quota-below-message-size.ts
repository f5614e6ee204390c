import { byteCount } from '../../src/model/quantity.js'
import type { Sourced } from '../../src/model/config.js'
import type { User } from '../../src/model/user.js'
import { defineRule } from '../../src/rule/rule.js'

/** Kafka's default for the largest batch. Few messages are nearly that large, so a smaller quota is no mistake by itself. */
const defaultLimit = 1_048_588

export default defineRule({
  id: 'quota-below-message-size',
  area: 'quotas',
  summary: 'A byte rate must let the largest message that its topics take through within a second.',
  kinds: ['KafkaUser'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'off' },
  why: `Kafka holds a client back until its rate is within the quota again. When one message is larger than what a second may bring, each message
stops the client for seconds, which looks like a broken broker from the application. Where somebody raised the message size on purpose, messages
of that size are to be expected; where the default holds, only a rate far below it is suspicious.`,
  links: [
    'https://kafka.apache.org/documentation/#design_quotas',
    'https://kafka.apache.org/documentation/#topicconfigs_max.message.bytes',
  ],
  options: {
    defaultShare: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.1,
      description: 'The least share of the default message size that a rate must have; message sizes that somebody wrote count in full.',
    },
  },
  about: ['quotas'],
  examples: {
    invalid: [
      {
        title: 'a rate in the wrong unit',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: trickle
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas:
              producerByteRate: 1024 # warning
        `,
      },
      {
        title: 'a topic for large messages',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: scanner
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: scans, patternType: literal }
                  operations: [Write]
            quotas:
              producerByteRate: 2097152 # warning
              consumerByteRate: 2097152
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: scans
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
            config:
              max.message.bytes: 10485760
        `,
      },
      {
        title: 'a house with large messages everywhere',
        options: { defaultShare: 0.5 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: images
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas:
              consumerByteRate: 500000 # warning
        `,
      },
    ],
    valid: [
      {
        title: 'about the default message size, or half of it',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas:
              producerByteRate: 1048576
              consumerByteRate: 500000
        `,
      },
      {
        title: 'the topic takes small messages only',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: sensor
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: measurements, patternType: literal }
                  operations: [Write]
            quotas:
              producerByteRate: 65536
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: measurements
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 3
            replicas: 3
            config:
              max.message.bytes: 16384
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const user = workspace.user(resource)
    if (user.quotas === undefined) return
    let largest: Readonly<Record<Operation, Largest>> | undefined
    for (const { key, operation, verb } of directions) {
      const rate = user.quota(key)
      if (rate === undefined || rate.value <= 0) continue
      largest ??= largestMessages(user)
      const { limit } = largest[operation]
      const bytes = limit?.value ?? defaultLimit
      if (rate.value >= (bytes === defaultLimit ? bytes * options.defaultShare : bytes)) continue
      yield {
        at: ['spec', 'quotas', key],
        message: `\`${key}\` allows ${byteCount(rate.value)}/s, but messages may have ${byteCount(bytes)}, and to ${verb} one would stop the client for ${seconds(bytes / rate.value)}; allow a few of them per second`,
        related: limit?.resource === undefined || limit.path === undefined ? [] : [{ resource: limit.resource, at: limit.path, message: `messages of up to ${byteCount(bytes)}` }],
      }
    }
  },
})

type Operation = 'Write' | 'Read'

const directions = [
  { key: 'producerByteRate', operation: 'Write', verb: 'write' },
  { key: 'consumerByteRate', operation: 'Read', verb: 'read' },
] as const

/** So many topics are looked at for each user: where every user may use every topic, more would take hours. */
const mostTopics = 100

/** The largest message among the topics that have been looked at, with the place that says so where there is one. */
interface Largest {
  seen: number
  limit: Sourced<number> | undefined
}

/** The largest messages among the topics in sight that a user may use; each topic is asked once, for most are written and read. */
function largestMessages({ acls, resource, workspace }: User): Readonly<Record<Operation, Largest>> {
  const largest: Record<Operation, Largest> = { Write: { seen: 0, limit: undefined }, Read: { seen: 0, limit: undefined } }
  for (const acl of acls) {
    if (acl.deny || acl.resourceType !== 'topic') continue
    const all = acl.operations.includes('All')
    const written = all || acl.operations.includes('Write') ? largest.Write : undefined
    const read = all || acl.operations.includes('Read') ? largest.Read : undefined
    if (written === undefined && read === undefined) continue
    for (const topic of workspace.tenancy.topicsUnder({ user: resource, acl })) {
      if ((written?.seen ?? mostTopics) >= mostTopics && (read?.seen ?? mostTopics) >= mostTopics) break
      const limit = workspace.topic(topic).number('max.message.bytes') ?? { value: defaultLimit, origin: 'default' }
      look(written, limit)
      look(read, limit)
    }
  }
  return largest
}

function look(largest: Largest | undefined, limit: Sourced<number>): void {
  if (largest === undefined || largest.seen++ >= mostTopics) return
  if (largest.limit === undefined || limit.value > largest.limit.value) largest.limit = limit
}

function seconds(count: number): string {
  const rounded = Math.round(count)
  return rounded <= 1 ? 'more than a second' : `about ${String(rounded)} seconds`
}
