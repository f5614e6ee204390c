import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { cluster, foreign, home, json, only, project, run, suiteOfProgram, topic } from '../testing/command-line.js'

const test = suiteOfProgram('bad input')

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

test.run()
