import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { shared } from '../testing/shared.js'
import {
  brokerDefault, brokerEquivalents, hasKafkaFacts, hasScope, kafkaDefault, kafkaOption, kafkaVersions, knownKeys, optionHistory, topicDefault, topicEquivalent,
  type KafkaOption, type NamedScope, type OptionScope,
} from './kafka-options.js'

const test = suite('Kafka options')

test('an option has its type, default, range and update mode', () => {
  assert.equal(kafkaOption('broker', 'min.insync.replicas', '4.3.1'), {
    key: 'min.insync.replicas', type: 'int', default: 1, min: 1, update: 'cluster-wide', topic: 'min.insync.replicas',
  })
})

test('facts differ between versions', () => {
  assert.is(kafkaDefault('topic', 'message.timestamp.after.max.ms', '3.9.1'), 2 ** 63)
  assert.is(topicDefault('message.timestamp.after.max.ms', '4.0.0'), 3_600_000)
  assert.is(brokerDefault('group.coordinator.threads', '3.9.0'), 1)
  assert.is(brokerDefault('group.coordinator.threads', '4.0.0'), 4)
  assert.is(kafkaOption('topic', 'segment.bytes', '4.0')?.min, 14)
  assert.is(kafkaOption('topic', 'segment.bytes', '4.1')?.min, 1_048_576)
  const threads = 'remote.log.manager.copier.thread.pool.size'
  assert.is(kafkaOption('broker', threads, '3.9')?.min, undefined)
  assert.is(kafkaOption('broker', threads, '4.0')?.min, 1)
})

test('options come and go', () => {
  assert.is(kafkaOption('broker', 'zookeeper.connect', '4.0.0'), undefined)
  assert.is(kafkaOption('broker', 'zookeeper.connect', '3.9.0')?.type, 'string')
  assert.equal(optionHistory('broker', 'zookeeper.connect'), { until: '3.9' })
  assert.equal(optionHistory('topic', 'compression.zstd.level'), { since: '3.8' })
  assert.is(optionHistory('topic', 'no.such.option'), undefined)
  assert.ok(knownKeys('topic', '3.9').includes('message.format.version'))
  assert.not(knownKeys('topic', '4.0').includes('message.format.version'))
})

test('versions without facts have no answers', () => {
  for (const version of ['3.4.1', '2.8', '4.4.0', '99', '', 'latest']) {
    assert.not(hasKafkaFacts(version), version)
    assert.is(kafkaOption('topic', 'retention.ms', version), undefined)
    assert.equal(knownKeys('topic', version), [])
  }
  for (const version of ['3.5.0', '4.3.1', '4.3', ...kafkaVersions]) assert.ok(hasKafkaFacts(version), version)
})

test('classes are scopes', () => {
  assert.ok(hasScope('org.apache.kafka.connect.transforms.Cast$Value'))
  assert.ok(kafkaOption('org.apache.kafka.connect.transforms.Cast$Value', 'spec', '4.3')?.required)
  assert.is(kafkaDefault('org.apache.kafka.connect.mirror.MirrorSourceConnector', 'replication.factor', '4.3'), 2)
  assert.ok(kafkaOption('io.debezium.connector.mysql.MySqlConnector', 'topic.prefix', '4.3')?.required)
  assert.not(hasScope('com.example.Unknown'))
  assert.not(hasScope('constructor' as NamedScope))
  assert.is(kafkaOption('topic', '__proto__', '4.3'), undefined)
})

test('topic options take their defaults from broker options, in the topic\'s unit', () => {
  const equivalents = brokerEquivalents('retention.ms')
  assert.equal(equivalents.map((each) => [each.key, each.toTopic(2)]), [
    ['log.retention.ms', 2], ['log.retention.minutes', 120_000], ['log.retention.hours', 7_200_000],
  ])
  assert.is(equivalents[2]?.toTopic('168'), 604_800_000)
  assert.is(equivalents[2]?.toTopic(-1), -1)
  assert.is(equivalents[2]?.toTopic('${env:HOURS}'), '${env:HOURS}')
  assert.equal(brokerEquivalents('no.such.option'), [])
  assert.is(topicEquivalent('message.max.bytes'), 'max.message.bytes')
})

