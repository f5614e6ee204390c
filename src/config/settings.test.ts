import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { strimziReleases } from '../facts/releases.js'
import { defineRule, type Rule, type RuleSetting } from '../rule/rule.js'
import type { Subject } from '../rule/settings.js'
import { emptyConfig, type Config, type Override, type RuleChoice } from './config.js'
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
  assert.equal(severities({ extends: ['dev'] }, { preset: 'all' }), { alpha: 'error', gamma: 'warning' })
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

const off: RuleChoice = { severity: 'off', options: {} }
const override = (selectors: Partial<Override>, choice = off): Override =>
  ({ files: [], kinds: [], namespaces: [], names: [], labels: {}, rules: new Map([['gamma', choice]]), ...selectors })

/** The severity of gamma (info unless overridden) for a subject. */
function gamma(overrides: readonly Override[], subject: Partial<Subject>): string {
  return resolveSettings(rules, { ...emptyConfig, overrides }, { ...noChoices, cwd: '/repo' }).levels({ file: 'a', ...subject }).get('gamma')?.severity ?? 'off'
}

test('overrides by each selector; what the subject does not say fits none', () => {
  assert.is(gamma([override({ kinds: ['KafkaTopic'] })], { kind: 'KafkaTopic' }), 'off')
  assert.is(gamma([override({ kinds: ['KafkaTopic'] })], { kind: 'KafkaUser' }), 'info')
  assert.is(gamma([override({ kinds: ['KafkaTopic'] })], {}), 'info')
  assert.is(gamma([override({ namespaces: ['dev-*', 'test'] })], { namespace: 'dev-a' }), 'off')
  assert.is(gamma([override({ namespaces: ['dev-*', 'test'] })], { namespace: 'prod' }), 'info')
  assert.is(gamma([override({ names: ['tmp.*'] })], { name: 'tmp.a' }), 'off')
  assert.is(gamma([override({ names: ['tmp.*'] })], { name: 'a.tmp' }), 'info')
  assert.is(gamma([override({ labels: { env: 'dev*', team: '*' } })], { labels: { env: 'development', team: 'a' } }), 'off')
  assert.is(gamma([override({ labels: { env: 'dev*', team: '*' } })], { labels: { env: 'development' } }), 'info')
  assert.is(gamma([override({ labels: { toString: '*' } })], { labels: { env: 1 } }), 'info')
  assert.is(gamma([override({ files: ['dev/**'], holds: (path) => path.startsWith('/repo/dev/') })], { file: 'dev/x.yaml' }), 'off')
  assert.is(gamma([override({ files: ['dev/**'], holds: (path) => path.startsWith('/repo/dev/') })], { file: 'prod/x.yaml' }), 'info')
})

test('all selectors must fit; later overrides go over earlier ones; options add up', () => {
  const both = override({ kinds: ['KafkaTopic'], names: ['a'] })
  assert.is(gamma([both], { kind: 'KafkaTopic', name: 'a' }), 'off')
  assert.is(gamma([both], { kind: 'KafkaTopic', name: 'b' }), 'info')
  assert.is(gamma([override({ names: ['a'] }), override({ names: ['*'] }, { severity: 'error', options: {} })], { name: 'a' }), 'error')
  const settings = resolveSettings(rules, {
    ...emptyConfig, rules: new Map([['gamma', { severity: 'warning', options: { deep: true } }]]), overrides: [override({ names: ['a'] }, { severity: 'error', options: { spare: 9 } })],
  }, noChoices)
  assert.equal(settings.levels({ file: 'x', name: 'a' }).get('gamma'), { severity: 'error', options: { spare: 9, deep: true } })
  assert.is(settings.levels({ file: 'x', name: 'a' }), settings.levels({ file: 'y', name: 'a' }), 'found once for each set of overrides')
})

test('files that are extended: later ones over earlier ones, the file over all; a preset chosen for the run replaces those of the files', () => {
  const base: Config = {
    ...emptyConfig, extends: ['production'], kafka: '4.2.0', strimzi: '1.0.0', tenants: [{ name: 'a', prefixes: ['a.'], namespaces: [] }],
    rules: new Map([['gamma', { severity: 'error', options: { spare: 7 } }]]), overrides: [override({ names: ['a'] })],
  }
  const config = { ...emptyConfig, extends: [base], kafka: '4.3.1', tenants: [{ name: 'a', prefixes: ['b.'], namespaces: [] }] }
  assert.equal(severities(config), { alpha: 'error', gamma: 'error' })
  assert.equal(severities({ extends: [base, 'dev'] }), { beta: 'info', gamma: 'warning' })
  assert.equal(severities({ ...config, rules: new Map([['gamma', off]]) }), { alpha: 'error' })
  assert.equal(severities(config, { preset: 'dev' }), { beta: 'info', gamma: 'error' })
  const settings = resolveSettings(rules, config, noChoices)
  assert.equal([settings.kafka, settings.strimzi, settings.tenants], ['4.3.1', '1.0.0', config.tenants])
  assert.is(settings.levels({ file: 'x', name: 'a' }).has('gamma'), false)
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
