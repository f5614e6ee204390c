import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { displayWidth, visible, wrap } from './visible.js'

const test = suite('visible')

test('shows everything a terminal would obey', () => {
  assert.is(visible('a\u001b[31mb\r\n\tc\0\u0085\u009b1m'), 'a\\x1b[31mb\\r\\n\\tc\\0\\x85\\x9b1m')
})

test('shows what a reader would overlook', () => {
  assert.is(visible('a\u202eb\u200bc\u2066\ufeff\u00ad'), 'a\\u{202e}b\\u{200b}c\\u{2066}\\u{feff}\\xad')
  assert.is(visible('\u{e0041}\ud800x'), '\\u{e0041}\\u{d800}x')
})

test('leaves ordinary text of any script alone', () => {
  for (const text of ['min.insync.replicas', 'Überblick', '三つ', '🙂', 'עברית', 'éa', '']) assert.is(visible(text), text)
})

test('is the same for every call: no state is kept between them', () => {
  assert.is(visible('\u001b'), visible('\u001b'))
})

test('counts terminal columns', () => {
  assert.is(displayWidth('replicas'), 8)
  assert.is(displayWidth('漢字'), 4)
  assert.is(displayWidth('🙂x'), 3)
  assert.is(displayWidth('e\u0301'), 1)
  assert.is(displayWidth('ü'), 1)
})

test('wraps at spaces', () => {
  assert.equal(wrap('one two three', 8), ['one two', 'three'])
  assert.equal(wrap('incomprehensible', 4), ['incomprehensible'])
  assert.equal(wrap('漢字 漢字', 6), ['漢字', '漢字'])
  assert.equal(wrap('', 10), [''])
})

test.run()
