import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Log } from 'sarif'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { build } from '../dev/build.js'
import { baseCommits } from './event.js'

/** The bundled Action as the runner starts it: an environment with the inputs (defaults of action.yml filled in) and files that exist, nothing else. */
const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-action-'))
const { inputs, outputs, runs } = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as {
  inputs: Record<string, { default: string; description: string }>
  outputs: Record<string, unknown>
  runs: { using: string; main: string }
}
const program = join(home, runs.main)

const cluster = (brokers: number): string => `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: shop }
spec:
  kafka:
    listeners: [{ name: tls, port: 9093, type: internal, tls: true }]
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata:
  name: brokers
  labels: { strimzi.io/cluster: shop }
spec:
  roles: [broker, controller]
  replicas: ${brokers}
  storage: { type: ephemeral }
`
const topic = (name: string, replicas: string): string => `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: ${name}
  labels: { strimzi.io/cluster: shop }
spec:
  partitions: 12
  replicas: ${replicas}
`
const only = { only: 'topic-replicas-exceed-brokers wrong-type topic-replication-factor-too-low' }

let made = 0
function workspace(files: Readonly<Record<string, string>>): string {
  const root = join(home, String(made++))
  mkdirSync(join(root, '.git'), { recursive: true })
  write(root, files)
  return root
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

interface Run {
  readonly status: number | null
  readonly log: string
  /** Commands that a runner would obey, with the text that it would see. */
  readonly commands: readonly { readonly name: string; readonly properties: Readonly<Record<string, string>>; readonly message: string }[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

/** Runs the Action. `given` are the inputs that the workflow sets; `event` is what happened. */
function run(root: string, given: Readonly<Record<string, string>> = {}, event: unknown = { ref: 'refs/heads/main' }, extra: Readonly<Record<string, string>> = {}): Run {
  const temp = mkdtempSync(join(home, 'temp-'))
  const files = Object.fromEntries(['OUTPUT', 'STEP_SUMMARY', 'ENV', 'PATH', 'STATE'].map((name) => [`GITHUB_${name}`, join(temp, name)]))
  for (const file of Object.values(files)) writeFileSync(file, '')
  writeFileSync(join(temp, 'event.json'), JSON.stringify(event))
  const values = Object.entries(inputs).map(([name, { default: value }]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, given[name] ?? value])
  for (const name of Object.keys(given)) assert.ok(name in inputs, `action.yml has no input ${name}`)
  const { status, stdout, stderr } = spawnSync(process.env.ACTION_NODE ?? process.execPath, [program], {
    cwd: root, encoding: 'utf8', timeout: 60_000,
    env: {
      PATH: process.env.PATH, HOME: temp, CI: 'true', GITHUB_ACTIONS: 'true', RUNNER_TEMP: temp, GITHUB_WORKSPACE: root, GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_SHA: '0123456789012345678901234567890123456789', GITHUB_REF: 'refs/heads/main',
      ...files, ...(Object.fromEntries(values) as Record<string, string>), ...extra,
    },
  })
  assert.is(stderr, '')
  return { status, log: stdout, commands: obeyed(stdout), outputs: parseOutputs(readFileSync(join(temp, 'OUTPUT'), 'utf8')), summary: readFileSync(join(temp, 'STEP_SUMMARY'), 'utf8') }
}

/** What the runner makes of a log: `::name key=value::message` at the start of a line, `##[name]` anywhere, neither of them while they are stopped. */
function obeyed(log: string): Run['commands'] {
  const commands: { name: string; properties: Record<string, string>; message: string }[] = []
  let stopped: string | undefined
  for (const line of log.split(/\r?\n/)) {
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::`) stopped = undefined
      continue
    }
    const found = /^\s*::(?<name>[\w-]+) ?(?<properties>.*?)::(?<message>.*)$/.exec(line)?.groups
    if (found?.name === 'stop-commands') stopped = found.message
    else if (found !== undefined) {
      const properties = (found.properties ?? '').split(',').filter((each) => each !== '').map((each) => /^([^=]*)=(.*)$/.exec(each)?.slice(1) ?? [each, ''])
      commands.push({ name: found.name ?? '', properties: Object.fromEntries(properties) as Record<string, string>, message: found.message ?? '' })
    } else if (line.includes('##[')) commands.push({ name: '##[', properties: {}, message: line })
  }
  assert.is(stopped, undefined, 'commands stay stopped')
  return commands
}

function parseOutputs(text: string): Record<string, string> {
  return Object.fromEntries(Array.from(text.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n?\2$/gm), ([, name = '', , value = '']) => [name, value.replace(/\n$/, '')]))
}

function sarifOf({ outputs: { sarif = '' } }: Run): Log {
  return JSON.parse(readFileSync(sarif, 'utf8')) as Log
}

const test = suite('the GitHub Action')
test.before(async () => build(join(home, 'dist')))
test.after(() => { rmSync(home, { recursive: true, force: true }) })

test('action.yml and the Action agree', () => {
  assert.is(runs.using, 'node24')
  for (const [name, { default: value, description }] of Object.entries(inputs)) {
    assert.type(value, 'string', `${name}: the runner passes texts only`)
    assert.ok(description !== '')
  }
  assert.equal(Object.keys(run(workspace({ 'a.yaml': topic('a', '1') }), only).outputs).sort(), Object.keys(outputs).sort())
  assert.not.match(readFileSync(program, 'utf8'), 'undici')
})

test('findings: annotations, counts, summary, SARIF, reports and the exit code', () => {
  const root = workspace({ 'k8s/cluster.yaml': cluster(2), 'k8s/orders.yaml': topic('orders', '3'), 'k8s/bad.yaml': topic('bad', 'x') })
  const result = run(root, { ...only, paths: 'k8s\nk8s/cluster.yaml', formats: 'junit=out/junit.xml\ngitlab=out/quality.json' })
  assert.is(result.status, 1)
  assert.equal(result.commands.map(({ name, properties }) => [name, properties.file, properties.line]), [['error', 'k8s/bad.yaml', '8'], ['error', 'k8s/orders.yaml', '8']])
  assert.equal([result.outputs.errors, result.outputs.warnings, result.outputs.infos, result.outputs.total], ['2', '0', '0', '2'])
  assert.is(result.outputs.reports, `${join(root, 'out/junit.xml')}\n${join(root, 'out/quality.json')}`)
  assert.match(readFileSync(join(root, 'out/junit.xml'), 'utf8'), '<testsuites')
  assert.match(result.summary, '## strimzi-lint: 🔴 2 errors')
  assert.is(sarifOf(result).runs[0]?.results?.length, 2)
  assert.is(run(root, { ...only, 'fail-on': 'never' }).status, 0)
})

test('nothing found: exit code 0 and an empty SARIF log', () => {
  const result = run(workspace({ 'a.yaml': cluster(3), 'b.yaml': topic('b', '3') }), only)
  assert.is(result.status, 0)
  assert.equal(result.commands, [])
  assert.match(result.summary, '✅ no findings')
  assert.equal(sarifOf(result).runs[0]?.results, [])
})

test('annotations and summary only where they are wanted; paths from the working directory, places from the repository', () => {
  const root = workspace({ 'deploy/kafka/bad.yaml': topic('bad', 'x') })
  const quiet = run(root, { ...only, annotations: 'false', summary: 'false', 'working-directory': 'deploy', paths: 'kafka', 'sarif-file': 'out.sarif' })
  assert.equal([quiet.status, quiet.commands.length, quiet.summary], [1, 0, ''])
  assert.is(quiet.outputs.sarif, join(root, 'deploy/out.sarif'))
  assert.is(sarifOf(quiet).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'deploy/kafka/bad.yaml')
})

test('wrong inputs and a wrong configuration: a failed step that says why', () => {
  const root = workspace({ 'a.yaml': topic('a', '1'), 'strimzi-lint.yaml': 'extend: production\n' })
  const failure = (given: Readonly<Record<string, string>>): string => {
    const result = run(root, { config: 'none.yaml', ...given })
    assert.is(result.status, 1)
    assert.is(result.summary, '')
    return result.commands.at(-1)?.message ?? ''
  }
  assert.is(failure({ 'fail-on': 'eror' }), 'input fail-on: unknown "eror": did you mean error?')
  assert.is(failure({ annotations: 'yes' }), 'input annotations: "yes" is neither true nor false')
  assert.is(failure({ formats: 'junit' }), 'input formats: "junit" names no file; write junit=FILE, one on a line')
  assert.match(failure({}), 'nothing was linted: configuration file none.yaml: no such file or directory')
  const mistaken = run(root)
  assert.equal([mistaken.status, mistaken.commands[0]?.properties.file, mistaken.commands[0]?.properties.line], [1, 'strimzi-lint.yaml', '1'])
  assert.is(run(workspace({}), { paths: 'nowhere' }).status, 1)
})

test('manifests cannot give commands to the runner, nor Markdown to the summary', () => {
  const hostile = '"::error file=x::forged\\n::stop-commands::x\\n##[add-mask]y <script> [a](https://evil.example) @octocat"'
  const text = `# ::error::in a comment ##[error]forged\n${topic('orders', `${hostile} # ::warning::forged ##[warning]forged`)}`
  const root = workspace({ 'k8s/##[error]a,b%0A.yaml': text, 'k8s/::error::.yaml': '::error::x: [\n::set-output name=a::b\n' })
  const result = run(root, { only: '', preset: 'all' })
  assert.is(result.status, 1)
  assert.ok(result.commands.length > 1)
  for (const { name, properties } of result.commands) {
    assert.ok(['error', 'warning', 'notice'].includes(name), name)
    assert.match(properties.title ?? '', /^[a-z-]+ \([a-z]+\)$/)
  }
  assert.not.match(result.summary.replace(/^(`{3,})text\n[^]*?\n\1$/gm, ''), /<script|https:\/\/|@octocat|\[a\]/)
  assert.is(Object.keys(result.outputs).length, Object.keys(outputs).length)
})

function git(root: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=me', '-c', 'user.email=me@example.org', '-c', 'init.defaultBranch=main', ...args], { cwd: root, encoding: 'utf8' })
  assert.is(status, 0, stderr)
  return stdout.trim()
}

test('changed-only: what is new, in files that did not change too, and the whole in SARIF', () => {
  const root = join(home, 'repository')
  write(root, { 'cluster.yaml': cluster(3), 'orders.yaml': topic('orders', '3'), 'old.yaml': topic('old', 'x') })
  for (const args of [['init', '-q'], ['add', '.'], ['commit', '-qm', 'base']]) git(root, ...args)
  const base = git(root, 'rev-parse', 'HEAD')
  git(root, 'checkout', '-qb', 'feature')
  write(root, { 'cluster.yaml': cluster(2) })
  git(root, 'commit', '-qam', 'fewer brokers')
  const event = { pull_request: { base: { sha: base, ref: 'main' } } }
  const result = run(root, { ...only, 'changed-only': 'true' }, event)
  assert.equal(result.commands.map(({ name, properties }) => [name, properties.file]), [['error', 'orders.yaml']])
  assert.is(result.status, 1)
  assert.is(sarifOf(result).runs[0]?.results?.length, 2)
  assert.match(result.log, 'the base branch main')

  const unknown = run(root, { ...only, 'changed-only': 'true' }, { pull_request: { base: { sha: 'f'.repeat(40), ref: 'main' } } })
  assert.is(unknown.commands[0]?.message, 'changed-only: the base of this event is not in the clone, so everything is reported; give actions/checkout fetch-depth: 0')
  assert.is(unknown.outputs.total, '2')
  assert.match(run(root, { ...only, 'changed-only': 'true' }, {}).commands[0]?.message ?? '', 'this event has no base')
  assert.is(run(root, { ...only, 'changed-only': 'true' }, { before: git(root, 'rev-parse', 'HEAD') }).status, 0)

  git(root, 'checkout', '-q', 'main')
  git(root, 'merge', '-q', '--no-ff', '-m', 'merge', 'feature')
  const merged = run(root, { ...only, 'changed-only': 'true' }, { pull_request: { base: { sha: 'f'.repeat(40), ref: 'main' } } }, {
    GITHUB_REF: 'refs/pull/7/merge', GITHUB_SHA: git(root, 'rev-parse', 'HEAD'),
  })
  assert.equal(merged.commands.map(({ properties }) => properties.file), ['orders.yaml'])
})

test('the base of an event; what is no commit is not given to git', () => {
  const file = join(home, 'event.json')
  const commits = (event: unknown, environment: NodeJS.ProcessEnv = {}): string[] => {
    writeFileSync(file, typeof event === 'string' ? event : JSON.stringify(event))
    return baseCommits({ GITHUB_EVENT_PATH: file, ...environment }).map(({ revision }) => revision)
  }
  const sha = 'a'.repeat(40)
  assert.equal(commits({ pull_request: { base: { sha } } }), [sha])
  assert.equal(commits({ pull_request: { base: { sha } } }, { GITHUB_REF: 'refs/pull/1/merge', GITHUB_SHA: 'b'.repeat(40) }), [`${'b'.repeat(40)}^1`, sha])
  assert.equal(commits({ merge_group: { base_sha: sha } }), [sha])
  assert.equal(commits({ before: '0'.repeat(40) }), [])
  assert.equal(commits({ before: '--upload-pack=x' }), [])
  assert.equal(commits('not JSON'), [])
  assert.equal(commits(['__proto__']), [])
  assert.equal(baseCommits({}), [])
})

test.run()
