import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { program, project, suiteOfProgram } from '../testing/command-line.js'

/** How an old repository takes up strimzi-lint, by the command line: first run, baseline, a new mistake, a repair, and what holds why. */
const test = suiteOfProgram('adoption')

function run(cwd: string, ...args: string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' } })
  return { code: status, out: stdout, err: stderr }
}

const topic = (name: string, field: string): string => `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: { name: ${name}, labels: { strimzi.io/cluster: shop } }
spec: { ${field}: 3, replicas: 3 }
`
const wrong = (name: string): string => topic(name, 'partition')
const only = ['--only', 'schema']

test('from the first run to the ratchet', () => {
  const root = project({ 'a.yaml': wrong('a'), 'b.yaml': wrong('b') })
  const known = (): string => readFileSync(join(root, 'strimzi-lint-baseline.yaml'), 'utf8')
  const withBaseline = ['--baseline', 'strimzi-lint-baseline.yaml', ...only]
  assert.is(run(root, ...only).code, 1)

  const created = run(root, 'baseline', ...only)
  assert.equal([created.code, created.err], [0, ''])
  assert.match(created.out, /strimzi-lint-baseline\.yaml: 2 findings of 1 rule\n/)
  assert.match(known(), 'resource: KafkaTopic a\n')
  const quiet = run(root, ...withBaseline)
  assert.is(quiet.code, 0)
  assert.match(quiet.out, /baseline 2 known from strimzi-lint-baseline\.yaml\nNo new findings\n/)

  const again = run(root, 'baseline', ...only)
  assert.is(again.code, 2)
  assert.match(again.err, /is there already: --update takes out/)

  writeFileSync(join(root, 'c.yaml'), wrong('c'))
  const added = run(root, ...withBaseline)
  assert.is(added.code, 1)
  assert.match(added.out, /c\.yaml/)
  assert.not.match(added.out, /a\.yaml:/)

  writeFileSync(join(root, 'b.yaml'), topic('b', 'partitions'))
  assert.match(run(root, ...withBaseline).out, /1 entry of the baseline no longer occurs: strimzi-lint baseline --update takes it out\n$/)
  const updated = run(root, 'baseline', '--update', ...only)
  assert.match(updated.out, /1 entry is repaired and taken out, 1 finding is known\n1 finding is new and not in it/)
  assert.not.match(known(), 'KafkaTopic b')
  assert.not.match(known(), 'KafkaTopic c')
  assert.match(run(root, 'baseline', '--accept-new', ...only).out, /1 new finding is taken in, 2 findings are known/)
  assert.is(run(root, ...withBaseline).code, 0)
})

test('mistakes in a baseline are shown where they are', () => {
  const root = project({ 'a.yaml': wrong('a'), 'known.yaml': 'version: 1\nfindings:\n  - { rule: unknown-fiel, resource: A b }\n' })
  for (const args of [['--baseline', 'known.yaml'], ['baseline', '--update', '--baseline', 'known.yaml']]) {
    const { code, err } = run(root, ...args)
    assert.is(code, 2)
    assert.match(err, /known\.yaml:3:13/)
    assert.match(err, /did you mean unknown-field\?/)
    assert.match(err, /the baseline has 1 mistake/)
  }
  assert.match(run(root, 'baseline', '--update', '--baseline', 'no.yaml').err, /no\.yaml is not there/)
})

test('what holds for a file, and why', () => {
  const root = project({
    'strimzi-lint.yaml': 'extends: [production, shared/base.yaml]\nrules:\n  unknown-field: [info, {}]\noverrides:\n  - files: dev/\n    rules: { missing-field: off }\n  - files: dev/\n    kinds: KafkaTopic\n    rules: { wrong-type: warning }\n',
    'shared/base.yaml': '# ours\nrules: { invalid-value: warning }\n', 'dev/a.yaml': wrong('a'),
  })
  const { code, out } = run(root, 'config', 'dev/a.yaml')
  assert.is(code, 0)
  assert.match(out, /configuration +shared\/base\.yaml, extended by strimzi-lint\.yaml\n/)
  assert.match(out, / info +unknown-field +strimzi-lint\.yaml:3 over preset production \(error\)\n/)
  assert.match(out, / warning +invalid-value +shared\/base\.yaml:2 over preset production \(error\)\n/)
  assert.match(out, / off +missing-field +strimzi-lint\.yaml:6 \(override\) over preset production \(error\)\n/)
  assert.match(out, /strimzi-lint\.yaml:7 \(override\): files dev\/; kinds KafkaTopic\n +warning +wrong-type\n/)
  assert.match(run(root, 'config', '.').out, / error +missing-field +preset production\n/)
  assert.match(run(root, 'config', '--skip', 'schema').out, / off +wrong-type +left out by --skip over preset production\n/)
})

test('options that do not go together', () => {
  const root = project({ 'a.yaml': wrong('a') })
  assert.match(run(root, '--diff-base', 'HEAD', '--fix').err, /leave out --fix/)
  assert.match(run(root, 'baseline', '-').err, /not of standard input/)
})

test.run()
