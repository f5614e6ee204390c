import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseStream } from '../yaml/stream.js'
import { resourceOf } from './resource.js'
import { isMapping } from './value.js'
import { Workspace } from './workspace.js'

const connectors = suite('connector view')

const target = { strimzi: '1.2.0', kafka: '4.2.0', inferred: false }

function connectorOf(className: string, config: Readonly<Record<string, unknown>>) {
  const text = JSON.stringify({
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaConnector',
    metadata: { name: 'c', labels: { 'strimzi.io/cluster': 'connect' } },
    spec: { class: className, config },
  })
  const [document] = parseStream(text)
  const resource =
    document !== undefined && isMapping(document.value)
      ? resourceOf({ path: 'c.json', text }, document, document.value, { root: [], scope: 0, partial: undefined })
      : undefined
  if (resource === undefined) throw new Error('no resource')
  return new Workspace([resource], { tenants: [], target: () => target, schemaProblems: () => [] }).connector(resource)
}

for (const [className, expected] of [
  ['io.debezium.connector.postgresql.PostgresConnector', 'source'],
  ['io.debezium.connector.jdbc.JdbcSinkConnector', 'sink'],
  ['io.confluent.connect.s3.S3SinkConnector', 'sink'],
  ['org.apache.kafka.connect.file.FileStreamSourceConnector', 'source'],
  ['org.apache.camel.kafkaconnector.timer.CamelTimerSourceConnector', 'source'],
  ['com.example.Connector', undefined],
  ['', undefined],
] as const) {
  connectors(`direction of ${className}`, () => {
    assert.is(connectorOf(className, {}).direction, expected)
  })
}

for (const [className, config, expected] of [
  ['io.debezium.connector.postgresql.PostgresConnector', { 'topic.prefix': 'shop' }, ['shop.*']],
  ['io.confluent.connect.jdbc.JdbcSourceConnector', { 'topic.prefix': 'db-' }, ['db-*']],
  ['io.confluent.connect.s3.S3SinkConnector', { topics: 'a, b' }, ['a', 'b']],
  ['io.confluent.connect.s3.S3SinkConnector', { 'topics.regex': 'team-a\\..*' }, ['team-a.*']],
  ['io.confluent.connect.s3.S3SinkConnector', { 'topics.regex': '^team-a.orders' }, ['team-a.orders*']],
  ['io.confluent.connect.s3.S3SinkConnector', { 'topics.regex': 'a|b' }, []],
  ['io.confluent.connect.s3.S3SinkConnector', { 'topics.regex': 'ab*c' }, ['a*']],
  ['io.confluent.connect.s3.S3SinkConnector', { 'topics.regex': '.*' }, []],
  ['io.confluent.connect.s3.S3SinkConnector', { topics: 7, 'topics.regex': ['x'] }, []],
] as const) {
  connectors(`topics of ${JSON.stringify(config)}`, () => {
    const names = connectorOf(className, config).topics.map(({ name, patternType }) => (patternType === 'prefix' ? `${name}*` : name))
    assert.equal(names, expected)
  })
}

connectors('the codec is unknown without the worker, unless the connector has its own', () => {
  assert.is(connectorOf('io.debezium.connector.postgresql.PostgresConnector', {}).codec, undefined)
  assert.is(connectorOf('x.ySourceConnector', { 'producer.override.compression.type': 'lz4' }).codec?.value, 'lz4')
})

connectors.run()
