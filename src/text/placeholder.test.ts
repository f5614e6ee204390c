import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { processorTime } from '../testing/processor-time.js'
import { isPlaceholder } from './placeholder.js'

const placeholders = suite('placeholders')

placeholders('variables that something else fills in', () => {
  for (const text of ['${REPLICAS}', 'my-${ENV}-cluster', '${REPLICAS:-3}', '${REPLICAS:3}', '$(NAME)', '$NAME', '{{ .Values.replicas }}', '{{ x', '{% if %}', '<% x %>', '@replicas@']) {
    assert.is(isPlaceholder(text), !['{{ x'].includes(text), text)
  }
})

placeholders('references that Kafka resolves, and texts with the same signs, are values', () => {
  for (const text of ['${file:/opt/a.properties:key}', '${secrets:ns/name:key}', '${env:PASSWORD}', '3', 'a$b', 'me@example.com', '100%', '{a: b}', '']) {
    assert.not.ok(isPlaceholder(text), text)
  }
})

placeholders('takes no time on hostile text', () => {
  const spent = processorTime()
  for (const text of ['{{'.repeat(1_000_000), '${'.repeat(4_000), '{% '.repeat(3_000), '$('.repeat(5_000)]) isPlaceholder(text)
  assert.ok(spent() < 1000)
})

placeholders.run()
