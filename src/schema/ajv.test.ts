import { Ajv } from 'ajv'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { jsonSchemas, rootId, rootSchema } from './ajv.js'
import { ajvOptions } from './ajv-options.js'
import { extrasOf } from './extras.js'
import type { Definitions } from './schema.js'
import { toSchema } from './structural.js'

/** A CRD that somebody could bring along: what the build does with Strimzi's happens to it at run time. */
const crd = {
  type: 'object',
  required: ['spec'],
  properties: {
    metadata: { type: 'object' },
    spec: {
      type: 'object',
      description: 'Prose is left out.',
      properties: {
        size: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }], pattern: '^[0-9]+$' },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { known: { type: 'string' } } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        list: { type: 'array', items: { type: 'object', 'x-kubernetes-validations': [{ rule: 'a rule' }], properties: { a: { type: 'integer', minimum: 1 } } } },
      },
      oneOf: [{ required: ['size'] }, { required: ['free'] }],
    },
    status: { type: 'object', required: ['a'], properties: { a: { type: 'array', items: { type: 'object', properties: { b: { type: 'string' } } } } } },
  },
} as const

const compile = suite('from a CRD to a validator')

compile('the server’s reading of a CRD', () => {
  const definitions: Definitions = { Thing: toSchema(crd, (rule) => rule.replace(' ', '-')) }
  const ajv = new Ajv({ ...ajvOptions, schemas: [...jsonSchemas(definitions), rootSchema('Thing', definitions)] })
  const validate = ajv.getSchema(rootId('Thing'))
  const errors = (value: object): string[] => {
    void validate?.(value)
    return (validate?.errors ?? []).filter(({ schemaPath }) => !schemaPath.includes('oneOf/')).map(({ instancePath, keyword }) => `${keyword} ${instancePath}`)
  }
  assert.equal(errors({ metadata: 5, spec: { size: 5 }, status: { a: 'x' } }), [])
  assert.equal(errors({ spec: { free: { known: 'a', other: {} } } }), [])
  assert.equal(errors({}), ['required '])
  assert.equal(errors({ spec: { size: 'x', other: 1 } }), ['additionalProperties /spec', 'pattern /spec/size'])
  assert.equal(errors({ spec: { size: 1.5 } }), ['type /spec/size'])
  assert.equal(errors({ spec: { free: { known: 1 } } }), ['type /spec/free/known'])
  assert.equal(errors({ spec: { size: 1, labels: { a: 1 } } }), ['type /spec/labels/a'])
  assert.equal(errors({ spec: { size: 1, free: {} } }), ['oneOf /spec'])
  assert.equal(errors({ spec: { size: 1, list: [{ a: 0 }, { b: 1 }] } }), ['minimum /spec/list/0/a', 'additionalProperties /spec/list/1'])
  assert.equal(errors({ spec: { size: 1 }, status: { c: 1, a: [{ b: { d: 1 } }] } }), ['additionalProperties /status', 'additionalProperties /status/a/0/b'])
  assert.equal(extrasOf('Thing', definitions), { rules: [[['spec', 'list', '[]'], ['a-rule']]] })
})

compile('a keyword or a form that we do not know is an error, not a silence', () => {
  const none = (): string => ''
  assert.throws(() => toSchema({ type: 'object', 'x-kubernetes-list-type': 'map' } as object, none), 'unknown keyword x-kubernetes-list-type')
  assert.throws(() => toSchema({ type: 'tuple' }, none), 'unknown type tuple')
  assert.throws(() => toSchema({ oneOf: [{ required: ['a', 'b'] }] }, none), 'unknown form of oneOf')
  assert.throws(() => toSchema({ anyOf: [{ required: ['a'] }] }, none), 'unknown form of anyOf')
})

compile.run()
