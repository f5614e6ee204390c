import { relative, resolve, sep } from 'node:path'
import type { LintInput } from '../engine/input.js'
import type { SourceFile } from '../rule/finding.js'
import { isKubernetesJson, isManifestName, neverEntered } from './files.js'
import { readRevision } from './git.js'
import { repositoryRoot, shownPath } from './repository.js'

/** The repository as it was at a git revision, to tell what is new since then. */
export interface Base {
  /** The revision as people call it. */
  readonly name: string
  readonly input: LintInput
}

export interface BaseChoices {
  readonly cwd: string
  /** A folder in the repository (absolute). */
  readonly folder: string
  readonly markdown: boolean
  /** Whether the configuration leaves a file (an absolute path) out. */
  readonly isIgnored: (path: string) => boolean
}

/**
 * The manifests of a revision, all of the repository, since a finding may have moved, and what it depends on may stand anywhere. Files that are
 * linted now have the same name as now. A text says what is wrong: no repository, no git, no such revision.
 */
export function readBase(revision: string, files: readonly SourceFile[], { cwd, folder, markdown, isIgnored }: BaseChoices): Base | string {
  const root = repositoryRoot(folder)
  if (root === undefined) return `--diff-base ${revision}: there is no git repository here`
  const named = new Map(files.map(({ path }) => [resolve(cwd, path), path]))
  const wanted = (path: string): boolean => {
    const absolute = resolve(root, path)
    return named.has(absolute) || (isManifestName(path, markdown) && !path.split('/').some((part) => neverEntered.has(part)) && !isIgnored(absolute))
  }
  const found = readRevision(root, revision, wanted)
  if (typeof found === 'string') return `--diff-base ${revision}: ${found}`
  const before = found.flatMap(({ path, text }): SourceFile[] => {
    const absolute = resolve(root, path)
    if (/\.json$/i.test(path) && !named.has(absolute) && !isKubernetesJson(text)) return []
    return [{ path: named.get(absolute) ?? shownPath(relative(cwd, absolute).replaceAll(sep, '/')), text }]
  })
  return { name: revision, input: { files: before } }
}
