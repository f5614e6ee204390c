import { byteCount } from '../../src/model/quantity.js'
import type { Resource } from '../../src/model/resource.js'
import type { Sourced } from '../../src/model/config.js'
import type { User } from '../../src/model/user.js'
import { defineRule } from '../../src/rule/rule.js'
import type { Path } from '../../src/yaml/document.js'

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
    for (const [key, operation, verb] of [
      ['producerByteRate', 'Write', 'write'],
      ['consumerByteRate', 'Read', 'read'],
    ] as const) {
      const rate = user.quota(key)
      if (rate === undefined || rate.value <= 0) continue
      const { bytes, source } = largestMessage(user, operation)
      if (rate.value >= (bytes === defaultLimit ? bytes * options.defaultShare : bytes)) continue
      yield {
        at: ['spec', 'quotas', key],
        message: `\`${key}\` allows ${byteCount(rate.value)}/s, but messages may have ${byteCount(bytes)}, and to ${verb} one would stop the client for ${seconds(bytes / rate.value)}; allow a few of them per second`,
        related: source === undefined ? [] : [{ ...source, message: `messages of up to ${byteCount(bytes)}` }],
      }
    }
  },
})

/** So many topics are looked at for each user: where every user may use every topic, more would take hours. */
const mostTopics = 100

/** The largest message among the topics in sight that a user may use, with the place that says so; else Kafka's default. */
function largestMessage(user: User, operation: 'Read' | 'Write'): { readonly bytes: number; readonly source?: { readonly resource: Resource; readonly at: Path } } {
  const { workspace, resource } = user
  let largest: Sourced<number> | undefined
  let seen = 0
  for (const acl of user.acls) {
    if (acl.deny || !(acl.operations.includes(operation) || acl.operations.includes('All'))) continue
    for (const topic of workspace.tenancy.topicsUnder({ user: resource, acl })) {
      if (++seen > mostTopics) break
      const limit = workspace.topic(topic).number('max.message.bytes') ?? { value: defaultLimit, origin: 'default' }
      if (largest === undefined || limit.value > largest.value) largest = limit
    }
  }
  const { value = defaultLimit, resource: writer, path } = largest ?? {}
  return writer === undefined || path === undefined ? { bytes: value } : { bytes: value, source: { resource: writer, at: path } }
}

function seconds(count: number): string {
  const rounded = Math.round(count)
  return rounded <= 1 ? 'more than a second' : `about ${String(rounded)} seconds`
}
