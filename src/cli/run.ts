import { version } from './version.js'
import type { Invocation } from './options.js'
import { plainLint } from './plain-lint.js'
import { writeAll } from './terminal.js'

/** Exit codes: nothing at or above --fail-on; findings; wrong usage or configuration, or our own bug. */
export type ExitCode = 0 | 1 | 2

/**
 * Runs a command line (the arguments after the program's name) and says how it ended. Reports go to standard output, everything else to standard error.
 * `keepCompiled` is called when most of the code that runs need has been compiled, see compile-cache.ts.
 */
export async function run(args: readonly string[], keepCompiled: () => void): Promise<ExitCode> {
  try {
    const invocation = await read(args)
    switch (invocation.command) {
      case 'none':
        writeAll(invocation.code === 0 ? 1 : 2, invocation.text)
        return invocation.code
      case 'lint':
        return await (await import('./lint.js')).lintCommand(invocation.options, keepCompiled)
      case 'diff':
        return await (await import('./upgrade.js')).upgradeCommand(invocation.options)
      case 'baseline':
        return await (await import('./baseline.js')).baselineCommand(invocation.options)
      case 'config':
        return await (await import('./config.js')).configCommand(invocation.options)
      case 'rules':
        return await (await import('./rules.js')).rulesCommand(invocation)
      case 'explain':
        return await (await import('./explain.js')).explainCommand(invocation)
      case 'lsp':
        return await (await import('./lsp.js')).lspCommand()
    }
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    writeAll(2, `error: strimzi-lint ${version} failed; this is our bug, not yours. Please report it with the manifests that cause it.\n${stack}\n`)
    return 2
  }
}

/** What a command line asks for. Commander reads what is more than a lint run: it is a file of its own in the bundle. */
async function read(args: readonly string[]): Promise<Invocation> {
  const options = plainLint(args)
  return options === undefined ? (await import('./options.js')).parseArguments(args, version) : { command: 'lint', options }
}
