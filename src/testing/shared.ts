import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the material for checking stands that is no part of the repository: facts, verdicts, other people's manifests. `SHARED` names another place. */
const folder = process.env.SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))

/** A file or folder of that material; undefined when it is not here. */
export function sharedPath(part: string): string | undefined {
  const path = join(folder, part)
  return existsSync(path) ? path : undefined
}

/** The same for a test that is skipped without it, and says so. */
export function shared(part: string): string | undefined {
  const path = sharedPath(part)
  // A line of its own: uvu leaves the one with its dots open.
  if (path === undefined) console.log('\nskipped: ../shared is not here')
  return path
}

/** Our own manifests. */
export const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url))

/** The folders of manifests that tests read as they are: ours, and what other people wrote where it is here. */
export function manifestFolders(): readonly string[] {
  const corpus = shared('corpus/files/')
  return corpus === undefined ? [fixtures] : [fixtures, corpus]
}

/** The files below a folder whose names match, by path. */
export function textsIn(folder: string, names: RegExp): { readonly path: string; readonly text: string }[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && names.test(entry.name))
  return files.map((entry) => join(entry.parentPath, entry.name)).sort().map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}
