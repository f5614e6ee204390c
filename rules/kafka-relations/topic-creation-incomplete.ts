import { asNames } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'
import { isPlaceholder } from '../../src/text/placeholder.js'

const needed = ['topic.creation.default.replication.factor', 'topic.creation.default.partitions']

export default defineRule({
  id: 'topic-creation-incomplete',
  area: 'kafka-relations',
  summary: 'A connector that creates topics must say how many partitions and replicas they get, and list its groups.',
  kinds: ['KafkaConnector'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `As soon as a source has one option of \`topic.creation\`, Kafka Connect wants partitions and replicas for the default group, and refuses the connector
without them. Options of a group that \`topic.creation.groups\` does not list are read by nobody, and a worker with
\`topic.creation.enable: false\` reads none of them.`,
  links: [
    'https://kafka.apache.org/documentation/#sourceconnectconfigs_topic.creation.groups',
    'https://cwiki.apache.org/confluence/display/KAFKA/KIP-158%3A+Kafka+Connect+should+allow+source+connectors+to+set+topic-specific+settings+for+new+topics',
  ],
  examples: {
    invalid: [
      {
        title: 'replicas without partitions, and a group that is not listed',
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
              topic.creation.default.replication.factor: 3 # error
              topic.creation.logs.cleanup.policy: compact # warning
        `,
      },
      {
        title: 'a worker that creates no topics',
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
              topic.creation.default.replication.factor: 3
              topic.creation.default.partitions: 6 # warning
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
              topic.creation.enable: false
        `,
      },
    ],
    valid: [
      {
        title: 'all that is needed',
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
              topic.creation.default.replication.factor: -1
              topic.creation.default.partitions: 6
              topic.creation.groups: logs
              topic.creation.logs.include: logs[.].*
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const { config, direction, connect } = workspace.connector(resource)
    const keys = config.keys.filter((key) => key.startsWith('topic.creation.') && config.has(key))
    const [first] = keys
    if (direction === 'sink' || first === undefined) return
    const enabled = connect?.config.boolean('topic.creation.enable')
    if (connect !== undefined && enabled?.value === false) {
      const related = [{ resource: connect.resource, at: connect.config.at('topic.creation.enable'), message: 'the worker creates no topics' }]
      yield { at: config.at(keys.at(-1) ?? first), on: 'key', message: 'options of `topic.creation` have no effect: `topic.creation.enable` is false on the worker; remove them', severity: 'warning', related }
      return
    }
    const missing = needed.filter((key) => !config.has(key) && resource.partial === undefined && !workspace.isPatched(resource, config.at(key)))
    if (missing.length > 0) {
      const message = `${missing.map((key) => `\`${key}\``).join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing beside other options of \`topic.creation\`, so Kafka Connect refuses the connector; add ${missing.length === 1 ? 'it' : 'them'}`
      yield { at: config.at(first), on: 'key', message }
    }
    const groups = config.text('topic.creation.groups')?.value ?? ''
    if (isPlaceholder(groups)) return
    const known = new Set([...asNames(groups), 'default', 'groups'])
    for (const key of keys) {
      const group = key.split('.', 3)[2] ?? ''
      if (beginnings(key.slice('topic.creation.'.length)).some((name) => known.has(name))) continue
      yield { at: config.at(key), on: 'key', message: `\`${key}\` has no effect: \`topic.creation.groups\` does not list \`${group}\`; add it there`, severity: 'warning' }
    }
  },
})

/** All that a group may be called whose option this is, as names may hold dots: `a.b.c` is an option of `a` or `a.b`. */
function beginnings(option: string): string[] {
  const parts = option.split('.').slice(0, 20)
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'))
}
