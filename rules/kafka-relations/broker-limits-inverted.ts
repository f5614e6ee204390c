import { contradiction, Limits, said, type Limit } from '../../src/model/relation.js'
import { defineRule } from '../../src/rule/rule.js'

const noStart = 'the broker does not start'
const [bufferKey, threadsKey] = ['log.cleaner.dedupe.buffer.size', 'log.cleaner.threads']
const [queuedKey, requestKey] = ['queued.max.request.bytes', 'socket.request.max.bytes']

/** A default between its minimum and maximum. */
function bounded(group: string, key: string): Limit[] {
  return [
    { low: `${group}.min.${key}`, high: `${group}.${key}`, effect: noStart },
    { low: `${group}.${key}`, high: `${group}.max.${key}`, effect: noStart },
  ]
}

const limits = new Limits([
  { low: 'replica.fetch.wait.max.ms', high: 'replica.socket.timeout.ms', effect: noStart },
  { low: 'replica.fetch.wait.max.ms', high: 'replica.lag.time.max.ms', effect: `followers would leave the set in sync, and ${noStart}` },
  { low: 'connection.failed.authentication.delay.ms', high: 'connections.max.idle.ms', strict: true, effect: noStart },
  { low: 'group.min.session.timeout.ms', high: 'group.max.session.timeout.ms', effect: noStart },
  {
    low: 'broker.heartbeat.interval.ms', high: 'broker.session.timeout.ms', times: 2, severity: 'warning',
    effect: 'one late heartbeat fences the broker; use at most half',
  },
  ...['group.consumer', 'group.share', 'group.streams'].flatMap((group): Limit[] => [
    ...bounded(group, 'heartbeat.interval.ms'),
    ...bounded(group, 'session.timeout.ms'),
    ...bounded(group, 'assignment.interval.ms'),
    { low: `${group}.heartbeat.interval.ms`, high: `${group}.session.timeout.ms`, strict: true, effect: noStart },
  ]),
  ...bounded('group.share', 'record.lock.duration.ms'),
  ...bounded('group.share', 'delivery.count.limit'),
  ...bounded('group.share', 'partition.max.record.locks'),
])

export default defineRule({
  id: 'broker-limits-inverted',
  area: 'kafka-relations',
  summary: 'Options of brokers must respect the limits that other options set.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Each of these values is in its range, and together Kafka refuses them when a broker starts: a wait that is longer than its time-out, a default outside of
its minimum and maximum, a buffer that is too small for the threads that share it. The operator does not see it and rolls the first broker, which
does not come back.`,
  links: [
    'https://kafka.apache.org/documentation/#brokerconfigs',
    'https://kafka.apache.org/documentation/#brokerconfigs_replica.fetch.wait.max.ms',
  ],
  about: [...limits.keys, bufferKey, threadsKey, queuedKey, 'max.connections.per.ip'],
  examples: {
    invalid: [
      {
        title: 'waits and minimums',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                replica.fetch.wait.max.ms: 60000 # error
                group.min.session.timeout.ms: 2000000 # error
        `,
      },
      {
        title: 'a default above the maximum',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                group.consumer.heartbeat.interval.ms: 20000 # error
                group.consumer.max.session.timeout.ms: 40000 # error
        `,
      },
      {
        title: 'buffers and connections',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                log.cleaner.dedupe.buffer.size: 4194304 # error
                log.cleaner.threads: 8
                queued.max.request.bytes: 1048576 # error
                max.connections.per.ip: 0 # error
        `,
      },
      {
        title: 'a heartbeat that nearly misses its session',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                broker.heartbeat.interval.ms: 8000 # warning
        `,
      },
    ],
    valid: [
      {
        title: 'within their limits',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                replica.fetch.wait.max.ms: 500
                group.min.session.timeout.ms: 10000
                queued.max.request.bytes: -1
                max.connections.per.ip: 0
                max.connections.per.ip.overrides: "10.0.0.1:100"
        `,
      },
      {
        title: 'values that are filled in later',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                replica.fetch.wait.max.ms: \${WAIT}
                replica.lag.time.max.ms: 100
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster === undefined) return
    const { config } = cluster
    yield* limits.broken(resource, config.keys, (key) => cluster.number(key))

    const [buffer, threads] = [cluster.number(bufferKey), cluster.number(threadsKey)]
    if ((config.has(bufferKey) || config.has(threadsKey)) && buffer !== undefined && threads !== undefined && buffer.value / threads.value <= 1_048_576) {
      const sides = [{ key: bufferKey, found: buffer }, { key: threadsKey, found: threads }] as const
      const place = contradiction(resource, ...sides)
      if (place) yield { ...place, message: `${said(sides[0])} and ${said(sides[1])}, but each thread needs more than 1 MiB, so the broker does not start` }
    }
    const [queued, request] = [config.number(queuedKey), cluster.number(requestKey)]
    if (queued !== undefined && request !== undefined && queued.value > 0 && queued.value < request.value) {
      const sides = [{ key: queuedKey, found: queued }, { key: requestKey, found: request }] as const
      yield { ...contradiction(resource, ...sides), at: config.at(queuedKey), message: `${said(sides[0])}, less than one request, as ${said(sides[1])}, so the broker does not start` }
    }
    const overrides = 'max.connections.per.ip.overrides'
    if (config.number('max.connections.per.ip')?.value === 0 && (config.text(overrides)?.value ?? '') === '') {
      const message = `\`max.connections.per.ip\` is 0 and \`${overrides}\` names no address, so nobody could connect and the broker does not start`
      yield { at: config.at('max.connections.per.ip'), message }
    }
  },
})
