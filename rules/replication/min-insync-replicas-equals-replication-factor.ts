import { remedy, replicationOf, replicationWords } from '../../src/model/replication.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

export default defineRule({
  id: 'min-insync-replicas-equals-replication-factor',
  area: 'replication',
  summary: 'A topic must have more replicas than `min.insync.replicas`, so that one broker may be away.',
  kinds: ['Kafka', 'KafkaTopic'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `When every replica has to be in sync, none may be missing: each rolling update, node drain and certificate renewal stops acks=all writes to
the topic while a broker restarts. The operator looks at this before it restarts a broker, so it may also refuse to go on and leave the cluster half
updated. Topics without \`replicas\` of their own are judged at the cluster.`,
  links: [
    'https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas',
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopicSpec-reference',
  ],
  about: ['min.insync.replicas', 'replicas'],
  examples: {
    invalid: [
      {
        title: 'two replicas, both needed',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
            replicas: 2
            config:
              min.insync.replicas: 2 # error
        `,
      },
      {
        title: 'the minimum comes from the cluster',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 2 # error
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
                default.replication.factor: 3
                min.insync.replicas: 2
        `,
      },
      {
        title: 'a cluster, with the number as a string',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              replicas: 3
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
              config:
                default.replication.factor: "3"
                min.insync.replicas: "3" # error
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'one replica to spare; and a single replica, which has other rules',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 3
            config:
              min.insync.replicas: 2
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: cache
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 1
            config:
              min.insync.replicas: 1
        `,
      },
      {
        title: 'a cluster that is not in sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: elsewhere }
          spec:
            replicas: 2
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const relation = replicationOf(resource, workspace)
    if (relation === undefined || relation.replicas.value < 2 || relation.minimum.value !== relation.replicas.value) return
    const { replicas, minimum } = relation
    const { subject, at, related } = replicationWords(relation, workspace)
    return {
      at,
      message: `${subject} ${count(replicas.value, 'replica')} and \`min.insync.replicas\` is ${minimum.value} as well, so any broker restart stops acks=all writes; ${remedy(relation)}`,
      related,
    }
  },
})
