import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes the input of the benchmark: a stream of realistic `v1` documents, four for each cluster (Kafka, KafkaNodePool, KafkaTopic, KafkaUser),
 * every fourth cluster with a mistake in each; and one small Kafka and one small topic. Deterministic.
 */
export function generate(folder: string, clusters: number): { readonly stream: string; readonly kafka: string; readonly topic: string } {
  mkdirSync(folder, { recursive: true })
  const documents = Array.from({ length: clusters }, (_, index) => clusterDocuments(index)).flat()
  const files = { stream: join(folder, `stream-${clusters * 4}.yaml`), kafka: join(folder, 'kafka.yaml'), topic: join(folder, 'topic.yaml') }
  writeFileSync(files.stream, documents.join('---\n'))
  writeFileSync(files.kafka, clusterDocuments(1)[0] ?? '')
  writeFileSync(files.topic, clusterDocuments(1)[2] ?? '')
  return files
}

function clusterDocuments(index: number): string[] {
  const name = `cluster-${index}`
  const namespace = `kafka-${index % 25}`
  const mistaken = index % 4 === 0
  const head = (kind: string, own: string, labels: string) =>
    `apiVersion: kafka.strimzi.io/v1\nkind: ${kind}\nmetadata:\n  name: ${own}\n  namespace: ${namespace}\n  labels:\n    ${labels}\n`
  const linked = `strimzi.io/cluster: ${name}`
  return [
    `${head('Kafka', name, `team: team-${index % 9}`)}spec:
  kafka:
    version: 4.3.1
    metadataVersion: 4.3-IV0
    rack:
      type: topology-label
      topologyKey: topology.kubernetes.io/zone # one broker in each zone
    listeners:
      - name: tls
        port: 9093
        type: internal
        tls: true
        authentication:
          type: scram-sha-512
      - name: external
        port: 9094
        type: loadbalancer
        tls: true
        authentication:
          type: tls
    authorization:
      type: simple
      superUsers: [CN=admin-${index}]
    config:
      default.replication.factor: ${mistaken ? 1 : 3}
      min.insync.replicas: 2
      offsets.topic.replication.factor: 3
      transaction.state.log.replication.factor: 3
      transaction.state.log.min.isr: 2
      log.retention.hours: 168
      compression.type: producer
  entityOperator:
    topicOperator: {}
    userOperator: {}
`,
    `${head('KafkaNodePool', `nodes-${index}`, linked)}spec:
  replicas: 3
  roles: [controller, broker]
  storage:
    type: jbod
    volumes:
      - id: 0
        type: persistent-claim
        size: 500Gi
        kraftMetadata: shared
        deleteClaim: false
  resources:
    requests: { memory: 16Gi, cpu: "4" }
    limits: { memory: ${mistaken ? '16gb' : '16Gi'} }
`,
    `${head('KafkaTopic', `orders-${index}`, linked)}spec:
  partitions: 12
  replicas: ${mistaken ? 1 : 3} # as the runbook says
  config:
    min.insync.replicas: 2
    retention.ms: 604800000
    cleanup.policy: ${mistaken ? '"compact,delete"' : 'delete'}
`,
    `${head('KafkaUser', `service-${index}`, linked)}spec:
  authentication:
    type: scram-sha-512
  authorization:
    type: simple
    acls:
      - resource: { type: topic, name: "orders-${index}", patternType: ${mistaken ? 'prefixed' : 'literal'} }
        operations: [Read, Describe, Write]
      - resource:
          type: group
          name: service-${index}
          patternType: literal
        operations: [Read]
  quotas:
    producerByteRate: 1048576
    consumerByteRate: 2097152
    requestPercentage: 55
`,
  ]
}
