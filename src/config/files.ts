import { readdirSync, statSync, type Dirent, type Stats } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { LintInput } from '../engine/input.js'
import type { SourceFile } from '../rule/finding.js'
import { isIgnored, withGitignore, withGlobs, type Ignored, type IgnoreFactory } from './ignored.js'
import { realPath, repositoryRoot, shownPath } from './repository.js'
import { nothingThere, readFailure, readStandardInput, readTextFile, type TextFile } from './text-file.js'

type Unread = NonNullable<LintInput['unread']>[number]

/** Which files a run reads. */
export interface FileChoices {
  readonly cwd: string
  /** Take Markdown files found in folders; those that are named are always read. */
  readonly markdown?: boolean
  /** The globs of configuration files, each with the folder (absolute) that they are relative to. */
  readonly ignore?: readonly IgnoredGlobs[]
  /** The name to show for `-`. */
  readonly standardInput?: string
}

/** Globs as in .gitignore and the folder (absolute) that they are relative to. */
export interface IgnoredGlobs {
  readonly folder: string
  readonly globs: readonly string[]
}

export interface ReadFiles {
  readonly files: readonly SourceFile[]
  readonly unread: readonly Unread[]
  /** Paths and patterns that name nothing. */
  readonly missing: readonly string[]
}

/**
 * Reads what `paths` name: files whatever they are called, the manifests in folders (.gitignore respected), globs, `-` for standard input.
 * No path means the current folder. The order is that of the paths and, within a folder, of the names; no file is read twice.
 */
export async function readFiles(paths: readonly string[], choices: FileChoices): Promise<ReadFiles> {
  const collector = new Collector(choices)
  for (const path of paths.length === 0 ? ['.'] : paths) {
    if (path === '-') collector.text(choices.standardInput ?? '<stdin>', readStandardInput())
    else await collector.named(path)
  }
  return collector
}

/** Folders that hold no manifests of the project. */
export const neverEntered: ReadonlySet<string> = new Set(['node_modules', '.git'])

class Collector implements ReadFiles {
  readonly files: SourceFile[] = []
  readonly unread: Unread[] = []
  readonly missing: string[] = []
  private readonly choices: FileChoices
  /** Real paths of what was read or entered. */
  private readonly seen = new Set<string>()
  private readonly markdown: boolean
  private createIgnore: IgnoreFactory | undefined

  constructor(choices: FileChoices) {
    this.choices = choices
    this.markdown = choices.markdown ?? false
  }

  async named(path: string): Promise<void> {
    const absolute = resolve(this.choices.cwd, path)
    const stats = statOf(absolute)
    if (typeof stats === 'string') {
      if (/[*?{}[\]!]/.test(path)) {
        await this.glob(path)
        return
      }
      if (stats === nothingThere) this.missing.push(path)
      this.skip(shownPath(path), 'failed', stats)
    } else if (stats.isDirectory()) {
      await this.folder(path, absolute)
    } else {
      this.read(shownPath(path), absolute)
    }
  }

  /** Takes a text that was read. */
  text(file: string, content: TextFile): void {
    if ('text' in content) this.files.push({ path: file, text: content.text })
    else this.skip(file, 'failed', content.reason)
  }

  /** Reads a file that was named. */
  private read(file: string, path: string): void {
    const real = realPath(path)
    if (this.seen.has(real)) return
    this.seen.add(real)
    this.text(file, readTextFile(path))
  }

  private skip(file: string, status: Unread['status'], reason: string): void {
    this.unread.push({ file, status, reason })
  }

  private async glob(pattern: string): Promise<void> {
    const { globSync } = await import('tinyglobby')
    const { cwd } = this.choices
    const ignore = [...neverEntered].map((name) => `**/${name}/**`)
    const matches = globSync(pattern.replaceAll('\\', '/'), { cwd, dot: true, onlyFiles: false, expandDirectories: false, ignore, followSymbolicLinks: false })
    // A pattern that ends in a bare star asks for manifests, any other for exactly what it says.
    const open = /(^|\/)\*+$/.test(pattern)
    const ignored = await this.ignoredAt(cwd, true)
    let found = false
    for (const match of matches.sort()) {
      const absolute = resolve(cwd, match)
      const stats = statOf(absolute)
      if (typeof stats === 'string' || isIgnored(absolute, stats.isDirectory(), ignored)) continue
      found = true
      if (stats.isDirectory()) {
        if (open && !pattern.includes('**')) await this.folder(match, absolute)
      } else if (!open || isManifestName(match, this.markdown)) {
        this.found(shownPath(match), realPath(absolute))
      }
    }
    if (found) return
    this.missing.push(pattern)
    this.skip(pattern, 'failed', 'nothing matches this pattern')
  }

