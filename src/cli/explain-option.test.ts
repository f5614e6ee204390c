import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainOption } from '../kafka/explain.js'
import { noColors } from '../report/colors.js'
import { optionText } from './explain-option.js'
import { parseArguments } from './options.js'

const test = suite('explain an option')

const explained = (key: string, kafka: string, strimzi = '1.2.0'): string => optionText(explainOption(key, { kafka, strimzi }), noColors)

test('type, default, range, place and history for each reader', () => {
  assert.is(explained('min.insync.replicas', '4.3'), `min.insync.replicas  Kafka 4.3, Strimzi 1.2.0

Read by brokers:
  type      int
  default   1
  range     at least 1
  change    at runtime, for the whole cluster
  write     Kafka spec.kafka.config
  gives     topics the default of min.insync.replicas
  history   Kafka 3.5 or earlier: there

Read by topics:
  type      int
  default   1
  range     at least 1
  write     KafkaTopic spec.config
  inherits  from min.insync.replicas of the brokers, the first that is set
  history   Kafka 3.5 or earlier: there
`)
})

test('what changed, came and went', () => {
  assert.match(explained('segment.bytes', '4.3'), 'Kafka 4.1: range at least 1048576 (before: at least 14)')
  assert.match(explained('linger.ms', '4.3'), 'Kafka 4.0: default 5')
  assert.match(explained('zookeeper.connect', '4.3'), 'Kafka 4.3 does not know it')
  assert.match(explained('zookeeper.connect', '4.3'), 'after Kafka 3.9: gone')
  assert.match(explained('compression.zstd.level', '4.3'), 'Kafka 3.8: new')
  assert.match(explained('log.cleaner.enable', '4.3'), 'Kafka 4.1: deprecated')
})

test('what Strimzi drops, with the field to use, and prefixes', () => {
  assert.match(explained('group.id', '4.3'), 'KafkaConnect spec.config: dropped by Strimzi, use spec.groupId')
  assert.not.match(explained('group.id', '3.9', '0.45.0'), 'use spec.groupId')
  assert.match(explained('acks', '4.3'), 'KafkaConnect spec.config, as producer.…')
})

test('the command line', () => {
  assert.equal(parseArguments(['explain', 'kafka:acks', '--kafka', '4.3', '--format', 'json'], '1'), {
    command: 'explain', name: 'kafka:acks', kafka: '4.3', format: 'json',
  })
})

test.run()
