import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { lint } from '../../src/engine/lint.js'
import { levelOf } from '../../src/rule/levels.js'
import type { RuleLevel } from '../../src/rule/settings.js'
import { shared, textsIn } from '../../src/testing/shared.js'
import { rules } from '../index.js'

const test = suite("options in Strimzi's own examples")

/** What the examples of a release must be free of: keys and values that nobody would take. */
const wrong = ['unknown-kafka-option', 'misplaced-kafka-option', 'kafka-option-wrong-type', 'kafka-option-out-of-range', 'kafka-option-invalid-value',
  'kafka-option-without-value', 'removed-kafka-option', 'kafka-option-not-yet-known', 'forbidden-kafka-option']

for (const release of ['1.2.0', '0.45.0']) {
  test(`${release}: nothing is unknown, misplaced or of a wrong type`, async () => {
    const folder = shared(`corpus/files/strimzi__strimzi-kafka-operator@${release}/examples/`)
    if (folder === undefined) return
    const files = textsIn(folder, /\.yaml$/)
    const levels = new Map<string, RuleLevel>()
    for (const rule of rules.filter(({ id }) => wrong.includes(id))) {
      const level = levelOf(rule, 'error')
      if (level !== undefined) levels.set(rule.id, level)
    }
    assert.is(levels.size, wrong.length)
    const report = await lint({ files }, rules, { strimzi: release, tenants: [], levels: () => levels })
    const checked = report.documents.filter(({ status }) => status === 'checked')
    assert.ok(checked.length > 20, `only ${checked.length} documents of ${folder}`)
    assert.equal(report.findings.filter(({ rule }) => wrong.includes(rule)).map(({ file, message }) => `${file}: ${message}`), [])
  })
}

test.run()