/** The fact file of each scope, and the member of the file that holds its keys. */
const sources: readonly (readonly [file: string, scope: OptionScope, member?: string])[] = [
  ['broker', 'broker'],
  ['topic', 'topic'],
  ['producer', 'producer'],
  ['consumer', 'consumer'],
  ['admin', 'admin'],
  ['connect-worker', 'connect'],
  ['connector-common', 'connector', 'common'],
  ['connector-common', 'connector-source', 'source'],
  ['connector-common', 'connector-sink', 'sink'],
  ['mirrormaker2', 'mirror-source', 'source'],
  ['mirrormaker2', 'mirror-checkpoint', 'checkpoint'],
  ['mirrormaker2', 'mirror-heartbeat', 'heartbeat'],
  ['cruise-control', 'cruise-control', 'keys'],
  ['remote-log-metadata-manager', 'remote-log-metadata'],
  ...(['postgresql.PostgresConnector', 'mysql.MySqlConnector', 'mariadb.MariaDbConnector', 'mongodb.MongoDbConnector', 'sqlserver.SqlServerConnector', 'oracle.OracleConnector',
    'jdbc.JdbcSinkConnector'] as const).map((name) => ['debezium', `io.debezium.connector.${name}`, `io.debezium.connector.${name}`] as const),
]

type Fact = Readonly<Record<string, unknown>>

/** The answer of the fact files, computed in the plainest way. */
function sourceAnswer(source: Fact, version: string): Fact | undefined {
  const number = (minor: unknown): number => Number(String(minor).replace('.', ''))
  if (number(source.since ?? '3.5') > number(version) || number(source.until ?? '9.9') < number(version)) return undefined
  const runs = (source.variants ?? []) as { from: string; to: string; set: Fact }[]
  const run = runs.find((each) => number(each.from) <= number(version) && number(version) <= number(each.to))
  return Object.fromEntries(Object.entries({ ...source, ...run?.set }).filter(([, value]) => value !== '$absent'))
}

test('every option of these scopes answers as the fact files do, in every version', () => {
  const folder = shared('kafka-config')
  if (folder === undefined) return
  const long = (value: unknown): unknown => (value === '9223372036854775807' ? 2 ** 63 : value)
  let answers = 0
  for (const [file, scope, member] of sources) {
    const whole = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as Record<string, Fact>
    for (const [key, source] of Object.entries((member === undefined ? whole : whole[member]) as Record<string, Fact>)) {
      for (const version of kafkaVersions) {
        const expected = sourceAnswer(source, version)
        // The fact files lost a backslash in Debezium's patterns, which the generator puts back.
        const actual: KafkaOption | undefined = kafkaOption(scope, key.replace('(d+)', '(\\d+)'), version)
        const where = `${scope} ${key} in ${version}`
        assert.is(actual === undefined, expected === undefined, where)
        if (actual === undefined || expected === undefined) continue
        answers++
        // Debezium's enumerations are texts with a list of values; of a few options it tells no type.
        assert.is(actual.type, expected.type === 'enum' ? 'string' : (expected.type ?? 'string'), where)
        assert.equal(actual.default, long(expected.default), where)
        assert.equal(actual.values, expected.validValues, where)
        assert.equal(actual.items, expected.validItems, where)
        assert.is(actual.min, /storage\.(replication\.factor|partitions)$/.test(key) ? 1 : expected.min, where)
        assert.is(actual.max, expected.max, where)
        assert.is(actual.required ?? false, expected.required ?? false, where)
        assert.is(actual.update, expected.dynamic, where)
        assert.is(actual.deprecatedSince, expected.deprecatedSince, where)
      }
    }
  }
  assert.ok(answers > 10_000, `${String(answers)} answers`)
})

test.run()
