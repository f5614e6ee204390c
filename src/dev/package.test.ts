import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { buildTypes } from './build-types.js'
import { build } from './build.js'

/** What is shipped: the committed bundle is what the source builds, and the package installs as npm and pre-commit do it, without a build step. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-package-'))
const dist = join(home, 'package', 'dist')

function execute(program: string, args: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
  return spawnSync(program, args, { cwd, encoding: 'utf8', timeout: 100_000, env: { PATH: process.env.PATH, HOME: home, ...environment } })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile()).map((name) => name.replaceAll(sep, '/')).sort()
}

const test = suite('the package')
test.before(async () => {
  await build(dist)
  buildTypes(join(dist, 'types'))
})
test.after(() => { rmSync(home, { recursive: true, force: true }) })

test('the committed dist/ is what the source builds', () => {
  const tracked = execute('git', ['ls-files', '-s', '-z', 'dist'], root)
  if (tracked.status !== 0 || tracked.stdout === '') {
    console.log(`\nskipped: ${tracked.status === 0 ? 'dist/ is not committed yet' : 'this is no git repository'}`)
    return
  }
  // The index, not the folder: a build before the tests has written that.
  const committed = tracked.stdout.split('\0').flatMap((line) => {
    const [, id = '', name = ''] = /^\d+ ([0-9a-f]+) \d\tdist\/([^]+)$/.exec(line) ?? []
    return name === '' ? [] : [`${name} ${id}`]
  }).sort()
  const names = filesIn(dist)
  const hashed = spawnSync('git', ['hash-object', '--no-filters', '--stdin-paths'], { cwd: root, encoding: 'utf8', input: names.map((name) => `${join(dist, name)}\n`).join('') })
  const ids = hashed.stdout.trim().split('\n')
  assert.equal(committed.join('\n'), names.map((name, index) => `${name} ${ids[index] ?? ''}`).sort().join('\n'), 'run npm run build and commit dist/')
})

test('the bundle says nothing about the machine that built it', () => {
  for (const name of filesIn(dist)) {
    const text = readFileSync(join(dist, name), 'utf8')
    assert.not(text.includes(root.replace(/[/\\]$/, '')), `${name} holds the path of the repository`)
    assert.not(text.includes(home), `${name} holds the path of the build`)
    assert.not(text.includes('sourceMappingURL=') && /^\/\/# sourceMappingURL=/m.test(text), `${name} has a source map`)
  }
})

test('npm pack prints one line; the tarball is small, installs offline and lints', () => {
  const folder = join(home, 'package')
  for (const name of ['package.json', 'README.md', 'LICENSE']) cpSync(join(root, name), join(folder, name))
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  for (const name of ['prepare', 'prepack', 'postpack', 'prepublish', 'install', 'preinstall', 'postinstall']) {
    assert.not(name in scripts, `the script ${name} would print into the name of the tarball or run on the machines of users`)
  }
  const packed = execute('npm', ['pack'], folder)
  assert.is(packed.status, 0, packed.stderr)
  const [tarball = ''] = packed.stdout.split('\n')
  assert.is(packed.stdout, `${tarball}\n`)
  assert.ok(existsSync(join(folder, tarball)))

  const installed = execute('npm', ['install', '--global', '--offline', '--no-audit', '--no-fund', '--prefix', home, join(folder, tarball)], home)
  assert.is(installed.status, 0, installed.stderr)
  const library = join(home, 'lib/node_modules/strimzi-lint')
  const size = filesIn(library).reduce((sum, name) => sum + statSync(join(library, name)).size, 0)
  assert.ok(size < 6 * 1024 * 1024, `${(size / 1024 / 1024).toFixed(2)} MB unpacked`)
  assert.equal(filesIn(library).filter((name) => !name.startsWith('dist/')), ['LICENSE', 'README.md', 'package.json'])

  const program = join(home, 'bin/strimzi-lint')
  assert.is(execute(program, ['--version'], home).stdout, `${(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version}\n`)
  writeFileSync(join(home, 'topic.yaml'), topic)
  const linted = execute(program, ['--format', 'compact', 'topic.yaml'], home)
  assert.is(linted.stderr, '')
  assert.match(linted.stdout, 'topic.yaml:7:15: error: ')
  assert.is(linted.status, 1)
})

test('the library: ES modules and CommonJS, with types', () => {
  const project = join(home, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  const use = `
    const report = await lint({ files: [{ path: 'topic.yaml', text: ${JSON.stringify(topic)} }] }, rules, settingsFor({ preset: 'production' }))
    process.stdout.write(await formatReport(report, 'compact'))`
  const names = '{ formatReport, lint, rules, settingsFor }'
  writeFileSync(join(project, 'a.mjs'), `import ${names} from 'strimzi-lint'\n${use}`)
  writeFileSync(join(project, 'b.cjs'), `const ${names} = require('strimzi-lint')\n;(async () => {${use}})()`)
  mkdirSync(join(project, 'node_modules'))
  cpSync(join(home, 'lib/node_modules/strimzi-lint'), join(project, 'node_modules/strimzi-lint'), { recursive: true })
  for (const name of ['a.mjs', 'b.cjs']) {
    const { stdout, stderr } = execute(process.execPath, [name], project)
    assert.is(stderr, '')
    assert.match(stdout, /^topic\.yaml:7:15: error: .* \[wrong-type\]$/m)
  }
  writeFileSync(join(project, 'c.ts'), `import { lint, rules, type Settings, type Report } from 'strimzi-lint'
declare const settings: Settings
export const report: Promise<Report> = lint({ files: [] }, rules, settings)
// @ts-expect-error there is no such function
lint({ file: [] }, rules, settings)
`)
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { noEmit: true, strict: true, target: 'es2023', module: 'nodenext', types: [] }, files: ['c.ts'],
  }))
  const checked = execute(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], project)
  assert.is(checked.stdout, '')
})

const topic = `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: orders
  labels: { strimzi.io/cluster: shop }
spec:
  partitions: x
  replicas: 3
`

test.run()
