import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cacheFolder, loadCompiled } from './compile-cache.js'

const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-compiled-'))
const program = join(home, 'program.cjs')
writeFileSync(program, `(function (exports, require, module) { exports.double = (n) => n * 2; exports.sep = require('node:path').sep })`)

const test = suite('the compile cache')
test.after(() => { rmSync(home, { recursive: true, force: true }) })

let folders = 0
const newFolder = (): string => join(home, `cache-${folders++}`)

/** Loads the program, sees that it works, and keeps it; says whether compiled code was found, in which case nothing is written. */
function found(folder: string, hash = 'abc'): boolean {
  const { exports, keep } = loadCompiled(program, hash, createRequire(import.meta.url), folder)
  const { double, sep } = exports as { double: (n: number) => number; sep: string }
  assert.is(double(21), 42)
  assert.ok(sep === '/' || sep === '\\')
  const files = filesIn(folder)
  for (const file of files) utimesSync(file, new Date(0), new Date(0))
  keep()
  return files.length > 0 && files.every((file) => existsSync(file) && statSync(file).mtimeMs === 0)
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
}

test('a second run finds what the first has kept', () => {
  const folder = newFolder()
  assert.equal([found(folder), found(folder), filesIn(folder).length], [false, true, 1])
})

test('of another program, nothing is found; what nobody runs any more goes', () => {
  const folder = newFolder()
  found(folder)
  assert.not(found(folder, 'abd'))
  assert.equal(filesIn(folder).map((file) => /ab.(?=-)/.exec(file)?.[0]), ['abd'])
})

test('what was changed is not given to V8, and replaced', () => {
  const folder = newFolder()
  found(folder)
  const [file = ''] = filesIn(folder)
  const whole = readFileSync(file)
  for (const damaged of [Buffer.alloc(0), Buffer.alloc(3), Buffer.alloc(5), Buffer.alloc(whole.length), whole.subarray(0, -1), whole.subarray(0, 512), Buffer.from(whole).fill(7, 512)]) {
    writeFileSync(file, damaged)
    assert.not(found(folder), `${damaged.length} bytes`)
    assert.ok(found(folder))
  }
})

test('what somebody else can write is not given to V8', () => {
  if (process.getuid === undefined) return
  const folder = newFolder()
  found(folder)
  const [file = ''] = filesIn(folder)
  chmodSync(file, 0o620)
  assert.not(found(folder))
  assert.is(statSync(file).mode & 0o777, 0o600)
  rmSync(file)
  chmodSync(folder, 0o777)
  assert.not(found(folder))
  assert.equal(filesIn(folder), [])
})

test('where nothing can be kept, the program runs', () => {
  const folder = newFolder()
  writeFileSync(folder, 'a file')
  assert.not(found(join(folder, 'inside')))
  const taken = newFolder()
  mkdirSync(taken, { mode: 0o700 })
  found(taken)
  const [file = ''] = filesIn(taken)
  rmSync(file)
  mkdirSync(file)
  assert.is((loadCompiled(program, 'abc', createRequire(import.meta.url), taken).exports as { double: (n: number) => number }).double(1), 2)
})

test('the folder: the usual one of the platform, none when it is switched off or relative', () => {
  const folderOf = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux'): string | undefined => cacheFolder(environment, platform, '/work')
  assert.is(folderOf({ HOME: '/home/me' }), '/home/me/.cache/strimzi-lint')
  assert.is(folderOf({ HOME: '/Users/me' }, 'darwin'), '/Users/me/Library/Caches/strimzi-lint')
  for (const [chosen, folder] of [['/tmp/x', '/tmp/x/strimzi-lint'], ['', '/home/me/.cache/strimzi-lint'], ['here', undefined]]) {
    assert.is(folderOf({ HOME: '/home/me', XDG_CACHE_HOME: chosen }), folder)
  }
  assert.is(folderOf({ HOME: '/home/me' }, 'win32'), undefined)
  assert.is(folderOf({}), undefined)
  assert.is(folderOf({ HOME: '/home/me', NODE_DISABLE_COMPILE_CACHE: '1' }), undefined)
})

test('no folder that a pull request can write to', () => {
  const repository = join(home, 'repository')
  mkdirSync(join(repository, '.git'), { recursive: true })
  const folderIn = (folder: string, cwd: string): string | undefined => cacheFolder({ XDG_CACHE_HOME: folder }, 'linux', cwd)
  assert.is(folderIn(join(repository, '.cache'), '/'), undefined)
  assert.is(folderIn(join(repository, '.cache'), '/elsewhere'), undefined)
  assert.is(folderIn(repository, '/elsewhere'), undefined)
  assert.is(folderIn(join(home, 'plain/.cache'), join(home, 'plain')), undefined)
  assert.is(folderIn(join(home, 'plain/.cache'), join(home, 'plain/sub')), join(home, 'plain/.cache/strimzi-lint'))
})

test.run()
