import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { kafkaOption, type KafkaOption, type OptionScope } from '../facts/kafka-options.js'
import { isPlaceholder, kafkaText, listItems, numberText, valueProblem, valueText } from './value.js'

const test = suite('values')

function option(scope: OptionScope, key: string, version = '4.3'): KafkaOption {
  const found = kafkaOption(scope, key, version)
  if (found === undefined) throw new Error(`${scope} ${key}`)
  return found
}

const classOf = (scope: OptionScope, key: string, text: string, version?: string): string | undefined => valueProblem(option(scope, key, version), text)?.class

test('a scalar becomes text as the operator writes it', () => {
  assert.equal([3, true, 'x', 1e6, 0.5, 2 ** 63].map(kafkaText), ['3', 'true', 'x', '1000000', '0.5', '9223372036854775807'])
  assert.equal([null, undefined, [], {}].map(kafkaText), [undefined, undefined, undefined, undefined])
  assert.is(numberText(604_800_000), '604800000')
  assert.is(valueText(['a', 'b']), 'a,b')
  assert.equal(listItems(' a , b,'), ['a', 'b', ''])
})

test('whole numbers', () => {
  assert.is(classOf('topic', 'retention.ms', '-1'), undefined)
  assert.is(classOf('topic', 'retention.ms', ' 604800000 '), undefined)
  assert.is(classOf('topic', 'retention.ms', '-2'), 'out-of-range')
  assert.is(classOf('topic', 'retention.ms', '9223372036854775807'), undefined)
  assert.is(classOf('topic', 'retention.ms', '9223372036854775808'), 'out-of-range')
  assert.is(classOf('topic', 'segment.bytes', '2147483648'), 'out-of-range')
  assert.is(classOf('topic', 'retention.ms', '1.5'), 'wrong-type')
  assert.is(classOf('topic', 'retention.ms', 'forever'), 'wrong-type')
})

test('durations and sizes are turned into the unit of the option', () => {
  assert.is(valueProblem(option('topic', 'retention.ms'), '7d')?.right, '604800000')
  assert.is(valueProblem(option('topic', 'segment.bytes'), '512Mi')?.right, '536870912')
  assert.is(valueProblem(option('topic', 'segment.bytes'), '1GB')?.right, '1073741824')
  assert.is(valueProblem(option('topic', 'min.insync.replicas'), '2d')?.right, undefined)
})

test('ranges hold per version, and some numbers outside are allowed too', () => {
  assert.is(classOf('topic', 'segment.bytes', '1000', '4.0'), undefined)
  assert.is(classOf('topic', 'segment.bytes', '1000', '4.1'), 'out-of-range')
  assert.equal(['-1', '9', '0', '10'].map((text) => classOf('broker', 'compression.gzip.level', text)), [undefined, undefined, 'out-of-range', 'out-of-range'])
  assert.equal(['-1', '3', '0'].map((text) => classOf('connect', 'offset.storage.replication.factor', text)), [undefined, undefined, 'out-of-range'])
  assert.equal(['0.5', '1', '1.5', '1e-3', 'half'].map((text) => classOf('topic', 'min.cleanable.dirty.ratio', text)), [
    undefined, undefined, 'out-of-range', undefined, 'wrong-type',
  ])
})

test('booleans are lower case for the operator, any case for Kafka', () => {
  const preallocate = option('topic', 'preallocate')
  assert.is(valueProblem(preallocate, 'TRUE'), undefined)
  assert.equal(valueProblem(preallocate, 'TRUE', true)?.right, 'true')
  assert.equal(valueProblem(preallocate, 'yes')?.right, 'true')
  assert.is(valueProblem(preallocate, 'maybe')?.class, 'wrong-type')
})

test('allowed values, with and without regard to case', () => {
  assert.is(classOf('topic', 'compression.type', 'zstd'), undefined)
  assert.equal(valueProblem(option('topic', 'compression.type'), 'none')?.right, 'uncompressed')
  assert.equal(valueProblem(option('producer', 'compression.type'), 'uncompressed')?.right, 'none')
  assert.equal(valueProblem(option('topic', 'compression.type'), 'GZIP'), {
    class: 'invalid-value', says: 'takes `gzip` in exactly this case, not `GZIP`', right: 'gzip', sameMeaning: true,
  })
  assert.is(classOf('consumer', 'group.protocol', 'Consumer'), undefined)
  assert.is(classOf('consumer', 'auto.offset.reset', 'by_duration:PT1H'), undefined)
  assert.is(classOf('consumer', 'auto.offset.reset', 'by_duration:PT1H', '3.9'), 'invalid-value')
})

test('lists are checked element by element', () => {
  assert.is(classOf('topic', 'cleanup.policy', 'compact,delete'), undefined)
  assert.is(classOf('topic', 'cleanup.policy', 'compact,compress'), 'invalid-value')
  assert.is(classOf('broker', 'log.dirs', '/a,/a', '4.3'), 'invalid-value')
  assert.is(classOf('broker', 'log.dirs', '/a,/a', '4.1'), undefined)
})

test('placeholders are not judged', () => {
  for (const text of ['${env:RETENTION}', '${file:/opt/x:y}', '{{ .Values.ms }}', '$(MS)', '<ms>']) {
    assert.ok(isPlaceholder(text), text)
    assert.is(classOf('topic', 'retention.ms', text), undefined)
  }
  assert.not(isPlaceholder('zstd'))
})

test('hostile text is refused quickly and shown shortened', () => {
  const problem = valueProblem(option('topic', 'retention.ms'), `1${'0'.repeat(1_000_000)}`)
  assert.is(problem?.class, 'wrong-type')
  assert.ok((problem?.says.length ?? 0) < 200)
})

test.run()
