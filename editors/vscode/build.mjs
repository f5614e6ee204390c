/** Bundles the extension, and puts the server beside it: `npm run build` in the root of the repository has made it. */
import { build } from 'esbuild'
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const server = fileURLToPath(new URL('../../dist/', import.meta.url))
if (!existsSync(`${server}strimzi-lint.cjs`)) throw new Error('the server is missing: run `npm run build` in the root of the repository first')
rmSync(`${here}server`, { recursive: true, force: true })
// All that the language server may load, so not the other hosts.
const others = ['action.cjs', 'index.cjs', 'types']
for (const part of readdirSync(server).filter((name) => !others.includes(name))) cpSync(`${server}${part}`, `${here}server/${part}`, { recursive: true })
cpSync(fileURLToPath(new URL('../../LICENSE', import.meta.url)), `${here}LICENSE`)
await build({
  entryPoints: [`${here}src/extension.ts`], outfile: `${here}dist/extension.cjs`, bundle: true, platform: 'node', format: 'cjs', target: 'node20',
  external: ['vscode'], minify: true, legalComments: 'none', logLevel: 'warning',
})
