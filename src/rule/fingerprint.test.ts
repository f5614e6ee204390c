import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Finding } from './finding.js'
import { fingerprints, identityKey, identityOf, stablePath } from './fingerprint.js'

const finding: Finding = {
  rule: 'topic-replicas', severity: 'error', stage: 'runtime', message: 'm', file: 'a.yaml', span: { start: 1, end: 2 }, path: 'spec.replicas',
  resource: { apiVersion: 'kafka.strimzi.io/v1beta2', kind: 'KafkaTopic', name: 'orders', namespace: 'kafka' }, related: [],
}
const key = (changes: Partial<Finding>): string => identityKey(identityOf({ ...finding, ...changes }))

const test = suite('fingerprints')

test('lines, files, wording, severity and the apiVersion do not belong to the identity', () => {
  assert.is(key({}), key({ file: 'moved/b.yaml', span: { start: 90, end: 99 }, message: 'other', severity: 'info' }))
  assert.is(key({}), key({ resource: { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaTopic', name: 'orders', namespace: 'kafka' } }))
})

test('rule, kind, namespace, name and path do', () => {
  const { resource } = finding
  assert.ok(resource)
  const others = [
    key({ rule: 'other' }), key({ path: 'spec.partitions' }), key({ resource: { ...resource, name: 'renamed' } }),
    key({ resource: { ...resource, namespace: 'other' } }), key({ resource: { ...resource, kind: 'KafkaUser' } }),
  ]
  assert.is(new Set([key({}), ...others]).size, 6)
})

test('without a resource, or a name of it, the file does too', () => {
  const { resource, ...outside } = finding
  assert.ok(resource)
  assert.is.not(identityKey(identityOf(outside)), identityKey(identityOf({ ...outside, file: 'b.yaml' })))
  const nameless = { ...resource, name: '' }
  assert.is.not(key({ resource: nameless }), key({ resource: nameless, file: 'b.yaml' }))
})

test('equal ones get an ordinal, and nothing else does', () => {
  const prints = fingerprints([finding, { ...finding, file: 'b.yaml' }, { ...finding, rule: 'other' }])
  assert.is(prints[0]?.replace(/:0$/, ':1'), prints[1])
  assert.ok(prints[2]?.endsWith(':0'))
  prints.forEach((print) => { assert.match(print, /^[0-9a-f]{32}:\d$/) })
})

test('items of lists are called by what names them', () => {
  const value = {
    spec: {
      kafka: { listeners: [{ name: 'plain', port: 9092 }, { port: 9093 }] },
      storage: { volumes: [{ id: 0 }, { id: 1, size: '1Gi' }] },
      clusters: [{ alias: 'east' }],
      mirrors: [{ sourceCluster: 'east', targetCluster: 'west' }, { source: { alias: 'north' } }],
      acls: [
        { resource: { type: 'topic', name: 'a.b' }, operations: ['Write', 'Read'] },
        { resource: { type: 'topic', name: 'a.b' }, operation: 'Read' },
        { resource: { type: 'cluster' }, operations: ['Describe'] },
      ],
      roles: ['broker', 7],
    },
  }
  const at = (...path: (string | number)[]): string => stablePath(value, ['spec', ...path])
  assert.is(at('kafka', 'listeners', 0, 'port'), 'spec.kafka.listeners[plain].port')
  assert.is(at('kafka', 'listeners', 1, 'port'), 'spec.kafka.listeners[1].port')
  assert.is(at('storage', 'volumes', 1, 'size'), 'spec.storage.volumes[1].size')
  assert.is(at('clusters', 0, 'config', 'a.b'), 'spec.clusters[east].config["a.b"]')
  assert.is(at('mirrors', 0), 'spec.mirrors[east west]')
  assert.is(at('mirrors', 1, 'topicsPattern'), 'spec.mirrors[north].topicsPattern')
  assert.is(at('acls', 0, 'resource', 'name'), 'spec.acls[topic a.b Read,Write].resource.name')
  assert.is(at('acls', 1), 'spec.acls[topic a.b Read]')
  assert.is(at('acls', 2), 'spec.acls[cluster Describe]')
  assert.is(at('roles', 0), 'spec.roles[broker]')
  assert.is(at('roles', 1), 'spec.roles[1]')
  assert.is(at('roles', 9, 'deep', 0), 'spec.roles[9].deep[0]')
  assert.is(stablePath(value, []), '')
  assert.is(stablePath({ list: [{ name: 'x'.repeat(1_000) }] }, ['list', 0]).length, 'list[]'.length + 200)
})

test('hostile keys are only keys', () => {
  assert.is(stablePath({}, ['__proto__', 'constructor', 0]), '__proto__.constructor[0]')
})

test.run()
