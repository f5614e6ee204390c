import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { buildValidators } from '../dev/build-validators.js'
import { processorTime } from '../testing/processor-time.js'
import { kindNamed } from './kind.js'
import { releases, servedVersions, strimziKinds } from './releases.js'

buildValidators()

const folder = new URL('../../build/validators/', import.meta.url)

/** The modules that loading one module brings along, itself included. */
function closure(module: string, seen = new Set<string>()): Set<string> {
  if (seen.has(module)) return seen
  seen.add(module)
  const text = readFileSync(new URL(`${module}.cjs`, folder), 'utf8')
  for (const [, imported = ''] of text.replace(/\(\)=>require\([^)]*\)/g, '').matchAll(/require\("\.\/([^"]+)\.cjs"\)/g)) closure(imported, seen)
  return seen
}

const loading = suite('lazy loading')

loading('what is known of all kinds brings no validator along', () => {
  assert.equal([...closure('kinds')], ['kinds'])
})

loading('a KafkaTopic needs neither the Kafka CRD nor what pods share', () => {
  for (const era of [0, 1, 2]) {
    const modules = [...closure(`KafkaTopic-${era}`)]
    assert.equal(modules.filter((name) => !/^(?:KafkaTopic|common)/.test(name)), [])
    const size = modules.reduce((sum, name) => sum + readFileSync(new URL(`${name}.cjs`, folder)).length, 0)
    assert.ok(size < 30_000, `${size} bytes`)
  }
})

loading('a Kafka of the newest release does not bring along what only older ones have', () => {
  assert.equal([...closure('Kafka-0')].filter((name) => /-[12]$/.test(name)), [])
  assert.ok([...closure('Kafka-0')].some((name) => name.startsWith('pods')))
})

loading('every kind, version and release has a validator', () => {
  let schemas = 0
  for (const release of releases()) {
    for (const name of strimziKinds()) {
      const versions = servedVersions(name, release)
      if (versions.length === 0) continue
      for (const version of versions) {
        const kind = kindNamed(name)
        const root = kind?.root(version, release)
        assert.ok(root !== undefined && typeof kind?.validator(root) === 'function', `${release} ${name} ${version}`)
        schemas++
      }
    }
  }
  assert.is(schemas, 524)
})

loading('what Strimzi does not have is not loaded, and not an error', () => {
  assert.is(kindNamed('Deployment'), undefined)
})

loading('500 resources are judged in no time', () => {
  const kind = kindNamed('Kafka')
  const validator = kind?.validator(kind.root('v1', '1.2.0') ?? '')
  const listeners = ['plain', 'tls'].map((name, i) => ({ name, port: 9092 + i, type: 'internal', tls: i > 0 }))
  const value = { apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka', spec: { kafka: { listeners, config: {} }, entityOperator: { topicOperator: {} } } }
  const spent = processorTime()
  for (let i = 0; i < 500; i++) assert.ok(validator?.(value))
  assert.ok(spent() < 200, `${spent()} ms`)
})

loading.run()
