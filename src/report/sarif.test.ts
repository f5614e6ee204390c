import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { createRequire } from 'node:module'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import type { Log, Result } from 'sarif'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Report } from '../rule/finding.js'
import { context, example, hostile, minIsr, reportOn, rules } from './report.example.js'
import type { ReportContext } from './reporter.js'
import { encodePath, githubSarif, sarif } from './sarif.js'

const require = createRequire(import.meta.url)
const AjvOf2020 = (require('ajv/dist/2020') as { default: typeof Ajv2020 }).default
const addFormats = (require('ajv-formats') as { default: (ajv: Ajv2020) => void }).default
const ajv = new AjvOf2020({ strict: false, allErrors: true })
addFormats(ajv)
const valid = ajv.compile(JSON.parse(readFileSync(new URL('../../fixtures/sarif/sarif-2.1.0.schema.json', import.meta.url), 'utf8')) as object)

/** What GitHub's documentation asks of an upload beyond the schema; an empty list is a good file. */
function githubComplaints(text: string): string[] {
  const complaints: string[] = []
  const demand = (holds: boolean, complaint: string): void => {
    if (!holds) complaints.push(complaint)
  }
  const log = JSON.parse(text) as Log
  demand(!text.startsWith('\ufeff'), 'byte order mark')
  demand(gzipSync(text).length <= 10 * 1024 * 1024, 'over 10 MB gzipped')
  demand(typeof log.$schema === 'string', 'no $schema')
  demand(log.runs.length === 1, 'one run')
  for (const run of log.runs) {
    const described = run.tool.driver.rules ?? []
    const ids = new Set(described.map(({ id }) => id))
    demand(ids.size === described.length, 'rule ids not unique')
    demand(run.automationDetails?.id?.endsWith('/') === true, 'category')
    demand((run.results?.length ?? Infinity) <= 25_000, 'too many results')
    for (const rule of described) {
      for (const field of ['shortDescription', 'fullDescription', 'help'] as const) demand((rule[field]?.text ?? '') !== '', `${rule.id}: no ${field}`)
      for (const field of ['shortDescription', 'fullDescription'] as const) demand((rule[field]?.text ?? '').length <= 1024, `${rule.id}: long ${field}`)
      demand((rule.name ?? '').length <= 255, `${rule.id}: long name`)
      const score: unknown = rule.properties?.['security-severity']
      if (score !== undefined) {
        demand(typeof score === 'string' && Number(score) > 0 && Number(score) <= 10, `${rule.id}: security-severity`)
        demand(rule.properties?.tags?.includes('security') === true, `${rule.id}: no tag security`)
      }
      const tags = rule.properties?.tags ?? []
      demand(tags.length <= 10 && new Set(tags).size === tags.length, `${rule.id}: tags`)
      const precision: unknown = rule.properties?.precision
      demand(precision === undefined || ['very-high', 'high', 'medium', 'low'].includes(precision as string), `${rule.id}: precision`)
    }
    const prints = new Set<string>()
    for (const [index, result] of (run.results ?? []).entries()) {
      demand(result.ruleId !== undefined && ids.has(result.ruleId), `results[${index}]: unknown rule`)
      demand(described[result.ruleIndex ?? -1]?.id === result.ruleId, `results[${index}]: ruleIndex`)
      demand((result.message.text ?? '') !== '', `results[${index}]: no message`)
      demand(result.locations?.length === 1, `results[${index}]: one location`)
      const place = result.locations?.[0]?.physicalLocation
      const uri = place?.artifactLocation?.uri ?? ''
      demand(uri !== '' && !/^([a-z][a-z0-9+.-]*:|\/|\\|\.\.?\/)/i.test(uri) && !/[\\ ]/.test(uri), `results[${index}]: uri ${uri}`)
      const base = place?.artifactLocation?.uriBaseId
      demand(base !== undefined && run.originalUriBaseIds?.[base] !== undefined, `results[${index}]: uriBaseId`)
      for (const field of ['startLine', 'startColumn', 'endLine', 'endColumn'] as const) demand((place?.region?.[field] ?? 0) >= 1, `results[${index}]: ${field}`)
      const print = JSON.stringify(result.partialFingerprints ?? null)
      demand(print !== 'null' && !print.includes('primaryLocationLineHash'), `results[${index}]: fingerprint`)
      demand(!prints.has(print), `results[${index}]: fingerprint twice`)
      prints.add(print)
      for (const match of (result.message.text ?? '').matchAll(/\]\((\d+)\)/g)) {
        demand(result.relatedLocations?.some(({ id }) => id === Number(match[1])) === true, `results[${index}]: link to ${match[1] ?? ''}`)
      }
    }
  }
  return complaints
}

