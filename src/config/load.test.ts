import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { loadConfig, type LoadedConfig } from './load.js'
import { noChoices, resolveSettings } from './settings.js'

const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-load-'))
let made = 0

function folder(files: Readonly<Record<string, string>>): string {
  const root = join(home, String(made++))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

async function load(files: Readonly<Record<string, string>>): Promise<LoadedConfig & { readonly root: string }> {
  const root = folder(files)
  return { root, ...(await loadConfig(join(root, 'strimzi-lint.yaml'), rules, (path) => relative(root, path))) }
}

async function mistakes(files: Readonly<Record<string, string>>): Promise<string[]> {
  const loaded = await load(files)
  return loaded.mistakes.map(({ file, path, message }) => `${file} ${path}: ${message}`)
}

const test = suite('loadConfig')
test.after(() => { rmSync(home, { recursive: true }) })

test('files are extended relative to the file that names them; overrides by files too', async () => {
  const { config, mistakes: none, root } = await load({
    'strimzi-lint.yaml': 'extends: [production, shared/base.yaml]\noverrides:\n  - files: [dev/, "*.tmp.yaml"]\n    rules: { unknown-field: info }\n',
    'shared/base.yaml': 'extends: ./more/deep.yml\noverrides:\n  - files: here.yaml\n    rules: { missing-field: off }\n',
    'shared/more/deep.yml': 'rules: { wrong-type: off }\n',
  })
  assert.equal(none, [])
  assert.ok(config)
  const settings = resolveSettings(rules, config, { ...noChoices, cwd: root })
  const at = (file: string, id: string): string | undefined => settings.levels({ file }).get(id)?.severity
  assert.equal([at('a.yaml', 'wrong-type'), at('a.yaml', 'unknown-field'), at('a.yaml', 'missing-field')], [undefined, 'error', 'error'])
  assert.equal([at('dev/x/a.yaml', 'unknown-field'), at('b/a.tmp.yaml', 'unknown-field'), at('../dev/a.yaml', 'unknown-field')], ['info', 'info', 'error'])
  assert.equal([at('shared/here.yaml', 'missing-field'), at('here.yaml', 'missing-field')], [undefined, 'error'])
})

test('circles, missing files, the network and mistakes in extended files have places', async () => {
  assert.equal(await mistakes({ 'strimzi-lint.yaml': 'extends: a.yaml\n', 'a.yaml': 'extends: ./strimzi-lint.yaml\n' }), [
    'a.yaml extends: ./strimzi-lint.yaml cannot be extended: this goes in a circle: strimzi-lint.yaml extends a.yaml extends strimzi-lint.yaml',
  ])
  assert.equal(await mistakes({ 'strimzi-lint.yaml': 'extends: [dev, ./nowhere.yaml]\n' }), ['strimzi-lint.yaml extends[1]: ./nowhere.yaml cannot be extended: no such file or directory'])
  assert.equal(await mistakes({ 'strimzi-lint.yaml': 'extends: https://example.org/a.yaml\n' }), ['strimzi-lint.yaml extends: files are extended, and nothing from the network'])
  assert.equal(await mistakes({ 'strimzi-lint.yaml': 'extends: a.yaml\n', 'a.yaml': 'rules: { wrong-typ: off }\n' }), ['a.yaml rules.wrong-typ: unknown rule "wrong-typ": did you mean wrong-type?'])
})

test('files that extend one file twice each end', async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`c${index}.yaml`, `extends: [c${index + 1}.yaml, c${index + 1}.yaml]\n`]))
  const found = await mistakes({ 'strimzi-lint.yaml': 'extends: c0.yaml\n', ...files, 'c20.yaml': '' })
  assert.ok(found.some((line) => line.includes('more than 100 files')))
})

test.run()
