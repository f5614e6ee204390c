import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { noColors } from '../report/colors.js'
import { cluster, foreign, home, json, only, program, project, run, suiteOfProgram, topic, type JsonReport } from '../testing/command-line.js'
import { explanation } from './explain.js'
import { rulesJson } from './rules.js'

const test = suiteOfProgram('strimzi-lint')

test('exit codes: 0 clean, 1 findings, 2 usage', () => {
  const root = project({ 'cluster.yaml': cluster, 'topic.yaml': topic(3), 'bad/topic.yaml': topic(5), 'bad/cluster.yaml': cluster })
  assert.is(run(root, ['cluster.yaml', 'topic.yaml', ...only]).status, 0)
  const bad = run(root, ['bad', ...only])
  assert.is(bad.status, 1)
  assert.match(bad.stdout, 'error topic-replicas-exceed-brokers')
  assert.match(bad.stdout, 'bad/topic.yaml:8:13')
  assert.is(bad.stderr, '')
  assert.is(run(root, ['bad', ...only, '--fail-on', 'never']).status, 0)
  assert.is(run(root, ['nowhere']).status, 2)
})

test('--fail-on', () => {
  const root = project({ 'a.yaml': `${cluster}---\n${topic(5)}`, 'strimzi-lint.yaml': 'rules: { topic-replicas-exceed-brokers: warning }\n' })
  const status = (severity: string): number | null => run(root, [...only, '--fail-on', severity]).status
  assert.equal(['error', 'warning', 'info', 'never'].map(status), [0, 1, 1, 0])
  const wrong = run(root, ['--fail-on', 'warnings'])
  assert.equal([wrong.status, wrong.stdout, wrong.stderr], [2, '', 'error: unknown severity for --fail-on "warnings": did you mean warning?\n'])
})

test('nothing named is the current folder; standard input has a name', () => {
  const root = project({ 'sub/a.yaml': `${cluster}---\n${topic(5)}`, '.gitignore': 'ignored/\n', 'ignored/b.yaml': 'a: [' })
  assert.equal(json(run(root, [...only, '--format', 'json'])).findings.map(({ file }) => file), ['sub/a.yaml'])
  const input = `${cluster}---\n${topic(5)}`
  assert.equal(json(run(root, ['-', ...only, '--format', 'json'], { input })).findings.map(({ file }) => file), ['<stdin>'])
  assert.equal(json(run(root, ['-', '--stdin-filename', 'x/y.yaml', ...only, '--format', 'json'], { input })).findings.map(({ file }) => file), ['x/y.yaml'])
  assert.is(run(root, ['--stdin-filename', 'x.yaml']).status, 2)
})

test('--know reads without reporting', () => {
  const root = project({ 'cluster.yaml': `${cluster}---\na: [\n`, 'topic.yaml': topic(5) })
  assert.is(json(run(root, ['topic.yaml', ...only, '--format', 'json'])).findings.length, 0)
  const report = json(run(root, ['topic.yaml', '--know', '.', ...only, '--format', 'json']))
  assert.equal(report.findings.map(({ rule, file }) => `${rule} ${file}`), ['topic-replicas-exceed-brokers topic.yaml'])
  assert.equal(report.documents.map(({ file }) => file), ['topic.yaml'])
})

test('several reports in one run', () => {
  const root = project({ 'a.yaml': `${cluster}---\n${topic(5)}` })
  const result = run(root, [...only, '--format', 'pretty', '--format', 'sarif=out.sarif', '--format', 'json=out.json'])
  assert.is(result.status, 1)
  assert.match(result.stdout, '1 error')
  const sarif = JSON.parse(readFileSync(join(root, 'out.sarif'), 'utf8')) as { runs: { results: { ruleId: string }[] }[] }
  assert.equal(sarif.runs[0]?.results.map(({ ruleId }) => ruleId), ['topic-replicas-exceed-brokers'])
  assert.is((JSON.parse(readFileSync(join(root, 'out.json'), 'utf8')) as JsonReport).findings.length, 1)
  assert.is(run(root, ['--format', 'sarif=quiet.sarif', ...only]).stdout, '')
  const two = run(root, ['--format', 'json', '--format', 'sarif'])
  assert.equal([two.status, two.stdout], [2, ''])
  assert.match(two.stderr, 'only one report fits on standard output: give sarif a file')
  assert.is(run(root, ['--format', 'json=nowhere/out.json', ...only]).status, 2)
})