/** The log of a report, checked against the schema and GitHub's demands. */
function checked(report: Report, changes: Partial<ReportContext> = {}): Log {
  const text = sarif(report, { ...context, ...changes })
  const log = JSON.parse(text) as Log
  assert.ok(valid(log), JSON.stringify(valid.errors?.slice(0, 3)))
  assert.equal(githubComplaints(text), [])
  return log
}

function results(log: Log): Result[] {
  return log.runs[0]?.results ?? []
}

const test = suite('sarif')

test('the example report, in full', () => {
  const log = checked(example)
  const described = log.runs[0]?.tool.driver.rules
  assert.equal(described?.map(({ id }) => id), ['topic-min-isr-without-spare', 'topic-without-cluster-label'])
  assert.equal(described?.[0], {
    id: 'topic-min-isr-without-spare',
    name: 'TopicMinIsrWithoutSpare',
    shortDescription: { text: 'A topic must have more replicas than its min.insync.replicas.' },
    fullDescription: { text: 'When min.insync.replicas equals the replica count, one broker restart stops every producer that uses acks=all.' },
    help: described?.[0]?.help,
    helpUri: 'https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas',
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['kafka', 'strimzi', 'replication', 'runtime'], precision: 'high', 'problem.severity': 'error' },
  })
  assert.match(described?.[0]?.help?.markdown ?? '', '```yaml')
  assert.equal(described?.[1]?.properties, {
    tags: ['kafka', 'strimzi', 'security', 'reconcile'], precision: 'high', 'problem.severity': 'warning', 'security-severity': '5.5',
  })
  assert.equal(results(log)[1], {
    ruleId: 'topic-min-isr-without-spare',
    ruleIndex: 0,
    level: 'error',
    message: {
      text: 'min.insync.replicas is 3 of 3 replicas: the first broker restart stops acks=all producers; 2 leaves one to spare (see [three brokers are here](1))',
    },
    locations: [{
      physicalLocation: {
        artifactLocation: { uri: 'k8s/topics.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 11, startColumn: 26, endLine: 11, endColumn: 27, charOffset: 195, charLength: 1 },
      },
      logicalLocations: [{ fullyQualifiedName: 'KafkaTopic orders spec.config["min.insync.replicas"]', kind: 'resource' }],
    }],
    relatedLocations: [{
      id: 1,
      physicalLocation: {
        artifactLocation: { uri: 'k8s/pools.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 6, startColumn: 13, endLine: 6, endColumn: 14, charOffset: 96, charLength: 1 },
      },
      message: { text: 'three brokers are here' },
    }],
    partialFingerprints: results(log)[1]?.partialFingerprints,
    fixes: [{
      description: { text: 'set min.insync.replicas to 2' },
      artifactChanges: [{
        artifactLocation: { uri: 'k8s/topics.yaml', uriBaseId: '%SRCROOT%' },
        replacements: [{
          deletedRegion: { startLine: 11, startColumn: 26, endLine: 11, endColumn: 27, charOffset: 195, charLength: 1 },
          insertedContent: { text: '2' },
        }],
      }],
    }],
    properties: { stage: 'runtime', path: 'spec.config["min.insync.replicas"]' },
  })
})

test('skipped and failed documents are notifications', () => {
  const invocation = checked(example).runs[0]?.invocations?.[0]
  assert.is(invocation?.executionSuccessful, true)
  assert.equal(invocation?.toolExecutionNotifications?.map(({ level, message }) => `${level ?? ''} ${message.text ?? ''}`), [
    'note skipped: Helm template',
    'error failed: no such file or directory',
    'note document skipped: empty document',
    'error document failed: not YAML',
  ])
  const failed = checked({ ...example, failures: [{ rule: 'a-rule', file: 'a.yaml', error: 'boom' }] }).runs[0]?.invocations?.[0]
  assert.is(failed?.executionSuccessful, false)
})

test('a clean run has an empty list of results', () => {
  const log = checked({ ...example, findings: [] })
  assert.equal(results(log), [])
  assert.equal(log.runs[0]?.tool.driver.rules, [])
})

test('fingerprints stay when lines and files move, and differ for equal resources', () => {
  const print = (report: Report): string[] => results(checked(report)).map(({ partialFingerprints }) => partialFingerprints?.['strimziLint/v1'] ?? '')
  const [here] = print(reportOn('a: 1\n', 'a', { path: 'a' }))
  assert.match(here ?? '', /^[0-9a-f]{32}:0$/)
  assert.is(print(reportOn('# moved\n\na: 1\n', 'a', { path: 'a', file: 'other/b.yaml', message: 'reworded' }))[0], here)
  assert.is.not(print(reportOn('a: 1\n', 'a', { path: 'b' }))[0], here)
  const twice = reportOn('a: 1\n', 'a', { path: 'a' })
  assert.equal(print({ ...twice, findings: [...twice.findings, ...twice.findings] }).map((text) => text.slice(-2)), [':0', ':1'])
})

test('hostile content stays a valid log without links of its own', () => {
  const hostile = '](https://evil.example) [x](2) \u001b[31m\ud800 \u202e'
  const log = checked(reportOn('a: 1\n', 'a', {
    file: `with space/k%ä#?/${hostile.replaceAll('/', '')}.yaml`, message: hostile, path: hostile, rule: 'of-a-plugin',
    resource: { apiVersion: 'v1', kind: 'X', name: hostile },
    related: minIsr.related.map((place) => ({ ...place, message: hostile })),
  }))
  const [result] = results(log)
  assert.is(result?.message.text?.match(/[^\\]\]\(/g)?.length, 1)
  assert.match(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '', /^with%20space\/k%25%C3%A4%23%3F\//)
})

test('every text hostile: still a valid log', () => {
  const [first, second] = results(checked(hostile))
  for (const result of [first, second]) {
    const text = result?.message.text ?? ''
    assert.equal(Array.from(text.matchAll(/\]\((.*?)\)/g), ([, target]) => target), ['1'], 'the link to the related place and no other')
    assert.ok(['\u001b', '\u202e', '\n'].every((character) => !text.includes(character)))
  }
})

test('suppressed findings say why and by whom; GitHub, which would open alerts for them, does not get them', () => {
  const report: Report = {
    ...example, findings: [], suppressed: [
      { ...minIsr, suppressed: { kind: 'comment', reason: 'accepted by the owners](https://evil.example)' } },
      { ...minIsr, suppressed: { kind: 'baseline', reason: '' } },
    ],
  }
  assert.equal(results(checked(report)).map(({ suppressions }) => suppressions), [
    [{ kind: 'inSource', status: 'accepted', justification: 'accepted by the owners] (https://evil.example)' }],
    [{ kind: 'external', status: 'accepted' }],
  ])
  const log = JSON.parse(githubSarif(report, context)) as Log
  assert.equal(results(log), [])
  assert.equal(githubComplaints(githubSarif(report, context)), [])
  // What is open keeps its fingerprint whatever is suppressed beside it.
  const beside = results(checked({ ...report, findings: [minIsr] })).map(({ partialFingerprints }) => partialFingerprints?.['strimziLint/v1']?.slice(-2))
  assert.equal(beside, [':0', ':1', ':2'])
})

test('a way over several kinds of resources is a code flow that ends at the finding; several pools are none', () => {
  const [pool] = minIsr.related
  assert.ok(pool)
  const kafka = { ...pool, message: 'the cluster', resource: { apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka', name: 'shop' } }
  const flow = (related: Report['findings'][number]['related']): string[] | undefined =>
    results(checked({ ...example, findings: [{ ...minIsr, related }] }))[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location?.message?.text ?? '')
  assert.equal(flow([pool, pool]), undefined)
  assert.equal(flow([kafka, pool]), ['the cluster', 'three brokers are here', minIsr.message])
})

test('paths are those of the repository', () => {
  const log = checked(example, { locate: (file) => `deploy/${file}` })
  assert.is(results(log)[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'deploy/k8s/topics.yaml')
  assert.is(encodePath('a b/c.yaml'), 'a%20b/c.yaml')
})

test('over 25,000 results the gravest stay and the rest is counted', () => {
  const milder = { ...minIsr, severity: 'info' as const, related: [] }
  const findings = [...Array.from({ length: 25_001 }, () => milder), minIsr]
  const log = checked({ ...example, findings })
  assert.is(results(log).length, 25_000)
  assert.is(results(log).filter(({ level }) => level === 'error').length, 1)
  assert.is(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text, '2 milder findings are left out to stay within GitHub\'s limits')
})

test('over 10 MB after gzip fewer results stay', () => {
  const noise = (): string => randomBytes(2_900).toString('base64')
  const findings = Array.from({ length: 3_900 }, () => ({ ...minIsr, message: noise(), related: [] }))
  const log = checked({ ...example, findings })
  assert.ok(results(log).length < 3_900 && results(log).length > 1_000, String(results(log).length))
})

test('each check of this file can fail', () => {
  const good = sarif(example, context)
  const broken = (change: (result: Result, log: Log) => void): string[] => {
    const log = JSON.parse(good) as Log
    const [result] = results(log)
    assert.ok(result)
    change(result, log)
    return githubComplaints(JSON.stringify(log))
  }
  assert.equal(broken(() => undefined), [])
  assert.is(broken((result) => { delete result.partialFingerprints }).length, 1)
  assert.is(broken((result) => { result.ruleId = 'nope' }).length, 2)
  assert.is(broken((result) => { result.message.text = '' }).length, 1)
  assert.is(broken((_result, log) => { delete log.$schema }).length, 1)
  assert.is(rules.length, 2)
})

test.run()
