import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs'
import { dirname, isAbsolute, join, sep } from 'node:path'
import { Script } from 'node:vm'

/**
 * Keeps the code that V8 has compiled between runs: to read and compile the program again takes half of a run on two small files. It is what
 * `module.enableCompileCache()` does from Node 22.8 on, and can go when older versions need not be served any more.
 *
 * V8 trusts what it is given: other bytes end the process or do anything. So they are read only from a file that belongs to the user, that nobody else
 * can write, that is whole, and that no pull request can have brought: a CI that keeps its caches in the workspace gets none of this. Whatever is wrong with
 * the cache, the program runs without it.
 */

/** A program that was loaded. */
export interface Loaded {
  /** What its file exports. */
  readonly exports: unknown
  /** Keeps what is compiled by now for later runs, unless this run has found it already. */
  readonly keep: () => void
}

/** Parts of a file name that change when compiled code must not be used any more. */
const runtime = `${process.version}-${process.arch}`

/** Compiled code of programs that nobody has run for so long is taken away, in milliseconds. */
const longest = 30 * 24 * 3_600_000

/** Loads a file that holds a function of `exports`, `require` and `module`. `hash` stands for its text, which must be ASCII; `require` is what it loads others with. */
export function loadCompiled(file: string, hash: string, require: NodeJS.Require, folder = cacheFolder(process.env)): Loaded {
  const kept = folder === undefined ? undefined : join(folder, `${hash}-${runtime}.bin`)
  const cachedData = kept === undefined ? undefined : readKept(kept)
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData !== undefined && { cachedData }) })
  const module = { exports: {} }
  const load = script.runInThisContext() as (...names: readonly unknown[]) => void
  load(module.exports, require, module)
  const keep = (): void => {
    if (kept !== undefined && (cachedData === undefined || script.cachedDataRejected === true)) writeKept(kept, script.createCachedData())
  }
  return { exports: module.exports, keep }
}

/** Where compiled code is kept; undefined where there is no safe place, or where NODE_DISABLE_COMPILE_CACHE, Node's own switch, is set. */
export function cacheFolder(environment: NodeJS.ProcessEnv, platform = process.platform, cwd = process.cwd()): string | undefined {
  if ((environment.NODE_DISABLE_COMPILE_CACHE ?? '') !== '') return undefined
  const { XDG_CACHE_HOME: chosen = '', LOCALAPPDATA: local = '', HOME: home = '' } = environment
  const usual = platform === 'win32' ? local : join(home, platform === 'darwin' ? 'Library/Caches' : '.cache')
  const folder = chosen === '' ? usual : chosen
  return isAbsolute(folder) && !isCheckedOut(folder, cwd) ? join(folder, 'strimzi-lint') : undefined
}

/** Whether a folder may hold what somebody else has committed: it stands in the current directory, or in a repository. */
function isCheckedOut(folder: string, cwd: string): boolean {
  if (join(folder, sep).startsWith(join(cwd, sep))) return true
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true
    if (at === dirname(at)) return false
  }
}

/** Does this belong to the user, and can nobody else write it? Windows answers by where it stands: in the user's own folder. */
function isOurs({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
}

function readKept(file: string): Buffer | undefined {
  try {
    const descriptor = openSync(file, 'r')
    try {
      if (!isOurs(fstatSync(descriptor))) return undefined
      const bytes = readFileSync(descriptor)
      const data = bytes.subarray(0, -4)
      return data.length > 0 && sumOf(data) === bytes.readUInt32LE(data.length) ? data : undefined
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return undefined
  }
}

/**
 * A sum of a few bytes of each sector of a disk: what is lost when a machine loses its power is sectors. A checksum of all bytes would cost more than it
 * could find, as its code would have to be loaded or compiled first (5 ms).
 */
function sumOf(bytes: Buffer): number {
  let sum = bytes.length
  for (let at = 0; at + 4 <= bytes.length; at += 512) sum = (Math.imul(sum, 31) + bytes.readInt32LE(at)) >>> 0
  return sum
}

function writeKept(file: string, data: Buffer): void {
  try {
    const folder = dirname(file)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isOurs(statSync(folder))) return
    const sum = Buffer.alloc(4)
    sum.writeUInt32LE(sumOf(data))
    // Moved into its place when it is whole: other runs may be reading.
    const unfinished = `${file}.${process.pid}`
    writeFileSync(unfinished, Buffer.concat([data, sum]), { mode: 0o600, flush: true })
    renameSync(unfinished, file)
    for (const name of readdirSync(folder)) {
      const other = join(folder, name)
      if (Date.now() - statSync(other).mtimeMs > longest) rmSync(other)
    }
  } catch {
    // The next run starts as slowly as this one. That is nothing a person who lints has to know.
  }
}
