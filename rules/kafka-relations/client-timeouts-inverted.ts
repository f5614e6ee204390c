import { clientKinds, clientsOf, type Client } from '../../src/model/client.js'
import { contradiction, Limits, said, type Limit } from '../../src/model/relation.js'
import { defineRule, type Problem } from '../../src/rule/rule.js'

const all: readonly Limit[] = [
  { low: 'reconnect.backoff.ms', high: 'reconnect.backoff.max.ms', setHigh: true, effect: 'the lower one counts for nothing; raise the maximum', severity: 'warning' },
  { low: 'retry.backoff.ms', high: 'retry.backoff.max.ms', setHigh: true, effect: 'every retry waits for the maximum; raise it', severity: 'warning' },
]

/** Options that the new protocol of consumer groups leaves to the brokers. */
const classic: ReadonlySet<string> = new Set(['heartbeat.interval.ms', 'session.timeout.ms'])

const heartbeat: Limit = {
  low: 'heartbeat.interval.ms', high: 'session.timeout.ms', strict: true, effect: 'no member can join its group; send about three heartbeats in a session',
}
const calls: Limit = {
  low: 'request.timeout.ms', high: 'default.api.timeout.ms', setHigh: true, effect: 'calls end before their first request may; raise the latter', severity: 'warning',
}

const limits = {
  producer: new Limits(all),
  admin: new Limits([...all, { ...calls, effect: 'the admin client does not start; raise the latter', severity: 'error' }]),
  connect: new Limits([...all, heartbeat]),
  consumer: new Limits([
    ...all,
    heartbeat,
    calls,
    { low: 'session.timeout.ms', high: 'max.poll.interval.ms', effect: 'a slow consumer leaves before its session ends; raise the latter', severity: 'warning' },
    { low: 'fetch.max.wait.ms', high: 'request.timeout.ms', strict: true, effect: 'a fetch that waits for records times out; lower the former', severity: 'warning' },
  ]),
}

export default defineRule({
  id: 'client-timeouts-inverted',
  area: 'kafka-relations',
  summary: 'The time-outs of a client must fit one another and its brokers.',
  kinds: clientKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Some time-outs contain others: the delivery of a record all its requests, a session several heartbeats. Kafka refuses a producer or a member of a group where
they do not, and brokers refuse a session outside of their limits. Others are taken, and the client gives up before it has tried what was asked for.`,
  links: [
    'https://kafka.apache.org/documentation/#producerconfigs_delivery.timeout.ms',
    'https://kafka.apache.org/documentation/#consumerconfigs_session.timeout.ms',
    'https://kafka.apache.org/documentation/#brokerconfigs_group.max.session.timeout.ms',
  ],
  examples: {
    invalid: [
      {
        title: 'a delivery shorter than its requests, and a late heartbeat',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                delivery.timeout.ms: 20000 # error
                linger.ms: 100
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: api
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            consumer:
              config:
                heartbeat.interval.ms: 45000 # error
        `,
      },
      {
        title: 'a session that the brokers do not allow',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              session.timeout.ms: 4000 # error
              consumer.session.timeout.ms: 3600000 # error
              consumer.max.poll.interval.ms: 3600000
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
                num.partitions: 3
        `,
      },
      {
        title: 'time-outs that end too early',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            consumer:
              config:
                fetch.max.wait.ms: 60000 # warning
                max.poll.interval.ms: 10000 # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: api
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                reconnect.backoff.ms: 5000 # warning
                reconnect.backoff.max.ms: 1000
        `,
      },
      {
        title: 'a connector on top of its worker',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.delivery.timeout.ms: 60000 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            config:
              producer.request.timeout.ms: 60000
              producer.linger.ms: 100
        `,
      },
    ],
    valid: [
      {
        title: 'time-outs that fit',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            producer:
              config:
                delivery.timeout.ms: 120000
                linger.ms: 100
                reconnect.backoff.ms: 5000
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: api
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            consumer:
              config:
                session.timeout.ms: 30000
                heartbeat.interval.ms: 10000
        `,
      },
      {
        title: 'the new protocol leaves them to the brokers, and a worker out of sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: web
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            consumer:
              config:
                group.protocol: consumer
                heartbeat.interval.ms: 45000
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnector
          metadata:
            name: files
            labels: { strimzi.io/cluster: connect }
          spec:
            class: org.apache.kafka.connect.file.FileStreamSourceConnector
            tasksMax: 1
            config:
              file: /tmp/orders
              topic: orders
              producer.override.delivery.timeout.ms: 20000
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const client of clientsOf(resource, workspace)) {
      const { keys, scope } = client
      if (keys.length === 0) continue
      const isNew = client.text('group.protocol')?.value.toLowerCase() === 'consumer'
      yield* limits[scope].broken(resource, keys, (key) => (isNew && classic.has(key) ? undefined : client.number(key)))
      if (scope === 'producer') yield* deliveryProblem(client)
      else if (!isNew) yield* sessionProblem(client)
    }
  },
})

/** The producer must be able to wait for a batch and one request; Kafka fits a time-out that nobody set. */
function* deliveryProblem(client: Client): Generator<Problem> {
  const key = 'delivery.timeout.ms'
  const [delivery, request, linger] = [client.number(key), client.number('request.timeout.ms'), client.number('linger.ms')]
  if (delivery === undefined || delivery.origin === 'default' || request === undefined || linger === undefined) return
  if (delivery.value >= request.value + linger.value) return
  const sides = [{ key, found: delivery }, { key: 'request.timeout.ms', found: request }] as const
  const place = contradiction(client.resource, ...sides) ?? contradiction(client.resource, { key: 'linger.ms', found: linger }, sides[0])
  const sum = `${said(sides[1])} and ${said({ key: 'linger.ms', found: linger })}`
  if (place) yield { ...place, message: `${said(sides[0])}, less than the other two: ${sum}; the producer does not start: use at least ${request.value + linger.value}` }
}

/** The brokers of a group allow sessions within limits. */
function* sessionProblem(client: Client): Generator<Problem> {
  const key = 'session.timeout.ms'
  const session = client.keys.includes(key) ? client.number(key) : undefined
  if (session === undefined || client.kafka === undefined || client.scope === 'admin') return
  for (const [limitKey, isBroken] of [
    ['group.min.session.timeout.ms', (limit: number) => session.value < limit],
    ['group.max.session.timeout.ms', (limit: number) => session.value > limit],
  ] as const) {
    const limit = client.kafka.number(limitKey)
    if (limit === undefined || !isBroken(limit.value)) continue
    const side = { key: limitKey, found: limit.origin === 'set' ? { ...limit, origin: 'inherited' as const } : limit }
    const place = contradiction(client.resource, { key, found: session }, side)
    if (place) yield { ...place, message: `${said({ key, found: session })}, but ${said(side)}, so no member can join its group` }
  }
}
