import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { defineRule, type Rule } from '../rule/rule.js'
import { readConfig } from './read.js'

const rules: readonly Rule[] = [
  defineRule({
    id: 'topic-min-isr-without-spare', area: 'replication', summary: '.', kinds: [], stage: 'runtime', why: '', links: [],
    presets: { recommended: 'warning', production: 'error', dev: 'off' },
    options: {
      spare: { type: 'integer', minimum: 0, maximum: 5, default: 1, description: '' },
      mode: { type: 'string', enum: ['strict', 'lenient'], default: 'strict', description: '' },
      names: { type: 'array', items: { type: 'string' }, default: [], description: '' },
      loud: { type: 'boolean', default: false, description: '' },
    },
    examples: { invalid: [], valid: [] },
    *check() { /* only its metadata is used */ },
  }),
  defineRule({
    id: 'plain-rule', area: 'quotas', summary: '.', kinds: [], stage: 'review', why: '', links: [],
    presets: { recommended: 'off', production: 'off', dev: 'off' },
    examples: { invalid: [], valid: [] },
    *check() { /* only its metadata is used */ },
  }),
]

/** The problems of a text: the marked part, where, and what. */
function problems(text: string): string[] {
  return readConfig(text, rules).problems.map(({ span, path, message }) => `${text.slice(span.start, span.end)} | ${path} | ${message}`)
}

const test = suite('readConfig')

test('reads every key', () => {
  const { config, problems: none } = readConfig(`
strimzi: 1.2.0
kafka: 4.3.1
extends: [dev, production]
rules:
  topic-min-isr-without-spare: [warning, { spare: 2, mode: lenient, names: [a], loud: true }]
  plain-rule: off
tenants:
  - name: shop
    prefixes: [shop., cart.]
    namespaces: [shop]
  - name: other
ignore: ['charts/**']
`, rules)
  assert.equal(none, [])
  assert.equal({ ...config, rules: [...config.rules] }, {
    strimzi: '1.2.0',
    kafka: '4.3.1',
    extends: ['dev', 'production'],
    rules: [
      ['topic-min-isr-without-spare', { severity: 'warning', options: { spare: 2, mode: 'lenient', names: ['a'], loud: true } }],
      ['plain-rule', { severity: 'off', options: {} }],
    ],
    tenants: [{ name: 'shop', prefixes: ['shop.', 'cart.'], namespaces: ['shop'] }, { name: 'other', prefixes: [], namespaces: [] }],
    ignore: ['charts/**'],
    overrides: [],
  })
})

test('overrides, and the baseline', () => {
  const { config, problems: none } = readConfig(`
baseline: known.yaml
overrides:
  - files: dev/**
    kinds: [Kafka*]
    namespaces: [dev]
    names: ['*-tmp']
    labels: { env: dev }
    rules: { plain-rule: off }
`, rules)
  assert.equal(none, [])
  assert.is(config.baseline, 'known.yaml')
  const [override] = config.overrides
  assert.ok(override)
  assert.equal({ ...override, rules: [...override.rules] }, {
    files: ['dev/**'], kinds: ['Kafka*'], namespaces: ['dev'], names: ['*-tmp'], labels: { env: 'dev' }, rules: [['plain-rule', { severity: 'off', options: {} }]],
  })
  assert.equal(problems('overrides: { a: 1 }\n').map((line) => line.split(' | ')[2]), ['overrides must be a list, not a mapping'])
  assert.equal(problems('overrides:\n  - file: a\n    names: x\n    rules: {}\n'), ['file | overrides[0].file | unknown key "file" of an override: did you mean files?'])
  assert.equal(problems('overrides:\n  - rules: { plain-rul: off }\n').map((line) => line.split(' | ').slice(1)), [
    ['overrides[0]', 'an override selects by files, kinds, namespaces, names or labels; for everything, set the rule under rules'],
    ['overrides[0].rules.plain-rul', 'unknown rule "plain-rul": did you mean plain-rule?'],
  ])
  assert.equal(problems('overrides:\n  - names: x\n').map((line) => line.split(' | ')[2]), ['an override needs rules'])
  assert.equal(problems('overrides:\n  - labels: { a: 1 }\n    rules: {}\n'), ['1 | overrides[0].labels.a | the value of a label is a string, not 1; quote it'])
  assert.equal(problems('baseline: [a]\n'), ['[a] | baseline | baseline must be the name of a file, not a list'])
})

test('an empty file, and keys without a value, are fine', () => {
  assert.equal(problems(''), [])
  assert.equal(problems('# later\n'), [])
  assert.equal(problems('rules:\ntenants:\nstrimzi:\nextends:\nignore:\nkafka:\n'), [])
})

test('versions are read as they are written', () => {
  assert.is(readConfig('kafka: 3.5\n', rules).config.kafka, '3.5')
  assert.equal(problems('kafka: 3.50\n'), ['3.50 | kafka | unknown Kafka version "3.50" (Strimzi runs 3.2.0 to 4.3.1)'])
  assert.equal(problems('strimzi: 1.3\n'), ['1.3 | strimzi | unknown Strimzi release "1.3" (auto, latest, a release from 0.32.0 to 1.2.0, or a range such as 0.45..1.2)'])
  for (const fine of ['1.2', 'latest', '0.45..1.2', 'auto']) assert.equal(problems(`strimzi: ${fine}\n`), [])
  assert.match(problems('strimzi: 1.2..0.45\n')[0] ?? '', 'did you mean 0.45..1.2?')
  assert.equal(problems('strimzi: [1]\n'), ['[1] | strimzi | strimzi must be a version, not a list'])
})

