import { dirname, relative, resolve, sep } from 'node:path'
import type { Baseline } from '../engine/baseline.js'
import type { LintInput } from '../engine/input.js'
import type { Finding, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Settings } from '../rule/settings.js'
import type { Base } from './base.js'
import { readBaseline } from './baseline.js'
import { emptyConfig, type Config } from './config.js'
import { readFiles, type IgnoredGlobs, type ReadFiles } from './files.js'
import { isIgnored, withGlobs } from './ignored.js'
import { loadConfig, mistakesIn } from './load.js'
import { commonFolder, findConfig, isFolder, locator, repositoryRoot, shownPath } from './repository.js'
import { checkChoices, lastOf, resolveSettings, type Choices } from './settings.js'
import { nothingThere, readTextFile } from './text-file.js'

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
  /** A baseline; false: none. Absent: the one that the configuration names. */
  readonly baseline?: string | false
  /** Files, folders and globs with CustomResourceDefinitions to judge by. Absent: those that the configuration names. */
  readonly crds?: readonly string[]
  /** A git revision: only what is new since then is to be reported. */
  readonly diffBase?: string
}

/** Everything that a lint run needs, fetched: hosts call `lintProject(project, rules)`. */
export interface Project {
  readonly input: LintInput
  readonly settings: Settings
  /** Paths and patterns that name nothing. */
  readonly missing: readonly string[]
  /** The path of a file from the root of the repository. */
  readonly locate: (file: string) => string
  /** Where the baseline is (absolute), also when it was not to be used. */
  readonly baselinePath?: string
  readonly baseline?: Baseline
  /** The state to compare with. `input.known` then holds the rest of the repository. */
  readonly base?: Base
}

/** A run that cannot start: wrong choices, or a configuration file with mistakes, as findings in it. */
export interface Refusal {
  readonly complaints: readonly string[]
  readonly mistakes: readonly Finding[]
  readonly files: ReadonlyMap<string, SourceFile>
}

/** Finds and reads the configuration that holds for the paths. With complaints or mistakes it must not be used. */
export async function openConfig(choices: ProjectChoices, rules: readonly Rule[]): Promise<Refusal & { readonly config: Config }> {
  const complaints = checkChoices(choices, rules)
  const path = configPath(choices)
  if (path === undefined) return { complaints, mistakes: [], files: new Map(), config: emptyConfig }
  const show = (each: string): string => shown(choices.cwd, each)
  const { config = emptyConfig, mistakes, files, unreadable } = await loadConfig(path, rules, show)
  if (unreadable !== undefined) complaints.push(`configuration file ${show(path)}: ${unreadable}`)
  return { complaints, mistakes, files, config }
}

/** Finds and reads the configuration, resolves the settings and reads the files. The rest is the engine's. */
export async function openProject(choices: ProjectChoices, rules: readonly Rule[]): Promise<Project | Refusal> {
  const { cwd, paths, know, diffBase } = choices
  const folder = folderOfPaths(choices)
  const opened = await openConfig(choices, rules)
  const { config } = opened
  const named = baselinePath(choices, config)
  const baseline = named === undefined || choices.baseline === false ? undefined : openBaseline(named, choices, rules)
  const complaints = [...opened.complaints, ...(baseline?.complaint === undefined ? [] : [baseline.complaint])]
  const mistakes = [...opened.mistakes, ...(baseline?.mistakes ?? [])]
  const texts = new Map([...opened.files, ...(baseline?.text === undefined ? [] : [[baseline.baseline.file, baseline.text] as const])])
  if (complaints.length > 0 || mistakes.length > 0) return { complaints, mistakes, files: texts }

  const sources = sourcesOf(config)
  const ignore = sources.map(({ absolute, globs }) => ({ folder: dirname(absolute), globs }))
  const fileChoices = { ...choices, ignore }
  // Neither a configuration nor a baseline is a manifest, even when a folder that is linted holds it.
  const own = new Set([...sources.map(({ absolute }) => absolute), ...(named === undefined ? [] : [named])])
  const isOwn = (each: SourceFile): boolean => own.has(resolve(cwd, each.path))
  const { files, unread, missing } = await readFiles(paths, fileChoices)
  const definitions = await readDefinitionFiles(choices, config)
  const root = repositoryRoot(folder)
  const wider = [...know, ...(diffBase === undefined || root === undefined ? [] : [relative(cwd, root) || '.'])]
  const context = wider.length === 0 ? undefined : await readFiles(wider, fileChoices)
  const reported = new Set(files.map((each) => resolve(cwd, each.path)))
  const known = context?.files.filter((each) => !reported.has(resolve(cwd, each.path)) && !isOwn(each)) ?? []
  // Only this needs another program.
  const base = diffBase === undefined ? undefined : (await import('./base.js')).readBase(diffBase, files, {
    cwd, folder, markdown: choices.markdown ?? false, isIgnored: await ignoredBy(ignore),
  })
  if (typeof base === 'string') return { complaints: [base], mistakes: [], files: texts }
  return {
    input: { files: files.filter((each) => !isOwn(each)), known, unread: [...unread, ...(diffBase === undefined ? (context?.unread ?? []) : []), ...definitions.unread] },
    settings: {
      ...resolveSettings(rules, config, { ...choices, today: choices.today ?? new Date().toISOString().slice(0, 10) }),
      ...(definitions.files.length > 0 && { crds: definitions.files }),
    },
    missing: [...missing, ...(context?.missing ?? []), ...definitions.missing],
    locate: locator(cwd, root ?? cwd),
    ...(named !== undefined && { baselinePath: named }),
    ...(baseline !== undefined && { baseline: baseline.baseline }),
    ...(base !== undefined && { base }),
  }
}

