import { asNames } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'
import { isPlaceholder } from '../../src/text/placeholder.js'

/** More aliases than this are no configuration. */
const mostAliases = 200

export default defineRule({
  id: 'transformation-predicate-inconsistent',
  area: 'kafka-relations',
  summary: 'A transformation must name a predicate that exists, and aliases must be unique.',
  kinds: ['KafkaConnector'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka Connect refuses a connector whose transformation names a predicate that \`predicates\` does not list, that negates no predicate, or whose list of
aliases has one twice.`,
  links: [
    'https://kafka.apache.org/documentation/#connect_transforms',
  ],
  examples: {
    invalid: [
      {
        title: 'a predicate that nobody lists',
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
              transforms: drop
              transforms.drop.type: org.apache.kafka.connect.transforms.Filter
              transforms.drop.predicate: isTombstone # error
              predicates: tombstone
              predicates.tombstone.type: org.apache.kafka.connect.transforms.predicates.RecordIsTombstone
        `,
      },
      {
        title: 'an alias twice, and nothing to negate',
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
              transforms: drop, drop # error
              transforms.drop.type: org.apache.kafka.connect.transforms.Filter
              transforms.drop.negate: true # error
        `,
      },
    ],
    valid: [
      {
        title: 'a predicate with its name',
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
              transforms: drop
              transforms.drop.type: org.apache.kafka.connect.transforms.Filter
              transforms.drop.predicate: tombstone
              transforms.drop.negate: true
              predicates: tombstone
              predicates.tombstone.type: org.apache.kafka.connect.transforms.predicates.RecordIsTombstone
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const { config } = workspace.connector(resource)
    for (const list of ['transforms', 'predicates']) {
      const aliases = asNames(config.raw(list))
      const seen = new Set<string>()
      const twice = aliases.find((alias) => seen.size === seen.add(alias).size)
      if (twice !== undefined) yield { at: config.at(list), message: `\`${list}\` names \`${twice}\` twice, so Kafka Connect refuses the connector; use each alias once` }
    }
    const predicates = config.text('predicates')
    const known = asNames(predicates?.value)
    if (predicates !== undefined && isPlaceholder(predicates.value)) return
    for (const alias of new Set(asNames(config.raw('transforms')).slice(0, mostAliases))) {
      const [key, negate] = [`transforms.${alias}.predicate`, `transforms.${alias}.negate`]
      const found = config.text(key)
      if (found !== undefined && !known.includes(found.value) && !isPlaceholder(found.value)) {
        const related = predicates === undefined ? [] : [{ resource, at: config.at('predicates'), message: 'the predicates' }]
        yield { at: config.at(key), message: `\`predicates\` does not list \`${found.value}\`, so Kafka Connect refuses the connector; add it there`, related }
      }
      if (found === undefined && !config.has(key) && config.boolean(negate)?.value === true) {
        yield { at: config.at(negate), message: `\`${negate}\` has no predicate to negate, so Kafka Connect refuses the connector; add \`${key}\`` }
      }
    }
  },
})
