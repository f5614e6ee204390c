import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { readConfig } from '../config/read.js'
import { parseStream } from '../yaml/stream.js'
import { configSchemaFile, configSchemaText } from './config-schema.js'

const validate = new Ajv({ strict: false }).compile(JSON.parse(configSchemaText(rules)) as object)

/** What the schema and what we say of a configuration. */
function verdicts(text: string): { readonly schema: boolean; readonly ours: boolean } {
  return { schema: validate(parseStream(text)[0]?.value), ours: readConfig(text, rules, () => 'not here').problems.length === 0 }
}

const test = suite('config schema')

test('is what the rules make it: npx tsx src/dev/config-schema.ts', () => {
  assert.ok(readFileSync(configSchemaFile, 'utf8') === configSchemaText(rules), 'schemas/config.schema.json is not fresh')
})

test('takes what we take', () => {
  const right = [
    'extends: production\n', 'extends: [dev, all]\nstrimzi: 1.2\nkafka: 4.3.1\n', 'rules:\n  unknown-field: off\n',
    'rules:\n  topic-replication-factor-too-low: [error, { minimum: 3, allow: ["tmp.*"] }]\n', 'rules: { unknown-field: "off" }\n',
    'overrides:\n  - files: dev/**\n    labels: { env: dev }\n    rules: { unknown-field: info }\n', 'tenants: [{ name: a, prefixes: [a.], namespaces: a }]\n',
    'ignore: charts\nbaseline: known.yaml\n', 'rules:\ntenants:\noverrides:\nextends:\nkafka:\nbaseline:\n',
  ]
  for (const text of right) assert.equal(verdicts(text), { schema: true, ours: true }, text)
  assert.is(verdicts('extends: [./base.yaml, shared/x.yml]\n').schema, true)
})

test('refuses what we refuse', () => {
  const wrong = [
    'rule: {}\n', 'extends: prod\n', 'rules: { unknown-feld: off }\n', 'rules: { unknown-field: [error, { a: 1 }] }\n', 'rules: { unknown-field: fatal }\n',
    'rules:\n  topic-replication-factor-too-low: [error, { minimum: three }]\n', 'overrides:\n  - rules: {}\n', 'overrides:\n  - names: a\n', 'tenants: [{ prefixes: a }]\n',
    'ignore: [1]\n', 'baseline: 3\n',
  ]
  for (const text of wrong) assert.equal(verdicts(text), { schema: false, ours: false }, text)
})

test.run()
