import { rackCount } from '../../src/model/racks.js'
import { replicationOf, replicationWords } from '../../src/model/replication.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

export default defineRule({
  id: 'rack-failure-breaks-min-isr',
  area: 'rack-awareness',
  summary: 'Enough replicas must be left in sync when a whole rack fails.',
  kinds: ['Kafka', 'KafkaTopic'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `Two zones look redundant, but three replicas over two zones leave two in one of them. When that zone fails, a single replica is left, and
with \`min.insync.replicas: 2\` all writes with acks=all stop, exactly in the outage that the second zone was meant for. Three zones, or four replicas
over two, survive it.`,
  links: ['https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas', 'https://kafka.apache.org/documentation/#basic_ops_racks'],
  options: {
    racks: { type: 'integer', minimum: 0, default: 0, description: 'The number of racks where it cannot be seen in the manifests; 0: unknown.' },
  },
  about: ['min.insync.replicas', 'replicas'],
  examples: {
    invalid: [
      {
        title: 'three replicas over two zones',
        options: { racks: 2 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
              config:
                default.replication.factor: 3
                min.insync.replicas: 2 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 3 # error
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: payments
            labels: { strimzi.io/cluster: shop }
          spec:
            replicas: 4
        `,
      },
    ],
    valid: [
      {
        title: 'three replicas over three zones',
        options: { racks: 3 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
              config:
                default.replication.factor: 3
                min.insync.replicas: 2
        `,
      },
      {
        title: 'no rack awareness',
        options: { racks: 2 },
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
                default.replication.factor: 3
                min.insync.replicas: 2
        `,
      },
    ],
  },

  check(resource, { options, workspace }) {
    const cluster = workspace.cluster(resource)
    const racks = cluster === undefined ? undefined : rackCount(cluster, options.racks)
    const relation = racks === undefined || racks < 2 ? undefined : replicationOf(resource, workspace)
    if (relation === undefined || racks === undefined) return
    const { replicas, minimum } = relation
    const left = replicas.value - Math.ceil(replicas.value / racks)
    // A minimum that leaves no replica to spare does not need the loss of a rack, and has rules of its own.
    if (left >= minimum.value || minimum.value >= replicas.value || replicas.value < 2) return
    const { subject, at, related } = replicationWords(relation, workspace)
    return {
      at,
      message: `${subject} ${count(replicas.value, 'replica')} over ${count(racks, 'rack')}, so losing a rack can leave ${left} of the ${minimum.value} that \`min.insync.replicas\` wants and stop acks=all writes; use more racks or replicas`,
      related,
    }
  },
})
