import { declaredKafkaVersion } from '../../src/model/versions.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'no-fitting-release',
  area: 'versions',
  summary: 'There must be a Strimzi release that fits everything a cluster declares.',
  kinds: ['Kafka', 'KafkaConnect', 'KafkaMirrorMaker2', 'KafkaMirrorMaker'],
  stage: 'reconcile',
  presets: { recommended: 'warning', production: 'error', dev: 'warning' },
  why: `The apiVersion, the Kafka version and ZooKeeper each belong to certain Strimzi releases. When no release has all that a cluster and its resources
declare, one of the manifests is from another time than the rest, and whichever operator runs will refuse or ignore a part of them.`,
  links: ['https://strimzi.io/downloads/'],
  examples: {
    invalid: [
      {
        title: 'v1 came long after Kafka 3.6.0 had gone',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              version: 3.6.0 # error
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
    valid: [
      {
        title: 'Kafka 3.6.0 with the API of its time',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              version: 3.6.0
              replicas: 3
              storage: { type: ephemeral }
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
            zookeeper:
              replicas: 3
              storage: { type: ephemeral }
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const { strimzi, unfit } = workspace.target(resource)
    if (unfit !== true) return
    const kafka = declaredKafkaVersion(resource)
    const declared = [`\`${resource.apiVersion}\``, ...(kafka === undefined ? [] : [`Kafka ${kafka.version}`])]
    return {
      at: kafka?.path ?? ['apiVersion'],
      message: `no Strimzi release has all that this ${resource.kind} and what belongs to it declare (${declared.join(', ')}); it is judged by ${strimzi}, so bring the manifests to one release`,
    }
  },
})
