import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Mapping } from '../model/value.js'
import { processorTime } from '../testing/processor-time.js'
import { checkOptions, isAllowed, type OptionContext, type OptionProblem } from './check.js'
import { connectorPlace, missingOptions } from './connector.js'
import { mirrorCluster } from './mirror.js'
import { bridgeConsumer, bridgeProducer, broker, cruiseControl, topic, worker, type OptionPlace } from './place.js'
import { redundantOptions } from './redundant.js'

const test = suite('option checks')

function check(place: OptionPlace, config: Mapping, more: Partial<OptionContext> = {}): OptionProblem[] {
  return checkOptions(config, { place, path: ['spec', 'config'], kafkaVersion: '4.3.1', release: '1.2.0', ...more })
}

/** `class: message` of each problem. */
function says(place: OptionPlace, config: Mapping, more: Partial<OptionContext> = {}): string[] {
  return check(place, config, more).map((each) => `${each.class}: ${each.message}`)
}

test('right options are right', () => {
  assert.equal(says(topic, { 'retention.ms': 3_600_000, 'cleanup.policy': ['compact', 'delete'], 'min.insync.replicas': '2' }), [])
  assert.equal(says(broker(false), { 'log.retention.hours': 24, 'auto.create.topics.enable': false, 'ssl.cipher.suites': 'TLS_AES_256_GCM_SHA384' }), [])
  assert.equal(says(worker({}, false), { 'producer.acks': '1', 'key.converter.schemas.enable': false, 'config.storage.replication.factor': 1 }), [])
})

test('unknown keys name what was meant', () => {
  const [problem] = check(topic, { 'cleanup.polcy': 'compact' })
  assert.is(problem?.message, '`cleanup.polcy` is not a topic option of Kafka 4.3, so Kafka refuses the topic; did you mean `cleanup.policy`')
  assert.equal(problem?.at, ['spec', 'config', 'cleanup.polcy'])
  assert.equal(problem?.fix?.changes, [{ rename: ['spec', 'config', 'cleanup.polcy'], to: 'cleanup.policy' }])
  assert.equal(says(broker(false), { 'some.unknown.thing': 1 }), ['unknown-key: `some.unknown.thing` is not a broker option of Kafka 4.3, so it has no effect'])
  assert.is(check(topic, { 'cleanup.polcy': 'compact', 'cleanup.policy': 'delete' })[0]?.fix, undefined)
})

test('where custom classes read keys of their own, only a slip of the pen counts', () => {
  assert.equal(says(broker(true), { 'my.reporter.url': 'x' }), [])
  assert.match(says(broker(true), { 'min.insync.replica': 2 })[0] ?? '', 'did you mean `min.insync.replicas`')
  assert.equal(says(broker(false), { 'allow.everyone.if.no.acl.found': true, 'rsm.config.x': 1, 'cruise.control.metrics.topic.num.partitions': 3 }), [])
})

test('options of other components are named', () => {
  const [onBroker] = check(broker(false), { 'retention.ms': 1000 })
  assert.is(onBroker?.class, 'wrong-place')
  assert.is(onBroker?.message, '`retention.ms` is an option of topics, not a broker option of Kafka 4.3, so it has no effect; here it is `log.retention.ms`')
  const [onTopic] = check(topic, { 'log.retention.hours': '24' })
  assert.is(onTopic?.class, 'wrong-place')
  assert.equal(onTopic?.fix?.changes, [{ remove: ['spec', 'config', 'log.retention.hours'] }, { set: ['spec', 'config', 'retention.ms'], to: 86_400_000 }])
  assert.match(says(worker({}, false), { 'max.poll.records': 10 })[0] ?? '', 'here it is `consumer.max.poll.records`')
  assert.match(says(broker(false), { acks: 'all' })[0] ?? '', '`acks` is an option of producers')
})

