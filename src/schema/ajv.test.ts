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

compile('a keyword or a type that we do not know is an error, not a silence', () => {
  const none = (): string => ''
  assert.throws(() => toSchema({ type: 'object', 'x-kubernetes-lists': 'map' } as object, none), 'unknown keyword x-kubernetes-lists')
  assert.throws(() => toSchema({ type: 'tuple' }, none), 'unknown type tuple')
})

compile('conditions close nothing, and limits exclude', () => {
  const definitions: Definitions = {
    Thing: toSchema({
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: { a: { type: 'integer', minimum: 1, exclusiveMinimum: true }, b: { type: 'string', nullable: true, enum: ['x'] }, c: { type: 'string', maxLength: 2 } },
          anyOf: [{ required: ['a'] }, { properties: { b: { pattern: '^x' } }, required: ['b'] }],
          not: { required: ['a', 'c'] },
        },
      },
    }, () => ''),
  }
  const ajv = new Ajv({ ...ajvOptions, schemas: [...jsonSchemas(definitions), rootSchema('Thing', definitions)] })
  const validate = ajv.getSchema(rootId('Thing'))
  const keywords = (spec: object): string[] => {
    void validate?.({ spec })
    return (validate?.errors ?? []).filter(({ schemaPath }) => !schemaPath.includes('anyOf/')).map(({ keyword }) => keyword)
  }
  assert.equal(keywords({ a: 2 }), [])
  assert.equal(keywords({ a: 1 }), ['exclusiveMinimum'])
  assert.equal(keywords({ b: null, a: 2 }), [])
  assert.equal(keywords({ c: 'abc' }), ['anyOf', 'maxLength'])
  assert.equal(keywords({ a: 2, c: 'a' }), ['not'])
  assert.equal(keywords({ b: 'x' }), [])
})

compile.run()
