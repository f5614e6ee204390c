import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readFiles, type FileChoices } from './files.js'

const manifest = 'kind: Kafka\n'
const folders: string[] = []

/** A folder with these files; a text that begins with `->` is a symbolic link. */
function project(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), 'strimzi-lint-'))
  folders.push(root)
  mkdirSync(join(root, '.git'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    if (typeof text === 'string' && text.startsWith('->')) symlinkSync(text.slice(2), join(root, name))
    else writeFileSync(join(root, name), text)
  }
  return root
}

async function names(root: string, paths: readonly string[] = [], choices: Partial<FileChoices> = {}): Promise<string[]> {
  return (await readFiles(paths, { cwd: root, ...choices })).files.map(({ path }) => path)
}

async function unread(root: string, paths: readonly string[] = []): Promise<string[]> {
  return (await readFiles(paths, { cwd: root })).unread.map(({ file, status, reason }) => `${file} ${status}: ${reason}`)
}

const test = suite('readFiles')

test.after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('takes manifests from folders, in the order of names', async () => {
  const root = project({
    'b.yaml': manifest, 'a.yml': manifest, 'sub/c.YAML': manifest, 'README.md': '', 'notes.txt': '',
    'package.json': '{"name": "x"}', 'topic.json': '{"apiVersion": "v1", "kind": "KafkaTopic"}',
    'node_modules/x/d.yaml': manifest, '.git/e.yaml': manifest,
  })
  assert.equal(await names(root), ['a.yml', 'b.yaml', 'sub/c.YAML', 'topic.json'])
  assert.equal(await names(root, [], { markdown: true }), ['README.md', 'a.yml', 'b.yaml', 'sub/c.YAML', 'topic.json'])
  assert.equal(await names(root, ['sub', './b.yaml', 'b.yaml', 'sub/c.YAML']), ['sub/c.YAML', 'b.yaml'])
})

test('a file that is named is read whatever it is called', async () => {
  const root = project({ 'notes.txt': manifest, 'node_modules/x/d.yaml': manifest, 'package.json': '{}', '.gitignore': 'notes.txt\n' })
  assert.equal(await names(root, ['notes.txt', 'node_modules/x/d.yaml', 'package.json']), ['notes.txt', 'node_modules/x/d.yaml', 'package.json'])
})

test('respects .gitignore, nested and with exceptions, and .git/info/exclude', async () => {
  const root = project({
    '.gitignore': 'build/\n*.tmp.yaml\n/top.yaml\n', '.git/info/exclude': 'mine.yaml\n',
    'build/a.yaml': manifest, 'a.tmp.yaml': manifest, 'top.yaml': manifest, 'mine.yaml': manifest,
    'sub/.gitignore': '!keep.tmp.yaml\nlocal.yaml\n', 'sub/keep.tmp.yaml': manifest, 'sub/local.yaml': manifest, 'sub/top.yaml': manifest,
    'sub/build/b.yaml': manifest,
  })
  assert.equal(await names(root), ['sub/keep.tmp.yaml', 'sub/top.yaml'])
  assert.equal(await names(root, ['sub']), ['sub/keep.tmp.yaml', 'sub/top.yaml'], 'rules of the folders above hold')
  assert.equal(await names(root, ['build']), ['build/a.yaml'], 'an ignored folder that is named is meant')
})

test('globs of the configuration are relative to its folder', async () => {
  const root = project({ 'charts/a.yaml': manifest, 'app/charts/b.yaml': manifest, 'app/c.yaml': manifest })
  const ignore = [{ folder: root, globs: ['/charts', 'c.yaml'] }]
  assert.equal(await names(root, [], { ignore }), ['app/charts/b.yaml'])
  assert.equal(await names(root, ['app'], { ignore }), ['app/charts/b.yaml'])
  assert.equal(await names(root, ['charts/a.yaml'], { ignore }), ['charts/a.yaml'])
})

test('patterns', async () => {
  const root = project({ 'a/x.yaml': manifest, 'a/b/y.yaml': manifest, 'a/z.txt': '', 'c/w.yaml': manifest, 'literal[1].yaml': manifest, '.gitignore': 'c/\n' })
  assert.equal(await names(root, ['**/*.yaml']), ['a/b/y.yaml', 'a/x.yaml', 'literal[1].yaml'])
  assert.equal(await names(root, ['a/*']), ['a/b/y.yaml', 'a/x.yaml'])
  assert.equal(await names(root, ['a/*.txt']), ['a/z.txt'])
  assert.equal(await names(root, ['literal[1].yaml']), ['literal[1].yaml'])
  assert.equal(await unread(root, ['q*.yaml', 'nowhere']), ['q*.yaml failed: nothing matches this pattern', 'nowhere failed: no such file or directory'])
  assert.equal((await readFiles(['q*.yaml', 'nowhere'], { cwd: root })).missing, ['q*.yaml', 'nowhere'])
})

