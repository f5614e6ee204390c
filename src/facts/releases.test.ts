import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { compareVersions, isAtLeast, latest, minorVersion, newestReleaseSupporting, release, releasesSupporting, strimziReleases } from './releases.js'

const test = suite('releases')

test('versions are ordered by number, part by part', () => {
  assert.ok(compareVersions('0.9.0', '0.10.0') < 0)
  assert.ok(compareVersions('1.0.0', '0.51.0') > 0)
  assert.is(compareVersions('4.3', '4.3.0'), 0)
  assert.is(compareVersions('4.3.0-rc1', '4.3.0'), 0)
  assert.is(compareVersions('', 'x'), 0)
  assert.is(minorVersion('4.3.1'), '4.3')
  assert.is(minorVersion('3.9-IV0'), '3.9')
  assert.is(minorVersion('4'), undefined)
  assert.is(minorVersion('latest'), undefined)
})

test('releases stand newest first, each with its own default among its Kafka versions', () => {
  assert.is(latest, strimziReleases[0])
  strimziReleases.forEach((each, index) => {
    const older = strimziReleases[index + 1]
    if (older !== undefined) assert.ok(compareVersions(each.name, older.name) > 0, `${each.name} before ${older.name}`)
    assert.ok(each.kafkaVersions.includes(each.defaultKafkaVersion), each.name)
  })
})

test('a release is found by name and by Kafka version', () => {
  assert.is(release('0.45.0')?.defaultKafkaVersion, '3.9.0')
  assert.is(release('0.45'), undefined)
  assert.is(release('constructor'), undefined)
  assert.is(newestReleaseSupporting('3.9.0')?.name, '0.47.0')
  assert.is(newestReleaseSupporting('4.3')?.name, latest.name)
  assert.is(newestReleaseSupporting('2.8.0'), undefined)
  assert.equal(releasesSupporting('3.9.2').map((each) => each.name), ['0.45.2'])
  assert.ok(isAtLeast('0.46.0', '0.46.0') && !isAtLeast('0.45.2', '0.46.0'))
})

test.run()
