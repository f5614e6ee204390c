import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { entry, isMapping } from './fault.js'
import { formOfRoot } from './fits.js'
import { judgeBy } from './judge.js'
import { kindNamed } from './kind.js'
import type { Schema } from './schema.js'

const glance = suite('what is fine at a glance')

const metadata = { name: 'shop', namespace: 'kafka', labels: { 'strimzi.io/cluster': 'shop' } }

const kafka = {
  apiVersion: 'kafka.strimzi.io/v1',
  kind: 'Kafka',
  metadata,
  spec: {
    kafka: {
      version: '4.1.0',
      rack: { type: 'topology-label', topologyKey: 'topology.kubernetes.io/zone' },
      listeners: [{ name: 'tls', port: 9093, type: 'internal', tls: true, authentication: { type: 'tls' } }],
      config: { 'min.insync.replicas': 2, 'log.retention.hours': null },
      metricsConfig: { type: 'jmxPrometheusExporter', valueFrom: { configMapKeyRef: { name: 'metrics', key: 'kafka' } } },
      template: {
        pod: { metadata: { labels: { team: 'shop' } }, affinity: { podAntiAffinity: {} } },
        kafkaContainer: { env: [{ name: 'A', value: 'b' }] },
      },
    },
    entityOperator: { topicOperator: {}, userOperator: {} },
  },
}
const resources = [
  kafka,
  {
    apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaNodePool', metadata,
    spec: {
      replicas: 3,
      roles: ['broker'],
      storage: { type: 'jbod', volumes: [{ id: 0, type: 'persistent-claim', size: '100Gi', kraftMetadata: 'shared' }] },
      resources: { requests: { cpu: 2, memory: '16Gi' } },
    },
  },
  { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaTopic', metadata, spec: { partitions: 12, replicas: 3, config: { 'retention.ms': 1 } } },
  {
    apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaUser', metadata,
    spec: {
      authentication: { type: 'tls', validityDays: 30, renewalDays: 10 },
      authorization: { type: 'simple', acls: [{ resource: { type: 'topic', name: 'a', patternType: 'literal' }, operations: ['Read'] }] },
      quotas: { requestPercentage: 55 },
    },
  },
  { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaConnector', metadata, spec: { class: 'a.B', tasksMax: 2, config: { a: 1 } } },
]

/** What people write by mistake, and what only a hostile file has. */
const replacements: readonly unknown[] = [
  undefined, null, true, -1, 0, 1.5, 40_000, 2 ** 31, 2 ** 53, 2 ** 63, Infinity, '', 'x', '5', 'a'.repeat(3000), '1'.repeat(3000), [], [null], {}, { a: null }, { constructor: 1 },
]

/** The value with another one at each place in turn, and with one more key in each mapping. */
function* mutations(value: unknown): Generator {
  for (const other of replacements) yield other
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) for (const other of mutations(item)) yield value.with(index, other)
  } else if (isMapping(value)) {
    for (const key of ['unknown', 'constructor', 'replicas']) for (const other of [1, null, {}]) yield { ...value, [key]: other }
    for (const [key, part] of Object.entries(value)) {
      for (const other of mutations(part)) yield Object.fromEntries(Object.entries({ ...value, [key]: other }).filter(([, each]) => each !== undefined))
    }
  }
}

glance('is fine in detail', () => {
  let fine = 0
  let other = 0
  for (const resource of resources) {
    const { kind: name, apiVersion } = resource
    const served = kindNamed(name)?.served(apiVersion, '1.2.0')
    assert.ok(served !== undefined)
    const { form, kind, root } = served
    assert.ok(form.fits(resource), name)
    for (const mutation of mutations(resource)) {
      if (!form.fits(mutation)) {
        other++
        continue
      }
      fine++
      // These two, and a list, are asked for before.
      if (entry(mutation, 'kind') !== name || entry(mutation, 'apiVersion') !== apiVersion) continue
      assert.equal(judgeBy(mutation, kind, root), [], JSON.stringify(mutation).slice(0, 2000))
    }
  }
  assert.ok(fine > 300 && other > 1000, `${fine} of ${fine + other}`)
})

glance('says nothing where it knows nothing', () => {
  const fits = (spec: Schema, value: unknown): boolean =>
    formOfRoot('Thing', { Thing: { type: 'object', properties: { spec } } }).fits({ metadata: { name: 'a' }, spec: value })
  assert.ok(fits({ type: 'string' }, 'a'))
  assert.ok(fits({}, [{ a: null }]))
  assert.not.ok(fits({ type: 'string', maxLength: 2 }, 'a'))
  assert.not.ok(fits({ type: 'string', nullable: true }, null))
  assert.not.ok(fits({ type: 'array' }, []))
  assert.not.ok(fits({ ref: 'absent' }, {}))
  assert.not.ok(formOfRoot('Absent', {}).fits({}))
})

glance.run()