test('types, ranges and values', () => {
  assert.equal(says(topic, { 'retention.ms': '7d', 'segment.bytes': 100, 'compression.type': 'none' }), [
    'wrong-type: `retention.ms` takes a whole number of milliseconds, not `7d`, so Kafka refuses the topic; write `604800000`',
    'out-of-range: `segment.bytes` is 100, below the minimum of 1048576, so Kafka refuses the topic',
    'invalid-value: `compression.type` does not take `none`, only `uncompressed`, `zstd`, `lz4`, `snappy`, `gzip` and `producer`, so Kafka refuses the topic; write `uncompressed`',
  ])
  assert.equal(says(bridgeProducer, { acks: 2 })[0]?.split(':')[0], 'invalid-value')
  assert.equal(says(bridgeConsumer, { 'max.poll.records': 0 })[0]?.split(':')[0], 'out-of-range')
  assert.equal(check(broker(false), { 'auto.create.topics.enable': 'TRUE' })[0]?.fix?.safety, 'safe')
})

test('options come, go and grow old', () => {
  assert.equal(says(broker(false), { 'inter.broker.protocol.version': '3.9' }), [
    'removed: `inter.broker.protocol.version` was removed after Kafka 3.9, and this is Kafka 4.3, so it has no effect; use `spec.kafka.metadataVersion` instead',
  ])
  assert.equal(says(broker(false), { 'inter.broker.protocol.version': '3.9' }, { kafkaVersion: '3.9.0' }), [])
  assert.equal(says(topic, { 'compression.zstd.level': 5 }, { kafkaVersion: '3.7.1' }), [
    'not-yet: `compression.zstd.level` comes with Kafka 3.8, and this is Kafka 3.7, so Kafka refuses the topic',
  ])
  assert.equal(says(broker(false), { 'log.cleaner.enable': false }), ['deprecated: `log.cleaner.enable` is deprecated since Kafka 4.1 and will go; nothing takes its place'])
  assert.equal(says(broker(false), { 'log.cleaner.enable': false }, { kafkaVersion: '4.0.1' }), [])
})

test('what has another name now is renamed', () => {
  const config = { file: 'x', topic: 'a', transforms: 'r', 'transforms.r.type': 'org.apache.kafka.connect.transforms.ReplaceField$Value', 'transforms.r.blacklist': 'a' }
  const [gone] = check(connectorPlace('org.apache.kafka.connect.file.FileStreamSourceConnector', config), config)
  assert.is(gone?.class, 'removed')
  assert.equal(gone?.fix?.changes, [{ rename: ['spec', 'config', 'transforms.r.blacklist'], to: 'transforms.r.exclude' }])
  assert.match(says(worker({}, false), { 'topic.creation.default.partitions': 1 })[0] ?? '', 'is an option of source connectors')
})

test('what the operator drops is named with the field to use', () => {
  assert.equal(says(broker(false), { 'super.users': 'User:a' }), [
    'forbidden: `super.users` has no effect: Strimzi drops it here and only its log says so; use `spec.kafka.authorization.superUsers` instead',
  ])
  const [free] = check(worker({}, false), { 'group.id': 'connect' }, { field: () => undefined })
  assert.equal(free?.fix?.changes, [{ remove: ['spec', 'config', 'group.id'] }, { set: ['spec', 'groupId'], to: 'connect' }])
  const [taken] = check(worker({}, false), { 'group.id': 'connect' }, { field: () => 'other' })
  assert.equal(taken?.fix?.changes, [{ remove: ['spec', 'config', 'group.id'] }])
  assert.equal(says(worker({}, false), { 'group.id': 'connect' }, { release: '0.45.0', kafkaVersion: '3.9.0' }), [])
  assert.equal(says(mirrorCluster({}, false), { 'security.protocol': 'SSL' }), [])
  assert.match(says(mirrorCluster({}, true), { 'security.protocol': 'SSL' })[0] ?? '', "drops it here from the workers' options")
  assert.match(says(cruiseControl, { 'webserver.http.port': 1 })[0] ?? '', /^forbidden/)
})

