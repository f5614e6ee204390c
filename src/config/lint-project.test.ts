import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import type { Report } from '../rule/finding.js'
import { lintProject } from './lint-project.js'
import { openProject, type ProjectChoices } from './project.js'

const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-project-'))
let made = 0

const pool = (replicas: number): string => `apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: { name: brokers, labels: { strimzi.io/cluster: shop } }
spec: { roles: [broker, controller], replicas: ${replicas}, storage: { type: ephemeral } }
`
const cluster = `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: shop }
spec: { kafka: { listeners: [{ name: tls, port: 9093, type: internal, tls: true }] } }
`
const topic = (name: string, replicas: number): string => `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: { name: ${name}, labels: { strimzi.io/cluster: shop } }
spec: { partitions: 12, replicas: ${replicas} }
`

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

function git(root: string, ...args: string[]): void {
  execFileSync('git', ['-C', root, '-c', 'user.email=a@example.org', '-c', 'user.name=a', '-c', 'commit.gpgsign=false', ...args], { stdio: 'ignore' })
}

/** A repository with one commit of these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = join(home, String(made++))
  mkdirSync(root)
  git(root, 'init', '-q')
  write(root, files)
  git(root, 'add', '-A')
  git(root, 'commit', '-q', '-m', 'one')
  return root
}

const shop = { 'cluster/kafka.yaml': cluster, 'cluster/pool.yaml': pool(3), 'topics/orders.yaml': topic('orders', 5), 'topics/bills.yaml': topic('bills', 3) }

async function lintIn(cwd: string, choices: Partial<ProjectChoices> = {}): Promise<Report | readonly string[]> {
  const project = await openProject({ cwd, paths: [], know: [], only: ['topic-replicas-exceed-brokers', 'yaml-syntax'], skip: [], ...choices }, rules)
  return 'complaints' in project ? project.complaints : lintProject(project, rules)
}

async function fresh(cwd: string, choices: Partial<ProjectChoices> = {}): Promise<string[]> {
  const report = await lintIn(cwd, { diffBase: 'HEAD', ...choices })
  if (!('findings' in report)) throw new Error(report.join('\n'))
  return report.findings.map(({ rule, file, resource }) => `${file} ${rule} ${resource?.name ?? ''}`)
}

const wrong = 'topic-replicas-exceed-brokers'
const test = suite('lintProject')
test.after(() => { rmSync(home, { recursive: true }) })

test('what was there before is not told, whatever lines and files do', async () => {
  const root = repository(shop)
  assert.equal(await fresh(root), [])
  write(root, { 'topics/orders.yaml': `# moved\n\n${topic('orders', 5)}` })
  assert.equal(await fresh(root), [])
  renameSync(join(root, 'topics'), join(root, 'moved'))
  assert.equal(await fresh(root), [])
  assert.equal(await fresh(root, { paths: ['moved/orders.yaml'] }), [])
  write(root, { 'moved/orders.yaml': '', 'all.yaml': `${topic('orders', 5)}---\n${topic('bills', 3)}` })
  assert.equal(await fresh(root, { paths: ['all.yaml'] }), [])
  const report = await lintIn(root, { diffBase: 'HEAD' })
  assert.ok('comparison' in report)
  assert.equal(report.comparison, { base: 'HEAD', known: 1 })
})

test('what is new is told, in unchanged files too', async () => {
  const root = repository(shop)
  write(root, { 'topics/new.yaml': topic('new', 4) })
  assert.equal(await fresh(root), [`topics/new.yaml ${wrong} new`])
  assert.equal(await fresh(root, { paths: ['topics/new.yaml'] }), [`topics/new.yaml ${wrong} new`], 'the cluster is known although it was not named')
  write(root, { 'cluster/pool.yaml': pool(2) })
  assert.equal(await fresh(root), [`topics/bills.yaml ${wrong} bills`, `topics/new.yaml ${wrong} new`])
  assert.equal(await fresh(root, { paths: ['topics'] }), [`topics/bills.yaml ${wrong} bills`, `topics/new.yaml ${wrong} new`])
  assert.equal(await fresh(root, { paths: ['cluster'] }), [])
})

test('an item that is inserted before leaves those behind it known', async () => {
  const kafka = (listeners: string): string => cluster.replace(/\[\{.*\}\]/, `[${listeners}]`)
  const odd = '{ name: odd, port: 9094, type: internal, tls: true, typo: 1 }'
  const root = repository({ 'kafka.yaml': kafka(odd) })
  const only = { only: ['unknown-field'] }
  assert.equal(await fresh(root, only), [])
  write(root, { 'kafka.yaml': kafka(`{ name: tls, port: 9093, type: internal, tls: true }, ${odd}`) })
  assert.equal(await fresh(root, only), [])
  write(root, { 'kafka.yaml': kafka(`${odd.replace('odd', 'new').replace('9094', '9095')}, ${odd}`) })
  assert.equal((await fresh(root, only)).length, 1)
})

test('a renamed resource is new', async () => {
  const root = repository(shop)
  write(root, { 'topics/orders.yaml': topic('renamed', 5) })
  assert.equal(await fresh(root), [`topics/orders.yaml ${wrong} renamed`])
})

test('in folders of the repository, and from them', async () => {
  const root = repository(shop)
  write(root, { 'topics/new.yaml': topic('new', 4) })
  assert.equal(await fresh(join(root, 'topics')), [`new.yaml ${wrong} new`])
  assert.equal(await fresh(join(root, 'cluster'), { paths: ['../topics'] }), [`../topics/new.yaml ${wrong} new`])
  assert.equal(await fresh(home, { paths: [join(root, 'topics')] }), [`${join(root, 'topics')}/new.yaml ${wrong} new`])
})

test('broken files: known under their name, and when they were renamed', async () => {
  const root = repository({ 'a.yaml': 'a: [\n' })
  assert.equal(await fresh(root), [])
  renameSync(join(root, 'a.yaml'), join(root, 'b.yaml'))
  assert.equal(await fresh(root), [])
  write(root, { 'c.yaml': 'a: [\n' })
  assert.is((await fresh(root)).length, 1)
})

test('the same cluster in overlays: the new one is told', async () => {
  const overlay = (name: string, replicas: number): Record<string, string> =>
    ({ [`${name}/kafka.yaml`]: cluster, [`${name}/pool.yaml`]: pool(3), [`${name}/topic.yaml`]: topic('orders', replicas) })
  const root = repository({ ...overlay('b', 5), ...overlay('a', 3) })
  write(root, overlay('a', 4))
  assert.equal(await fresh(root), [`a/topic.yaml ${wrong} orders`])
  assert.equal(await fresh(root, { paths: ['a'] }), [`a/topic.yaml ${wrong} orders`])
})

test('commits, tags and what git knows; everything else is said', async () => {
  const root = repository(shop)
  git(root, 'tag', 'v1')
  write(root, { 'topics/new.yaml': topic('new', 4) })
  git(root, 'add', '-A')
  git(root, 'commit', '-q', '-m', 'two')
  assert.equal(await fresh(root), [])
  for (const base of ['v1', 'HEAD~1']) assert.equal(await fresh(root, { diffBase: base }), [`topics/new.yaml ${wrong} new`])
  assert.equal(await lintIn(root, { diffBase: 'nowhere' }), ['--diff-base nowhere: git knows no revision "nowhere"'])
  assert.equal(await lintIn(root, { diffBase: '--output=x' }), ['--diff-base --output=x: git knows no revision "--output=x"'])
  const outside = join(home, 'outside')
  write(outside, { 'a.yaml': cluster })
  assert.equal(await lintIn(outside, { diffBase: 'HEAD' }), ['--diff-base HEAD: there is no git repository here'])
  const path = process.env.PATH
  process.env.PATH = ''
  const withoutGit = await lintIn(root, { diffBase: 'HEAD' })
  process.env.PATH = path
  assert.equal(withoutGit, ['--diff-base HEAD: git cannot be found, and it is needed to look at another revision'])
})

test('ignored files of the revision stay out', async () => {
  const root = repository({ ...shop, 'strimzi-lint.yaml': 'ignore: old/\n', 'old/orders.yaml': topic('other', 5) })
  write(root, { 'topics/other.yaml': topic('other', 5) })
  assert.equal(await fresh(root), [`topics/other.yaml ${wrong} other`])
})

test('the baseline of the configuration; --no-baseline; a missing one', async () => {
  const known = `version: 1\nfindings:\n  - { rule: ${wrong}, resource: KafkaTopic orders, path: spec.replicas, reason: old }\n`
  const root = repository({ ...shop, 'strimzi-lint.yaml': 'baseline: known.yaml\n', 'known.yaml': known })
  const report = await lintIn(root)
  assert.ok('findings' in report)
  assert.equal(report.findings, [])
  assert.equal(report.baseline, { file: 'known.yaml', known: 1, expired: 0, outdated: [] })
  assert.equal(report.documents.map(({ file }) => file).filter((file) => !file.includes('/')), [], 'neither file is a manifest')
  const without = await lintIn(root, { baseline: false })
  assert.ok('findings' in without)
  assert.is(without.findings.length, 1)
  assert.equal(await lintIn(root, { baseline: 'no.yaml' }), ['baseline no.yaml: no such file or directory; strimzi-lint baseline makes one'])
  write(root, { 'topics/orders.yaml': topic('orders', 3) })
  const repaired = await lintIn(root, { paths: ['topics'] })
  assert.ok('findings' in repaired)
  assert.is(repaired.baseline?.outdated.length, 1)
  const elsewhere = await lintIn(root, { paths: ['cluster'] })
  assert.ok('findings' in elsewhere)
  assert.is(elsewhere.baseline?.outdated.length, 0)
})

test.run()
