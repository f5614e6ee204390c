import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { lint } from '../../src/engine/lint.js'
import { levelOf, namedSetting } from '../../src/rule/levels.js'
import type { RuleLevel } from '../../src/rule/settings.js'
import { processorTime } from '../../src/testing/processor-time.js'
import { rules } from '../index.js'

const test = suite('options of hostile manifests')

const own = rules.filter(({ area }) => area.startsWith('kafka-'))
const levels = new Map<string, RuleLevel>()
for (const rule of own) {
  const level = levelOf(rule, namedSetting(rule))
  if (level !== undefined) levels.set(rule.id, level)
}

/** Lints manifests of each kind with options; no rule may fail or take long. */
async function survives(config: Readonly<Record<string, unknown>>): Promise<void> {
  const maps = { config }
  const specs = {
    Kafka: { kafka: { ...maps, tieredStorage: [] }, cruiseControl: { ...maps, brokerCapacity: 'x' } },
    KafkaTopic: maps,
    KafkaConnect: { bootstrapServers: 'shop-kafka-bootstrap:9092', ...maps },
    KafkaConnector: { class: 'org.apache.kafka.connect.file.FileStreamSinkConnector', ...maps },
    KafkaBridge: { producer: maps, consumer: maps, adminClient: maps },
    KafkaMirrorMaker2: { target: maps, mirrors: [{ source: maps, sourceConnector: maps, checkpointConnector: maps }, null, 3] },
    KafkaRebalance: { goals: [[], {}, 'RackAwareGoal'] },
  }
  const labels = { 'strimzi.io/cluster': 'shop' }
  const documents = Object.entries(specs).map(([kind, spec]) => JSON.stringify({ apiVersion: 'kafka.strimzi.io/v1', kind, metadata: { name: 'shop', labels }, spec }))
  const spent = processorTime()
  const report = await lint({ files: [{ path: 'x.yaml', text: documents.join('\n---\n') }] }, own, { strimzi: 'auto', tenants: [], levels: () => levels })
  assert.equal(report.failures, [])
  assert.ok(spent() < 10_000)
}

const related = ['cleanup.policy', 'retention.ms', 'segment.ms', 'topics', 'topics.regex', 'transforms', 'predicates', 'topic.creation.groups', 'hard.goals',
  'default.goals', 'errors.tolerance', 'errors.deadletterqueue.topic.name', 'max.request.size', 'enable.idempotence', 'log.roll.hours', 'group.protocol']

test('values of every kind', async () => {
  let deep: unknown = 'delete'
  for (let depth = 0; depth < 60; depth++) deep = [deep, 'compact']
  for (const value of [null, '', '\0', ' ', -1, 1e308, true, [], {}, deep, 'a,'.repeat(5000), '(a+)+$'.repeat(20), '9'.repeat(5000), '${X}', '__proto__', 'constructor']) {
    await survives(Object.fromEntries(related.map((key) => [key, value])))
  }
})

test('keys that objects have anyway, and thousands of them', async () => {
  await survives(Object.fromEntries(['__proto__', 'constructor', 'toString', 'transforms.__proto__.type', 'topic.creation.', 'producer.override.'].map((key) => [key, 1])))
  await survives(Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`topic.creation.g${String(index)}.x`, index])))
  const aliases = Array.from({ length: 3000 }, (_, index) => `t${String(index)}`)
  await survives({ transforms: aliases.join(','), 'topic.creation.groups': aliases.join(','), ...Object.fromEntries(aliases.map((each) => [`transforms.${each}.type`, 'x'])) })
})

test.run()
