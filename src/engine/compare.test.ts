import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Finding, Report, ResourceIdentity } from '../rule/finding.js'
import { newSince } from './compare.js'

const resource: ResourceIdentity = { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaTopic', name: 'orders' }

function finding(file: string, changes: Partial<Finding> = {}): Finding {
  return { rule: 'r', severity: 'error', stage: 'review', message: 'm', file, span: { start: 0, end: 1 }, path: 'spec', resource, related: [], ...changes }
}

function outside(file: string, message = 'm'): Finding {
  const { resource: _resource, ...rest } = finding(file, { message })
  return rest
}

function report(...findings: Finding[]): Report {
  const files = new Map(findings.map(({ file }) => [file, { path: file, text: '' }]))
  return { findings, suppressed: [], documents: [], files, unread: [], strimzi: [], failures: [], notes: [] }
}

function fresh(before: Report, after: Report): string[] {
  return newSince(before, after, 'main').findings.map(({ file, message }) => `${file} ${message}`)
}

const test = suite('newSince')

test('moved lines and files, another wording, another apiVersion are not new', () => {
  const moved = finding('b.yaml', { span: { start: 7, end: 9 }, message: 'n', resource: { ...resource, apiVersion: 'kafka.strimzi.io/v1beta2' } })
  const compared = newSince(report(finding('a.yaml')), report(moved), 'main')
  assert.equal(compared.findings, [])
  assert.equal(compared.comparison, { base: 'main', known: 1 })
})

test('a renamed resource is new', () => {
  assert.is(fresh(report(finding('a.yaml')), report(finding('a.yaml', { resource: { ...resource, name: 'invoices' } }))).length, 1)
})

test('of equal ones, the one in the new file is new', () => {
  assert.equal(fresh(report(finding('b.yaml')), report(finding('a.yaml'), finding('b.yaml'))), ['a.yaml m'])
  assert.equal(fresh(report(finding('a.yaml'), finding('b.yaml')), report(finding('a.yaml'), finding('b.yaml'), finding('b.yaml'))), ['b.yaml m'])
})

test('outside of resources the file counts, unless it was renamed', () => {
  assert.equal(fresh(report(outside('a.yaml')), report(outside('a.yaml', 'n'))), [])
  assert.equal(fresh(report(outside('a.yaml')), report(outside('b.yaml'))), [])
  assert.equal(fresh(report(outside('a.yaml')), report(outside('b.yaml', 'other'))), ['b.yaml other'])
  assert.equal(fresh(report(outside('a.yaml')), report(outside('a.yaml'), outside('b.yaml'))), ['b.yaml m'])
})

test('what a person suppressed before and no longer does is new', () => {
  const before = { ...report(), suppressed: [{ ...finding('a.yaml'), suppressed: { kind: 'comment' as const, reason: 'x' } }] }
  assert.is(fresh(before, report(finding('a.yaml'))).length, 1)
})

test.run()
