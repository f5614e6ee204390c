import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { emptyConfig } from '../config/config.js'
import { noChoices, resolveSettings } from '../config/settings.js'
import type { SourceFile } from '../rule/finding.js'
import { defineRule } from '../rule/rule.js'
import { processorTime } from '../testing/processor-time.js'
import { lint } from './lint.js'

/**
 * Four times the documents may cost six times as much: what looks through all resources for each of them costs sixteen times, and is found here.
 * Processor time of this process, the least of several runs, says so on a busy machine as well.
 */
const most = 6

const settings = resolveSettings(rules, emptyConfig, { ...noChoices, preset: 'all' })

async function cost(files: readonly SourceFile[]): Promise<number> {
  let least = Infinity
  for (let run = 0; run < 2; run++) {
    // New objects, as what was read once is remembered.
    const input = { files: files.map((file) => ({ ...file })) }
    const spent = processorTime()
    await lint(input, rules, settings)
    least = Math.min(least, spent())
  }
  return least
}

/** What `count` clusters cost, and four times as many. */
async function ratio(files: (count: number) => readonly SourceFile[], count = 60): Promise<number> {
  await cost(files(count))
  const small = await cost(files(count))
  return (await cost(files(4 * count))) / small
}

function head(kind: string, name: string, namespace: string, cluster?: string): string {
  const labels = cluster === undefined ? '' : `\n  labels:\n    strimzi.io/cluster: ${cluster}`
  return `apiVersion: kafka.strimzi.io/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}${labels}\nspec:\n`
}

const pods = '  template:\n    pod:\n      topologySpreadConstraints:\n        - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: x } } }\n'

/** A cluster with what belongs to it, with many mistakes. */
function documents(index: number, cluster: string, namespace: string): readonly string[] {
  return [
    `${head('Kafka', cluster, namespace)}  kafka:
    rack: { topologyKey: zone }
    listeners:
      - { name: tls, port: 9093, type: internal, tls: true }
    config:
      default.replication.factor: 1
      min.insync.replicas: 2
      log.retention.hours: 168
      retention.ms: 1
`,
    `${head('KafkaNodePool', `nodes-${index}`, namespace, cluster)}  replicas: 3\n  roles: [controller, broker]\n  storage: { type: ephemeral }\n${pods}`,
    `${head('KafkaTopic', `orders-${index}`, namespace, cluster)}  partitions: 12\n  replicas: 1\n  config:\n    min.insync.replicas: 2\n    cleanup.policy: "compact,remove"\n`,
    `${head('KafkaUser', `service-${index}`, namespace, cluster)}  authorization:
    type: simple
    acls:
      - resource: { type: topic, name: orders, patternType: prefix }
        operations: [Write]
      - resource: { type: group, name: "*", patternType: prefix }
        operations: [Read]
  quotas:
    producerByteRate: 1024
`,
    `${head('KafkaConnect', `connect-${index}`, namespace)}  bootstrapServers: ${cluster}-kafka-bootstrap:9093
  groupId: connect
  configStorageTopic: connect-configs
  offsetStorageTopic: connect-offsets
  statusStorageTopic: connect-status
  config:
    config.storage.replication.factor: 1
`,
    `${head('KafkaConnector', `source-${index}`, namespace, `connect-${index}`)}  class: io.debezium.connector.postgresql.PostgresConnector\n  tasksMax: 1\n  config:\n    topic.prefix: orders\n`,
  ]
}

const clusters = (count: number): string[] => Array.from({ length: count }, (_, index) => documents(index, `cluster-${index}`, `space-${index % 7}`).join('---\n'))

const test = suite('scaling')

/** So many tries: what V8 compiles meanwhile doubles the cost of a run now and then, and of what costs sixteen times none will do. */
const tries = 6

async function inProportion(files: (count: number) => readonly SourceFile[], count?: number): Promise<void> {
  let found = Infinity
  for (let again = 0; again < tries && found >= most; again++) found = Math.min(found, await ratio(files, count))
  assert.ok(found < most, `four times the documents cost ${found.toFixed(1)} times as much`)
}

test('many clusters in one file', async () => {
  await inProportion((count) => [{ path: 'all.yaml', text: clusters(count).join('---\n') }])
})

test('many clusters, each in a file of its own', async () => {
  await inProportion((count) => clusters(count).map((text, index) => ({ path: `clusters/${index}/all.yaml`, text })))
})

test('one cluster with many topics and users', async () => {
  await inProportion((count) => {
    const one = Array.from({ length: count * 2 }, (_, index) => documents(index, 'shared', 'kafka').filter((text) => /kind: Kafka(Topic|User)\n/.test(text)))
    return [{ path: 'all.yaml', text: [documents(0, 'shared', 'kafka')[0] ?? '', ...one.flat()].join('---\n') }]
  })
})

test('many topics and connectors of one cluster, with codecs of their own', async () => {
  await inProportion((count) => {
    const connect = documents(0, 'shared', 'kafka')[4] ?? ''
    const pairs = Array.from({ length: count * 12 }, (_, index) => [
      `${head('KafkaTopic', `orders-${index}`, 'kafka', 'shared')}  config: { compression.type: gzip }\n`,
      `${head('KafkaConnector', `source-${index}`, 'kafka', 'connect-0')}  class: org.example.OrdersSourceConnector\n  config: { topic: orders-${index}, producer.override.compression.type: zstd }\n`,
    ])
    return [{ path: 'all.yaml', text: [documents(0, 'shared', 'kafka')[0] ?? '', connect, ...pairs.flat()].join('---\n') }]
  })
})

test('many documents of an old version, with suppressions', async () => {
  await inProportion((count) => {
    const old = clusters(count).map((text) => text.replaceAll('kafka.strimzi.io/v1', 'kafka.strimzi.io/v1beta2').replaceAll('replicas: 1', 'replicas: 1 # strimzi-lint-disable-line -- known'))
    return [{ path: 'all.yaml', text: [...clusters(count), ...old].join('---\n') }]
  }, 25)
})

test('many items of a List', async () => {
  await inProportion((count) => {
    const items = Array.from({ length: count * 4 }, (_, index) => `- ${(documents(index, 'shared', 'kafka')[2] ?? '').trimEnd().replaceAll('\n', '\n  ')}\n`)
    return [{ path: 'list.yaml', text: `apiVersion: v1\nkind: List\nitems:\n${items.join('')}` }]
  })
})

test('hundreds of thousands of findings', async () => {
  const talkative = defineRule({
    id: 'talkative', area: 'test', summary: 'Says much.', kinds: ['KafkaTopic'], stage: 'review', presets: { recommended: 'info', production: 'info', dev: 'info' },
    why: 'To see what a run does with it.', links: [], examples: { invalid: [], valid: [] },
    check: () => Array.from({ length: 10_000 }, (_, index) => ({ at: ['spec'], message: `problem ${String(index)}` })),
  })
  const text = Array.from({ length: 30 }, (_, index) => documents(index, 'shared', 'kafka')[2] ?? '').join('---\n')
  const { findings } = await lint({ files: [{ path: 'all.yaml', text }] }, [talkative], resolveSettings([talkative], emptyConfig, noChoices))
  assert.is(findings.length, 300_000)
})

test.run()
