import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { commonFolder, findConfig, locator, repositoryRoot, shownPath } from './repository.js'

const test = suite('repository')

test('the nearest configuration upward, not beyond the repository', () => {
  const root = mkdtempSync(join(tmpdir(), 'strimzi-lint-'))
  const repository = join(root, 'repository')
  const deep = join(repository, 'a', 'b')
  mkdirSync(deep, { recursive: true })
  mkdirSync(join(repository, '.git'))
  writeFileSync(join(root, 'strimzi-lint.yaml'), '')
  assert.is(repositoryRoot(deep), repository)
  assert.is(findConfig(deep), undefined)
  writeFileSync(join(repository, 'strimzi-lint.yml'), '')
  assert.is(findConfig(deep), join(repository, 'strimzi-lint.yml'))
  writeFileSync(join(repository, 'a', 'strimzi-lint.yaml'), '')
  assert.is(findConfig(deep), join(repository, 'a', 'strimzi-lint.yaml'))
  rmSync(root, { recursive: true })
})

test('the folder that holds all', () => {
  assert.is(commonFolder(['/a/b/c', '/a/b/d']), '/a/b')
  assert.is(commonFolder(['/a/b']), '/a/b')
  assert.is(commonFolder(['/a/bc', '/a/bd']), '/a')
  assert.is(commonFolder(['/a', '/b']), '/')
})

test('paths from the root of the repository', () => {
  const locate = locator('/repo/k8s', '/repo')
  assert.equal(['a.yaml', './b/c.yaml', '../x.yaml', '/repo/y.yaml', '../../other/z.yaml', '/etc/z.yaml', '<stdin>'].map(locate),
    ['k8s/a.yaml', 'k8s/b/c.yaml', 'x.yaml', 'y.yaml', 'other/z.yaml', 'etc/z.yaml', 'k8s/<stdin>'])
})

test('shown paths', () => {
  assert.equal(['./a.yaml', '././a', '../a', '.', '/a', 'a/./b'].map(shownPath), ['a.yaml', 'a', '../a', '.', '/a', 'a/./b'])
})

test.run()
