import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { emptyConfig } from '../config/config.js'
import { noChoices, resolveSettings } from '../config/settings.js'
import { noColors } from '../report/colors.js'
import { breaks, jsonUpgrade, prettyUpgrade } from '../report/upgrade.js'
import type { Upgrade } from '../rule/upgrade.js'
import { compareReleases } from './upgrade.js'

const test = suite('an upgrade')
const settings = resolveSettings(rules, emptyConfig, noChoices)

function upgrade(text: string, from = '0.45.2', to = '1.2.0'): Promise<Upgrade> {
  return compareReleases({ files: [{ path: 'a.yaml', text }] }, rules, settings, from, to)
}

function told({ resources }: Upgrade): string[] {
  return resources.flatMap(({ changes }) => changes.map(({ kind, breaks: broken, finding: { path }, instead }) => `${broken ? '!' : ''}${kind} ${path}${instead === undefined ? '' : ` -> ${instead}`}`))
}

const topic = 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata: { name: a, labels: { strimzi.io/cluster: c } }\nspec: { partitions: 1, replicas: 1 }\n'

test('a resource that only needs another apiVersion', async () => {
  const found = await upgrade(topic)
  assert.equal(told(found), ['!api-version apiVersion -> kafka.strimzi.io/v1'])
  assert.is(found.resources[0]?.summary, 'only the apiVersion')
  assert.ok(breaks(found))
})

test('everything at once: what v1 lacks, what it requires, and the old place of each', async () => {
  const connect = (config: string): string => `apiVersion: "kafka.strimzi.io/v1beta2" # old
kind: KafkaConnect
metadata:
  name: a
spec:
  version: 3.9.0
  replicas: 1
  bootstrapServers: b:9092
  externalConfiguration: { env: [] }
  build:
    output: { type: docker, image: a, additionalKanikoOptions: [] }
    plugins: [{ name: a, artifacts: [{ type: jar, url: "https://a.b/c.jar" }] }]
  config:
${config}`
  const config = ['group.id: a', 'offset.storage.topic: b', 'config.storage.topic: c', 'status.storage.topic: d'].map((line) => `    ${line}\n`).join('')
  const found = await upgrade(connect(config))
  assert.equal(told(found), [
    '!api-version apiVersion -> kafka.strimzi.io/v1',
    '!kafka-version spec.version -> 4.2.0, 4.2.1, 4.3.0, 4.3.1',
    '!move spec.externalConfiguration -> spec.template.connectContainer.env, spec.template.pod.volumes, spec.template.connectContainer.volumeMounts',
    '!move spec.build.output.additionalKanikoOptions -> spec.build.output.additionalBuildOptions',
    '!move spec.config["group.id"] -> spec.groupId',
    '!move spec.config["offset.storage.topic"] -> spec.offsetStorageTopic',
    '!move spec.config["config.storage.topic"] -> spec.configStorageTopic',
    '!move spec.config["status.storage.topic"] -> spec.statusStorageTopic',
  ])
  const bare = told(await upgrade(connect('    a.b: c\n')))
  assert.equal(bare.filter((line) => line.startsWith('!add')), ['!add spec.configStorageTopic', '!add spec.groupId', '!add spec.offsetStorageTopic', '!add spec.statusStorageTopic'])
})

test('a mirror that is taken apart', async () => {
  const found = await upgrade(`apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaMirrorMaker2
metadata: { name: m }
spec:
  replicas: 1
  connectCluster: b
  clusters: [{ alias: a, bootstrapServers: "a:9092" }, { alias: b, bootstrapServers: "b:9092" }]
  mirrors:
    - { sourceCluster: a, targetCluster: b, sourceConnector: {} }
`)
  assert.equal(told(found).slice(1), [
    '!move spec.connectCluster -> spec.target with alias, bootstrapServers, configStorageTopic, groupId, offsetStorageTopic, statusStorageTopic',
    '!move spec.clusters -> spec.target, spec.mirrors[].source',
    '!move spec.mirrors[0].sourceCluster -> spec.mirrors[0].source with alias, bootstrapServers',
    '!move spec.mirrors[0].targetCluster -> spec.target',
  ])
})

