import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { compareReleases, groupOf, isServed, releases, servedSpan, servedVersions, serving, strimziKinds, versionsOf } from './served.js'

const served = suite('which release serves what')

served('releases, newest first', () => {
  assert.is(releases()[0], '1.2.0')
  assert.is(releases().at(-1), '0.32.0')
  assert.is(releases().length, 33)
  assert.ok(compareReleases('0.45.2', '0.46.0') < 0)
  assert.ok(compareReleases('1.0.0', '0.51.0') > 0)
  assert.is(compareReleases('1.0.0', '1.0.0'), 0)
})

served('kinds and versions', () => {
  assert.ok(isServed('0.51.0', 'kafka.strimzi.io', 'Kafka', 'v1beta2'))
  assert.not.ok(isServed('1.0.0', 'kafka.strimzi.io', 'Kafka', 'v1beta2'))
  assert.not.ok(isServed('1.0.0', 'core.strimzi.io', 'Kafka', 'v1'))
  assert.not.ok(isServed('9.9.9', 'kafka.strimzi.io', 'Kafka', 'v1'))
  assert.not.ok(isServed('1.0.0', 'kafka.strimzi.io', 'toString', 'v1'))
  assert.is(groupOf('StrimziPodSet'), 'core.strimzi.io')
  assert.is(groupOf('Deployment'), undefined)
  assert.is(strimziKinds().length, 12)
  assert.equal(versionsOf('KafkaTopic'), ['v1', 'v1beta2', 'v1beta1', 'v1alpha1'])
  assert.equal(servedVersions('KafkaTopic', '0.45.2'), ['v1beta2', 'v1beta1', 'v1alpha1'])
  assert.equal(servedVersions('KafkaMirrorMaker', '0.46.0'), [])
  assert.equal(serving('Kafka', 'v1beta1'), [])
  assert.equal(serving('Kafka', 'constructor'), [])
  assert.equal(servedSpan('KafkaMirrorMaker', 'v1beta2'), { since: '0.32.0', until: '0.45.2' })
})

served('KafkaAccess has a gap', () => {
  assert.ok(isServed('0.51.0', 'access.strimzi.io', 'KafkaAccess', 'v1alpha1'))
  assert.not.ok(isServed('1.0.0', 'access.strimzi.io', 'KafkaAccess', 'v1alpha1'))
  assert.ok(isServed('1.2.0', 'access.strimzi.io', 'KafkaAccess', 'v1alpha1'))
})

served.run()
