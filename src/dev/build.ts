/**
 * Bundles the command line, the GitHub Action and the library into `dist/`: `npx tsx src/dev/build.ts [folder]`.
 *
 * One CommonJS file with what every run needs, and files beside it for what few runs need: the validators of each kind, the texts of the rules
 * for people, the language server, commander, and the packages for YAML, globs and ignore files.
 * Measured on Node 20 with one small file: this starts in 1.4 times the time of `node -e 0`, ES modules in chunks in 2.1 times, because each
 * module and the loader of ES modules itself cost more than compiling text that is never run.
 */
import { isAscii } from 'node:buffer'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle, type BuildOptions, type Plugin } from 'esbuild'
import { rules } from '../../rules/index.js'
import { buildTypes } from './build-types.js'
import { buildValidators } from './build-validators.js'
import { slimRule } from './slim-rules.js'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const validators = join(repository, 'build/validators')

const common: BuildOptions = {
  absWorkingDir: repository,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  supported: { 'dynamic-import': false },
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
}

/** esbuild leaves this name alone, so what is asked for with it stays a file of its own. */
const requireBeside = 'const requireBeside = require;'

/** The program is loaded by its launcher, which keeps what V8 compiles of it: src/cli/compile-cache.ts. */
const asFunction: BuildOptions = { banner: { js: `(function (exports, require, module) {${requireBeside}` }, footer: { js: '})' } }

/** Writes `strimzi-lint.cjs` and what it loads into `folder`, which is emptied first. */
export async function build(folder: string): Promise<void> {
  buildValidators()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'validators'), { recursive: true })
  const launcher = join(folder, 'strimzi-lint.cjs')
  const program = join(folder, 'program.cjs')
  const main: BuildOptions = {
    ...common,
    banner: { js: requireBeside },
    plugins: [loads, withoutChildProcess],
  }
  await Promise.all([
    bundle({ ...main, entryPoints: ['src/cli/run.ts'], outfile: program, ...asFunction }),
    bundle({ ...main, entryPoints: ['src/cli/options.ts'], outfile: join(folder, 'options.cjs') }),
    bundle({ ...main, entryPoints: ['src/lsp/server.ts'], outfile: join(folder, 'lsp.cjs') }),
    bundle({ ...main, entryPoints: ['src/action/main.ts'], outfile: join(folder, 'action.cjs'), plugins: [...main.plugins ?? [], withoutNetwork] }),
    bundle({ ...main, entryPoints: ['src/index.ts'], outfile: join(folder, 'index.cjs') }),
    bundle({ ...common, entryPoints: ['src/schema/compile.ts'], outfile: join(folder, 'compile.cjs') }),
    bundle({ ...common, entryPoints: ['js-yaml'], outfile: join(folder, 'js-yaml.cjs') }),
    bundle({ ...common, entryPoints: ['node_modules/yaml/dist/index.js'], outfile: join(folder, 'yaml.cjs') }),
    bundle({ ...common, entryPoints: ['node_modules/ignore/index.js'], outfile: join(folder, 'ignore.cjs') }),
    bundle({ ...common, entryPoints: ['node_modules/tinyglobby/dist/index.mjs'], outfile: join(folder, 'tinyglobby.cjs'), define: { 'import.meta.url': '__filename' } }),
  ])
  const text = readFileSync(program)
  if (!isAscii(text)) throw new Error('the launcher reads the program as ASCII, and it is not')
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32)
  const names = `${requireBeside}const programFile = require.resolve('./program.cjs'), programHash = '${hash}';`
  await bundle({ ...common, entryPoints: ['src/cli/main.ts'], outfile: launcher, banner: { js: names } })
  chmodSync(launcher, 0o755)
  const docs = Object.fromEntries(rules.map(({ id, why, links, examples }) => [id, { why, links, examples }]))
  writeFileSync(join(folder, 'rule-docs.cjs'), `module.exports = JSON.parse(${JSON.stringify(JSON.stringify(docs))})\n`)
  for (const name of readdirSync(validators)) if (name !== 'stamp') copyFileSync(join(validators, name), join(folder, 'validators', name))
}