test('SARIF paths are those of the repository, wherever it is run', () => {
  const root = project({ 'k8s/a.yaml': `${cluster}---\n${topic(5)}` })
  const uri = (cwd: string, path: string): unknown =>
    (JSON.parse(run(cwd, [path, ...only, '--format', 'sarif']).stdout) as { runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[] })
      .runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri
  for (const path of ['k8s', 'k8s/a.yaml', './k8s', join(root, 'k8s/a.yaml')]) assert.is(uri(root, path), 'k8s/a.yaml')
  assert.is(uri(join(root, 'k8s'), '.'), 'k8s/a.yaml')
  assert.is(uri(join(root, 'k8s'), '../k8s/a.yaml'), 'k8s/a.yaml')
})

test('colours: options, NO_COLOR, pipes, CI', () => {
  const root = project({ 'a.yaml': `${cluster}---\n${topic(5)}` })
  const colored = (args: readonly string[], env: Readonly<Record<string, string>>): boolean => run(root, [...only, ...args], { env }).stdout.includes('\u001b[')
  assert.not(colored([], {}))
  assert.ok(colored(['--color'], { NO_COLOR: '1' }))
  assert.ok(colored([], { FORCE_COLOR: '1' }))
  assert.ok(colored([], { CI: 'true' }))
  assert.not(colored([], { CI: 'true', NO_COLOR: '1' }))
  assert.not(colored(['--no-color'], { FORCE_COLOR: '1' }))
})

test('patterns', () => {
  const root = project({ 'a/x.yaml': `${cluster}---\n${topic(5)}`, 'b/y.yaml': foreign, 'b/z.yml': foreign })
  assert.equal(json(run(root, ['*/*.yaml', ...only, '--format', 'json'])).documents.map(({ file }) => file), ['a/x.yaml', 'a/x.yaml', 'a/x.yaml', 'b/y.yaml'])
  assert.is(run(root, ['*/*.yam', ...only]).status, 2)
})

