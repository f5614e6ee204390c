import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { resourceOf, type Resource } from '../model/resource.js'
import { asMapping } from '../model/value.js'
import { Workspace } from '../model/workspace.js'
import { parseStream } from '../yaml/stream.js'
import { optionMaps, optionProblems, redundantProblems } from './maps.js'

const test = suite('maps of options')

function workspaceOf(text: string, target = { strimzi: '1.2.0', kafka: '4.3.1', inferred: true }): Workspace {
  const file = { path: 'x.yaml', text }
  const resources = parseStream(text).flatMap((document): readonly Resource[] | Resource => {
    return resourceOf(file, document, asMapping(document.value), { root: [], scope: 0, partial: undefined }) ?? []
  })
  return new Workspace(resources, { tenants: [], target: () => target, schemaProblems: () => [] })
}

function problems(text: string, target?: { strimzi: string; kafka: string; inferred: boolean }): string[] {
  const workspace = workspaceOf(text, target)
  return workspace.resources.flatMap((resource) => [...optionProblems(resource, workspace).values()].flat().map((each) => `${each.class} ${each.at.join('/')}`))
}

function redundant(text: string): string[] {
  const workspace = workspaceOf(text)
  return workspace.ofKind('KafkaTopic').flatMap((topic) => redundantProblems(topic, workspace).map((each) => `${each.class} ${each.at.join('/')}`))
}

const mirror = `
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaMirrorMaker2
metadata: { name: mirror }
spec:
  connectCluster: b
  clusters:
    - { alias: a, bootstrapServers: 'a:9092', config: { security.protocol: SSL, nonsense: 1 } }
    - { alias: b, bootstrapServers: 'b:9092', config: { security.protocol: SSL, config.storage.replication.factor: 0 } }
  mirrors:
    - sourceCluster: a
      targetCluster: b
      topicsPattern: .*
      sourceConnector: { config: { topics: x, replication.factor: three, producer.override.acks: all, source.cluster.max.poll.records: 0 } }
      checkpointConnector: { config: { sync.group.offsets.enabled: sometimes, ssl.protocol: TLSv1.3 } }
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaMirrorMaker2
metadata: { name: mirror }
spec:
  target: { alias: b, bootstrapServers: 'b:9092', config: { group.id: x } }
  mirrors:
    - source: { alias: a, bootstrapServers: 'a:9092', config: { max.poll.records: many } }
      sourceConnector: { config: { tasks.max: 3 } }
`

test('MirrorMaker 2 in both shapes', () => {
  assert.equal(problems(mirror).sort(), [
    'forbidden spec/clusters/1/config/security.protocol',
    'forbidden spec/mirrors/0/sourceConnector/config/tasks.max',
    'forbidden spec/target/config/group.id',
    'out-of-range spec/clusters/1/config/config.storage.replication.factor',
    'out-of-range spec/mirrors/0/sourceConnector/config/source.cluster.max.poll.records',
    'overridden spec/mirrors/0/sourceConnector/config/topics',
    'unknown-key spec/clusters/0/config/nonsense',
    'wrong-type spec/mirrors/0/checkpointConnector/config/sync.group.offsets.enabled',
    'wrong-type spec/mirrors/0/source/config/max.poll.records',
    'wrong-type spec/mirrors/0/sourceConnector/config/replication.factor',
  ])
})

const cluster = (config: string): string => `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: shop }
spec:
  kafka:
    config: ${config}
`

test('a topic repeats what its cluster says, not what Kafka says', () => {
  const topic = `
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: { name: orders, labels: { strimzi.io/cluster: shop } }
spec:
  config: { retention.ms: 86400000 }
`
  const repeated = ['redundant-default spec/config/retention.ms']
  assert.equal(redundant(topic), [])
  assert.equal(redundant(`${cluster('{ log.retention.hours: 24 }')}---${topic}`), repeated)
  assert.equal(redundant(`${cluster('{ log.retention.hours: 48 }')}---${topic}`), [])
  assert.equal(redundant(`${cluster('{}')}---${topic.replace('86400000', '604800000')}`), repeated)
})

test('classes and typed plugins of other people may read any key of a broker', () => {
  assert.equal(problems(cluster('{ my.own.key: 1 }')), ['unknown-key spec/kafka/config/my.own.key'])
  assert.equal(problems(cluster('{ my.own.key: 1, metric.reporters: com.example.Reporter }')), [])
  assert.equal(problems(cluster('{ my.own.key: 1 }').replace('    config', '    authorization: { type: custom }\n    config')), [])
})

test('the text of the file tells what YAML changed', () => {
  const old = { strimzi: '0.45.0', kafka: '3.9.0', inferred: true }
  assert.equal(problems(cluster('{ inter.broker.protocol.version: 3.90 }'), old), ['changed-by-yaml spec/kafka/config/inter.broker.protocol.version'])
  assert.equal(problems(cluster('{ inter.broker.protocol.version: "3.90" }'), old), [])
  assert.equal(problems(cluster('{ log.retention.hours: 0168 }')), [])
  assert.equal(problems(cluster('{ log.retention.hours: 0144 }')), ['changed-by-yaml spec/kafka/config/log.retention.hours'])
})

test('other kinds have no options', () => {
  const user = 'apiVersion: kafka.strimzi.io/v1\nkind: KafkaUser\nmetadata: { name: u }\nspec: { config: { a: 1 } }\n'
  assert.equal(workspaceOf(user).resources.flatMap(optionMaps), [])
})

test.run()
