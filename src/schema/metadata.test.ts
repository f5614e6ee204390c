import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { serverField } from './fault.js'
import { judgeMetadata } from './metadata.js'

/** What the server says about a metadata, as `type field`; the names are fine unless the test is about names. */
function errors(metadata: unknown): string[] {
  return judgeMetadata(metadata).faults.filter(({ hidden }) => hidden !== true).map((fault) => `${fault.type} ${serverField(fault)}`)
}

const withName = (more: object): object => ({ name: 'orders', ...more })
const long = (length: number): string => 'x'.repeat(length)

const names = suite('metadata: names')

names('a name is a subdomain of at most 253 characters', () => {
  for (const name of ['a', 'my.topic', '1.2.3', '2024-01-01', long(253)]) assert.equal(errors({ name }), [], name)
  for (const name of ['A', 'my_topic', 'a..b', 'a-', '.a', 'a b', 'ä', '${NAME}', long(254)]) assert.equal(errors({ name }), ['FieldValueInvalid metadata.name'], name)
  for (const none of [undefined, null, {}, { name: '' }, { name: null }, { generateName: '' }]) assert.equal(errors(none), ['FieldValueRequired metadata.name'])
})

names('generateName counts only without a name, and is judged with what the server adds', () => {
  assert.equal(errors({ name: 'a', generateName: 'B_' }), [])
  for (const generateName of ['a-', 'a', long(300).slice(0, 253)]) assert.equal(errors({ generateName }), [], generateName)
  assert.equal(errors({ generateName: 'A-' }), ['FieldValueInvalid metadata.name'])
  assert.equal(errors({ generateName: 'a.' }), ['FieldValueInvalid metadata.generateName'])
  assert.equal(errors({ generateName: 'a_' }), ['FieldValueInvalid metadata.generateName', 'FieldValueInvalid metadata.name'])
})

names('a namespace that cannot exist is not found, an empty one is the default', () => {
  for (const namespace of ['', 'kafka', '1', long(63)]) assert.equal(errors(withName({ namespace })), [], namespace)
  for (const namespace of ['Kafka', 'a_b', 'a.b', '-a', 'a-', long(64)]) assert.equal(errors(withName({ namespace })), ['NotFound '], namespace)
})

names.run()

const maps = suite('metadata: labels, annotations, finalizers')

maps('label keys', () => {
  for (const key of ['a', 'strimzi.io/cluster', 'A_b.c', 'up.io/X', long(63), `${long(253)}/a`]) assert.equal(errors(withName({ labels: { [key]: 'v' } })), [], key)
  for (const key of ['-a', 'a-', 'a/b/c', '/a', 'UP.io/x', 'a b', 'ä', 'a..b/c', 'a:b', '_x', '', long(64)]) {
    assert.equal([...new Set(errors(withName({ labels: { [key]: 'v' } })))], ['FieldValueInvalid metadata.labels'], key)
  }
})

maps('label values', () => {
  for (const value of ['', 'A_b.c', 'a..b', '2024-01-01', long(63), null]) assert.equal(errors(withName({ labels: { k: value } })), [], String(value))
  for (const value of ['-v', 'v-', 'a b', 'ä', 'a/b', 'a\nb', '.', long(64)]) {
    assert.equal(errors(withName({ labels: { k: value } })), ['FieldValueInvalid metadata.labels'], value)
  }
})

maps('a value that is not a string refuses the whole object, and nothing else is said by the server', () => {
  for (const labels of [{ k: 5 }, { k: true }, { k: [] }, 5, 'a=b', []]) {
    assert.equal(judgeMetadata({ name: 'Bad', labels }).decoded, false)
    assert.equal(errors({ name: 'Bad', labels }), ['DecodeError metadata.labels'])
  }
  assert.equal(errors(5), ['DecodeError '])
})

maps('annotation keys are compared in lower case, their size has a limit together', () => {
  assert.equal(errors(withName({ annotations: { 'UP.io/x': 'v', k: long(200_000) } })), [])
  assert.equal(errors(withName({ annotations: { 'a b': 'v' } })), ['FieldValueInvalid metadata.annotations'])
  assert.equal(errors(withName({ annotations: { k: long(262_143) } })), [])
  assert.equal(errors(withName({ annotations: { k: long(262_144) } })), ['FieldValueTooLong metadata.annotations'])
})

maps('finalizers', () => {
  for (const finalizers of [null, [], ['strimzi.io/x'], ['plain'], ['a', 'a'], ['orphan']]) assert.equal(errors(withName({ finalizers })), [])
  for (const finalizers of [['a/b/c'], ['UP.io/x'], ['orphan', 'foregroundDeletion'], [null]]) {
    assert.equal(errors(withName({ finalizers })), ['FieldValueInvalid metadata.finalizers'], JSON.stringify(finalizers))
  }
  for (const finalizers of ['a', {}, [5]]) assert.equal(errors(withName({ finalizers })), ['DecodeError metadata.finalizers'])
})

maps.run()

const others = suite('metadata: other fields')

others('unknown fields, with the field that was meant', () => {
  assert.equal(errors(withName({ label: {} })), ['UnknownField metadata.label'])
  const [fault] = judgeMetadata(withName({ label: {} })).faults
  assert.is(fault?.problem?.message, '`label` is not a field of `metadata`; did you mean `labels`?')
  assert.is(fault?.problem?.rename, 'labels')
  assert.equal(errors(withName({ names: null })), ['UnknownField metadata.names'])
  assert.equal(errors(withName({ managedFields: [{ bogus: 1 }] })), ['UnknownField metadata.managedFields[0].bogus'])
})

others('times, numbers and owners', () => {
  assert.equal(errors(withName({ creationTimestamp: '2024-01-01T00:00:00Z', generation: -1, uid: 'x', managedFields: [] })), [])
  assert.equal(errors(withName({ creationTimestamp: null, ownerReferences: null })), [])
  for (const creationTimestamp of ['2024-01-01', '', 'null', '2024-02-30T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01t00:00:00z']) assert.equal(errors(withName({ creationTimestamp })), ['DecodeError '])
  assert.equal(errors(withName({ creationTimestamp: 1 })), ['DecodeError metadata.creationTimestamp'])
  assert.equal(errors(withName({ generation: 1.5 })), ['DecodeError metadata.generation'])
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', uid: 'b' }
  assert.equal(errors(withName({ ownerReferences: [owner] })), [])
  assert.equal(errors(withName({ ownerReferences: [{ ...owner, uid: '' }] })), ['FieldValueInvalid metadata.ownerReferences.uid'])
  assert.equal(errors(withName({ ownerReferences: [{ ...owner, apiVersion: 'a/b/c' }] })), ['FieldValueInvalid metadata.ownerReferences.apiVersion'])
  assert.equal(errors(withName({ ownerReferences: [{ ...owner, apiVersion: 'apps/v1' }] })), [])
  assert.equal(errors(withName({ ownerReferences: [{ ...owner, kind: 'Event' }] })), ['FieldValueInvalid metadata.ownerReferences'])
  const controller = { ...owner, controller: true }
  assert.equal(errors(withName({ ownerReferences: [controller, controller] })), ['FieldValueInvalid metadata.ownerReferences'])
  assert.equal(errors(withName({ ownerReferences: [{ ...owner, controler: true }] })), ['UnknownField metadata.ownerReferences[0].controler'])
})

others.run()
