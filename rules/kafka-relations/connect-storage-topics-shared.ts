import type { Sourced } from '../../src/model/config.js'
import { storageTopics } from '../../src/model/connect.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'connect-storage-topics-shared',
  area: 'kafka-relations',
  summary: 'The three storage topics of a Connect cluster must be three topics.',
  kinds: ['KafkaConnect'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Workers keep connectors, positions and states in three topics of different shape. With one name for two of them the workers read records that they do not
understand, and lose connectors or positions.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaConnectSpec-reference',
  ],
  examples: {
    invalid: [
      {
        title: 'one name twice',
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
            offsetStorageTopic: connect-configs # error
            statusStorageTopic: connect-status
            config:
              offset.flush.interval.ms: 5000
        `,
      },
      {
        title: 'in options',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              group.id: connect
              config.storage.topic: connect
              offset.storage.topic: connect-offsets
              status.storage.topic: connect # error
        `,
      },
    ],
    valid: [
      {
        title: 'three names',
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
              offset.flush.interval.ms: 5000
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: other
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              group.id: other
              config.storage.topic: other-configs
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const seen = new Map<string, Sourced<string>>()
    for (const topic of storageTopics) {
      const found = workspace.connect(resource).storageTopic(topic)
      if (found?.path === undefined) continue
      const other = seen.get(found.value)
      if (other?.path === undefined) seen.set(found.value, found)
      else {
        const related = [{ resource, at: other.path, message: 'the same topic' }]
        yield { at: found.path, message: `\`${found.value}\` is the topic of \`${String(other.path.at(-1))}\` already, so the workers mix up what they keep; use a topic for each`, related }
      }
    }
  },
})
