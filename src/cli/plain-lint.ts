import { colorFlags, lintFlags, lintOptions, UsageError, type Flag, type LintOptions, type RawOptions } from './lint-options.js'

/** The first argument that is one of these is no path. */
export const commandNames: ReadonlySet<string> = new Set(['rules', 'explain', 'baseline', 'config', 'diff', 'lsp'])

/**
 * What a command line that asks for a lint run and nothing else says, which is nearly every one. Undefined for all others: those with a command, with
 * `--help` and its like, and with mistakes. They are commander's to read, which takes a fifth of the time of a run over one small file.
 */
export function plainLint(args: readonly string[]): LintOptions | undefined {
  const raw: Record<string, unknown> = {}
  for (const { name, flag } of options.values()) if (flag.default !== undefined) raw[name] = flag.default
  const paths: string[] = []
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? ''
    if (!argument.startsWith('-') || argument === '-') {
      if (paths.length === 0 && commandNames.has(argument)) return undefined
      paths.push(argument)
      continue
    }
    const equals = argument.indexOf('=')
    const option = options.get(equals < 0 ? argument : argument.slice(0, equals))
    if (option === undefined) return undefined
    const { name, flag, takesValue } = option
    if (!takesValue) {
      if (equals >= 0) return undefined
      raw[name] = !argument.startsWith('--no-')
      continue
    }
    const value = equals < 0 ? args[++at] : argument.slice(equals + 1)
    if (value === undefined || (equals < 0 && value.startsWith('-') && value !== '-')) return undefined
    raw[name] = flag.collect === undefined ? value : flag.collect(value, raw[name] as string[] | undefined)
  }
  try {
    return lintOptions(paths, raw as unknown as RawOptions)
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}

interface Option {
  readonly flag: Flag
  /** Its name among the options: `--no-config` sets `config`, `--fail-on` sets `failOn`. */
  readonly name: string
  readonly takesValue: boolean
}

const options: ReadonlyMap<string, Option> = new Map([...lintFlags, ...colorFlags].map((flag) => {
  const [written = '', value] = flag.flags.split(' ')
  const name = written.replace(/^--(no-)?/, '').replace(/-./g, (hyphen) => hyphen.slice(1).toUpperCase())
  return [written, { flag, name, takesValue: value !== undefined }]
}))
