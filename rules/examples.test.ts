import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { testRule } from '../src/testing/rule-tester.js'
import { rules } from './index.js'

/** The examples of every rule are its tests. `tsx rules/examples.test.ts <part of a rule id>` runs some. */
const examples = suite('rule examples')
const wanted = process.argv[2] ?? ''

for (const rule of rules.filter(({ id, area }) => id.includes(wanted) || area === wanted)) {
  examples(rule.id, async () => {
    const wrong = await testRule(rule, rules)
    assert.is(wrong.join('\n\n'), '')
  })
}

examples('ids are unique, and areas are folders', () => {
  assert.is(new Set(rules.map(({ id }) => id)).size, rules.length)
})

examples.run()