test('a reader that stops reading is no mistake', () => {
  const root = project({ 'a.yaml': `${cluster}${Array.from({ length: 3000 }, () => `---\n${topic(5)}`).join('')}` })
  const command = `"${process.execPath}" "${program}" a.yaml ${only.join(' ')} --format json | head -n 1; echo "\${PIPESTATUS[0]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' })
  assert.equal([stdout, stderr], ['{\n1\n', ''])
})

test('unknown options, rules, presets and releases say what was meant', () => {
  const root = project({ 'a.yaml': cluster })
  const complaint = (...args: string[]): string => {
    const { status, stdout, stderr } = run(root, args)
    assert.equal([status, stdout], [2, ''], args.join(' '))
    return stderr
  }
  assert.match(complaint('--fomat', 'json'), 'Did you mean --format?')
  assert.match(complaint('--format', 'jsn'), 'unknown format "jsn": did you mean json?')
  assert.match(complaint('--only', 'topic-replica-exceed-brokers'), 'did you mean topic-replicas-exceed-brokers?')
  assert.match(complaint('--skip', 'replicatio'), 'did you mean replication?')
  assert.match(complaint('--preset', 'producton'), 'did you mean production?')
  assert.match(complaint('--strimzi', '1.2.9'), 'did you mean 1.2.0?')
  assert.match(complaint('--kafka', 'four'), 'unknown Kafka version "four"')
  assert.match(complaint('--config', 'none.yaml'), 'configuration file none.yaml: no such file or directory')
  assert.match(complaint('explain', 'topic-replica-exceed-brokers'), 'did you mean topic-replicas-exceed-brokers?')
  assert.match(complaint('rules', '--format', 'jsonn'), 'did you mean json?')
})

test('the configuration: found upward, refused with places, switched off', () => {
  const root = project({ 'strimzi-lint.yaml': 'rules:\n  topic-replicas-exceed-broker: error\n', 'deep/down/a.yaml': `${cluster}---\n${topic(5)}` })
  const refused = run(root, ['deep/down', ...only])
  assert.equal([refused.status, refused.stdout], [2, ''])
  assert.match(refused.stderr, 'strimzi-lint.yaml:2:3')
  assert.match(refused.stderr, 'unknown rule "topic-replicas-exceed-broker": did you mean topic-replicas-exceed-brokers?')
  assert.match(refused.stderr, 'Nothing was linted: the configuration has 1 mistake')
  assert.is(run(root, ['deep/down', '--no-config', ...only]).status, 1)
  writeFileSync(join(root, 'other.yaml'), 'rules: { topic-replicas-exceed-brokers: off }\n')
  assert.is(run(root, ['deep/down', '--config', 'other.yaml', '--only', 'yaml-syntax']).status, 0)
  assert.match(run(root, ['--help']).stdout, 'Exit codes')
  assert.match(run(root, ['--version']).stdout, /^\d+\.\d+\.\d+\n$/)
})

test('rules and explain', () => {
  const root = project()
  const printed = run(root, ['rules', '--format', 'json']).stdout
  assert.is(printed, rulesJson(rules), 'the bundle says of each rule what its file says')
  const list = JSON.parse(printed) as { id: string; area: string }[]
  assert.ok(list.some(({ id, area }) => id === 'topic-replicas-exceed-brokers' && area === 'replication'))
  assert.match(run(root, ['rules']).stdout, /error +error +error +topic-replicas-exceed-brokers/)
  for (const rule of rules.slice(0, 3)) assert.is(run(root, ['explain', rule.id]).stdout, explanation(rule, noColors, 100))
})

test('--fix on nothing to repair changes nothing', () => {
  const root = project({ 'a.yaml': `${cluster}---\n${topic(5)}` })
  const before = readFileSync(join(root, 'a.yaml'), 'utf8')
  assert.is(run(root, [...only, '--fix']).status, 1)
  assert.is(readFileSync(join(root, 'a.yaml'), 'utf8'), before)
  assert.equal(readdirSync(root).sort(), ['.git', 'a.yaml'])
  const piped = run(root, ['-', ...only, '--fix'], { input: before })
  assert.is(piped.stdout, before)
  assert.match(piped.stderr, 'topic-replicas-exceed-brokers')
  assert.is(run(root, [...only, '--diff']).stdout, '')
})

test('a range of releases', () => {
  const root = project({ 'a.yaml': topic(3), 'strimzi-lint.yaml': 'strimzi: 0.45..1.2\n' })
  const inRange = run(root, ['--only', 'schema'])
  assert.equal([inRange.status, inRange.stderr], [1, ''])
  assert.match(inRange.stdout, '(in Strimzi 0.45.0 to 0.48.0)')
  assert.match(inRange.stdout, 'judged by Strimzi 0.45.0 to 1.2.0 (each of 16 releases, as told) for 1 resource')
  const { findings } = JSON.parse(run(root, ['--only', 'schema', '--format', 'json']).stdout) as { findings: { releases: string[] }[] }
  assert.equal(findings.map(({ releases }) => releases), [['0.48.0', '0.47.0', '0.46.1', '0.46.0', '0.45.2', '0.45.1', '0.45.0']])
  assert.is(run(root, ['--only', 'schema', '--strimzi', '1.2']).status, 0)
  assert.match(run(root, ['--strimzi', '1.2..0.45']).stderr, 'did you mean 0.45..1.2?')
})

test('diff: 0 when everything goes on working, 1 when something must change, 2 for wrong releases', () => {
  const old = (name: string): string => topic(3).replace('/v1', '/v1beta2').replace('orders', name)
  const root = project({ 'a.yaml': `${old('a')}---\n${old('b')}` })
  const told = run(root, ['diff', '--from', '0.45'])
  assert.equal([told.status, told.stderr], [1, ''])
  assert.match(told.stdout, '2 KafkaTopics: a, b ─ only the apiVersion')
  assert.match(told.stdout, 'Strimzi 0.45.2 to 1.2.0: 2 resources must change')
  assert.is(run(root, ['diff', '--from', '0.45', '--to', '0.51']).status, 0)
  const parsed = JSON.parse(run(root, ['diff', '--from', '0.45.0', '--to', '1.2', '--format', 'json', 'a.yaml']).stdout) as { summary: { mustChange: number } }
  assert.is(parsed.summary.mustChange, 2)
  assert.match(run(root, ['diff', '--from', '0.45..0.46']).stderr, '--from takes one release')
  assert.equal([run(root, ['diff']).status, run(root, ['diff', '--from', '0.45', 'nowhere']).status], [2, 2])
})

test('definitions that are given, as option and in the configuration', () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.org }
spec:
  group: example.org
  names: { kind: Widget, plural: widgets }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, x-kubernetes-validations: [{ rule: self.a > 0 }] } } } } }
`
  const root = project({ 'a.yaml': `${foreign}spec: { b: 1 }\n`, 'defs/crd.yaml': crd, 'configured/strimzi-lint.yaml': 'crds: ../defs\n', 'configured/a.yaml': `${foreign}spec: { c: 1 }\n` })
  const given = run(root, ['a.yaml', '--crds', 'defs'])
  assert.equal([given.status, given.stderr], [1, ''])
  assert.match(given.stdout, '`b` is not a field of `spec`')
  assert.match(given.stdout, 'note not evaluated in example.org/v1 Widget: the CEL rule "self.a > 0" at spec')
  assert.equal(json(run(root, ['configured', '--format', 'json'])).findings.map(({ rule }) => rule), ['unknown-field'])
  assert.is(run(root, ['a.yaml']).status, 0)
  assert.is(run(root, ['a.yaml', '--crds', 'nowhere']).status, 2)
})