  private async folder(path: string, absolute: string): Promise<void> {
    const real = realPath(absolute)
    const ignored = await this.ignoredAt(real, false)
    const walk: Walk = { root: real, repository: repositoryRoot(real), links: [] }
    this.enter(real, shownPath(path), ignored, walk)
    // Links come last, so that what they lead to is reported under its own name if it is in the folder.
    for (let link = walk.links.shift(); link !== undefined; link = walk.links.shift()) this.follow(link, walk)
  }

  /** The ignore rules that hold in `folder` from outside: of the configuration, and of the folders up to the root of the repository. */
  private async ignoredAt(folder: string, inclusive: boolean): Promise<Ignored | undefined> {
    if (this.createIgnore === undefined) {
      const { default: ignore } = await import('ignore')
      this.createIgnore = () => ignore()
    }
    const create = this.createIgnore
    const root = repositoryRoot(folder) ?? folder
    const steps = relative(root, folder).split(sep).filter((step) => step !== '')
    const folders = [root, ...steps.map((_step, index) => join(root, ...steps.slice(0, index + 1)))]
    let git = withGitignore(root, undefined, create, join('.git', 'info', 'exclude'))
    for (const each of inclusive ? folders : folders.slice(0, -1)) git = withGitignore(each, git, create)
    // A folder that git ignores and a person names is meant.
    if (git !== undefined && folder !== root && isIgnored(folder, true, git)) git = undefined
    return withGlobs(this.choices.ignore ?? [], git, create)
  }

  private enter(real: string, shown: string, outer: Ignored | undefined, walk: Walk): void {
    if (this.seen.has(real)) return
    this.seen.add(real)
    const entries = entriesOf(real)
    if (typeof entries === 'string') {
      this.skip(shown, 'failed', entries)
      return
    }
    const hasIgnoreFile = entries.some(({ name }) => name === '.gitignore')
    const ignored = hasIgnoreFile && this.createIgnore !== undefined ? withGitignore(real, outer, this.createIgnore) : outer
    for (const entry of entries) {
      const path = join(real, entry.name)
      const name = shown === '.' ? entry.name : `${shown.replace(/\/+$/, '')}/${entry.name}`
      const folder = entry.isDirectory()
      if (folder ? neverEntered.has(entry.name) : !entry.isSymbolicLink() && !isManifestName(entry.name, this.markdown)) continue
      if (ignored !== undefined && isIgnored(path, folder, ignored)) continue
      if (folder) this.enter(path, name, ignored, walk)
      else if (entry.isSymbolicLink()) walk.links.push({ path, shown: name, ignored })
      else if (entry.isFile()) this.found(name, path)
      else this.skip(name, 'skipped', 'neither a file nor a folder')
    }
  }

  /** Reads a file that nobody named, unless it is JSON that does not look like a Kubernetes object. `real` is its path without links. */
  private found(file: string, real: string): void {
    if (this.seen.has(real)) return
    const content = readTextFile(real)
    if (/\.json$/i.test(file) && 'text' in content && !isKubernetesJson(content.text)) return
    this.seen.add(real)
    this.text(file, content)
  }

  private follow({ path, shown, ignored }: Link, walk: Walk): void {
    const stats = statOf(path)
    const named = isManifestName(shown, this.markdown)
    if (typeof stats === 'string') {
      if (named || stats !== nothingThere) this.skip(shown, 'failed', `a symbolic link that leads nowhere: ${stats}`)
      return
    }
    if (!stats.isDirectory() && !named) return
    const real = realPath(path)
    if (isWithin(walk.root, real)) this.skip(shown, 'skipped', 'a symbolic link to a folder that it is in')
    else if (this.seen.has(real)) this.skip(shown, 'skipped', 'a symbolic link to what is read under its own name')
    else if (isWithin(real, walk.root) && stats.isDirectory()) this.skip(shown, 'skipped', 'a symbolic link to a folder that is ignored')
    else if (!isWithin(real, walk.repository ?? real)) this.skip(shown, 'skipped', 'a symbolic link out of the repository')
    else if (stats.isDirectory()) this.enter(real, shown, ignored, walk)
    else this.found(shown, real)
  }
}

/** Whether a file that nobody named may hold manifests, judging by its name. */
export function isManifestName(name: string, markdown: boolean): boolean {
  return (markdown ? /\.(ya?ml|json|md|markdown)$/i : /\.(ya?ml|json)$/i).test(name)
}

/** JSON that nobody named is only read when it looks like a Kubernetes object. */
export function isKubernetesJson(text: string): boolean {
  return /"apiVersion"\s*:\s*"/.test(text) && /"kind"\s*:\s*"/.test(text)
}

interface Link {
  readonly path: string
  readonly shown: string
  readonly ignored: Ignored | undefined
}

interface Walk {
  /** The real path of the folder that was named. */
  readonly root: string
  readonly repository: string | undefined
  readonly links: Link[]
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}

function statOf(path: string): Stats | string {
  try {
    return statSync(path)
  } catch (error) {
    return readFailure(error)
  }
}

function entriesOf(folder: string): Dirent[] | string {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    return readFailure(error)
  }
}
