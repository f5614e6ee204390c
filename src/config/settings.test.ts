import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { strimziReleases } from '../facts/releases.js'
import { defineRule, type Rule, type RuleSetting } from '../rule/rule.js'
import { emptyConfig, type Config } from './config.js'
import { checkChoices, noChoices, resolveSettings, type Choices } from './settings.js'

function rule(id: string, area: string, recommended: RuleSetting, production: RuleSetting, dev: RuleSetting): Rule {
  return defineRule({
    id, area, summary: '.', kinds: [], stage: 'review', why: '', links: [], presets: { recommended, production, dev },
    options: { spare: { type: 'integer', default: 1, description: '' }, deep: { type: 'boolean', default: false, description: '' } },
    examples: { invalid: [], valid: [] },
    *check() { /* only its metadata is used */ },
  })
}

const rules = [
  rule('alpha', 'replication', 'warning', ['error', { spare: 2 }], 'off'),
  rule('beta', 'quotas', 'off', 'off', 'info'),
  rule('gamma', 'quotas', 'info', 'warning', 'warning'),
]

function severities(config: Partial<Config>, choices: Partial<Choices> = {}): Record<string, string> {
  const levels = resolveSettings(rules, { ...emptyConfig, ...config }, { ...noChoices, ...choices }).levels({ file: 'a' })
  return Object.fromEntries([...levels].map(([id, { severity }]) => [id, severity]))
}

const test = suite('settings')

test('presets', () => {
  assert.equal(severities({}), { alpha: 'warning', gamma: 'info' })
  assert.equal(severities({ extends: ['dev'] }), { beta: 'info', gamma: 'warning' })
  assert.equal(severities({ extends: ['dev', 'production'] }), { alpha: 'error', gamma: 'warning' })
  assert.equal(severities({ extends: ['dev'] }, { preset: 'all' }), { alpha: 'error', beta: 'info', gamma: 'warning' })
})

test('the file goes over presets; options of the preset stay', () => {
  const config: Config = { ...emptyConfig, extends: ['production'], rules: new Map([['alpha', { severity: 'info', options: { deep: true } }]]) }
  assert.equal(resolveSettings(rules, config, noChoices).levels({ file: 'a' }).get('alpha'), { severity: 'info', options: { spare: 2, deep: true } })
  assert.equal(severities({ rules: new Map([['gamma', { severity: 'off', options: {} }], ['beta', { severity: 'error', options: {} }]]) }), { alpha: 'warning', beta: 'error' })
})

test('only and skip take rules and areas; a rule that is named runs', () => {
  assert.equal(severities({}, { only: ['quotas'] }), { gamma: 'info' })
  assert.equal(severities({}, { only: ['beta'] }), { beta: 'info' })
  assert.equal(severities({}, { skip: ['quotas'] }), { alpha: 'warning' })
  assert.equal(severities({}, { only: ['quotas'], skip: ['gamma'] }), {})
})

test('the command line goes over the file', () => {
  const settings = resolveSettings(rules, { ...emptyConfig, strimzi: '1.2.0', kafka: '4.2.0' }, { ...noChoices, strimzi: 'auto', kafka: '4.3.1' })
  assert.equal([settings.strimzi, settings.kafka], ['auto', '4.3.1'])
  assert.equal(resolveSettings(rules, emptyConfig, noChoices).strimzi, 'auto')
})

test('a part of a release, the latest, a range', () => {
  const judge = (strimzi: string): unknown => {
    const settings = resolveSettings(rules, emptyConfig, { ...noChoices, strimzi })
    return [settings.strimzi, settings.fleet?.length, settings.literal]
  }
  assert.equal(judge('1.0'), ['1.0.1', undefined, true])
  assert.equal(judge('latest'), [strimziReleases[0]?.name, undefined, true])
  assert.equal(judge('0.45..1.0'), ['1.0.1', 14, true])
  assert.equal(judge('1.0.0..1.0.0'), ['1.0.0', undefined, true])
})

test('levels are resolved once', () => {
  const settings = resolveSettings(rules, emptyConfig, noChoices)
  assert.is(settings.levels({ file: 'a' }), settings.levels({ file: 'b' }))
})

test('wrong choices, with what was meant', () => {
  assert.equal(checkChoices({ strimzi: '1.2.7', kafka: '9', preset: 'producton', only: ['alpa'], skip: ['nothing-like-it'] }, rules), [
    'unknown Strimzi release "1.2.7": did you mean 1.2.0? (auto, latest, a release from 0.32.0 to 1.2.0, or a range such as 0.45..1.2)',
    'unknown Kafka version "9" (Strimzi runs 3.2.0 to 4.3.1)',
    'unknown preset "producton": did you mean production?',
    'unknown rule or area "alpa": did you mean alpha?',
    'unknown rule or area "nothing-like-it": strimzi-lint rules lists them',
  ])
  assert.equal(checkChoices({ strimzi: 'auto', preset: 'all', only: ['quotas'], skip: ['alpha'] }, rules), [])
})

test.run()
