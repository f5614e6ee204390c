import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { shared, textsIn } from '../testing/shared.js'
import { parseStream } from '../yaml/stream.js'
import { formatPath } from '../yaml/path.js'
import { entry } from '../schema/fault.js'
import { validate } from '../schema/validate.js'
import { buildValidators } from './build-validators.js'
import { judgeManifest, type Case, verdictsFile } from './conformance.js'
import { judgedOtherwise, lintVerdicts } from './conformance-runs.js'

buildValidators()

const conformance = suite('agreement with a real API server')

conformance('every tenth case has its verdict', () => {
  const source = shared(verdictsFile)
  if (source === undefined) return
  const lines = readFileSync(source, 'utf8').trim().split('\n').filter((_, i) => i % 10 === 0)
  const wrong: string[] = []
  for (const line of lines) {
    const one = JSON.parse(line) as Case
    const { verdict } = judgeManifest(one.manifest, one.release)
    if (verdict !== one.verdict) wrong.push(`${one.id}: ${verdict} instead of ${one.verdict}`)
  }
  assert.ok(lines.length > 500)
  assert.equal(wrong, [])
})

conformance('linted, and judged by CRDs that are compiled at run time', async () => {
  const source = shared(verdictsFile)
  if (source === undefined) return
  const cases = readFileSync(source, 'utf8').trim().split('\n').filter((_, i) => i % 20 === 0).map((line) => JSON.parse(line) as Case)
  const verdicts = await lintVerdicts(cases)
  const wrong = cases.filter(({ id, verdict }) => (verdicts.get(id) === 'rejected') !== (verdict === 'rejected'))
  assert.equal(wrong.filter(({ verdict }) => verdict !== 'rejected'), [], 'refused without a reason')
  assert.ok(wrong.length <= 1, `${wrong.length} of ${cases.length}`)
  const ofOne = cases.filter(({ release }) => release === '1.2.0')
  assert.ok(ofOne.length > 20)
  assert.equal(await judgedOtherwise(ofOne), [])
})

/** Of Strimzi's own examples a real server refuses these, each judged by its own release. */
const refused = [
  { release: '1.2.0', examples: ['metrics/kafka-connect-metrics.yaml', 'metrics/strimzi-metrics-reporter/kafka-connect-metrics.yaml'] },
  { release: '0.45.0', examples: [] },
]

conformance('Strimzi’s own examples', () => {
  for (const { release, examples } of refused) {
    const folder = shared(`corpus/files/strimzi__strimzi-kafka-operator@${release}/examples/`)
    if (folder === undefined) return
    const found = new Set<string>()
    let resources = 0
    for (const { path, text } of textsIn(folder, /\.ya?ml$/)) {
      for (const { value } of parseStream(text)) {
        const kind = entry(value, 'kind')
        if (typeof kind !== 'string' || !String(entry(value, 'apiVersion')).includes('strimzi.io/')) continue
        resources++
        for (const { at } of validate(value, { release })) found.add(`${path.slice(folder.length)} ${kind} ${formatPath(at).split('.')[0] ?? ''}`)
      }
    }
    process.stdout.write(`examples of ${release}: ${resources} Strimzi resources, ${found.size} refused\n`)
    assert.ok(resources > 50)
    assert.equal([...found].sort(), examples.map((file) => `${file} KafkaConnect spec`))
  }
})

conformance.run()
