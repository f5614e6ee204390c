/** Bundles the command line into `dist/`: `npx tsx src/dev/build.ts [folder]`. What a run does not need stays in chunks of its own. */
import { chmodSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import { buildValidators } from './build-validators.js'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Some dependencies are CommonJS and ask for Node's own modules with `require`, which an ES module does not have. */
const banner = "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);"

/** Writes `strimzi-lint.js` and its chunks into `folder`, which is emptied first. */
export async function build(folder: string): Promise<void> {
  buildValidators()
  rmSync(folder, { recursive: true, force: true })
  await bundle({
    absWorkingDir: repository,
    entryPoints: { 'strimzi-lint': 'src/cli/main.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    legalComments: 'none',
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: banner },
    logLevel: 'warning',
  })
  chmodSync(join(folder, 'strimzi-lint.js'), 0o755)
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === resolve(process.argv[1])) {
  await build(resolve(process.argv[2] ?? join(repository, 'dist')))
}
