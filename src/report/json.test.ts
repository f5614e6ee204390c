import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { processorTime } from '../testing/processor-time.js'
import { json } from './json.js'
import { context, example, minIsr, reportOn } from './report.example.js'
import { wholeText } from './reporter.js'

const test = suite('json')

test('one line per document and finding', () => {
  assert.fixture(wholeText(json({ ...example, findings: [minIsr] }, context)), `{
  "version": 1,
  "tool": {"name":"strimzi-lint","version":"0.1.0"},
  "summary": {"documents":{"checked":2,"partial":0,"skipped":1,"failed":1},"findings":{"error":1,"warning":0,"info":0},"suppressed":{"comment":0,"annotation":0,"baseline":0},"fixable":1},
  "strimzi": [
    {"release":"1.2.0","resources":2,"inferred":true}
  ],
  "documents": [
    {"file":"k8s/pools.yaml","index":0,"status":"checked","resource":{"apiVersion":"kafka.strimzi.io/v1","kind":"KafkaNodePool","name":"brokers","namespace":"kafka"},"strimzi":"1.2.0","start":{"line":1,"column":1,"offset":0},"end":{"line":7,"column":1,"offset":103}},
    {"file":"k8s/topics.yaml","index":0,"status":"checked","resource":{"apiVersion":"kafka.strimzi.io/v1","kind":"KafkaTopic","name":"orders"},"strimzi":"1.2.0","start":{"line":1,"column":1,"offset":0},"end":{"line":12,"column":1,"offset":197}},
    {"file":"k8s/topics.yaml","index":1,"status":"skipped","reason":"empty document","start":{"line":12,"column":1,"offset":197},"end":{"line":12,"column":1,"offset":197}},
    {"file":"k8s/pools.yaml","index":1,"status":"failed","reason":"not YAML","start":{"line":7,"column":1,"offset":103},"end":{"line":7,"column":1,"offset":103}}
  ],
  "findings": [
    {"rule":"topic-min-isr-without-spare","severity":"error","stage":"runtime","message":"min.insync.replicas is 3 of 3 replicas: the first broker restart stops acks=all producers; 2 leaves one to spare","file":"k8s/topics.yaml","start":{"line":11,"column":26,"offset":195},"end":{"line":11,"column":27,"offset":196},"path":"spec.config[\\"min.insync.replicas\\"]","resource":{"apiVersion":"kafka.strimzi.io/v1","kind":"KafkaTopic","name":"orders"},"related":[{"message":"three brokers are here","file":"k8s/pools.yaml","start":{"line":6,"column":13,"offset":96},"end":{"line":6,"column":14,"offset":97},"path":"spec.replicas","resource":{"apiVersion":"kafka.strimzi.io/v1","kind":"KafkaNodePool","name":"brokers","namespace":"kafka"}}],"fix":{"title":"set min.insync.replicas to 2","safety":"safe","edits":[{"start":{"line":11,"column":26,"offset":195},"end":{"line":11,"column":27,"offset":196},"text":"2"}]}}
  ],
  "suppressed": [],
  "unread": [
    {"file":"charts/kafka.yaml","status":"skipped","reason":"Helm template"},
    {"file":"nowhere","status":"failed","reason":"no such file or directory"}
  ],
  "failures": [],
  "notes": []
}
`)
})

test('columns and offsets count UTF-16 units; hostile text survives a round trip', () => {
  const message = '\u001b[31m "\\ \u2028 \ud800 </script>'
  const report = reportOn('🙂: {a: 1}\r\nb: bad\r\n', 'bad', { message })
  const text = wholeText(json(report, context))
  const read = JSON.parse(text) as { findings: { message: string; start: unknown }[] }
  assert.is(read.findings[0]?.message, message)
  assert.equal(read.findings[0]?.start, { line: 2, column: 4, offset: 15 })
  assert.not.match(text, '\u001b')
})

test('2,000 findings take some milliseconds', () => {
  const [finding] = reportOn('a: 1\n'.repeat(50_000), { start: 120_000, end: 120_001 }).findings
  assert.ok(finding)
  const report = { ...reportOn('a: 1\n'.repeat(50_000), 'a'), findings: Array.from({ length: 2_000 }, (_, index) => ({ ...finding, span: { start: index * 100, end: index * 100 + 1 } })) }
  wholeText(json(report, context))
  const spent = processorTime()
  const text = wholeText(json(report, context))
  const took = spent()
  assert.ok(took < 250, `took ${took} ms`)
  assert.is((JSON.parse(text) as { findings: unknown[] }).findings.length, 2_000)
  assert.is(text.split('\n').filter((line) => /^ {4}\{"rule":.*\},?$/.test(line)).length, 2_000)
})

test.run()
