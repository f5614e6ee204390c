import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a section did: it ran, and how much; or it could not, and why. A failure is an exception. */
export type SectionOutcome = { readonly ran: string } | { readonly skipped: string }

/** A check with a program that the repository does not install. */
export interface Section {
  readonly name: string
  run(): Promise<SectionOutcome> | SectionOutcome
}

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Where tools of npm are kept between runs. */
const toolFolder = process.env.INTEGRATION_TOOLS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'strimzi-lint-integration')

/**
 * The `node_modules` that an npm package with its dependencies stands in, at exactly that version; installed there first with INSTALL=1.
 * A text says why there is none.
 */
export function npmTool(name: string, version: string): { readonly modules: string } | { readonly skipped: string } {
  const folder = join(toolFolder, `${name.replaceAll('/', '-')}-${version}`)
  const modules = join(folder, 'node_modules')
  if (existsSync(join(modules, name, 'package.json'))) return { modules }
  if (process.env.INSTALL !== '1') return { skipped: `${name} is not installed (INSTALL=1 fetches it)` }
  mkdirSync(folder, { recursive: true })
  const { status, stderr } = spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`], { encoding: 'utf8' })
  if (status === 0 && existsSync(join(modules, name, 'package.json'))) return { modules }
  return { skipped: `${name} cannot be installed: ${stderr.trim().split('\n').at(-1) ?? ''}` }
}

/** Is there a program of this name on the PATH? */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined
}

/** Runs a program and fails with all that it said when it does not end with the expected code. */
export function execute(program: string, args: readonly string[], options: ExecuteOptions = {}): SpawnSyncReturns<string> {
  const { status = 0, ...rest } = options
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 100e6, timeout: 300_000, ...rest })
  if (result.error !== undefined) throw result.error
  if (result.status !== status) throw new Error(`${program} ${args.join(' ')} ended with ${result.status}, not ${status}\n${result.stdout}\n${result.stderr}`)
  return result
}

export interface ExecuteOptions {
  readonly cwd?: string
  readonly input?: string
  readonly env?: NodeJS.ProcessEnv
  /** The exit code to expect; 0 unless given. */
  readonly status?: number
}
