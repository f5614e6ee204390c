import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { emptyConfig } from '../config/config.js'
import { noChoices, resolveSettings } from '../config/settings.js'
import { entry, valueAt } from '../model/value.js'
import type { Report } from '../rule/finding.js'
import { defineRule, type FixProposal, type Problem, type Rule } from '../rule/rule.js'
import { repairTexts, type Repaired } from './fix.js'
import type { LintInput } from './input.js'
import { lint } from './lint.js'

/** A rule that reports `metadata.annotations.<key>` of a topic with a fix, or nothing. */
function rule(id: string, propose: (annotations: unknown) => { readonly at: string; readonly fix: FixProposal } | undefined): Rule {
  return defineRule({
    id, area: 'test', summary: '.', kinds: ['KafkaTopic'], stage: 'review', why: '', links: [],
    presets: { recommended: 'warning', production: 'warning', dev: 'warning' },
    examples: { invalid: [], valid: [] },
    *check(resource): Iterable<Problem> {
      const proposal = propose(valueAt(resource.value, ['metadata', 'annotations']))
      if (proposal !== undefined) yield { at: ['metadata', 'annotations', proposal.at], message: 'wrong', fix: proposal.fix }
    },
  })
}

const set = (key: string, to: unknown, safety: FixProposal['safety'] = 'safe'): FixProposal =>
  ({ title: `set ${key}`, safety, changes: [{ set: ['metadata', 'annotations', key], to }] })

const text = `# kept
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: orders
  labels: { strimzi.io/cluster: shop }
  annotations:
    a: one # kept too
    b: one
spec: { partitions: 1, replicas: 1 }
`

function inputOf(files: Readonly<Record<string, string>>): LintInput {
  return { files: Object.entries(files).map(([path, content]) => ({ path, text: content })) }
}

async function repair(rules: readonly Rule[], files: Readonly<Record<string, string>> = { 'a.yaml': text }): Promise<Repaired> {
  const settings = resolveSettings(rules, emptyConfig, noChoices)
  return repairTexts(inputOf(files), (input) => lint(input, rules, settings))
}

const test = suite('repairTexts')

test('applies safe fixes, leaves every other byte, reports what is left', async () => {
  const { changed, applied, report } = await repair([
    rule('a-is-one', (found) => (entry(found, 'a') === 'one' ? { at: 'a', fix: set('a', 'two') } : undefined)),
    rule('b-is-one', (found) => (entry(found, 'b') === 'one' ? { at: 'b', fix: set('b', 'two', 'suggestion') } : undefined)),
  ], { 'a.yaml': text, 'clean.yaml': text.replaceAll('one', 'three') })
  assert.equal([...changed], [['a.yaml', text.replace('a: one', 'a: two')]])
  assert.is(applied, 1)
  assert.equal(report.findings.map(({ rule: id }) => id), ['b-is-one'])
})

test('a fix may make room for another', async () => {
  const { changed, applied } = await repair([
    rule('counts', (found) => {
      const value = entry(found, 'a')
      const next = value === 'one' ? 'two' : value === 'two' ? 'three' : undefined
      return next === undefined ? undefined : { at: 'a', fix: set('a', next) }
    }),
  ])
  assert.match(changed.get('a.yaml') ?? '', 'a: three # kept too')
  assert.is(applied, 2)
})

test('of two fixes at one place the first wins; the other waits for the next pass', async () => {
  const { changed, applied } = await repair([
    rule('x-first', (found) => (entry(found, 'a') === 'one' ? { at: 'a', fix: set('a', 'first') } : undefined)),
    rule('y-second', (found) => (entry(found, 'a') === 'one' ? { at: 'a', fix: set('a', 'second') } : undefined)),
  ])
  assert.match(changed.get('a.yaml') ?? '', 'a: first')
  assert.is(applied, 1)
})

test('fixes that undo each other end after ten passes', async () => {
  const { applied } = await repair([
    rule('flip', (found) => ({ at: 'a', fix: set('a', entry(found, 'a') === 'one' ? 'two' : 'one') })),
  ])
  assert.is(applied, 10)
})

test('a pass that breaks readable text is thrown away, for that file only', async () => {
  const rules = [rule('a-is-one', (found) => (entry(found, 'a') === 'one' ? { at: 'a', fix: set('a', 'two') } : undefined))]
  const settings = resolveSettings(rules, emptyConfig, noChoices)
  // Rules cannot make such edits, because the engine makes them from changes of values: so they are put in here.
  const spoilt = async (input: LintInput): Promise<Report> => {
    const report = await lint(input, rules, settings)
    const findings = report.findings.map((finding) => finding.file !== 'a.yaml' || finding.fix === undefined ? finding
      : { ...finding, fix: { ...finding.fix, edits: finding.fix.edits.map(({ span }) => ({ span, text: '[' })) } })
    return { ...report, findings }
  }
  const { changed, applied, refused, report } = await repairTexts(inputOf({ 'a.yaml': text, 'b.yaml': text }), spoilt)
  assert.equal(refused, ['a.yaml'])
  assert.equal([...changed], [['b.yaml', text.replace('a: one', 'a: two')]])
  assert.is(applied, 1)
  assert.equal(report.findings.map(({ file, rule: id }) => `${file} ${id}`), ['a.yaml a-is-one'])
})

test.run()