test('definitions: one name or several', () => {
  assert.equal(readConfig('crds: crds/\n', rules).config.crds, ['crds/'])
  assert.equal(readConfig('crds: [a.yaml, b]\n', rules).config.crds, ['a.yaml', 'b'])
  assert.is(readConfig('crds:\n', rules).config.crds, undefined)
  assert.is(problems('crds: { a: 1 }\n').length, 1)
})

test('unknown keys and rules, with what was meant', () => {
  assert.equal(problems('rule:\n  plain-rule: error\n'), ['rule | rule | unknown key "rule": did you mean rules?'])
  assert.equal(problems('colour: red\n'), ['colour | colour | unknown key "colour": known are strimzi, kafka, extends, rules, overrides, tenants, ignore, baseline, crds'])
  assert.equal(problems('rules:\n  plain-rul: error\n'), ['plain-rul | rules.plain-rul | unknown rule "plain-rul": did you mean plain-rule?'])
  assert.equal(problems('extends: producton\n'), ['producton | extends | unknown preset "producton": did you mean production?'])
  assert.equal(problems('extends: [dev, 3]\n'), ['3 | extends[1] | unknown preset 3 (recommended, production, dev, all, or a file such as ./base.yaml)'])
})

test('severities', () => {
  assert.equal(problems('rules: { plain-rule: eror }\n'), ['eror | rules.plain-rule | a severity is one of error, warning, info, off, not "eror": did you mean error?'])
  assert.equal(problems('rules: { plain-rule: on }\n'), ['on | rules.plain-rule | a severity is one of error, warning, info, off, not true'])
  assert.equal(problems('rules: { plain-rule: [2, {}] }\n'), ['2 | rules.plain-rule[0] | a severity is one of error, warning, info, off, not 2'])
  assert.equal(problems('rules: { plain-rule: [] }\n'), ['[] | rules.plain-rule | a severity is one of error, warning, info, off, not nothing'])
  assert.equal(problems('rules: { plain-rule: [error, {}, 3] }\n'), ['3 | rules.plain-rule[2] | a rule is set to a severity, or to [severity, options]'])
})

test('options', () => {
  const option = (options: string): string[] => problems(`rules:\n  topic-min-isr-without-spare: [error, {${options}}]\n`).map((line) => line.replace(/ \| .* \| /, ' | '))
  assert.equal(option('spar: 1'), ['spar | topic-min-isr-without-spare has no option "spar": did you mean spare?'])
  assert.equal(option('spare: three'), ['three | spare must be an integer, not "three"'])
  assert.equal(option('spare: 1.5'), ['1.5 | spare must be an integer, not 1.5'])
  assert.equal(option('spare: -1'), ['-1 | spare must be at least 0, not -1'])
  assert.equal(option('spare: 9'), ['9 | spare must be at most 5, not 9'])
  assert.equal(option('mode: strickt'), ['strickt | mode must be one of strict, lenient, not "strickt": did you mean strict?'])
  assert.equal(option('names: [a, 1]'), ['1 | names must be a list of strings, and this is 1'])
  assert.equal(option('names: a'), ['a | names must be a list of strings, not "a"'])
  assert.equal(option('loud: 1'), ['1 | loud must be true or false, not 1'])
  assert.equal(problems('rules: { plain-rule: [error, { a: 1 }] }'), ['a | rules.plain-rule[1].a | plain-rule has no options'])
  assert.equal(problems('rules: { plain-rule: [error, 5] }'), ['5 | rules.plain-rule[1] | the options of plain-rule must be a mapping, not 5'])
})

test('tenants and lists', () => {
  assert.equal(problems('tenants: { name: a }\n').map((line) => line.split(' | ')[2]), ['tenants must be a list, not a mapping'])
  assert.equal(problems('tenants:\n  - name: a\n    prefix: [x]\n'), ['prefix | tenants[0].prefix | unknown key "prefix" of a tenant: did you mean prefixes?'])
  assert.equal(problems('tenants:\n  - name: a\n  - name: a\n'), ['a | tenants[1].name | there are two tenants "a"'])
  assert.equal(problems('tenants:\n  - name: 5\n'), ['5 | tenants[0].name | a tenant needs a name, a string, not 5'])
  assert.equal(problems('ignore: [a, 1]\n'), ['1 | ignore[1] | ignore must be a list of strings, and this is 1'])
  assert.equal(problems('ignore: { a: b }\n').length, 1)
})

test('all problems at once, in the order of the text; broken YAML; hostile keys', () => {
  assert.is(problems('strimzi: 9\nkafka: x\nrules: 3\ntenants: 4\nignore: 5\n').length, 5)
  assert.ok(problems('rules: [\n').length > 0)
  assert.equal(problems('- a\n').map((line) => line.split(' | ')[2]), ['the configuration must be a mapping, not a list'])
  assert.is(problems('strimzi: auto\n---\nkafka: 4.3.1\n').length, 1)
  const hostile = problems('__proto__: 1\nconstructor: 2\nrules:\n  __proto__: error\n  toString: error\n  topic-min-isr-without-spare: [error, { __proto__: 1, constructor: 2 }]\n')
  assert.is(hostile.length, 6)
  assert.ok(problems(`rules: ${'['.repeat(10_000)}`).length > 0)
})

test.run()
