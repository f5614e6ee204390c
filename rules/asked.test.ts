import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { lint } from '../src/engine/lint.js'
import type { Finding, SourceFile } from '../src/rule/finding.js'
import type { InvalidExample, Rule, ValidExample } from '../src/rule/rule.js'
import { exampleSettings } from '../src/testing/rule-tester.js'
import { manifestFolders, textsIn } from '../src/testing/shared.js'
import { dedent } from '../src/text/dedent.js'
import { rules } from './index.js'

/** `about` and `picksFrom` only save time: what a rule says must not depend on them. */
const asked = suite('rules that are always asked')

const always: readonly Rule[] = rules.map((rule) => {
  const { about: _about, picksFrom: _picksFrom, ...asks } = rule
  return asks
})

async function same(files: readonly SourceFile[], rule?: Rule, example: Pick<InvalidExample | ValidExample, 'options' | 'settings'> = {}): Promise<number> {
  const settings = exampleSettings(rule, rules, example)
  const [gated, free] = [await lint({ files }, rules, settings), await lint({ files }, always, settings)]
  assert.equal(gated.findings.map(told), free.findings.map(told))
  assert.equal([gated.failures, free.failures], [[], []])
  return gated.findings.length
}

function told({ rule, file, path, message }: Finding): string {
  return `${file} ${path} ${rule}: ${message}`
}

asked('say the same of all examples', async () => {
  let findings = 0
  for (const rule of rules) {
    for (const [index, example] of [...rule.examples.invalid, ...rule.examples.valid].entries()) {
      findings += await same([{ path: `${rule.id}-${index}.yaml`, text: dedent(example.yaml) }], rule, example)
    }
  }
  assert.ok(findings > 500, `${findings} findings`)
})

asked('say the same of fixtures and the corpus', async () => {
  for (const folder of manifestFolders()) assert.ok((await same(textsIn(folder, /\.ya?ml$/))) > 50)
})

asked.run()
