import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { emptyConfig } from '../config/config.js'
import { noChoices, resolveSettings } from '../config/settings.js'
import type { Report } from '../rule/finding.js'
import { lint } from './lint.js'

const fleet = suite('a fleet of releases')

function lintFor(strimzi: string, text: string, only: readonly string[] = []): Promise<Report> {
  return lint({ files: [{ path: 'a.yaml', text }] }, rules, resolveSettings(rules, emptyConfig, { ...noChoices, only, strimzi }))
}

function said({ findings }: Report): string[] {
  return findings.map(({ rule, message, releases }) => `${rule}: ${message.replace(/^.*(?=\(in)/, '')} [${releases?.at(-1) ?? ''} ${releases?.[0] ?? ''}]`)
}

const topic = (version: string, spec: string): string =>
  `apiVersion: kafka.strimzi.io/${version}\nkind: KafkaTopic\nmetadata: { name: a, labels: { strimzi.io/cluster: c } }\nspec: ${spec}\n`

fleet('what holds in all releases is said as for one', async () => {
  const [range, one] = await Promise.all(['0.45..0.51', '0.51'].map((strimzi) => lintFor(strimzi, topic('v1beta2', '{ partition: 1 }'), ['schema'])))
  assert.equal(range?.findings, one?.findings)
  assert.is(range?.findings.length, 1)
  assert.is(range?.strimzi.length, 12)
  assert.is(range?.documents[0]?.strimzi, '0.45.0..0.51.0')
})

fleet('what holds in some says in which, once', async () => {
  assert.equal(said(await lintFor('0.45..1.2', topic('v1beta2', '{ partitions: 1 }'), ['schema'])), ['unserved-api-version: (in Strimzi 1.0.0 to 1.2.0) [1.0.0 1.2.0]'])
  assert.equal(said(await lintFor('0.45..1.2', topic('v1', '{ partitions: 1 }'), ['schema'])), ['unserved-api-version: (in Strimzi 0.45.0 to 0.48.0) [0.45.0 0.48.0]'])
})

fleet('a version older than all facts is one finding, and the document is skipped', async () => {
  for (const strimzi of ['auto', '1.2.0', '0.50..1.2']) {
    const report = await lintFor(strimzi, 'apiVersion: kafka.strimzi.io/v1beta1\nkind: Kafka\nmetadata: { name: a }\nspec: { foo: 1, kafka: { version: 2.8.0 } }\n')
    assert.equal(report.findings.map(({ rule }) => rule), ['unserved-api-version'])
    assert.equal([report.documents[0]?.status, report.strimzi, report.notes], ['skipped', [], []])
  }
})

fleet('a Kafka version has its releases', async () => {
  const kafka = 'apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata: { name: a }\nspec: { kafka: { version: 4.0.0, listeners: [{ name: a, port: 9092, type: internal, tls: false }] } }\n'
  assert.equal(said(await lintFor('0.44..1.2', kafka, ['kafka-version-unsupported'])), [
    'kafka-version-unsupported: (in Strimzi 0.44.0 to 0.45.2, 0.51.0 to 1.2.0) [0.44.0 1.2.0]',
  ])
})

fleet('a repair that not every release takes is a suggestion', async () => {
  const connect = (name: string): string => `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaUser\nmetadata: { name: a }\nspec: { ${name}: 1 }\n`
  const everywhere = await lintFor('0.45..0.51', connect('quota'), ['unknown-field'])
  assert.is(everywhere.findings[0]?.fix?.safety, 'safe')
  const newer = await lintFor('0.45..1.2', connect('quota'), ['unknown-field'])
  assert.is(newer.findings[0]?.fix?.safety, 'suggestion')
})

fleet.run()
