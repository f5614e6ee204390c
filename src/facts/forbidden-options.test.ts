import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { forbiddenOption, isForbidden } from './forbidden-options.js'

const test = suite('forbidden options')

test('a prefix forbids, an exact exception rescues', () => {
  assert.equal(forbiddenOption('Kafka.spec.kafka.config', 'ssl.keystore.location', '1.2.0'), { prefix: 'ssl.', instead: 'spec.kafka.listeners[].configuration' })
  assert.not(isForbidden('Kafka.spec.kafka.config', 'ssl.cipher.suites', '1.2.0'))
  assert.not(isForbidden('Kafka.spec.kafka.config', 'min.insync.replicas', '1.2.0'))
  assert.ok(isForbidden('Kafka.spec.kafka.config', 'log.dirs', '1.2.0'))
})

test('the key is read in lower case, the exception as written', () => {
  assert.ok(isForbidden('Kafka.spec.kafka.config', 'Broker.ID', '1.2.0'))
  assert.ok(isForbidden('Kafka.spec.kafka.config', 'SSL.cipher.suites', '1.2.0'))
  assert.ok(isForbidden('KafkaConnector.spec.config', 'Tasks.Max', '1.2.0'))
})

test('a prefix with an upper-case letter never matches, as in the operator', () => {
  assert.not(isForbidden('Kafka.spec.kafka.config', 'zookeeper.clientCnxnSocket', '0.45.0'))
})

test('lists differ between releases', () => {
  assert.ok(isForbidden('Kafka.spec.kafka.config', 'cordoned.log.dirs', '1.2.0'))
  assert.not(isForbidden('Kafka.spec.kafka.config', 'cordoned.log.dirs', '1.1.0'))
  assert.ok(isForbidden('Kafka.spec.kafka.config', 'broker.session.timeout.ms', '0.45.0'))
  assert.not(isForbidden('Kafka.spec.kafka.config', 'broker.session.timeout.ms', '0.48.0'))
  assert.not(isForbidden('KafkaConnect.spec.config', 'group.id', '0.51.0'))
  assert.equal(forbiddenOption('KafkaConnect.spec.config', 'group.id', '1.0.0'), { prefix: 'group.id', instead: 'spec.groupId' })
  assert.not(isForbidden('Kafka.spec.kafka.config', 'client.quota.callback.static.produce', '0.39.0'))
  assert.ok(isForbidden('Kafka.spec.kafka.config', 'client.quota.callback.static.produce', '0.42.0'))
})

test('three options of single listeners are passed on since 0.51.0', () => {
  assert.not(isForbidden('Kafka.spec.kafka.config', 'listener.name.plain-9092.max.connections', '1.2.0'))
  assert.ok(isForbidden('Kafka.spec.kafka.config', 'listener.name.plain-9092.max.connections', '0.50.0'))
  assert.ok(isForbidden('Kafka.spec.kafka.config', 'listener.name.plain-9092.ssl.keystore.location', '1.2.0'))
})

test('connectors forbid whole keys, not prefixes', () => {
  assert.ok(isForbidden('KafkaConnector.spec.config', 'name', '1.2.0'))
  assert.not(isForbidden('KafkaConnector.spec.config', 'name.of.something', '1.2.0'))
  assert.not(isForbidden('KafkaConnector.spec.config', 'constructor', '1.2.0'))
  assert.not(isForbidden('KafkaConnector.spec.config', '__proto__', '1.2.0'))
})

test.run()
