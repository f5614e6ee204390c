import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { build } from '../dev/build.js'
import { noColors } from '../report/colors.js'
import { explanation } from './explain.js'
import { rulesJson } from './rules.js'

/** The command line as people get it: the bundle, run by node, in folders made for each test. */
const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-cli-'))
const program = join(home, 'dist', 'strimzi-lint.cjs')

const cluster = `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata:
  name: shop
spec:
  kafka:
    listeners:
      - { name: tls, port: 9093, type: internal, tls: true }
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata:
  name: brokers
  labels: { strimzi.io/cluster: shop }
spec:
  roles: [broker, controller]
  replicas: 3
  storage: { type: ephemeral }
`
/** With more replicas than the three brokers: an error of the rule topic-replicas-exceed-brokers when it is read together with the cluster. */
const topic = (replicas: number): string => `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: orders
  labels: { strimzi.io/cluster: shop }
spec:
  partitions: 12
  replicas: ${replicas}
`
const only = ['--only', 'topic-replicas-exceed-brokers,yaml-syntax,yaml-limit,yaml-duplicate-key']
const foreign = 'apiVersion: example.org/v1\nkind: Widget\nmetadata: { name: x }\n'

let made = 0
function project(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const root = join(home, String(made++))
  mkdirSync(join(root, '.git'), { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

interface RunOptions {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  readonly node?: readonly string[]
}

function run(cwd: string, args: readonly string[], { input, env = {}, node = [] }: RunOptions = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [...node, program, ...args], {
    cwd, encoding: 'utf8', maxBuffer: 100e6, timeout: 60_000, env: { PATH: process.env.PATH, XDG_CACHE_HOME: home, ...env }, ...(input !== undefined && { input }),
  })
}

interface JsonReport {
  readonly findings: readonly { readonly rule: string; readonly file: string; readonly start: { readonly line: number; readonly column: number } }[]
  readonly documents: readonly { readonly file: string; readonly status: string; readonly reason?: string }[]
  readonly unread: readonly { readonly file: string; readonly reason: string }[]
}

function json(result: SpawnSyncReturns<string>): JsonReport {
  assert.is(result.stderr, '')
  return JSON.parse(result.stdout) as JsonReport
}

const test = suite('strimzi-lint')

test.before(async () => {
  await build(join(home, 'dist'))
})
test.after(() => {
  rmSync(home, { recursive: true, force: true })
})

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

test('one bad file does not hide the others', () => {
  const root = project({
    'a.yaml': `${cluster}---\n${topic(5)}`, 'binary.yaml': Buffer.from([0, 1, 2]), 'latin.yaml': Buffer.from('a: caf\xe9\n', 'latin1'),
    'broken.yaml': 'a: [1\n---\nb: }\n---\n' + foreign, 'empty.yaml': '', 'comment.yaml': '# nothing\n', 'closed.yaml': foreign, 'list.json': '{"a": 1}',
  })
  symlinkSync('..', join(root, 'loop'))
  symlinkSync('self.yaml', join(root, 'self.yaml'))
  chmodSync(join(root, 'closed.yaml'), 0)
  const result = run(root, ['.', 'nowhere', ...only, '--format', 'json'])
  assert.is(result.status, 2)
  const report = json(result)
  assert.ok(report.findings.some(({ rule }) => rule === 'topic-replicas-exceed-brokers'))
  assert.equal(report.findings.filter(({ file }) => file === 'broken.yaml').map(({ start }) => start.line), [1, 3].slice(0, 2))
  assert.equal(report.documents.filter(({ file }) => file === 'broken.yaml').map(({ status }) => status), ['failed', 'failed', 'skipped'])
  const reasons = Object.fromEntries(report.unread.map(({ file, reason }) => [file, reason]))
  assert.is(reasons['binary.yaml'], 'a binary file')
  assert.is(reasons['latin.yaml'], 'not UTF-8: byte 0xe9 at line 1, column 7')
  assert.is(reasons.nowhere, 'no such file or directory')
  assert.is(reasons.loop, 'a symbolic link to a folder that it is in')
  assert.match(reasons['self.yaml'] ?? '', 'a loop of symbolic links')
  // Root may read everything.
  if (process.getuid?.() !== 0) assert.is(reasons['closed.yaml'], 'no permission to read it')
})

test('input that is made to hurt ends soon and is accounted for', () => {
  const bomb = ['a: &a0 [x, x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 12 }, (_, index) =>
    `b${index}: &a${index + 1} [${Array.from({ length: 10 }, () => `*a${index}`).join(', ')}]`)].join('\n')
  const root = project({
    'bomb.yaml': `apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\n${bomb}\n`,
    'nested.yaml': `apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nspec: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
    'nested.json': `{"apiVersion": "kafka.strimzi.io/v1", "kind": "KafkaTopic", "spec": ${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
    'large.yaml': Buffer.alloc(50 * 1024 * 1024, 'a: 1\n'),
    'proto.yaml': 'apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\n__proto__: { polluted: 1 }\nconstructor: 1\nmetadata:\n  name: x\n  labels: { __proto__: y, constructor: z }\nspec: { __proto__: 1, toString: 2 }\n',
    'kinds.yaml': 'apiVersion: kafka.strimzi.io/v1\nkind: __proto__\n---\napiVersion: kafka.strimzi.io/v1\nkind: constructor\n---\napiVersion: __proto__\nkind: toString\n',
    'good.yaml': `${cluster}---\n${topic(5)}`,
  })
  const start = performance.now()
  const result = run(root, ['--format', 'json'], { node: ['--max-old-space-size=512'] })
  const seconds = (performance.now() - start) / 1000
  assert.is(result.status, 1, result.stderr)
  const report = json(result)
  assert.ok(seconds < 20, `took ${seconds} s`)
  assert.ok(report.findings.some(({ rule }) => rule === 'topic-replicas-exceed-brokers'))
  for (const file of ['bomb.yaml', 'nested.yaml', 'nested.json', 'proto.yaml', 'kinds.yaml']) {
    assert.ok(report.documents.some((document) => document.file === file), `${file} is not accounted for`)
  }
  assert.equal(report.unread, [{ file: 'large.yaml', status: 'failed', reason: 'larger than 20 MB' }])
})

test('names with escapes and newlines are shown, not obeyed', () => {
  const name = 'a\u001b[31m\n::error::x.yaml'
  const root = project({ [name]: `${cluster}---\n${topic(5)}` })
  const { stdout, status } = run(root, only)
  assert.is(status, 1)
  assert.match(stdout, 'a\\x1b[31m\\n::error::x.yaml:')
  assert.not.match(stdout, '\u001b')
  assert.not.match(stdout, /^::error/m)
  assert.match(run(root, [`nowhere${name}`]).stdout, 'nowherea\\x1b[31m\\n')
  assert.equal(json(run(root, [...only, '--format', 'json'])).findings.map(({ file }) => file), [name])
})

test('no network: everything that could open a connection is broken, and nobody notices', () => {
  const root = project({ 'a.yaml': `${cluster}---\n${topic(5)}`, 'strimzi-lint.yaml': 'extends: production\n' })
  writeFileSync(join(home, 'no-network.cjs'), `
const { appendFileSync } = require('node:fs')
const refuse = (what) => function () { appendFileSync(process.env.NETWORK_LOG, what + '\\n'); throw new Error('network: ' + what) }
for (const [name, methods] of Object.entries({
  net: ['connect', 'createConnection', 'createServer'], tls: ['connect'], dgram: ['createSocket'], http: ['request', 'get'], https: ['request', 'get'],
  http2: ['connect'], dns: ['lookup', 'resolve', 'resolve4', 'resolve6'],
})) for (const method of methods) require('node:' + name)[method] = refuse(name + '.' + method)
require('node:net').Socket.prototype.connect = refuse('net.Socket.connect')
for (const method of ['lookup', 'resolve']) require('node:dns').promises[method] = refuse('dns.promises.' + method)
globalThis.fetch = refuse('fetch')
globalThis.WebSocket = refuse('WebSocket')
`)
  const log = join(home, 'network.log')
  const blocked = { node: ['--require', join(home, 'no-network.cjs')], env: { NETWORK_LOG: log } }
  assert.is(run(root, ['.', '--format', 'pretty', '--format', 'sarif=o.sarif', '--format', 'json=o.json'], blocked).status, 1)
  assert.is(run(root, ['--fix'], blocked).status, 1)
  assert.is(run(root, ['rules'], blocked).status, 0)
  assert.is(run(root, ['explain', 'topic-replicas-exceed-brokers'], blocked).status, 0)
  assert.not(existsSync(log), 'something was tried')
  // The block itself works.
  const tried = spawnSync(process.execPath, [...blocked.node, '-e', 'try { fetch("http://127.0.0.1:9") } catch { process.exit(3) }'], { env: { NETWORK_LOG: log } })
  assert.is(tried.status, 3)
  assert.ok(existsSync(log))
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
