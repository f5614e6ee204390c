import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { buildValidators } from '../dev/build-validators.js'
import { serverField } from './fault.js'
import { celRules } from './cel.js'
import { judge } from './judge.js'

buildValidators()

function rule(name: string, self: Record<string, unknown>): string {
  const found = celRules[name]
  if (found === undefined) throw new Error(`no rule ${name}`)
  return found.judge(self)?.key ?? 'holds'
}

const cel = suite('CEL rules')

cel('rack: an absent key is an evaluation error and so a refusal', () => {
  assert.is(rule('rack-topology-key', { topologyKey: 'zone' }), 'holds')
  assert.is(rule('rack-topology-key', { type: 'environment-variable' }), 'holds')
  for (const self of [{}, { type: 'topology-label' }, { topologyKey: '' }]) assert.is(rule('rack-topology-key', self), 'topologyKey')
  assert.is(rule('rack-environment-variable', { type: 'environment-variable', envVarName: 'RACK' }), 'holds')
  assert.is(rule('rack-environment-variable', { topologyKey: 'zone' }), 'holds')
  for (const self of [{ type: 'environment-variable' }, { type: 'environment-variable', envVarName: '' }]) assert.is(rule('rack-environment-variable', self), 'envVarName')
})

cel('metrics', () => {
  assert.is(rule('metrics-value-from', { type: 'jmxPrometheusExporter', valueFrom: {} }), 'holds')
  assert.is(rule('metrics-value-from', { type: 'strimziMetricsReporter' }), 'holds')
  assert.is(rule('metrics-value-from', { type: 'jmxPrometheusExporter' }), 'valueFrom')
  assert.is(rule('metrics-reporter-not-here', { type: 'strimziMetricsReporter' }), 'type')
  assert.is(rule('metrics-reporter-not-here', { type: 'jmxPrometheusExporter' }), 'holds')
})

cel('days of user certificates', () => {
  const tls = { type: 'tls' }
  assert.is(rule('certificate-days-only-tls', { type: 'scram-sha-512', renewalDays: 1 }), 'renewalDays')
  assert.is(rule('certificate-days-only-tls', { type: 'scram-sha-512' }), 'holds')
  assert.is(rule('certificate-days-only-tls', { ...tls, renewalDays: 1 }), 'holds')
  assert.is(rule('certificate-days-both', { ...tls, renewalDays: 1 }), 'renewalDays')
  assert.is(rule('certificate-days-both', { ...tls, validityDays: 1 }), 'validityDays')
  assert.is(rule('certificate-days-both', { ...tls, validityDays: 2, renewalDays: 1 }), 'holds')
  assert.is(rule('certificate-days-order', { ...tls, validityDays: 1, renewalDays: 1 }), 'renewalDays')
  assert.is(rule('certificate-days-order', { ...tls, validityDays: 2, renewalDays: 1 }), 'holds')
})

const bridge = (spec: object): object => ({
  apiVersion: 'kafka.strimzi.io/v1',
  kind: 'KafkaBridge',
  metadata: { name: 'bridge' },
  spec: { replicas: 1, bootstrapServers: 'a', ...spec },
})
const errors = (value: object, release: string): string[] =>
  judge(value, release).map((fault) => `${fault.type} ${serverField(fault)}${fault.hidden === true ? ' (hidden)' : ''}`)

cel('are judged at their place, by the releases that have them', () => {
  assert.equal(errors(bridge({ rack: {} }), '1.2.0'), ['FieldValueInvalid spec.rack'])
  assert.equal(errors(bridge({ rack: { type: null, topologyKey: 'zone' } }), '1.2.0'), [])
  assert.equal(errors(bridge({ rack: { topologyKey: '' } }), '0.49.1'), [])
})

cel('the server gets to them only when the schema holds; people hear of both', () => {
  assert.equal(errors(bridge({ rack: {}, replicas: 'x' }), '1.2.0'), [
    'FieldValueTypeInvalid spec.replicas',
    'FieldValueInvalid spec.replicas',
    'FieldValueInvalid spec.rack (hidden)',
  ])
  // What is invalid, but of the right type, does not keep the server from evaluating them.
  assert.equal(errors(bridge({ rack: {}, replicas: -1 }), '1.2.0'), ['FieldValueInvalid spec.replicas', 'FieldValueInvalid spec.replicas', 'FieldValueInvalid spec.rack'])
  // An object that is broken itself is not judged by its rules.
  assert.equal(errors(bridge({ rack: { type: 5 } }), '1.2.0').filter((text) => text.includes('hidden')), [])
})

cel.run()
