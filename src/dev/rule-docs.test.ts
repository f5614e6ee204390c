import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { ruleDocs, ruleDocsFolder } from './rule-docs.js'

const test = suite('docs/rules')

test('is what the rules make it: npm run generate', () => {
  const pages = ruleDocs(rules)
  assert.equal(readdirSync(ruleDocsFolder).sort(), [...pages.keys()].sort())
  for (const [name, text] of pages) assert.ok(readFileSync(join(ruleDocsFolder, name), 'utf8') === text, `docs/rules/${name} is not fresh`)
})

test.run()
