/**
 * Compiles the schemas of `schemas/strimzi/` with ajv into small modules under `build/validators/`, some for each kind, some for what kinds share, and
 * one that knows them all: `npx tsx src/dev/build-validators.ts [--force]`. Does nothing when its inputs have not changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { transformSync } from 'esbuild'
import { jsonSchemas, rootId, rootSchema } from '../schema/ajv.js'
import { extrasOf } from '../schema/extras.js'
import { ajvOptions } from '../schema/ajv-options.js'
import type { Definitions, KindSchemas } from '../schema/schema.js'
import { chunkName, splitModule, type Chunk } from './split-module.js'
import { trimValidators } from './trim-validators.js'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const store = join(repository, 'schemas/strimzi')
const target = join(repository, 'build/validators')

interface StoreIndex {
  readonly releases: readonly string[]
  readonly kinds: Record<string, { readonly served: Record<string, [string, string][]> }>
}

/** ajv's own types describe the module as if it were ESM; it is CommonJS. */
const standaloneCode = standalone as unknown as (ajv: Ajv, refs: Record<string, string>) => string

/** Builds `build/validators/` unless it is up to date; gives the number of modules that were written. */
export function buildValidators(force = false): number {
  const stamp = inputStamp()
  const stampFile = join(target, 'stamp')
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 0
  const index = JSON.parse(readFileSync(join(store, 'index.json'), 'utf8')) as StoreIndex
  const kinds = new Map(Object.keys(index.kinds).map((kind) => [kind, JSON.parse(readFileSync(join(store, `${kind}.json`), 'utf8')) as KindSchemas]))
  const shared = JSON.parse(readFileSync(join(store, 'shared.json'), 'utf8')) as Definitions
  const definitions: Definitions = Object.assign({}, shared, ...[...kinds.values()].map((kind) => kind.definitions)) as Definitions

  const ajv = new Ajv({ ...ajvOptions, schemas: jsonSchemas(definitions), code: { source: true, esm: true, lines: true, optimize: 1 } })
  const entries: { readonly root: string; readonly chunk: Chunk }[] = []
  const exported: Record<string, string> = {}
  const chunks = new Map<string, Chunk>()
  for (const [kind, { roots }] of kinds) {
    for (const [root, era] of eras(roots, index.kinds[kind]?.served ?? {}, index.releases)) {
      const wanted: Chunk = { kind, era }
      const chunk = chunks.get(chunkName(wanted)) ?? wanted
      chunks.set(chunkName(chunk), chunk)
      ajv.addSchema(rootSchema(root, definitions))
      exported[`root_${entries.length}`] = rootId(root)
      entries.push({ root, chunk })
    }
  }
  const source = standaloneCode(ajv, exported)
  const modules = splitModule(trimValidators(source), entries.map(({ chunk }) => chunk))
  // Built aside and put in place at once, so that a build that runs at the same time never sees half of it.
  const folder = `${target}.${process.pid}`
  mkdirSync(folder, { recursive: true })
  const write = (name: string, text: string): void => {
    // CommonJS: it loads faster, and at the moment when it is needed.
    const { code } = transformSync(text, { minify: true, target: 'node20.19', format: 'cjs', platform: 'node' })
    writeFileSync(join(folder, `${name}.cjs`), code.replace(/require\("(\.\/[^"]+)\.js"\)/g, 'require("$1.cjs")'))
  }
  for (const [name, text] of modules) {
    const validators = entries.flatMap(({ root, chunk }, at) => (chunkName(chunk) === name ? [`${JSON.stringify(root)}: root_${at}`] : []))
    write(name, `${text}export const validators = { ${validators.join(', ')} }\n`)
  }
  const members: string[] = []
  for (const [kind, schemas] of kinds) {
    const own = entries.filter(({ chunk }) => chunk.kind === kind)
    const chunkOf = own.map(({ root, chunk }) => `${JSON.stringify(root)}: ${chunk.era}`)
    const imports = [...new Set(own.map(({ chunk }) => chunk.era))].map((era) => `${era}: () => require('./${chunkName({ kind, era })}.js')`)
    const extras = Object.fromEntries(own.map(({ root }) => [root, extrasOf(root, definitions)]))
    const facts = JSON.stringify(JSON.stringify({ roots: schemas.roots, extras }))
    const files = byEra(own.map(({ root, chunk }) => [root, chunk.era]), { ...shared, ...schemas.definitions })
    for (const [era, definitions] of files.entries()) writeFileSync(join(folder, `${kind}-${era}.schemas.json`), JSON.stringify(definitions))
    const readers = files.map((_, era) => `() => read('${kind}-${era}')`)
    members.push(`${kind}: () => ({ ...JSON.parse(${facts}), eras: { ${chunkOf.join(', ')} }, load: { ${imports.join(', ')} }, definitions: [${readers.join(', ')}] })`)
  }
  // `require` looks for a module for ten times as long as it takes to read and parse a file: so there is one for all kinds, and schemas are read.
  write('kinds', `import { readFileSync } from 'node:fs'
    const read = (name) => JSON.parse(readFileSync(\`\${__dirname}/\${name}.schemas.json\`, 'utf8'))
    export const kinds = { ${members.join(',\n')} }\n`)
  writeFileSync(join(folder, 'stamp'), stamp)
  rmSync(target, { recursive: true, force: true })
  renameSync(folder, target)
  return modules.size + 1
}

/** The first releases of the eras after the oldest: people have one of them in mind, and need not load the others. */
const eraBegins = ['1.0.0', '0.46.0']

/** The era of each root schema of a kind: that of the last release that uses it. 0 is the newest. */
function eras(roots: KindSchemas['roots'], served: Record<string, [string, string][]>, releases: readonly string[]): Map<string, number> {
  const result = new Map<string, number>()
  for (const [version, changes] of Object.entries(roots)) {
    let root: string | undefined
    for (const release of [...releases].reverse()) {
      root = changes[release] ?? root
      const last = served[version]?.at(-1)?.[1] ?? release
      if (root === undefined || releases.indexOf(release) < releases.indexOf(last)) continue
      const era = eraBegins.findIndex((begin) => releases.indexOf(release) <= releases.indexOf(begin))
      result.set(root, Math.min(result.get(root) ?? Infinity, era < 0 ? eraBegins.length : era))
    }
  }
  return result
}

/**
 * The definitions that the roots of each era need beyond those of the newer eras. Each era stands in a file of its own: a run reads the newest, and the others
 * when a problem has to be explained.
 */
function byEra(roots: readonly (readonly [root: string, era: number])[], definitions: Definitions): Record<string, unknown>[] {
  const placed = new Set<string>()
  return Array.from({ length: eraBegins.length + 1 }, (_, wanted) => {
    const own: Record<string, unknown> = {}
    const pending = roots.flatMap(([root, era]) => (era === wanted ? [root] : []))
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (placed.has(name)) continue
      placed.add(name)
      own[name] = definitions[name]
      for (const match of JSON.stringify(definitions[name]).matchAll(/"ref":"([^"]+)"/g)) pending.push(match[1] ?? '')
    }
    return own
  })
}

/** Changes whenever anything changes that the result depends on. */
function inputStamp(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(store).filter((name) => /^(?:[A-Z]|index|shared)/.test(name)).sort()) hash.update(file).update(readFileSync(join(store, file)))
  for (const file of ['src/schema/ajv.ts', 'src/schema/ajv-options.ts', 'src/schema/extras.ts', 'src/dev/build-validators.ts', 'src/dev/split-module.ts', 'src/dev/trim-validators.ts', 'package-lock.json']) {
    hash.update(readFileSync(join(repository, file)))
  }
  return hash.digest('hex')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now()
  const written = buildValidators(process.argv.includes('--force'))
  const size = readdirSync(target).reduce((sum, file) => sum + readFileSync(join(target, file)).length, 0)
  const took = `${Math.round(performance.now() - started)} ms`
  process.stdout.write(written === 0 ? 'build/validators is up to date\n' : `${written} modules, ${Math.round(size / 1000)} kB, ${took}\n`)
}
