import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** The names of a configuration file; the first that exists in a folder counts. */
export const configNames = ['strimzi-lint.yaml', 'strimzi-lint.yml'] as const

/** The folders from `from` upward to the root of its repository, or of the file system when it is in none. */
function* upward(from: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return
  }
}

/** The root of the git repository that `folder` (absolute) lies in. */
export function repositoryRoot(folder: string): string | undefined {
  for (const candidate of upward(folder)) if (existsSync(join(candidate, '.git'))) return candidate
  return undefined
}

/** The configuration file nearest upward from `folder` (absolute), not beyond the repository. */
export function findConfig(folder: string): string | undefined {
  for (const candidate of upward(folder)) {
    for (const name of configNames) if (existsSync(join(candidate, name))) return join(candidate, name)
  }
  return undefined
}

/** Is there a folder of this name? False for everything that cannot be looked at. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** The path without symbolic links; as it is when it leads to something without a path, such as a pipe. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** The folder that holds all of `folders` (absolute). */
export function commonFolder(folders: readonly string[]): string {
  const [first = resolve('.'), ...others] = folders
  const parts = first.split(sep)
  let length = parts.length
  for (const other of others) {
    const otherParts = other.split(sep)
    let same = 0
    while (same < length && parts[same] === otherParts[same]) same += 1
    length = same
  }
  const folder = parts.slice(0, length).join(sep)
  return folder === '' || folder.endsWith(':') ? `${folder}${sep}` : folder
}

/** A path as reports show it: with `/` between its parts and without a leading `./`. */
export function shownPath(path: string): string {
  const slashes = sep === '/' ? path : path.replaceAll(sep, '/')
  return slashes.replace(/^(\.\/+)+(?=.)/, '')
}

/** How a path is written from `root`: for a file outside, without the steps that lead out, because code hosts refuse those. */
export function locator(cwd: string, root: string): (file: string) => string {
  return (file) => {
    const path = relative(root, resolve(cwd, file)).replaceAll(sep, '/')
    return path.replace(/^(\.\.\/)+/, '').replace(/^([A-Za-z]):\//, '$1/')
  }
}
