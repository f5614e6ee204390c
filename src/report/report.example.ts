import type { Finding, Related, Report, SourceFile } from '../rule/finding.js'
import { defineRule, type Rule } from '../rule/rule.js'
import type { Span } from '../text/span.js'
import { noColors } from './colors.js'
import type { ReportContext } from './reporter.js'

/** A small report by hand, for the tests of all formats: two rules, a related place in another file, a fix, and every document status. */

const topics = `# topics of the shop
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: orders
spec:
  partitions: 12
  replicas: 3
  config:
    retention.ms: 604800000
    min.insync.replicas: 3
`
const pools = `apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata:
  name: brokers
spec:
  replicas: 3 # 三つ
`

/** The span of the first `part` of `text`. */
export function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part)
  if (start === -1) throw new Error(`no "${part}" in the text`)
  return { start, end: start + part.length }
}

const orders = { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaTopic', name: 'orders' }
const brokers = { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaNodePool', name: 'brokers', namespace: 'kafka' }

const pool: Related = {
  message: 'three brokers are here', file: 'k8s/pools.yaml', span: spanOf(pools, '3'), path: 'spec.replicas', resource: brokers,
}

export const minIsr: Finding = {
  rule: 'topic-min-isr-without-spare', severity: 'error', stage: 'runtime',
  message: 'min.insync.replicas is 3 of 3 replicas: the first broker restart stops acks=all producers; 2 leaves one to spare',
  file: 'k8s/topics.yaml', span: { start: topics.length - 2, end: topics.length - 1 }, path: 'spec.config["min.insync.replicas"]', resource: orders,
  related: [pool],
  fix: { title: 'set min.insync.replicas to 2', safety: 'safe', edits: [{ span: { start: topics.length - 2, end: topics.length - 1 }, text: '2' }] },
}

const cluster: Finding = {
  rule: 'topic-without-cluster-label', severity: 'warning', stage: 'reconcile',
  message: 'the topic has no label strimzi.io/cluster, so no operator reads it',
  file: 'k8s/topics.yaml', span: spanOf(topics, 'metadata'), path: 'metadata', resource: orders, related: [],
}

export const files: ReadonlyMap<string, SourceFile> = new Map([
  ['k8s/pools.yaml', { path: 'k8s/pools.yaml', text: pools }],
  ['k8s/topics.yaml', { path: 'k8s/topics.yaml', text: topics }],
])

export const example: Report = {
  findings: [cluster, minIsr],
  suppressed: [],
  documents: [
    { file: 'k8s/pools.yaml', index: 0, span: { start: 0, end: pools.length }, status: 'checked', resource: brokers, strimzi: '1.2.0' },
    { file: 'k8s/topics.yaml', index: 0, span: { start: 0, end: topics.length }, status: 'checked', resource: orders, strimzi: '1.2.0' },
    { file: 'k8s/topics.yaml', index: 1, span: { start: topics.length, end: topics.length }, status: 'skipped', reason: 'empty document' },
    { file: 'k8s/pools.yaml', index: 1, span: { start: pools.length, end: pools.length }, status: 'failed', reason: 'not YAML' },
  ],
  files,
  unread: [
    { file: 'charts/kafka.yaml', status: 'skipped', reason: 'Helm template' },
    { file: 'nowhere', status: 'failed', reason: 'no such file or directory' },
  ],
  strimzi: [{ release: '1.2.0', resources: 2, inferred: true }],
  failures: [],
  notes: [],
}

/** A report about one text with one finding on `part`. */
export function reportOn(text: string, part: string | Span, changes: Partial<Finding> = {}): Report {
  const file = changes.file ?? 'a.yaml'
  const span = typeof part === 'string' ? spanOf(text, part) : part
  const finding: Finding = { ...cluster, message: 'this is wrong', file, span, path: '', ...changes }
  return { ...example, findings: [finding], documents: [], unread: [], files: new Map([...files, [file, { path: file, text }]]) }
}

/** Text that a manifest may hold to become a command, a link, a tag or a person's name in somebody's report. */
export const hostileText = [
  '::error file=x::forged', '##[add-mask]a', '%0A::set-output name=a::b', '\n::stop-commands::x', '`code` | cell', '<script>alert(1)</script>',
  '</details><img src=x onerror=1>', '[link](https://evil.example)', '![image](https://evil.example/x.png)', 'https://evil.example www.evil.example',
  '@octocat #1 octo/cat#2 :tada: :+1:', '$x$ **bold** ~~gone~~', ']]> <!-- --> &lt; " \'', '\u001b[31m\u202e\u2028\ud800\ufffe', '```\n~~~', '\\| \\',
].join(' ')

/** A report in which every text of a manifest is hostile. */
export const hostile: Report = {
  ...example,
  findings: example.findings.map((finding) => ({
    ...finding,
    message: hostileText,
    path: `spec["${hostileText}"]`,
    file: `k8s/${hostileText}.yaml`,
    span: { start: 0, end: hostileText.length },
    resource: { ...orders, name: hostileText, namespace: hostileText },
    related: [{ ...pool, message: hostileText, file: `k8s/${hostileText}.yaml` }],
    fix: { title: hostileText, safety: 'safe', edits: [{ span: { start: 0, end: 1 }, text: hostileText }] },
  })),
  documents: example.documents.map((record) => ({ ...record, ...(record.reason !== undefined && { reason: hostileText }) })),
  unread: [{ file: hostileText, status: 'failed', reason: hostileText }, { file: hostileText, status: 'skipped', reason: hostileText }],
  files: new Map([[`k8s/${hostileText}.yaml`, { path: `k8s/${hostileText}.yaml`, text: `${hostileText}\n`.repeat(3) }]]),
  failures: [{ rule: 'a-rule', file: hostileText, error: hostileText }],
  notes: [hostileText],
}

export const rules: readonly Rule[] = [
  defineRule({
    id: 'topic-min-isr-without-spare',
    area: 'replication',
    summary: 'A topic must have more replicas than its `min.insync.replicas`.',
    kinds: ['KafkaTopic'],
    stage: 'runtime',
    presets: { recommended: 'warning', production: ['error', { spare: 1 }], dev: 'off' },
    why: 'When min.insync.replicas equals the replica count, one broker restart stops every producer that uses acks=all.',
    links: ['https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas'],
    options: { spare: { type: 'integer', minimum: 0, default: 1, description: 'Replicas that may be lost before writes stop.' } },
    examples: { invalid: [{ title: 'no replica to spare', yaml: topics, fixed: topics.replace('replicas: 3\n', 'replicas: 2\n') }], valid: [] },
    *check() {
      // The example report has the findings already.
    },
  }),
  defineRule({
    id: 'topic-without-cluster-label',
    area: 'security',
    summary: 'A topic must name its cluster.',
    kinds: ['KafkaTopic'],
    stage: 'reconcile',
    presets: { recommended: 'warning', production: 'warning', dev: 'warning' },
    why: 'Without the label no operator reads the topic.',
    links: [],
    examples: { invalid: [], valid: [] },
    *check() {
      // The example report has the findings already.
    },
  }),
]

export const context: ReportContext = { version: '0.1.0', rules, locate: (file) => file, colors: noColors }
