import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { DocumentRecord, Finding, Report, ResourceIdentity } from '../rule/finding.js'
import type { Settings } from '../rule/settings.js'
import { applyBaseline, updateBaseline, type Baseline, type BaselineEntry } from './baseline.js'

const topic = (name: string): ResourceIdentity => ({ apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaTopic', name })

function finding(rule: string, name: string, changes: Partial<Finding> = {}): Finding {
  return { rule, severity: 'error', stage: 'review', message: `${rule} ${name}`, file: 'a.yaml', span: { start: 0, end: 1 }, path: 'spec', resource: topic(name), related: [], ...changes }
}

function report(checked: readonly string[], ...findings: Finding[]): Report {
  const documents = checked.map((name): DocumentRecord => ({ file: 'a.yaml', index: 0, span: { start: 0, end: 1 }, status: 'checked', resource: topic(name) }))
  return { findings, suppressed: [], documents, files: new Map(), unread: [], strimzi: [], failures: [], notes: [] }
}

const level = { severity: 'error' as const, options: {} }
const settings: Settings = { strimzi: 'auto', tenants: [], today: '2027-01-31', levels: () => new Map([['r', level], ['s', level]]) }
const entry = (name: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({ rule: 'r', resource: `KafkaTopic ${name}`, path: 'spec', ...more })
const baseline = (entries: readonly BaselineEntry[], complete = true): Baseline => ({ file: 'known.yaml', entries, complete })

const test = suite('baseline')

test('known findings are held back, wherever they moved, with the reason of their entry', () => {
  const moved = finding('r', 'a', { file: 'b.yaml', span: { start: 5, end: 6 }, message: 'other words' })
  const applied = applyBaseline(report(['a', 'b'], moved, finding('r', 'b'), finding('s', 'a')), baseline([entry('a', { reason: 'old' })]), settings)
  assert.equal(applied.findings.map(({ rule, resource }) => `${rule} ${resource?.name ?? ''}`), ['r b', 's a'])
  assert.equal(applied.suppressed.map(({ suppressed }) => suppressed), [{ kind: 'baseline', reason: 'old' }])
  assert.equal(applied.baseline, { file: 'known.yaml', known: 1, expired: 0, outdated: [] })
})

test('a renamed resource is a new finding', () => {
  assert.is(applyBaseline(report(['b'], finding('r', 'b')), baseline([entry('a')]), settings).findings.length, 1)
})

test('of equal findings as many as are counted', () => {
  const three = [finding('r', 'a'), finding('r', 'a', { file: 'b.yaml' }), finding('r', 'a', { file: 'c.yaml' })]
  assert.equal(applyBaseline(report(['a'], ...three), baseline([entry('a', { count: 2 })]), settings).findings.map(({ file }) => file), ['c.yaml'])
})

test('an entry whose day is over does not hold anything back', () => {
  const over = applyBaseline(report(['a'], finding('r', 'a')), baseline([entry('a', { until: '2027-01-30' })]), settings)
  assert.is(over.findings.length, 1)
  assert.is(over.baseline?.expired, 1)
  assert.is(applyBaseline(report(['a'], finding('r', 'a')), baseline([entry('a', { until: '2027-01-31' })]), settings).findings.length, 0)
})

test('outdated only where the run can tell', () => {
  const gone = (checked: readonly string[], entries: readonly BaselineEntry[], complete: boolean, changes: Partial<Report> = {}): number =>
    applyBaseline({ ...report(checked), ...changes }, baseline(entries, complete), settings).baseline?.outdated.length ?? -1
  assert.is(gone(['a'], [entry('a')], false), 1, 'repaired')
  assert.is(gone(['b'], [entry('a')], false), 0, 'not looked at')
  assert.is(gone(['b'], [entry('a')], true), 1, 'deleted')
  assert.is(gone(['a'], [entry('a', { rule: 'off' })], true), 0, 'the rule is off')
  assert.is(gone(['b'], [entry('a')], true, { unread: [{ file: 'x', status: 'failed', reason: 'no permission' }] }), 0, 'it may be in what was not read')
})

test('an update prunes and never adds', () => {
  const now = report(['a', 'b', 'c'], finding('r', 'b'), finding('r', 'c', { message: 'new' }))
  const update = updateBaseline(now, baseline([entry('a'), entry('b', { reason: 'why', owner: 'me', until: '2020-01-01', message: 'old words' })]), settings, false)
  assert.equal(update, {
    entries: [entry('b', { reason: 'why', owner: 'me', until: '2020-01-01', message: 'r b' })], pruned: 1, added: 0, fresh: 1,
  })
})

test('with acceptNew it adds, sorted, equal ones counted', () => {
  const now = report(['a', 'b'], finding('s', 'b'), finding('r', 'b'), finding('r', 'a'), finding('r', 'a', { file: 'b.yaml' }))
  const update = updateBaseline(now, baseline([]), settings, true)
  assert.equal(update.entries, [
    entry('a', { message: 'r a', count: 2 }), entry('b', { message: 'r b' }), entry('b', { rule: 's', message: 's b' }),
  ])
  assert.equal([update.added, update.fresh, update.pruned], [4, 0, 0])
  const fewer = updateBaseline(report(['a', 'b'], finding('r', 'a')), baseline(update.entries), settings, false)
  assert.equal([fewer.entries, fewer.pruned], [[entry('a', { message: 'r a' })], 3])
})

test('findings outside of resources are known by their file', () => {
  const { resource: _resource, ...outside } = finding('r', 'x')
  const entries = [{ rule: 'r', file: 'a.yaml', path: 'spec' }]
  assert.is(applyBaseline(report(['a'], outside), baseline(entries), settings).findings.length, 0)
  assert.is(applyBaseline(report(['a'], { ...outside, file: 'b.yaml' }), baseline(entries), settings).findings.length, 1)
})

test.run()
