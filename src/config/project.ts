import { dirname, relative, resolve } from 'node:path'
import type { LintInput } from '../engine/input.js'
import type { Finding, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Settings } from '../rule/settings.js'
import { emptyConfig } from './config.js'
import { readFiles } from './files.js'
import { readConfig } from './read.js'
import { commonFolder, findConfig, isFolder, locator, repositoryRoot, shownPath } from './repository.js'
import { checkChoices, resolveSettings, type Choices } from './settings.js'
import { readTextFile } from './text-file.js'

/** What a host asks for: where, under which configuration, and what a person decided for this run. */
export interface ProjectChoices extends Choices {
  readonly cwd: string
  /** Files, folders, globs, `-`; empty: the current folder. */
  readonly paths: readonly string[]
  /** Read for context, not reported on. */
  readonly know: readonly string[]
  /** A configuration file; false: none. Absent: the nearest upward from the folder that holds all paths. */
  readonly config?: string | false
  readonly markdown?: boolean
  readonly standardInput?: string
}

/** Everything that a lint run needs, fetched: hosts call `lint(project.input, rules, project.settings)`. */
export interface Project {
  readonly input: LintInput
  readonly settings: Settings
  /** Paths and patterns that name nothing. */
  readonly missing: readonly string[]
  /** The path of a file from the root of the repository. */
  readonly locate: (file: string) => string
}

/** A run that cannot start: wrong choices, or a configuration file with mistakes, as findings in it. */
export interface Refusal {
  readonly complaints: readonly string[]
  readonly mistakes: readonly Finding[]
  readonly files: ReadonlyMap<string, SourceFile>
}

/** Finds and reads the configuration, resolves the settings and reads the files. The rest is the engine's. */
export async function openProject(choices: ProjectChoices, rules: readonly Rule[]): Promise<Project | Refusal> {
  const { cwd, paths, know, markdown, standardInput } = choices
  const complaints = checkChoices(choices, rules)
  const folder = commonFolder((paths.length === 0 ? ['.'] : paths).map((path) => folderOf(resolve(cwd, path === '-' ? standardInput ?? '.' : path))))
  const path = typeof choices.config === 'string' ? resolve(cwd, choices.config) : choices.config === false ? undefined : findConfig(folder)
  const file = path === undefined ? undefined : readTextFile(path)
  if (file !== undefined && 'reason' in file) complaints.push(`configuration file ${shown(cwd, path ?? '')}: ${file.reason}`)
  const text = file !== undefined && 'text' in file ? file.text : ''
  const { config, problems } = path === undefined ? { config: emptyConfig, problems: [] } : readConfig(text, rules)
  if (complaints.length > 0 || problems.length > 0) {
    const name = shown(cwd, path ?? '')
    const mistakes = problems.map(({ span, path: at, message }): Finding =>
      ({ rule: 'configuration', severity: 'error', stage: 'parse', message, file: name, span, path: at, related: [] }))
    return { complaints, mistakes, files: new Map([[name, { path: name, text }]]) }
  }

  const fileChoices = {
    cwd,
    ...(markdown !== undefined && { markdown }),
    ...(standardInput !== undefined && { standardInput }),
    ...(path !== undefined && { ignore: { folder: dirname(path), globs: config.ignore } }),
  }
  const { files, unread, missing } = await readFiles(paths, fileChoices)
  const context = know.length === 0 ? undefined : await readFiles(know, fileChoices)
  const reported = new Set(files.map((each) => resolve(cwd, each.path)))
  return {
    input: {
      // The configuration is no manifest, even when a folder that is linted holds it.
      files: files.filter((each) => resolve(cwd, each.path) !== path),
      known: context?.files.filter((each) => !reported.has(resolve(cwd, each.path))) ?? [],
      unread: [...unread, ...(context?.unread ?? [])],
    },
    settings: resolveSettings(rules, config, choices),
    missing: [...missing, ...(context?.missing ?? [])],
    locate: locator(cwd, repositoryRoot(folder) ?? cwd),
  }
}

/** The folder itself, or the one that the file (or the pattern, or what does not exist) is in. */
function folderOf(path: string): string {
  const plain = path.replace(/[/\\][^/\\]*[*?{[].*$/, '')
  if (plain !== path) return plain === '' ? '/' : plain
  return isFolder(path) ? path : dirname(path)
}

function shown(cwd: string, path: string): string {
  const inside = relative(cwd, path)
  return shownPath(inside.startsWith('..') ? path : inside)
}
