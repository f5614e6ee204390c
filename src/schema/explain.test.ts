import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { buildValidators } from '../dev/build-validators.js'
import { formatPath } from '../yaml/path.js'
import { parseStream } from '../yaml/stream.js'
import { fieldReleases } from './releases.js'
import { validate } from './validate.js'

buildValidators()

function messages(kind: string, spec: string, apiVersion = 'kafka.strimzi.io/v1', release = '1.2.0'): string[] {
  const value = parseStream(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`)[0]?.value
  return validate(value, { release }).map(({ at, message, rename }) => `${formatPath(at)}: ${message}${rename === undefined ? '' : ` => ${rename}`}`)
}

const old = 'kafka.strimzi.io/v1beta2'
const listeners = 'listeners: [{name: plain, port: 9092, type: internal, tls: false}]'

const names = suite('unknown fields: what was meant')

names('by name', () => {
  assert.equal(messages('KafkaTopic', '{partition: 3}'), ['spec.partition: `partition` is not a field of `spec`; did you mean `partitions`? => partitions'])
  assert.equal(messages('KafkaTopic', '{Partitions: 3, partitions: 3}'), ['spec.Partitions: `Partitions` is not a field of `spec`; did you mean `partitions`?'])
  assert.equal(messages('KafkaTopic', '{xyz: 3}'), ['spec.xyz: `xyz` is not a field of `spec`; there are `config`, `partitions`, `replicas` and `topicName`'])
})

names('by place: above, below, elsewhere, in another kind', () => {
  assert.equal(messages('Kafka', `{kafka: {${listeners}, entityOperator: {}}}`), ['spec.kafka.entityOperator: `entityOperator` is not a field of `spec.kafka`; it belongs to `spec.entityOperator`'])
  assert.equal(messages('Kafka', `{kafka: {${listeners}}, topicOperator: {}}`), ['spec.topicOperator: `topicOperator` is not a field of `spec`; it belongs to `spec.entityOperator.topicOperator`'])
  assert.equal(messages('Kafka', `{kafka: {${listeners}}, tieredStorage: {}}`), ['spec.tieredStorage: `tieredStorage` is not a field of `spec`; it belongs to `spec.kafka.tieredStorage`'])
  assert.match(messages('KafkaUser', '{topicName: a}')[0] ?? '', '`KafkaTopic.spec.topicName` has this name')
  assert.match(messages('KafkaConnect', '{autoRestart: {}}', old, '0.45.2').at(-1) ?? '', '`KafkaConnector.spec.autoRestart` has this name')
  assert.match(messages('Kafka', `{kafka: {${listeners}}, kafkaNodePools: []}`)[0] ?? '', 'a KafkaNodePool is a resource of its own')
})

names('what is misplaced is not called missing as well', () => {
  assert.equal(messages('Kafka', `{kafka: {}, ${listeners}}`), ['spec.listeners: `listeners` is not a field of `spec`; it belongs to `spec.kafka.listeners`'])
  assert.equal(messages('KafkaTopic', '{}', old, '0.51.0').length, 0)
})

names('by history', () => {
  assert.equal(messages('Kafka', `{kafka: {${listeners}, replicas: 3}, zookeeper: {}}`), [
    'spec.zookeeper: `zookeeper` is not a field of `spec`; it belongs to `v1beta2` (Strimzi 0.32.0 to 0.51.0) and is not in `v1`',
    'spec.kafka.replicas: `replicas` is not a field of `spec.kafka`; it belongs to `v1beta2` (Strimzi 0.32.0 to 0.51.0) and is not in `v1`; it is now `KafkaNodePool.spec.replicas`',
  ])
  assert.equal(messages('Kafka', `{kafka: {${listeners}, replicas: 1, storage: {type: ephemeral}, quotas: {type: kafka}}}`, old, '0.40.0'), [
    'spec.kafka.quotas: `quotas` is not a field of `spec.kafka`; Kafka `v1beta2` knows it from Strimzi 0.42.0 on',
  ])
  assert.match(messages('KafkaConnector', '{pause: true}')[0] ?? '', 'it is now `spec.state`')
})

names('which releases know a field', () => {
  assert.is(fieldReleases('Kafka', 'v1beta2', ['spec', 'kafka', 'quotas']).at(-1), '0.42.0')
  assert.equal(fieldReleases('Kafka', 'v1', ['spec', 'zookeeper']), [])
  assert.is(fieldReleases('Kafka', 'v1', ['spec', 'kafka', 'config', 'anything', 'at all']).length, 9)
})

names.run()

const values = suite('values: what was found, what would be right')

values('types', () => {
  assert.equal(messages('KafkaTopic', '{replicas: "3"}'), ['spec.replicas: `replicas` must be an integer between 1 and 32767, but this is the string "3"; write it without quotes'])
  assert.equal(messages('KafkaTopic', '{topicName: 5}'), ['spec.topicName: `topicName` must be a string, but this is the number 5; write it in quotes'])
  assert.equal(messages('KafkaTopic', '{config: [{a: 1}]}'), ['spec.config: `config` must be a mapping, but this is a list'])
  assert.equal(messages('KafkaNodePool', '{replicas: 1, storage: {type: ephemeral}, roles: broker}'), ['spec.roles: `roles` must be a list, but this is the string "broker"; begin each item with `-`'])
})

values('choices, limits, patterns', () => {
  assert.equal(messages('KafkaNodePool', '{replicas: 1, storage: {type: jbods}, roles: [broker]}'), [
    'spec.storage.type: `type` is "jbods", but must be one of `ephemeral`, `persistent-claim` or `jbod`; did you mean `jbod`?',
  ])
  assert.equal(messages('KafkaTopic', '{partitions: 0}'), ['spec.partitions: `partitions` is 0, but must be at least 1'])
  assert.equal(messages('Kafka', '{kafka: {listeners: [{name: TLS, port: 9093, type: internal, tls: true}]}}'), [
    'spec.kafka.listeners[0].name: `name` is "TLS", but must be one to eleven lower case letters and digits',
  ])
  const oauth = 'listeners: [{name: a, port: 9092, type: internal, tls: true, authentication: {type: oauth}}]'
  assert.equal(messages('Kafka', `{kafka: {${oauth}}}`), [
    'spec.kafka.listeners[0].authentication.type: `type` is "oauth", but must be one of `tls`, `scram-sha-512` or `custom` (`oauth` belongs to `v1beta2`, Strimzi 0.32.0 to 0.51.0, and is not in `v1`, where `custom` takes its place)',
  ])
  assert.match(messages('Kafka', `{kafka: {${listeners.replace('internal', 'tlsroute')}}}`, undefined, '1.0.1')[0] ?? '', '`tlsroute` is known from Strimzi 1.1.0 on')
})

values('missing fields', () => {
  assert.equal(messages('Kafka', '{kafka: {listeners: [{name: a, type: internal, tls: true}]}}'), [
    'spec.kafka.listeners[0].port: `spec.kafka.listeners[0]` needs `port` (an integer of at least 9092), which is missing',
  ])
  const connect = messages('KafkaConnect', '{replicas: 1, bootstrapServers: a, config: {group.id: b}, configStorageTopic: c, statusStorageTopic: d, offsetStorageTopic: e}')
  assert.equal(connect, ['spec.groupId: `spec` needs `groupId` in `v1`; move `group.id` of `spec.config` there'])
})

values('one problem for each cause', () => {
  assert.is(messages('KafkaUser', '{authentication: {type: 5}}').length, 1)
  assert.is(messages('KafkaTopic', '{topicName: {a: {b: 1}, c: 2}}').length, 1)
  assert.is(messages('KafkaBridge', '{replicas: 1, bootstrapServers: a, tls: {trustedCertificates: [{secretName: a, patern: b}]}}').length, 1)
})

values.run()
