import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { upgradeWay } from './upgrade-way.js'

const test = suite('the way from release to release')

const stops = (from: string, to: string): readonly string[] => upgradeWay(from, to).map(({ release }) => release)

test('neighbours share a Kafka version and an API version', () => {
  assert.equal(stops('0.45.2', '1.2.0'), ['0.47.0', '0.50.1', '1.0.1', '1.2.0'])
  assert.equal(upgradeWay('0.45.2', '0.47.0'), [{ release: '0.47.0', kafka: ['3.9.0', '3.9.1'] }])
  assert.equal(stops('0.51.0', '1.0.0'), ['1.0.0'])
})

test('nothing to do, and back', () => {
  assert.equal(stops('1.2.0', '1.2.0'), [])
  assert.equal(stops('1.2.0', '0.45.0'), [])
  assert.equal(stops('9.9.9', '1.2.0'), [])
})

test.run()
