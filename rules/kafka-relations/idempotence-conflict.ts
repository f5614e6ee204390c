import { clientKinds, clientsOf } from '../../src/model/client.js'
import { contradiction, said } from '../../src/model/relation.js'
import { defineRule } from '../../src/rule/rule.js'
import { isPlaceholder } from '../../src/text/placeholder.js'

const enable = 'enable.idempotence'
const inFlight = 'max.in.flight.requests.per.connection'

const conflicts = [
  { key: 'acks', fits: (value: string) => value === 'all' || value === '-1', remedy: 'use `acks: all`' },
  { key: 'retries', fits: (value: string) => value !== '0', remedy: 'remove it' },
  { key: inFlight, fits: (value: string) => !(Number(value) > 5), remedy: 'use at most 5' },
] as const

const concerned: ReadonlySet<string> = new Set([enable, 'transactional.id', ...conflicts.map(({ key }) => key)])

export default defineRule({
  id: 'idempotence-conflict',
  area: 'kafka-relations',
  summary: 'An idempotent producer must wait for all replicas, retry, and have at most five requests on the way.',
  kinds: clientKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Idempotence is what makes retries free of duplicates and keeps the order. A producer that asks for it by name and has other acks, no retries or too many
requests on the way does not start; neither does one with a \`transactional.id\` and without idempotence. Where it is only the default, such options
switch it off without a word. Kafka Connect starts its producers without it.`,
  links: [
    'https://kafka.apache.org/documentation/#producerconfigs_enable.idempotence',
    'https://cwiki.apache.org/confluence/display/KAFKA/KIP-98+-+Exactly+Once+Delivery+and+Transactional+Messaging',
  ],
  examples: {
    invalid: [
      {
        title: 'asked for, and contradicted',
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
                enable.idempotence: true
                acks: 1 # error
                max.in.flight.requests.per.connection: 10 # error
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
              producer.enable.idempotence: true
              producer.retries: 0 # error
        `,
      },
      {
        title: 'switched off without a word',
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
                acks: 1 # warning
        `,
      },
      {
        title: 'transactions without idempotence',
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
                transactional.id: web
                enable.idempotence: false # error
        `,
      },
    ],
    valid: [
      {
        title: 'idempotent, or not at all',
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
                enable.idempotence: true
                acks: all
                max.in.flight.requests.per.connection: 5
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
                enable.idempotence: false
                acks: 1
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
              producer.acks: 1
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const client of clientsOf(resource, workspace)) {
      if (client.scope !== 'producer' || !client.keys.some((key) => concerned.has(key))) continue
      const idempotence = client.boolean(enable)
      if (idempotence === undefined) continue
      const explicit = client.sets(enable)
      if (!idempotence.value) {
        if (!explicit || !client.sets('transactional.id')) continue
        const found = client.option('transactional.id')
        const place = found && contradiction(resource, { key: enable, found: idempotence }, { key: 'transactional.id', found })
        if (place) yield { ...place, message: `\`transactional.id\` needs idempotence, but ${said({ key: enable, found: idempotence })}, so the producer does not start; remove it` }
        continue
      }
      for (const { key, fits, remedy } of conflicts) {
        const found = client.sets(key) ? client.text(key) : undefined
        if (found === undefined || fits(found.value) || isPlaceholder(found.value)) continue
        const place = contradiction(resource, { key, found }, { key: enable, found: idempotence })
        const refused = explicit || key === inFlight
        const effect = refused ? 'an idempotent producer does not start with it' : 'the producer is no longer idempotent and retries may write duplicates'
        if (place) yield { ...place, message: `${said({ key, found })}, so ${effect}; ${remedy}`, ...(refused ? {} : { severity: 'warning' }) }
      }
    }
  },
})
