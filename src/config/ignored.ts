import { join, relative, sep } from 'node:path'
import type { Ignore } from 'ignore'
import { readTextFile } from './text-file.js'

/** The ignore files that hold in a folder, and the configuration's globs; one link for each folder that has any. */
export interface Ignored {
  readonly folder: string
  readonly rules: Ignore
  readonly outer: Ignored | undefined
}

/** Makes the rules of one ignore file. */
export type IgnoreFactory = () => Ignore

/** `outer` with the .gitignore of `folder` added, if it has one. */
export function withGitignore(folder: string, outer: Ignored | undefined, create: IgnoreFactory, name = '.gitignore'): Ignored | undefined {
  const file = readTextFile(join(folder, name))
  return 'text' in file ? { folder, rules: create().add(file.text), outer } : outer
}

/** `outer` with the globs of configuration files added; the last has the first word. */
export function withGlobs(
  globs: readonly { readonly folder: string; readonly globs: readonly string[] }[], outer: Ignored | undefined, create: IgnoreFactory,
): Ignored | undefined {
  return globs.reduce((inner, { folder, globs: own }) => (own.length === 0 ? inner : { folder, rules: create().add([...own]), outer: inner }), outer)
}

/** Does an ignore file hide `path` (absolute)? The innermost that has an opinion decides; folders are asked about before what is in them. */
export function isIgnored(path: string, isFolder: boolean, ignored: Ignored | undefined): boolean {
  for (let level = ignored; level !== undefined; level = level.outer) {
    const inside = relative(level.folder, path).replaceAll(sep, '/')
    // A symbolic link may have led out of the folder; its rules do not reach there.
    if (inside === '' || inside.startsWith('../')) continue
    const { ignored: hidden, unignored } = level.rules.test(isFolder ? `${inside}/` : inside)
    if (hidden) return true
    if (unignored) return false
  }
  return false
}