test('options without a usable value', () => {
  assert.match(says(worker({}, false), { 'producer.acks': null })[0] ?? '', /^no-value/)
  assert.equal(says(topic, { 'retention.ms': null }), [])
  const [list] = check(broker(false), { 'log.cleanup.policy': ['compact', 'delete'] })
  assert.is(list?.class, 'wrong-type')
  assert.equal(list?.fix?.changes, [{ set: ['spec', 'config', 'log.cleanup.policy'], to: 'compact,delete' }])
  assert.match(says(topic, { 'cleanup.policy': { a: 1 } })[0] ?? '', 'is a mapping')
})

test('fields override options', () => {
  const place = connectorPlace('org.apache.kafka.connect.mirror.MirrorSourceConnector', {})
  assert.match(says(place, { topics: 'a' }, { overridden: new Map([['topics', 'topicsPattern']]) })[0] ?? '', /^overridden: `topics` has no effect: the operator writes `topicsPattern`/)
  assert.equal(says(place, { topics: 'a' }), [])
})

test('what was right once is looked at again where it may be wrong', () => {
  const place = connectorPlace('org.apache.kafka.connect.mirror.MirrorSourceConnector', {})
  assert.equal(says(place, { topics: 'a', 'refresh.topics.interval.seconds': 100 }), [])
  assert.is(says(place, { topics: 'a' }, { overridden: new Map([['topics', 'topicsPattern']]) }).length, 1)
  const octal = { octal: () => true, written: () => '0144' }
  assert.is(says(place, { 'refresh.topics.interval.seconds': 100 }, octal).length, 1)
  assert.is(says(topic, { 'compression.zstd.level': 5 }).length + says(topic, { 'compression.zstd.level': 5 }, { kafkaVersion: '3.7.1' }).length, 1)
})

test('YAML that turned a value into another one', () => {
  const written = { 'inter.broker.protocol.version': '3.10', 'log.retention.hours': '0144', 'compression.type': 'no', 'auto.create.topics.enable': 'yes' }
  const more = { kafkaVersion: '3.9.0', octal: () => true, written: (key: string) => written[key as keyof typeof written] }
  assert.equal(says(broker(false), { 'inter.broker.protocol.version': 3.1, 'log.retention.hours': 100, 'compression.type': false, 'auto.create.topics.enable': true }, more), [
    'changed-by-yaml: YAML reads `3.10` as a number, so Kafka gets `3.1` as `inter.broker.protocol.version`; put quotes around it',
    'changed-by-yaml: `log.retention.hours` is 100, as YAML reads `0144` as an octal number; write `144` if that is meant',
    'changed-by-yaml: YAML reads `no` as a boolean, so Kafka gets `false` as `compression.type`; put quotes around it',
  ])
  assert.equal(says(broker(false), { 'inter.broker.protocol.version': 3.9 }, { kafkaVersion: '3.9.0', written: () => '3.9' }), [])
})

test('a value that holds without its line', () => {
  const redundant = (config: Mapping, unset?: () => unknown): string[] => {
    return redundantOptions(config, { place: topic, path: [], kafkaVersion: '4.3.1', release: '1.2.0' }, unset).map((each) => each.message)
  }
  assert.equal(redundant({ 'cleanup.policy': 'delete', 'retention.ms': '604800000', 'segment.bytes': 2_000_000, nonsense: 1 }), [
    '`cleanup.policy` is `delete` without this line too, as it is the default with Kafka 4.3; remove the line',
    '`retention.ms` is `604800000` without this line too, as it is the default with Kafka 4.3; remove the line',
  ])
  assert.equal(redundant({ 'retention.ms': '604800000' }, () => 3_600_000), [])
  assert.equal(redundant({ 'retention.ms': 3_600_000 }, () => '3600000'), ['`retention.ms` is `3600000` without this line too, as it is what the cluster says; remove the line'])
  assert.equal(redundant({ 'retention.ms': '604800000' }, () => undefined), [])
})

