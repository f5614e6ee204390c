import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Ajv } from 'ajv'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { validateXML } from 'xmllint-wasm'
import { processorTime } from '../testing/processor-time.js'
import { shared } from '../testing/shared.js'
import { compact } from './compact.js'
import { gitlab } from './gitlab.js'
import { junit } from './junit.js'
import { ndjson } from './ndjson.js'
import { context, example, hostile, minIsr, reportOn } from './report.example.js'
import { formatNames, formats, wholeText } from './reporter.js'

const test = suite('compact, gitlab, junit, ndjson')

test('compact: a line that editors read', () => {
  assert.is(compact(example), [
    'nowhere:1:1: error: not checked: no such file or directory [unreadable-file]',
    'k8s/topics.yaml:4:1: warning: the topic has no label strimzi.io/cluster, so no operator reads it [topic-without-cluster-label]',
    'k8s/topics.yaml:11:26: error: min.insync.replicas is 3 of 3 replicas: the first broker restart stops acks=all producers; 2 leaves one to spare [topic-min-isr-without-spare]',
    '',
  ].join('\n'))
  assert.is(compact({ ...example, findings: [], unread: [] }), '')
  assert.is(compact(hostile).split('\n').length, 5)
})

test('ndjson: an object a line, the summary last', () => {
  const lines = ndjson(example, context).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.equal(lines.map(({ type }) => type), ['run', 'document', 'document', 'document', 'document', 'finding', 'finding', 'unread', 'unread', 'summary'])
  assert.equal(lines[6]?.start, { line: 11, column: 26, offset: 195 })
  assert.equal(lines.at(-1)?.findings, { error: 1, warning: 1, info: 0 })
  assert.is(ndjson(hostile, context).trimEnd().split('\n').length, 2 + 4 + 2 + 2 + 1 + 1)
})

interface Quality {
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

test('gitlab: an array with fingerprints of their own, [] when clean', () => {
  assert.is(gitlab({ ...example, findings: [], unread: [] }, context), '[]\n')
  const twice = { ...example, findings: [...example.findings, ...example.findings] }
  const entries = JSON.parse(gitlab(twice, context)) as Quality[]
  assert.is(new Set(entries.map(({ fingerprint }) => fingerprint)).size, 5)
  assert.equal(entries.map(({ severity }) => severity), ['blocker', 'major', 'critical', 'major', 'critical'])
  assert.equal(entries[2]?.location, { path: 'k8s/topics.yaml', lines: { begin: 11 } })
})

test('gitlab: what GitLab reads of it', () => {
  const schema = shared('integration/formats/gitlab.schema.json')
  if (schema === undefined) return
  const AjvOf7 = (createRequire(import.meta.url)('ajv') as { default: typeof Ajv }).default
  const valid = new AjvOf7({ allErrors: true }).compile(JSON.parse(readFileSync(schema, 'utf8')) as object)
  for (const report of [example, hostile, { ...example, findings: [], unread: [] }]) {
    assert.ok(valid(JSON.parse(gitlab(report, context))), JSON.stringify(valid.errors?.slice(0, 3)))
  }
  assert.not(valid([{ description: 'a' }]))
})

const xsd = readFileSync(new URL('../../fixtures/junit/jenkins-junit.xsd', import.meta.url), 'utf8')
async function schemaErrors(xml: string): Promise<string[]> {
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [xsd] })
  return valid ? [] : errors.map(({ message }) => message)
}

test('junit: valid for Jenkins whatever the manifests hold', async () => {
  const empty = { ...example, findings: [], documents: [], unread: [] }
  for (const report of [example, hostile, { ...example, findings: [], unread: [] }, empty]) assert.equal(await schemaErrors(junit(report, context)), [])
  assert.is((await schemaErrors(junit(example, context).replace('classname', 'class'))).length, 1)
})

test('junit: one test for each finding, one for a clean file, and for one that was skipped', () => {
  const report = { ...example, documents: [...example.documents, { file: 'k8s/clean.yaml', index: 0, span: { start: 0, end: 0 }, status: 'checked' as const }] }
  const xml = junit(report, context)
  assert.match(xml, '<testsuites name="strimzi-lint" tests="6" failures="1" errors="1">')
  assert.match(xml, '<testcase name="no findings" classname="k8s/clean.yaml"/>')
  assert.match(xml, '<testcase name="no findings" classname="charts/kafka.yaml"><skipped>Helm template</skipped></testcase>')
  assert.match(xml, '<testcase name="topic-min-isr-without-spare: KafkaTopic orders spec.config[&quot;min.insync.replicas&quot;]" classname="k8s/topics.yaml"><failure type="error" ')
  assert.match(xml, '<testcase name="topic-without-cluster-label: KafkaTopic orders metadata" classname="k8s/topics.yaml"><system-out>')
  assert.match(xml, '<testcase name="unreadable-file" classname="nowhere"><error type="unreadable-file" message="not checked: no such file or directory"/></testcase>')
})

test('junit: what fails is what fails the run', () => {
  const failures = (failOn: 'error' | 'warning' | 'never'): string | undefined => /failures="(\d+)"/.exec(junit(example, { ...context, failOn }))?.[1]
  assert.equal([failures('error'), failures('warning'), failures('never')], ['1', '2', '0'])
})

test('junit: 20,000 findings in 20,000 files take no quadratic time', () => {
  const [finding] = reportOn('a: 1\n', 'a').findings
  const findings = Array.from({ length: 20_000 }, (_, index) => ({ ...(finding ?? minIsr), file: `${index}.yaml` }))
  const documents = findings.map(({ file }) => ({ file, index: 0, span: { start: 0, end: 0 }, status: 'checked' as const }))
  const spent = processorTime()
  junit({ ...example, findings, documents }, context)
  assert.ok(spent() < 3_000)
})

test('every format is a function of the report alone and ends its lines', async () => {
  for (const name of formatNames) {
    const format = await formats[name]()
    const text = wholeText(format(hostile, context))
    assert.is(text, wholeText(format(hostile, context)), name)
    assert.ok(text.endsWith('\n'), name)
    assert.not.match(text, '\u001b', name)
    assert.is(Buffer.from(text).toString(), text, `${name}: no half of a surrogate pair`)
  }
})

test.run()
