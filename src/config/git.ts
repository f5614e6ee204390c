import { decode, largestFile } from './text-file.js'

/** A file of a revision: its path from the root of the repository, with `/`, and what it holds. */
export interface RevisionFile {
  readonly path: string
  readonly text: string
}

/** All blobs together: nobody waits for more than this. */
const largestRevision = 512 * 1024 * 1024

/**
 * The text files of a git revision that `wanted` asks for, or why they cannot be had. Only looks into the object store of the repository: runs no
 * hooks and no filters, fetches nothing, and touches neither the index nor the working tree.
 */
export function readRevision(root: string, revision: string, wanted: (path: string) => boolean): readonly RevisionFile[] | string {
  const commit = revision.startsWith('-') ? undefined : git(root, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])
  if (typeof commit === 'string') return commit
  const name = commit?.toString('latin1').trim() ?? ''
  if (!/^[0-9a-f]{40,64}$/.test(name)) return `git knows no revision "${revision}"${isShallow(root) ? ': this clone is shallow, fetch more of its history' : ''}`
  const listing = git(root, ['ls-tree', '-r', '-z', '-l', '--full-tree', name])
  if (typeof listing === 'string') return listing
  if (listing === undefined) return `the files of revision "${revision}" cannot be listed`
  const blobs = listing.toString('utf8').split('\0').flatMap((line): Blob[] => {
    // Links and submodules hold no text of their own.
    const [, id = '', size = '', path = ''] = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(line) ?? []
    return id !== '' && Number(size) <= largestFile && wanted(path) ? [{ id, size: Number(size), path }] : []
  })
  if (blobs.length === 0) return []
  const total = blobs.reduce((sum, { size }) => sum + size + 128, 0)
  if (total > largestRevision) return `revision "${revision}" is too large to be linted: ${Math.round(total / 1e6)} MB of manifests`
  const contents = git(root, ['cat-file', '--batch'], `${blobs.map(({ id }) => id).join('\n')}\n`, total)
  if (typeof contents === 'string') return contents
  if (contents === undefined) return `the files of revision "${revision}" cannot be read`
  return textsIn(contents, blobs)
}

interface Blob {
  readonly id: string
  readonly size: number
  readonly path: string
}

/** Takes apart what `cat-file --batch` writes: for each blob a line with its name, type and size, its bytes, and a line feed. */
function textsIn(contents: Buffer, blobs: readonly Blob[]): RevisionFile[] {
  const files: RevisionFile[] = []
  let at = 0
  for (const { path } of blobs) {
    const lineEnd = contents.indexOf(0x0a, at)
    if (lineEnd < 0) break
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(contents.toString('latin1', at, lineEnd))?.[1]
    at = lineEnd + 1
    // A partial clone does not have every blob; it is not fetched.
    if (size === undefined) continue
    const file = decode(contents.subarray(at, at + Number(size)))
    if ('text' in file) files.push({ path, text: file.text })
    at += Number(size) + 1
  }
  return files
}

function isShallow(root: string): boolean {
  const answer = git(root, ['rev-parse', '--is-shallow-repository'])
  return Buffer.isBuffer(answer) && answer.toString('latin1').trim() === 'true'
}

/** What git writes; undefined when it fails without a word of its own, a complaint when it cannot be run or says why. */
function git(root: string, args: readonly string[], input = '', maxBuffer = 256 * 1024 * 1024): Buffer | string | undefined {
  // The repository is the one that the paths are in, whatever a hook that runs us has set.
  const { GIT_DIR: _directory, GIT_WORK_TREE: _tree, ...environment } = process.env
  // Most runs ask git nothing, and the module brings the network stack of Node along.
  const { spawnSync } = process.getBuiltinModule('node:child_process')
  const { error, status, stdout, stderr } = spawnSync('git', ['-C', root, ...args], {
    input, maxBuffer, windowsHide: true,
    env: { ...environment, LC_ALL: 'C', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
  })
  if (error !== undefined) {
    const missing = 'code' in error && error.code === 'ENOENT'
    return missing ? 'git cannot be found, and it is needed to look at another revision' : `git cannot be run: ${error.message}`
  }
  if (status === 0) return stdout
  const [reason = ''] = stderr.toString('utf8').trim().split('\n')
  return reason === '' ? undefined : `git says: ${reason}`
}