test('symbolic links: loops end, nothing is read twice, nothing outside the repository', async () => {
  const root = project({
    'a/x.yaml': manifest, 'a/up': '->..', 'a/self': '->self', 'b.yaml': '->a/x.yaml', 'c': '->a', 'gone.yaml': '->nowhere.yaml', 'gone': '->nowhere',
    'shared/s.yaml': manifest, 'only/link': '->../shared', 'out': '->/', '.gitignore': 'shared/\n',
  })
  assert.equal(await names(root), ['a/x.yaml'])
  assert.equal((await unread(root)).sort(), [
    'a/self failed: a symbolic link that leads nowhere: a loop of symbolic links',
    'a/up skipped: a symbolic link to a folder that it is in',
    'b.yaml skipped: a symbolic link to what is read under its own name',
    'c skipped: a symbolic link to what is read under its own name',
    'gone.yaml failed: a symbolic link that leads nowhere: no such file or directory',
    'only/link skipped: a symbolic link to a folder that is ignored',
    'out skipped: a symbolic link to a folder that it is in',
  ])
  assert.equal(await unread(root, ['a/self']), ['a/self failed: a loop of symbolic links'])
  assert.equal(await unread(root, ['a']), [
    'a/up skipped: a symbolic link to a folder that it is in',
    'a/self failed: a symbolic link that leads nowhere: a loop of symbolic links',
  ].sort())
})

test('a link to another folder of the repository is followed, one out of it is not', async () => {
  const outside = project({ 'o.yaml': manifest })
  const root = project({ 'shared/s.yaml': manifest, 'overlay/base': '->../shared', 'overlay/out': `->${outside}`, 'overlay/o.yaml': `->${outside}/o.yaml` })
  assert.equal(await names(root, ['overlay']), ['overlay/base/s.yaml'])
  assert.equal(await unread(root, ['overlay']), [
    'overlay/o.yaml skipped: a symbolic link out of the repository',
    'overlay/out skipped: a symbolic link out of the repository',
  ])
})

test('what is no text says why', async () => {
  const root = project({
    'binary.yaml': Buffer.from('a: \0\n'), 'latin1.yaml': Buffer.from('a: ok\nname: \xc3\xa9 caf\xe9\n', 'latin1'),
    'utf16.yaml': Buffer.from('\ufeffa: 1\n', 'utf16le'), 'cut.yaml': Buffer.from([0x61, 0xf0, 0x9f, 0x99]), 'bom.yaml': '\ufeffa: 1\n',
    'large.yaml': Buffer.alloc(50 * 1024 * 1024, 0x23), 'ok.yaml': manifest, 'replacement.yaml': 'a: \ufffd\n',
  })
  assert.equal(await names(root), ['bom.yaml', 'ok.yaml', 'replacement.yaml'])
  assert.equal(await unread(root), [
    'binary.yaml failed: a binary file',
    'cut.yaml failed: not UTF-8: byte 0xf0 at line 1, column 2',
    'large.yaml failed: larger than 20 MB',
    'latin1.yaml failed: not UTF-8: byte 0xe9 at line 2, column 12',
    'utf16.yaml failed: UTF-16 text; Kubernetes reads UTF-8',
  ])
})

test('text of 1 MB without a fault before the last byte', async () => {
  const root = project({ 'a.yaml': Buffer.concat([Buffer.from('# äöü 漢字 🙂\n'.repeat(40_000)), Buffer.from([0xff])]) })
  assert.equal(await unread(root), ['a.yaml failed: not UTF-8: byte 0xff at line 40001, column 1'])
})

test('names with newlines and escapes are kept as they are', async () => {
  const root = project({ 'a\n\u001b[31m.yaml': manifest })
  assert.equal(await names(root), ['a\n\u001b[31m.yaml'])
})

test('unreadable files and folders do not stop the others', async () => {
  const root = project({ 'a.yaml': manifest, 'secret.yaml': manifest, 'closed/b.yaml': manifest })
  chmodSync(join(root, 'secret.yaml'), 0)
  chmodSync(join(root, 'closed'), 0)
  const found = await unread(root)
  chmodSync(join(root, 'closed'), 0o700)
  // Root may read everything.
  if (process.getuid?.() !== 0) assert.equal(found, ['closed failed: no permission to read it', 'secret.yaml failed: no permission to read it'])
  assert.ok((await names(root)).includes('a.yaml'))
})

test('a pipe is read when it is named and left alone when it is found', async () => {
  const root = project({ 'a.yaml': manifest })
  if (spawnSync('mkfifo', [join(root, 'pipe.yaml')]).status !== 0) return
  assert.equal(await unread(root), ['pipe.yaml skipped: neither a file nor a folder'])
  const device = '/dev/zero'
  if (process.platform === 'linux') assert.equal(await unread(root, [device]), ['/dev/zero failed: larger than 20 MB'])
})

test.run()