test('ZooKeeper goes, and pools come', async () => {
  const kafka = `apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: { name: c }
spec:
  kafka: { version: 3.9.0, replicas: 3, listeners: [{ name: a, port: 9092, type: internal, tls: false }], storage: { type: ephemeral } }
  zookeeper: { replicas: 3, storage: { type: ephemeral } }
`
  const found = await upgrade(kafka)
  assert.equal(told(found).filter((line) => !line.includes('ersion')), [
    '!move spec.kafka.replicas -> KafkaNodePool.spec.replicas',
    '!move spec.kafka.storage -> KafkaNodePool.spec.storage',
    '!remove spec.zookeeper',
  ])
  assert.match(found.resources[0]?.summary ?? '', 'KRaft')
})

test('a type that is replaced takes its fields with it; the same in many items is one row', async () => {
  const found = await upgrade(`apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaBridge
metadata: { name: b }
spec: { replicas: 1, bootstrapServers: a, authentication: { type: oauth, clientId: a, tokenEndpointUri: b } }
---
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaUser
metadata: { name: u, labels: { strimzi.io/cluster: c } }
spec:
  authorization:
    type: simple
    acls: [{ resource: { type: topic, name: a }, operation: Read }, { resource: { type: topic, name: b }, operation: Read }]
`)
  assert.equal(told(found), [
    '!api-version apiVersion -> kafka.strimzi.io/v1',
    '!value spec.authentication.type -> type: custom without clientId, tokenEndpointUri',
    '!api-version apiVersion -> kafka.strimzi.io/v1',
    '!move spec.authorization.acls[0].operation -> spec.authorization.acls[0].operations',
    '!move spec.authorization.acls[1].operation -> spec.authorization.acls[1].operations',
  ])
  assert.match(prettyUpgrade(found, noColors), 'spec.authorization.acls[].operation  now spec.authorization.acls[].operations (2 times)')
})

test('a kind that is gone is one change', async () => {
  const found = await upgrade('apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaMirrorMaker\nmetadata: { name: m }\nspec: { replicas: 1, include: ".*", consumer: { bootstrapServers: a, groupId: g }, producer: { bootstrapServers: b } }\n')
  assert.equal(told(found), ['!kind kind'])
})

test('what was wrong before is not news, and what the new release takes is resolved', async () => {
  assert.equal(told(await upgrade(topic.replace('partitions', 'partition'), '0.49.0', '0.51.0')), [])
  const found = await upgrade('apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata: { name: c }\nspec: { kafka: { version: 4.1.0, listeners: [{ name: a, port: 9092, type: internal, tls: false }] } }\n', '0.46.0', '0.51.0')
  assert.equal(found.resources.map(({ resolved }) => resolved.map(({ rule }) => rule)), [['kafka-version-unsupported']])
  assert.not(breaks(found))
})

test('resources of another release are left out', async () => {
  const found = await upgrade(topic.replace('v1beta2', 'v1'))
  assert.equal([found.resources, found.notInFrom.length, found.untouched], [[], 1, 0])
})

test('reports', async () => {
  const found = await upgrade(`${topic}---\n${topic.replace('name: a', 'name: b')}`)
  const text = prettyUpgrade(found, noColors)
  assert.match(text, '2 KafkaTopics: a, b ─ only the apiVersion')
  assert.match(text, 'Strimzi 0.45.2 to 1.2.0: 2 resources must change')
  assert.match(text, '0.45.2 → 0.47.0 (Kafka 3.9.1)')
  const parsed = JSON.parse(jsonUpgrade(found, '1')) as { resources: { changes: { kind: string; instead: string; start: { line: number } }[] }[] }
  assert.equal(parsed.resources.map(({ changes }) => changes.map(({ kind, instead, start }) => [kind, instead, start.line])), [
    [['api-version', 'kafka.strimzi.io/v1', 1]],
    [['api-version', 'kafka.strimzi.io/v1', 6]],
  ])
})

test.run()
