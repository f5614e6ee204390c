import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { strimziReleases } from './releases.js'
import { releaseSpans, selectReleases } from './selection.js'

const test = suite('which releases a person means')

test('a release, a part of one, the latest', () => {
  assert.equal(selectReleases('1.0.0'), ['1.0.0'])
  assert.equal(selectReleases('1.0'), ['1.0.1'])
  assert.equal(selectReleases('0.45'), ['0.45.2'])
  assert.equal(selectReleases('1'), [strimziReleases[0]?.name])
  assert.equal(selectReleases('latest'), [strimziReleases[0]?.name])
})

test('a range takes in whole both ends', () => {
  assert.equal(selectReleases('0.45..0.46'), ['0.46.1', '0.46.0', '0.45.2', '0.45.1', '0.45.0'])
  assert.equal(selectReleases('0.45.1..0.46.0'), ['0.46.0', '0.45.2', '0.45.1'])
  assert.equal(selectReleases('1.0.0..1.0.0'), ['1.0.0'])
  assert.equal((selectReleases('0.32..latest') as readonly string[]).length, strimziReleases.length)
})

test('what is wrong is said with what is near', () => {
  const complaint = (text: string): string => {
    const found = selectReleases(text)
    return 'complaint' in found ? found.complaint : 'no complaint'
  }
  assert.match(complaint('1.2.7'), 'did you mean 1.2.0?')
  assert.match(complaint('v1.2.0'), 'did you mean 1.2.0?')
  assert.match(complaint('latets'), 'did you mean latest?')
  assert.match(complaint('0.31..1.2'), 'unknown Strimzi release "0.31"')
  assert.match(complaint('1.2..0.45'), 'did you mean 0.45..1.2?')
  assert.match(complaint('1.2..'), 'not a range')
  assert.match(complaint('constructor'), 'unknown Strimzi release "constructor"')
  assert.match(complaint(''), 'unknown Strimzi release ""')
})

test('releases in spans', () => {
  assert.is(releaseSpans(['1.2.0', '1.1.0', '1.0.1', '1.0.0']), '1.0.0 to 1.2.0')
  assert.is(releaseSpans(['0.45.0', '1.2.0', '1.1.0']), '0.45.0, 1.1.0 to 1.2.0')
  assert.is(releaseSpans(['0.46.0']), '0.46.0')
})

test.run()
