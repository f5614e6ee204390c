import { clientKinds, clientsOf } from '../../src/model/client.js'
import { contradiction, said } from '../../src/model/relation.js'
import { defineRule } from '../../src/rule/rule.js'
import { isPlaceholder } from '../../src/text/placeholder.js'

/** The options that a consumer must not have, by its protocol. */
const refused: ReadonlyMap<string, readonly string[]> = new Map([
  ['consumer', ['partition.assignment.strategy', 'session.timeout.ms', 'heartbeat.interval.ms']],
  ['classic', ['group.remote.assignor']],
])

export default defineRule({
  id: 'consumer-group-protocol-conflict',
  area: 'kafka-relations',
  summary: 'Options of one protocol of consumer groups must not stand beside the other protocol.',
  kinds: clientKinds,
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `With \`group.protocol: consumer\` the brokers assign partitions and decide about sessions and heartbeats; a consumer that sets them itself does not start. With
the classic protocol it is the other way round for the assignor of the brokers.`,
  links: [
    'https://kafka.apache.org/documentation/#consumerconfigs_group.protocol',
    'https://cwiki.apache.org/confluence/display/KAFKA/KIP-848%3A+The+Next+Generation+of+the+Consumer+Rebalance+Protocol',
  ],
  examples: {
    invalid: [
      {
        title: 'the new protocol with options of the old one',
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
                session.timeout.ms: 30000 # error
                max.poll.records: 100
        `,
        fixed: `
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
                max.poll.records: 100
        `,
      },
      {
        title: 'the old protocol with an option of the new one',
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
              consumer.group.remote.assignor: uniform # error
              consumer.max.poll.records: 100
        `,
        fixed: `
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
              consumer.max.poll.records: 100
        `,
      },
    ],
    valid: [
      {
        title: 'each with its own',
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
                group.remote.assignor: uniform
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
              consumer.session.timeout.ms: 30000
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const client of clientsOf(resource, workspace)) {
      const protocol = client.scope === 'consumer' ? client.text('group.protocol') : undefined
      if (protocol === undefined || isPlaceholder(protocol.value)) continue
      for (const key of refused.get(protocol.value.toLowerCase()) ?? []) {
        const found = client.keys.includes(key) ? client.option(key) : undefined
        if (found === undefined) continue
        const place = contradiction(resource, { key, found }, { key: 'group.protocol', found: protocol })
        if (place === undefined) continue
        const message = `\`${key}\` is set, but ${said({ key: 'group.protocol', found: protocol })}, so the consumer does not start; remove it`
        yield { ...place, on: 'key', message, fix: { title: `Remove \`${key}\``, safety: 'suggestion', changes: [{ remove: place.at }] } }
      }
    }
  },
})
