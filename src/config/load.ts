import { dirname, relative, resolve, sep } from 'node:path'
import type { Ignore } from 'ignore'
import type { Finding, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Config, ConfigProblem } from './config.js'
import { readConfig } from './read.js'
import { realPath } from './repository.js'
import { readTextFile } from './text-file.js'

/** More files than this are not read: each may extend others. */
const mostFiles = 100

/** A configuration with all files that it extends, or what is wrong with them. */
export interface LoadedConfig {
  readonly config?: Config
  readonly mistakes: readonly Finding[]
  readonly files: ReadonlyMap<string, SourceFile>
  /** Why the file itself cannot be read. */
  readonly unreadable?: string
}

/** Reads a configuration file (an absolute path) and those that it extends. `shown` makes a path what people call it. */
export async function loadConfig(path: string, rules: readonly Rule[], shown: (path: string) => string): Promise<LoadedConfig> {
  const loader = new Loader(rules, shown)
  const config = loader.load(path, [])
  if (typeof config === 'string') return { mistakes: [], files: new Map(), unreadable: config }
  const { mistakes, files } = loader
  return { config: selectsFiles(config) ? withMatchers(config, (await import('ignore')).default) : config, mistakes, files }
}

/** The mistakes in a file as findings, so that they are shown like all others; `what` the file is stands for the rule. */
export function mistakesIn(file: string, problems: readonly ConfigProblem[], what: 'configuration' | 'baseline' = 'configuration'): Finding[] {
  return problems.map(({ span, path, message }) => ({ rule: what, severity: 'error', stage: 'parse', message, file, span, path, related: [] }))
}

class Loader {
  readonly mistakes: Finding[] = []
  readonly files = new Map<string, SourceFile>()
  private count = 0

  constructor(private readonly rules: readonly Rule[], private readonly shown: (path: string) => string) {}

  /** The file as a configuration, or why there is none. `from` are the files that lead to it. */
  load(path: string, from: readonly string[]): Config | string {
    const real = realPath(path)
    const chain = [...from, real]
    if (from.includes(real)) return `this goes in a circle: ${chain.slice(from.indexOf(real)).map(this.shown).join(' extends ')}`
    if (++this.count > mostFiles) return `more than ${mostFiles} files are extended`
    const content = readTextFile(path)
    if ('reason' in content) return content.reason
    const { text } = content
    const file = { path: this.shown(path), text }
    const { config, problems } = readConfig(text, this.rules, (name) => {
      if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return 'files are extended, and nothing from the network'
      const extended = this.load(resolve(dirname(path), name), chain)
      return typeof extended === 'string' ? `${name} cannot be extended: ${extended}` : extended
    })
    if (!this.files.has(file.path)) this.mistakes.push(...mistakesIn(file.path, problems))
    this.files.set(file.path, file)
    return { ...config, source: { ...file, absolute: path } }
  }
}

function selectsFiles(config: Config): boolean {
  return config.overrides.some(({ files }) => files.length > 0) || config.extends.some((each) => typeof each !== 'string' && selectsFiles(each))
}

function withMatchers(config: Config, ignore: () => Ignore): Config {
  const folder = dirname(config.source?.absolute ?? '.')
  return {
    ...config,
    extends: config.extends.map((each) => (typeof each === 'string' ? each : withMatchers(each, ignore))),
    overrides: config.overrides.map((override) => {
      if (override.files.length === 0) return override
      const globs = ignore().add([...override.files])
      const holds = (path: string): boolean => {
        const inside = relative(folder, path).replaceAll(sep, '/')
        return inside !== '' && !inside.startsWith('../') && !/^[A-Za-z]:/.test(inside) && globs.ignores(inside)
      }
      return { ...override, holds }
    }),
  }
}
