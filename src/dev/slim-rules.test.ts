import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { slimRule } from './slim-rules.js'

const test = suite('slimRule')

test('takes out what is for people, and nothing else', () => {
  const source = `import { x } from './x.js'
export default defineRule({
  id: 'a-rule',
  why: \`text with { braces } and , commas\`,
  links: ['https://a', // a comment
  ],
  examples: { invalid: [{ title: 'why: {', yaml: 'examples: []' }], valid: [] },
  *check(resource) { yield { why: 1, links: x } },
})
`
  assert.is(slimRule(source, 'table'), `import { x } from './x.js'
export default defineRule({
  id: 'a-rule',
  get why() { return table["a-rule"].why },
  get links() { return table["a-rule"].links },
  get examples() { return table["a-rule"].examples },
  *check(resource) { yield { why: 1, links: x } },
})
`)
})

test('leaves other files alone', () => {
  for (const source of ['export const a = 1\n', 'export default make({ id: "x", why: "y" })\n', 'export default defineRule({ id: name, why: "y" })\n']) {
    assert.is(slimRule(source, 'table'), source)
  }
})

test.run()
