import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainOption, optionsOf } from './explain.js'
import { broker, topic } from './place.js'

const test = suite('explain')

test('an option is explained for everybody who reads it', () => {
  const { uses } = explainOption('min.insync.replicas', { kafka: '4.3' })
  assert.equal(uses.map((use) => [use.who, use.option?.type, use.option?.default, use.fields.map(({ kind, field }) => `${kind} ${field}`)]), [
    ['brokers', 'int', 1, ['Kafka spec.kafka.config']],
    ['topics', 'int', 1, ['KafkaTopic spec.config']],
  ])
  assert.equal(uses[1]?.equivalents, ['min.insync.replicas'])
})

test('the history tells each change', () => {
  const [use] = explainOption('segment.bytes').uses
  assert.equal(use?.runs.map((run) => [run.from, run.to, run.option.min]), [['3.5', '4.0', 14], ['4.1', '4.3', 1_048_576]])
  const [gone] = explainOption('zookeeper.connect', { kafka: '4.3.1' }).uses
  assert.is(gone?.option, undefined)
  assert.equal(gone?.history, { until: '3.9' })
})

test('a dropped option comes with the field to use', () => {
  const [use] = explainOption('super.users').uses
  assert.is(use, undefined)
  const worker = explainOption('group.id', { strimzi: '1.2.0' }).uses.find((each) => each.scope === 'connect')
  assert.equal(worker?.fields[0]?.forbidden, { instead: 'spec.groupId' })
  assert.is(explainOption('group.id', { strimzi: '0.45.0' }).uses.find((each) => each.scope === 'connect')?.fields[0]?.forbidden, undefined)
})

test('an unknown key may be a misspelt one', () => {
  assert.equal(explainOption('min.insync.replica').didYouMean, 'min.insync.replicas')
  assert.equal(explainOption('__proto__').uses, [])
})

test('completion offers what may be written', () => {
  const keys = optionsOf(broker(false), '4.3', '1.2.0').map((option) => option.key)
  assert.ok(keys.includes('min.insync.replicas'))
  for (const key of ['log.dirs', 'zookeeper.connect', 'unstable.api.versions.enable', 'leader.replication.throttled.rate']) assert.not(keys.includes(key), key)
  assert.is(optionsOf(topic, '4.3', '1.2.0').length, 33)
})

test.run()