/** The files with CustomResourceDefinitions that were asked for, else those that the configuration names. */
async function readDefinitionFiles({ cwd, crds }: ProjectChoices, config: Config): Promise<ReadFiles> {
  const configured = lastOf(config, ({ crds: named, source }) => named?.map((path) => relative(cwd, resolve(dirname(source?.absolute ?? cwd), path)) || '.'))
  const paths = crds ?? configured ?? []
  return paths.length === 0 ? { files: [], unread: [], missing: [] } : await readFiles(paths, { cwd })
}

/** The folder that holds all paths. */
export function folderOfPaths({ cwd, paths, standardInput }: Pick<ProjectChoices, 'cwd' | 'paths' | 'standardInput'>): string {
  return commonFolder((paths.length === 0 ? ['.'] : paths).map((path) => folderOf(resolve(cwd, path === '-' ? standardInput ?? '.' : path))))
}

/** The configuration file (an absolute path) that holds for the paths. */
export function configPath(choices: Pick<ProjectChoices, 'cwd' | 'paths' | 'standardInput' | 'config'>): string | undefined {
  if (choices.config === false) return undefined
  return typeof choices.config === 'string' ? resolve(choices.cwd, choices.config) : findConfig(folderOfPaths(choices))
}

/** The files of a configuration with what each ignores, those that are extended first. */
function sourcesOf(config: Config): { readonly absolute: string; readonly globs: readonly string[] }[] {
  const extended = config.extends.flatMap((each) => (typeof each === 'string' ? [] : sourcesOf(each)))
  return config.source === undefined ? extended : [...extended, { absolute: config.source.absolute, globs: config.ignore }]
}

async function ignoredBy(globs: readonly IgnoredGlobs[]): Promise<(path: string) => boolean> {
  if (globs.every((each) => each.globs.length === 0)) return () => false
  const { default: create } = await import('ignore')
  const ignored = withGlobs(globs, undefined, () => create())
  return (path) => isIgnored(path, false, ignored)
}

/** A baseline that was read, or what is wrong with it. */
export interface OpenedBaseline {
  readonly baseline: Baseline
  readonly absolute: string
  readonly complaint?: string
  readonly mistakes: readonly Finding[]
  readonly text?: SourceFile
}

/** The baseline that was asked for, else the one that the configuration names, as an absolute path. */
function baselinePath({ cwd, baseline: chosen }: Pick<ProjectChoices, 'cwd' | 'baseline'>, config: Config): string | undefined {
  if (typeof chosen === 'string') return resolve(cwd, chosen)
  return lastOf(config, ({ baseline, source }) => baseline && resolve(dirname(source?.absolute ?? cwd), baseline))
}

/** Reads a baseline (an absolute path). */
export function openBaseline(absolute: string, { cwd, paths }: Pick<ProjectChoices, 'cwd' | 'paths'>, rules: readonly Rule[]): OpenedBaseline {
  const file = shown(cwd, absolute)
  const folders = (paths.length === 0 ? ['.'] : paths).map((path) => resolve(cwd, path)).filter(isFolder)
  const none = { file, entries: [], complete: folders.some((folder) => isWithin(dirname(absolute), folder)) }
  const content = readTextFile(absolute)
  if ('reason' in content) {
    const hint = content.reason === nothingThere ? '; strimzi-lint baseline makes one' : ''
    return { baseline: none, absolute, mistakes: [], complaint: `baseline ${file}: ${content.reason}${hint}` }
  }
  const { entries, problems } = readBaseline(content.text, rules)
  return { baseline: { ...none, entries }, absolute, mistakes: mistakesIn(file, problems, 'baseline'), text: { path: file, text: content.text } }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
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
