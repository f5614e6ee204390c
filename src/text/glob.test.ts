import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { matchesAny } from './glob.js'

const globs = suite('names with `*`')

globs('match whole names', () => {
  assert.ok(matchesAny('cache-sessions', ['orders', 'cache-*']))
  assert.ok(matchesAny('orders', ['orders']))
  assert.ok(matchesAny('a.b.c', ['a*c']))
  assert.ok(matchesAny('a.b.c', ['*b*']))
  assert.ok(matchesAny('', ['*']))
  assert.not(matchesAny('orders-2', ['orders']))
  assert.not(matchesAny('orders', []))
})

globs('do not use a character twice', () => {
  assert.not(matchesAny('aba', ['ab*ba']))
  assert.not(matchesAny('abc', ['a*bc*c']))
})

globs.run()