test('what is compiled is kept by the first run that judges something, and changes nothing', () => {
  const root = project({ 'a.yaml': cluster, 'b.yaml': topic(5), 'other.yaml': foreign })
  const environment = { XDG_CACHE_HOME: join(home, 'kept') }
  const cache = join(home, 'kept', 'strimzi-lint')
  const runs = (args: readonly string[], env: Readonly<Record<string, string>> = environment, node: readonly string[] = []) =>
    [run(root, args, { env, node }).stdout, existsSync(cache) ? readdirSync(cache).length : 0]
  const lint = ['a.yaml', 'b.yaml', '--format', 'compact']
  runs(['--version'])
  assert.equal(runs(['other.yaml'])[1], 0)
  const [first] = runs(lint, { ...environment, NODE_DISABLE_COMPILE_CACHE: '1' })
  assert.match(String(first), 'topic-replicas-exceed-brokers')
  assert.equal(runs(lint, { ...environment, NODE_DISABLE_COMPILE_CACHE: '1' }), [first, 0])
  assert.equal(runs(lint, { XDG_CACHE_HOME: join(root, 'cache') }), [first, 0])
  assert.not(existsSync(join(root, 'cache')))
  for (let time = 0; time < 2; time++) assert.equal(runs(lint), [first, 1])
  // V8 refuses what was compiled under other flags.
  assert.equal(runs(lint, environment, ['--stack-size=500']), [first, 1])
  assert.equal(runs(lint), [first, 1])
})

test('the program is executable and has a first line for the shell', () => {
  assert.ok((statSync(program).mode & 0o111) !== 0)
  assert.match(readFileSync(program, 'utf8'), /^#!\/usr\/bin\/env node\n/)
})

test.run()
