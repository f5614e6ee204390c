import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { processorTime } from '../testing/processor-time.js'
import { unifiedDiff } from './diff.js'

const test = suite('unifiedDiff')

test('the form that patch reads', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\n'
  const after = 'a\nB\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\n'
  assert.is(unifiedDiff('x/y.yaml', before, after), `--- a/x/y.yaml
+++ b/x/y.yaml
@@ -1,5 +1,5 @@
 a
-b
+B
 c
 d
 e
@@ -11,3 +11,4 @@
 k
 l
 m
+n
`)
  assert.is(unifiedDiff('a', before, before), '')
})

test('an end without a line feed', () => {
  assert.is(unifiedDiff('a', 'x: 1', 'x: 2\n'), '--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x: 1\n\\ No newline at end of file\n+x: 2\n')
})

test('patch applies it', () => {
  if (spawnSync('patch', ['--version']).status !== 0) return
  const folder = mkdtempSync(join(tmpdir(), 'strimzi-lint-'))
  const file = join(folder, 'a')
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'key: 1\r', ''), { maxLength: 30 }).map((lines) => lines.map((line) => `${line}\n`).join(''))
  fc.assert(fc.property(text, text, fc.boolean(), (before, after, open) => {
    const now = open ? after.slice(0, -1) : after
    if (before === now) return
    writeFileSync(file, before)
    const { status, stdout } = spawnSync('patch', ['--binary', '-s', file], { input: unifiedDiff('a', before, now) })
    assert.is(status, 0, String(stdout))
    assert.is(now === '' ? '' : readFileSync(file, 'utf8'), now)
  }), { numRuns: 150, seed: 20261123 })
  rmSync(folder, { recursive: true })
})

test('many changes cost little', () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => `key${index}: 1\n`)
  const spent = processorTime()
  unifiedDiff('a', lines.join(''), lines.map((line, index) => (index % 2 === 0 ? line : 'other\n')).join(''))
  unifiedDiff('a', lines.join(''), 'nothing alike\n'.repeat(1000))
  const took = spent()
  assert.ok(took < 3_000, `took ${took} ms`)
})

test.run()
