import type { KafkaCluster } from '../../src/model/cluster.js'
import { read, type Resource } from '../../src/model/resource.js'
import { isMapping } from '../../src/model/value.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule, type Problem } from '../../src/rule/rule.js'

const selectorKey = 'replica.selector.class'
const rackAware = 'org.apache.kafka.common.replica.RackAwareReplicaSelector'

export default defineRule({
  id: 'follower-fetch-inconsistent',
  area: 'rack-awareness',
  summary: 'Reading from the nearest replica needs racks on the brokers, a replica selector, and racks on the clients.',
  kinds: ['Kafka', 'KafkaConnect', 'KafkaMirrorMaker2', 'KafkaBridge'],
  stage: 'runtime',
  presets: { recommended: 'info', production: 'warning', dev: 'info' },
  why: `A consumer reads from a replica in its own zone only if the brokers know their racks (\`spec.kafka.rack\`), the brokers have
\`${selectorKey}\` set, and the consumer says its own rack. When one of the three is missing, everything works, and all of it still
crosses zones: only the bill tells.`,
  links: [
    'https://cwiki.apache.org/confluence/display/KAFKA/KIP-392%3A+Allow+consumers+to+fetch+from+closest+replica',
    'https://kafka.apache.org/documentation/#brokerconfigs_replica.selector.class',
    'https://strimzi.io/docs/operators/latest/configuring#type-Rack-reference',
  ],
  examples: {
    invalid: [
      {
        title: 'a selector by racks, and no racks',
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
                replica.selector.class: org.apache.kafka.common.replica.RackAwareReplicaSelector # warning
        `,
      },
      {
        title: 'Connect has a rack, the brokers do not look at it',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 1
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            rack: # warning
              topologyKey: topology.kubernetes.io/zone
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              rack:
                topologyKey: topology.kubernetes.io/zone
        `,
      },
      {
        title: 'only MirrorMaker 2 is left out',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec: # info
            replicas: 1
            connectCluster: copy
            clusters:
              - { alias: shop, bootstrapServers: "shop-kafka-bootstrap:9092" }
              - { alias: copy, bootstrapServers: "copy.example.com:9092" }
            mirrors:
              - sourceCluster: shop
                targetCluster: copy
                topicsPattern: "shop[.].*"
                sourceConnector: {}
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              replicas: 3
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              storage: { type: ephemeral }
              rack:
                topologyKey: topology.kubernetes.io/zone
              config:
                replica.selector.class: org.apache.kafka.common.replica.RackAwareReplicaSelector
            zookeeper: { replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
    valid: [
      {
        title: 'all three parts; and a client of a cluster that is not in sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: plain, port: 9092, type: internal, tls: false }
              rack:
                topologyKey: topology.kubernetes.io/zone
              config:
                replica.selector.class: org.apache.kafka.common.replica.RackAwareReplicaSelector
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: bridge
          spec:
            replicas: 1
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            rack:
              topologyKey: topology.kubernetes.io/zone
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: other
          spec:
            replicas: 1
            bootstrapServers: kafka.example.com:9092
            http: { port: 8080 }
            rack:
              topologyKey: topology.kubernetes.io/zone
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    if (resource.partial !== undefined) return
    if (resource.kind !== 'Kafka') return readFrom(resource, workspace).flatMap((cluster) => clientProblem(resource, cluster) ?? [])
    const cluster = workspace.cluster(resource)
    if (cluster?.config.has(selectorKey) !== true || cluster.text(selectorKey)?.value !== rackAware || cluster.rack !== undefined) return
    return {
      at: cluster.config.at(selectorKey),
      message: `replicas are chosen by rack, but \`rack\` is not set, so brokers have no racks and consumers keep reading from leaders in other zones; set \`spec.kafka.rack\``,
    }
  },
})

/** The clusters in sight that a client reads from. */
function readFrom(resource: Resource, workspace: Workspace): readonly KafkaCluster[] {
  const clusters =
    resource.kind === 'KafkaMirrorMaker2'
      ? workspace.mirror(resource).flows.flatMap(({ source, sourceConnector }) => (sourceConnector.present ? (source?.kafka ?? []) : []))
      : [workspace.cluster(resource) ?? []].flat()
  return [...new Set(clusters)].filter((cluster) => cluster.resource.partial === undefined)
}

function clientProblem(resource: Resource, cluster: KafkaCluster): Problem | undefined {
  const hasRack = isMapping(read(resource, ['spec', 'rack']))
  const selector = cluster.config.text(selectorKey)?.value
  const chooses = selector === rackAware && cluster.rack !== undefined
  if (hasRack ? cluster.config.has(selectorKey) : !chooses) return undefined
  return {
    at: ['spec', 'rack'],
    message: hasRack
      ? `\`rack\` is set here, but cluster \`${cluster.name}\` does not set \`${selectorKey}\`, so this client keeps reading from leaders in other zones; set it to \`${rackAware}\``
      : `cluster \`${cluster.name}\` lets clients read from the nearest replica, but \`rack\` is not set here, so this one keeps reading from leaders in other zones`,
    ...(hasRack ? {} : { severity: 'info' as const }),
    related: [{ resource: cluster.resource, at: cluster.config.at(selectorKey), message: `cluster \`${cluster.name}\`` }],
  }
}
