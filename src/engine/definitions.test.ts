import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { emptyConfig } from '../config/config.js'
import { noChoices, resolveSettings } from '../config/settings.js'
import type { Report } from '../rule/finding.js'
import { dedent } from '../text/dedent.js'
import { lint } from './lint.js'

const test = suite('definitions that are given')

function judge(crds: string, text: string, strimzi = 'auto'): Promise<Report> {
  const settings = { ...resolveSettings(rules, emptyConfig, { ...noChoices, strimzi }), crds: [{ path: 'crds.yaml', text: crds }] }
  return lint({ files: [{ path: 'a.yaml', text }] }, rules, settings)
}

function said({ findings }: Report): string[] {
  return findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`)
}

function crd(schema: string, more = ''): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  names: { kind: Thing, plural: things }
  versions:
    - name: v1
      served: true
      storage: true
${more}      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
${dedent(schema).trimEnd().split('\n').map((line) => `              ${line}`).join('\n')}
`
}

const thing = (spec: string): string => `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\nspec: ${spec}\n`

test('a kind of another group is judged, by the definition only', async () => {
  const definition = crd(`
    type: object
    required: [size]
    properties:
      size: { type: integer, minimum: 1 }
      colour: { type: string, enum: [red, green] }
  `)
  const fine = await judge(definition, thing('{ size: 1 }'))
  assert.equal([said(fine), fine.documents[0]?.status, fine.documents[0]?.strimzi], [[], 'checked', undefined])
  assert.equal(said(await judge(definition, thing('{ size: 0, colour: rd, clour: red }'))), [
    'invalid-value spec.size: `size` is 0, but must be at least 1',
    'invalid-value spec.colour: `colour` is "rd", but must be one of `red` or `green`; did you mean `red`?',
    'unknown-field spec.clour: `clour` is not a field of `spec`; did you mean `colour`?',
  ])
  assert.equal(said(await judge(definition, thing('{ size: 1 }').replace('/v1', '/v2'))), [
    'unserved-api-version apiVersion: the given CustomResourceDefinition of Thing does not serve `v2`; it serves `example.com/v1`',
  ])
  assert.is((await judge(definition, thing('{}').replace('Thing', 'Other'))).documents[0]?.status, 'skipped')
})

test('defaults are written before required fields are missed; nulls are dropped or allowed', async () => {
  const definition = crd(`
    type: object
    required: [mode, free]
    properties:
      mode: { type: string, default: fast }
      free: { type: string, nullable: true }
      part:
        type: object
        required: [depth]
        properties: { depth: { type: integer, default: 1 } }
      whole:
        type: object
        default: {}
        required: [id]
        properties: { id: { type: string, default: x } }
  `)
  assert.equal(said(await judge(definition, thing('{ free: null, part: {}, mode: null }'))), [])
  assert.equal(said(await judge(definition, thing('{ mode: fast }'))), ['missing-field spec.free: `spec` needs `free` (a string), which is missing'])
  assert.equal(said(await judge(definition, thing('{ free: a, part: { depth: x } }'))), ['wrong-type spec.part.depth: `depth` must be an integer, but this is the string "x"'])
})

test('lists as sets and as maps', async () => {
  const definition = crd(`
    type: object
    properties:
      tags: { type: array, x-kubernetes-list-type: set, items: { type: string } }
      ports:
        type: array
        x-kubernetes-list-type: map
        x-kubernetes-list-map-keys: [port, protocol]
        items:
          type: object
          required: [port]
          properties: { port: { type: integer }, protocol: { type: string, default: TCP } }
  `)
  assert.equal(said(await judge(definition, thing('{ tags: [a, b], ports: [{ port: 1 }, { port: 1, protocol: UDP }] }'))), [])
  assert.equal(said(await judge(definition, thing('{ tags: [a, b, a], ports: [{ port: 1 }, { port: 1, protocol: TCP }] }'))), [
    'invalid-value spec.tags[2]: item 2 of `tags` has the same value as item 0: "a"; each must be there once',
    'invalid-value spec.ports[1]: item 1 of `ports` has the same key as item 0: `port` 1 and `protocol` "TCP"; each must be there once',
  ])
})

test('conditions, limits, patterns of Go', async () => {
  const definition = crd(`
    type: object
    properties:
      a: { type: string, maxLength: 2 }
      b: { type: integer, multipleOf: 5 }
      c: { type: string, pattern: '\\A[[:alpha:]]+\\z' }
      d: { type: string, pattern: '(?i)^x$' }
      e: { x-kubernetes-int-or-string: true }
      f: { type: object, x-kubernetes-preserve-unknown-fields: true }
      g: { type: object, additionalProperties: { type: integer } }
    oneOf: [{ required: [a, b] }, { required: [c], properties: { c: { minLength: 1 } } }]
    not: { required: [f, g] }
  `)
  assert.equal(said(await judge(definition, thing('{ c: abc, d: X, e: 1, f: { x: [1] } }'))), [])
  assert.equal(said(await judge(definition, thing('{ a: abc, b: 7, e: true, g: { x: z } }'))), [
    'invalid-value spec.a: `a` has 3 characters, but may have at most 2',
    'invalid-value spec.b: `b` is 7, but must be a multiple of 5',
    'wrong-type spec.e: `e` must be an integer or a string, but this is the boolean true; write it in quotes',
    'wrong-type spec.g.x: `x` must be an integer, but this is the string "z"',
  ])
  assert.equal(said(await judge(definition, thing('{ d: z, f: {} }'))), [
    'invalid-combination spec: `spec` fits not exactly one of the alternatives that the definition has: `a and b` or `c`',
    'invalid-value spec.d: `d` is "z", but must be text that matches `(?i)^x$`',
  ])
  assert.equal(said(await judge(definition, thing('{ c: a, f: {}, g: {} }'))), ['invalid-combination spec: `spec` is a combination that the definition forbids: `f and g`'])
})

