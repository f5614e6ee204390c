import { clientKinds, clientsOf } from '../../src/model/client.js'
import { Limits } from '../../src/model/relation.js'
import { defineRule } from '../../src/rule/rule.js'

const limits = new Limits([
  { low: 'batch.size', high: 'max.request.size', effect: 'a full batch is more than a request may be; raise the request or lower the batch' },
  { low: 'max.request.size', high: 'buffer.memory', effect: 'a record of that size never gets memory; raise the memory' },
  { low: 'max.partition.fetch.bytes', high: 'fetch.max.bytes', effect: 'the former can never be reached; raise the latter' },
  { low: 'fetch.min.bytes', high: 'fetch.max.bytes', effect: 'every fetch waits its full time; lower the minimum' },
])

export default defineRule({
  id: 'client-sizes-inverted',
  area: 'kafka-relations',
  summary: 'The sizes of a client must fit into one another.',
  kinds: clientKinds,
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'warning' },
  why: `A batch goes into a request and a request into the memory of the producer; what a consumer gets of a partition goes into what it gets at once. Where the
smaller one is set above the larger one, records are refused although each limit seems to allow them, or a fetch always waits its full time.`,
  links: [
    'https://kafka.apache.org/documentation/#producerconfigs_max.request.size',
    'https://kafka.apache.org/documentation/#producerconfigs_buffer.memory',
    'https://kafka.apache.org/documentation/#consumerconfigs_fetch.max.bytes',
  ],
  examples: {
    invalid: [
      {
        title: 'batches larger than a request, requests larger than the memory',
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
                batch.size: 2097152 # warning
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
              producer.max.request.size: 67108864 # warning
        `,
      },
      {
        title: 'more of a partition than at all, and more than it may get',
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
                max.partition.fetch.bytes: 10485760 # warning
                fetch.max.bytes: 5242880
                fetch.min.bytes: 6291456 # warning
        `,
      },
      {
        title: 'clients of a mirror, in both API versions',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: old
          spec:
            replicas: 2
            connectCluster: east
            clusters:
              - alias: west
                bootstrapServers: west-kafka-bootstrap:9092
                config:
                  fetch.min.bytes: 104857600 # warning
              - alias: east
                bootstrapServers: east-kafka-bootstrap:9092
                config:
                  producer.batch.size: 4194304 # warning
            mirrors:
              - sourceCluster: west
                targetCluster: east
                sourceConnector: {}
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: new
          spec:
            replicas: 2
            target:
              alias: east
              bootstrapServers: east-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
              config:
                producer.batch.size: 4194304 # warning
            mirrors:
              - source:
                  alias: west
                  bootstrapServers: west-kafka-bootstrap:9092
                  config:
                    fetch.min.bytes: 104857600 # warning
                sourceConnector: {}
        `,
      },
    ],
    valid: [
      {
        title: 'sizes that fit',
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
                batch.size: 2097152
                max.request.size: 4194304
                buffer.memory: 67108864
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
                fetch.min.bytes: 1024
        `,
      },
      {
        title: 'the rest may stand in a worker out of sight',
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
              producer.override.batch.size: 2097152
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const client of clientsOf(resource, workspace)) yield* limits.broken(resource, client.keys, (key) => client.number(key))
  },
})
