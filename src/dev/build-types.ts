/** Writes the types of the library: the declarations that `src/index.ts` leads to, and no others. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Writes `.d.ts` files into `folder`, in the folders of the sources: `src/index.d.ts` is where to begin. */
export function buildTypes(folder: string): void {
  const entry = join(repository, 'src/index.ts')
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository)
  const program = ts.createProgram([entry], {
    ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, declarationMap: false, incremental: false, composite: false, rootDir: repository, outDir: repository,
  })
  const declarations = new Map<string, string>()
  program.emit(undefined, (path, text) => declarations.set(resolve(path), text), undefined, true)
  for (const path of reachable(entry.replace(/\.ts$/, '.d.ts'), declarations)) {
    const target = join(folder, relative(repository, path))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, declarations.get(path) ?? '')
  }
  // The library is CommonJS, which ES modules can import too; its types must say so, although the sources are ES modules.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n')
}

/** The declarations that one leads to by its imports, itself included. */
function reachable(entry: string, declarations: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [entry]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const text = declarations.get(path)
    if (text === undefined || found.has(path)) continue
    found.add(path)
    for (const [, , from = ''] of text.matchAll(/\b(from|import)[ (]+['"](\.[^'"]+)\.js['"]/g)) queue.push(resolve(dirname(path), `${from}.d.ts`))
  }
  return found
}