test('without Kafka facts only the operator is spoken for', () => {
  const old = { kafkaVersion: '3.4.0', release: '0.34.0' }
  assert.equal(says(topic, { 'retention.ms': '7d', nonsense: 1 }, old), [])
  assert.match(says(broker(false), { 'log.dirs': '/x' }, old)[0] ?? '', /^forbidden/)
})

test('connectors: classes, aliases, overrides, topic creation', () => {
  const config = {
    file: '/tmp/x', topic: 'a', transforms: 'cast,route', 'transforms.cast.type': 'org.apache.kafka.connect.transforms.Cast$Value',
    'transforms.cast.spec': 'a:int8', 'transforms.cast.specs': 'a', 'transforms.route.type': 'com.example.Route', 'transforms.route.anything': 1,
    'producer.override.acks': '2', 'topic.creation.default.partitions': 0, 'topic.creation.default.cleanup.polic': 'x', 'errors.tolerence': 'all',
  }
  const place = connectorPlace('org.apache.kafka.connect.file.FileStreamSourceConnector', config)
  assert.equal(check(place, config).map((each) => `${each.class} ${each.key}`), [
    'unknown-key transforms.cast.specs', 'invalid-value producer.override.acks', 'out-of-range topic.creation.default.partitions',
    'unknown-key topic.creation.default.cleanup.polic', 'unknown-key errors.tolerence',
  ])
})

test('connectors of other people keep their keys; those of Kafka Connect are still checked', () => {
  const config = { anything: 1, 'errors.tolerance': 'some', 'errors.tolerence': 'all', 'tasks.max.enforce': 'perhaps' }
  assert.equal(check(connectorPlace('com.example.Sink', config), config).map((each) => `${each.class} ${each.key}`), [
    'invalid-value errors.tolerance', 'unknown-key errors.tolerence', 'deprecated tasks.max.enforce', 'wrong-type tasks.max.enforce',
  ])
})

test('what a connector lacks', () => {
  const missing = (className: string, config: Mapping): string[] => missingOptions(className, config, ['spec', 'config'], '4.3').map((each) => each.message)
  assert.equal(missing('org.apache.kafka.connect.file.FileStreamSourceConnector', { file: 'x' }), [
    '`topic` is missing: FileStreamSourceConnector needs it, and without it Kafka Connect refuses the connector',
  ])
  assert.equal(missing('com.example.X', { transforms: 'a', 'transforms.b.type': 'x', predicates: '${env:P}', 'predicates.p.type': 'x' }), [
    '`transforms.a.type` is missing: `transforms` names the transformation `a`, and Kafka Connect refuses the connector',
    '`transforms.b.type` has no effect: `transforms` does not name the transformation `b`; add it there',
  ])
  assert.equal(missing('com.example.X', { transforms: 'a', 'transforms.a.type': 'org.apache.kafka.connect.transforms.InsertHeader' }).length, 2)
  assert.equal(missing('io.debezium.connector.mysql.MySqlConnector', { 'database.server.name': 'old' }), [])
})

test('an allowed key is exact or a prefix', () => {
  assert.ok(isAllowed('my.plugin.url', ['other', 'my.plugin.*']))
  assert.not(isAllowed('my.plugin.url', ['my.plugin']))
})

test('hostile maps: names of Object.prototype, NUL, thousands of keys', () => {
  const config: Mapping = Object.fromEntries([['__proto__', 1] as const, ['constructor', 1] as const, ['a\0b', 1] as const, ...Array.from({ length: 5000 }, (_, index) => [`unknown.key.number.${String(index)}`, 1] as const)])
  const spent = processorTime()
  assert.ok(check(broker(false), config).length >= 5002)
  assert.ok(spent() < 2000)
  assert.equal(says(connectorPlace('constructor', { transforms: 'constructor' }), { transforms: 'constructor' }), [])
})

test.run()