test('the status counts when it is no subresource', async () => {
  const status = '            status: { type: object, required: [a], properties: { a: { type: string } } }\n'
  const resource = `${thing('{}')}status: {}\n`
  assert.equal(said(await judge(crd('type: object') + status, resource)), ['missing-field status.a: `status` needs `a` (a string), which is missing'])
  assert.equal(said(await judge(crd('type: object', '      subresources: { status: {} }\n') + status, resource)), [])
})

test('what only a server can evaluate is said', async () => {
  const definition = crd(`
    type: object
    x-kubernetes-validations: [{ rule: "self.a > 1" }]
    properties: { a: { type: integer }, b: { type: string, format: date-time }, c: { type: string, pattern: '(' } }
  `)
  const { findings, notes } = await judge(definition, thing('{ a: 1 }'))
  assert.equal(findings, [])
  assert.equal(notes, ['not evaluated in example.com/v1 Thing: the CEL rule "self.a > 1" at spec, the format date-time at spec.b, the pattern ('])
  assert.equal((await judge(definition, 'kind: Other\napiVersion: example.com/v1\n')).notes, [])
})

test('definitions go before those of Strimzi, and know its CEL rules', async () => {
  const kafka = crd(`
    type: object
    properties:
      partitions: { type: string }
      rack:
        type: object
        x-kubernetes-validations: [{ rule: "self.type == 'tls' || (!has(self.validityDays) && !has(self.renewalDays))" }]
        properties: { type: { type: string }, validityDays: { type: integer } }
  `).replaceAll('example.com', 'kafka.strimzi.io').replace('Thing', 'KafkaTopic').replaceAll('things', 'kafkatopics')
  const topic = (spec: string): string => `apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: { name: a, labels: { strimzi.io/cluster: c } }\nspec: ${spec}\n`
  const report = await judge(kafka, topic('{ partitions: 1, rack: { type: x, validityDays: 1 } }'))
  assert.equal(report.findings.filter(({ stage }) => stage === 'apply').map(({ rule, path }) => `${rule} ${path}`), ['wrong-type spec.partitions', 'invalid-combination spec.rack.validityDays'])
  const refused = await judge(kafka, topic('{ partitions: "1", rack: { type: x, validityDays: 1 } }'))
  assert.equal(refused.findings.filter(({ stage }) => stage === 'apply').map(({ rule, path }) => `${rule} ${path}`), ['invalid-combination spec.rack.validityDays'])
})

test('a List, other documents, and a kind that is defined twice', async () => {
  const one = crd('type: object').split('\n').map((line, index) => `${index === 0 ? '- ' : '  '}${line}`).join('\n')
  const list = `apiVersion: v1\nkind: List\nitems:\n${one}\n${one}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n`
  const report = await judge(list, thing('{ a: 1 }'))
  assert.equal(said(report).map((line) => line.split(':')[0]), ['unknown-field spec.a', 'invalid-definition spec.names.kind'])
  assert.equal(report.notes, ['1 document given as definitions is none and was left out'])
  assert.equal((await judge('kind: Chart\n', thing('{}'))).notes.at(-1), 'there is no CustomResourceDefinition in what was given as such')
})

test('broken definitions have findings with places, and break nothing', async () => {
  const report = await judge(crd('type: objet'), thing('{ a: 1 }'))
  assert.equal(report.findings.map(({ file, rule, path }) => `${file} ${rule} ${path}`), [
    'crds.yaml invalid-definition spec.versions[0].schema.openAPIV3Schema.properties.spec.type',
  ])
  for (const text of ['spec: 1', 'spec: { versions: {} }', 'spec: { versions: [1, { name: 2 }] }', 'spec: { group: [], names: { kind: {} } }', 'metadata: 3']) {
    const broken = await judge(`apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n${text}\n`, thing('{}'))
    assert.ok(broken.findings.length > 0 && broken.findings.every(({ file, rule }) => file === 'crds.yaml' && rule === 'invalid-definition'), text)
  }
  const hostile = await judge(crd('type: object\nproperties: { __proto__: { type: string }, constructor: { type: string }, toString: { type: string } }'), thing('{ __proto__: 1, constructor: a, valueOf: 1 }'))
  assert.equal(said(hostile).map((line) => line.split(':')[0]), ['unknown-field spec.__proto__', 'unknown-field spec.valueOf'])
})

test.run()
