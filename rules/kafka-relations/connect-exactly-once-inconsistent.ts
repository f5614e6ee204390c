import { contradiction, said } from '../../src/model/relation.js'
import { defineRule } from '../../src/rule/rule.js'
import { isPlaceholder } from '../../src/text/placeholder.js'

const supportKey = 'exactly.once.source.support'
const intervalKey = 'transaction.boundary.interval.ms'

export default defineRule({
  id: 'connect-exactly-once-inconsistent',
  area: 'kafka-relations',
  summary: 'A connector that requires exactly-once must run on workers that support it.',
  kinds: ['KafkaConnector'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'warning' },
  why: `A source with \`exactly.once.support: required\` is refused by workers whose \`exactly.once.source.support\` is not \`enabled\`; clusters that exist go to it by
way of \`preparing\`. The interval of transactions only counts where \`transaction.boundary\` is \`interval\`.`,
  links: [
    'https://kafka.apache.org/documentation/#connectconfigs_exactly.once.source.support',
    'https://kafka.apache.org/documentation/#connect',
  ],
  examples: {
    invalid: [
      {
        title: 'workers without support',
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
              exactly.once.support: required # error
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
              offset.flush.interval.ms: 5000
        `,
      },
      {
        title: 'an interval that nobody reads',
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
              transaction.boundary: poll
              transaction.boundary.interval.ms: 10000 # warning
        `,
      },
    ],
    valid: [
      {
        title: 'workers that support it',
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
              exactly.once.support: required
              transaction.boundary: interval
              transaction.boundary.interval.ms: 10000
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
              exactly.once.source.support: enabled
        `,
      },
      {
        title: 'workers out of sight',
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
              exactly.once.support: required
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const { config, connect } = workspace.connector(resource)
    const required = config.text('exactly.once.support')
    const support = connect?.config.text(supportKey) ?? { value: 'disabled', origin: 'default' as const }
    const seen = connect !== undefined && connect.resource.partial === undefined && !workspace.isPatched(connect.resource, connect.config.at(supportKey))
    if (required?.value.toLowerCase() === 'required' && seen && support.value.toLowerCase() !== 'enabled' && !isPlaceholder(support.value)) {
      const found = support.origin === 'set' ? { ...support, origin: 'inherited' as const } : support
      const side = { key: supportKey, found }
      const place = contradiction(resource, { key: 'exactly.once.support', found: required }, side)
      if (place) yield { ...place, message: `exactly-once is required, but ${said(side)} on the workers, so they refuse the connector; enable it there` }
    }
    const [boundary, interval] = [config.text('transaction.boundary'), config.written(intervalKey)]
    if (interval === undefined || resource.partial !== undefined || boundary?.value.toLowerCase() === 'interval' || isPlaceholder(boundary?.value ?? '')) return
    const side = { key: 'transaction.boundary', found: boundary ?? { value: 'poll', origin: 'default' as const } }
    const place = contradiction(resource, { key: intervalKey, found: interval }, side)
    if (place) yield { ...place, on: 'key', message: `\`${intervalKey}\` has no effect, as ${said(side)}; remove it, or use \`interval\``, severity: 'warning' }
  },
})