/** Loads that become loads of files beside the bundle: few runs need those, or each needs few of them. */
const beside: readonly (readonly [module: string, load: RegExp, instead: string])[] = [
  ['src/schema/kind.ts', /createRequire\(import\.meta\.url\)\('[^']*build\/validators\/kinds\.cjs'\)/, "requireBeside('./validators/kinds.cjs')"],
  ['src/schema/custom.ts', /await import\('\.\/compile\.js'\)/, "requireBeside('./compile.cjs')"],
  ['src/cli/run.ts', /await import\('\.\/options\.js'\)/, "requireBeside('./options.cjs')"],
  ['src/cli/lsp.ts', /await import\('\.\.\/lsp\/server\.js'\)/, "requireBeside('./lsp.cjs')"],
  ['src/config/files.ts', /await import\('tinyglobby'\)/, "requireBeside('./tinyglobby.cjs')"],
  ['src/config/files.ts', /await import\('ignore'\)/, "requireBeside('./ignore.cjs')"],
  ['src/config/project.ts', /await import\('ignore'\)/, "requireBeside('./ignore.cjs')"],
  ['src/config/load.ts', /await import\('ignore'\)/, "requireBeside('./ignore.cjs')"],
  ['src/yaml/packages.ts', /createRequire\(import\.meta\.url\)\('js-yaml'\)/, "requireBeside('./js-yaml.cjs')"],
  ['src/yaml/packages.ts', /createRequire\(import\.meta\.url\)\('yaml'\)/, "requireBeside('./yaml.cjs')"],
]

/**
 * Every other late import of a module of ours becomes an import like any other: within one file it saves nothing, and esbuild would wrap each module that can be
 * reached from it into a function, whose text V8 reads once more. Measured with one small file: 25 of 110 ms.
 */
const loads: Plugin = {
  name: 'loads of files and modules',
  setup(to) {
    // Of the package only its version: what else it says, its scripts too, would be part of the program.
    to.onLoad({ filter: /[/\\]package\.json$/ }, ({ path }) => {
      if (path !== join(repository, 'package.json')) return undefined
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string }
      return { loader: 'json', contents: JSON.stringify({ version }) }
    })
    to.onLoad({ filter: /[/\\]rules[/\\][^/\\]+[/\\][^/\\]+\.ts$/ }, ({ path }) =>
      ({ loader: 'ts', contents: slimRule(readFileSync(path, 'utf8'), "requireBeside('./rule-docs.cjs')") }))
    to.onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, ({ path }) => {
      const modules: string[] = []
      const body = withLoadsBeside(relative(repository, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'))
        .replace(/await import\(('\.[^']+')\)/g, (_, module: string) => `lateImport${modules.push(module)}`)
      return { loader: 'ts', contents: modules.map((module, index) => `import * as lateImport${index + 1} from ${module}\n`).join('') + body }
    })
  },
}

function withLoadsBeside(module: string, text: string): string {
  return beside.filter(([place]) => place === module).reduce((changed, [, load, instead]) => {
    if (!load.test(changed)) throw new Error(`${module} has no ${load.source} any more: the bundle would not find its files`)
    return changed.replace(load, () => instead)
  }, text)
}

/** commander loads `child_process`, and with it the network stack, for subcommands that are programs of their own; we have none. */
const withoutChildProcess: Plugin = {
  name: 'commander without child_process',
  setup(to) {
    to.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      (/[/\\]node_modules[/\\]commander[/\\]/.test(importer) ? { path: 'child_process', namespace: 'nothing' } : undefined))
    to.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }))
  },
}

/** @actions/core can ask GitHub for a token and run programs to describe the machine; the Action does neither, and the bundle cannot. */
const withoutNetwork: Plugin = {
  name: '@actions/core without network',
  setup(to) {
    to.onLoad({ filter: /[/\\]@actions[/\\]core[/\\]lib[/\\]oidc-utils\.js$/ }, () => ({ contents: 'export const OidcClient = undefined' }))
    to.onLoad({ filter: /[/\\]@actions[/\\]core[/\\]lib[/\\]platform\.js$/ }, () => ({ contents: '' }))
  },
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === resolve(process.argv[1])) {
  const folder = resolve(process.argv[2] ?? join(repository, 'dist'))
  await build(folder)
  buildTypes(join(folder, 'types'))
}
