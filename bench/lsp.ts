import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { CompletionRequest, type Position } from 'vscode-languageserver-protocol/node'
import { LspClient, usualCapabilities } from '../src/testing/lsp-client.js'
import { debounce } from '../src/lsp/checks.js'
import { generate } from './generate.js'
import { writeSchemaOfAll } from './schemas.js'

/**
 * Measures the language server as its client sees it, on a workspace of 2,000 resources in files of about 1,000 lines: the start, edits, completion,
 * memory. The same edits go to yaml-language-server when it is named, so that the machine's mood cancels out.
 * Usage: tsx bench/lsp.ts [folder of the built program [yaml-language-server's main file]]
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const program = join(resolve(process.argv[2] ?? join(root, 'dist')), 'strimzi-lint.cjs')
const peer = process.argv[3]
const edits = 1000

const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-bench-'))
const workspace = join(home, 'workspace')
mkdirSync(workspace)
const documents = readFileSync(generate(join(home, 'stream'), 500).stream, 'utf8').split('---\n')
const perFile = 36
const names = Array.from({ length: Math.ceil(documents.length / perFile) }, (_, index) => `clusters-${index}.yaml`)
names.forEach((name, index) => { writeFileSync(join(workspace, name), documents.slice(index * perFile, (index + 1) * perFile).join('---\n')) })
const edited = join(workspace, names[5] ?? '')
const text = readFileSync(edited, 'utf8')
const uri = pathToFileURL(edited).href
console.log(`${documents.length} resources in ${names.length} files; the edited file has ${text.split('\n').length} lines`)

let over = 0
function report(what: string, value: number, unit: string, budget?: number): void {
  const late = budget !== undefined && value > budget
  if (late) over++
  console.log(`${budget === undefined ? '    ' : late ? 'OVER' : 'ok  '} ${what}: ${value.toFixed(unit === '' ? 2 : 0)}${unit}${budget === undefined ? '' : ` (budget ${budget}${unit})`}`)
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN
}

/** Resident memory of a process, in MB. */
function memoryOf({ process: { pid } }: LspClient): number {
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)]).stdout.toString()) / 1024
}

/** What somebody types into the middle of the file: digits of a number of partitions, one by one, and away again. */
function editAt(index: number): { readonly range: { start: Position; end: Position }; readonly text: string } {
  const line = text.split('\n').findIndex((each, at) => at > 480 && each.includes('partitions:'))
  const digits = '  partitions: 12'.length
  const longer = index % 2 === 1
  return { range: { start: { line, character: digits }, end: { line, character: digits + (longer ? 1 : 0) } }, text: longer ? '' : String(index % 7) }
}

interface Figures {
  readonly coldStart: number
  readonly latencies: readonly number[]
}

async function measureEdits(client: LspClient, started: number, count: number, onEdit: (index: number) => void = () => undefined): Promise<Figures> {
  await client.open(uri, text)
  await client.waitFor(uri, () => true)
  const coldStart = performance.now() - started
  const latencies: number[] = []
  for (let index = 0; index < count; index++) {
    const before = performance.now()
    const version = await client.change(uri, editAt(index))
    const seen = client.sent.length
    await client.until(() => client.sent.slice(seen).find((params) => params.uri === uri && (params.version ?? version) === version), 'answer')
    latencies.push(performance.now() - before)
    onEdit(index)
    client.sent.length = 0
  }
  return { coldStart, latencies }
}

const started = performance.now()
const client = await LspClient.start({ command: [process.execPath, program, 'lsp', '--stdio'], root: workspace, milliseconds: 60_000 })
let early = 0
const { coldStart, latencies } = await measureEdits(client, started, edits, (index) => { if (index === 99) early = memoryOf(client) })
const late = memoryOf(client)
const completions: number[] = []
const position = { line: text.split('\n').findIndex((each, at) => at > 480 && each.includes('min.insync.replicas')), character: 8 }
for (let index = 0; index < 200; index++) {
  const before = performance.now()
  await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position })
  completions.push(performance.now() - before)
}
await client.stop()

report('start to first diagnostics', coldStart, ' ms', 1500)
const afterDebounce = latencies.slice(20).map((each) => each - debounce)
report('edit to diagnostics after the debounce, median', quantile(afterDebounce, 0.5), ' ms')
report('edit to diagnostics after the debounce, p95', quantile(afterDebounce, 0.95), ' ms', 50)
report('completion, p95', quantile(completions, 0.95), ' ms', 50)
report('memory after 100 edits', early, ' MB')
report(`memory after ${edits} edits / after 100`, late / early, '', 1.2)

if (peer === undefined) {
  console.log('skipped: yaml-language-server was not named')
} else {
  const begun = performance.now()
  const schemaFile = join(home, 'strimzi.json')
  writeSchemaOfAll(schemaFile)
  const schemas = { [pathToFileURL(schemaFile).href]: names.map((name) => `**/${name}`) }
  const other = await LspClient.start({
    command: [process.execPath, peer, '--stdio'], root: workspace, milliseconds: 60_000,
    capabilities: { ...usualCapabilities, workspace: { ...usualCapabilities.workspace, configuration: true } },
    options: { validate: true, schemas },
  })
  let told = 0
  const figures = await measureEdits(other, begun, 100, () => { told = Math.max(told, other.sent.at(-1)?.diagnostics.length ?? 0) })
  other.process.kill()
  console.log(`     yaml-language-server: ${told} diagnostics of the edited file by the Strimzi schemas`)
  report('yaml-language-server: start to first diagnostics', figures.coldStart, ' ms')
  report('yaml-language-server: edit to diagnostics, median, debounce included', quantile(figures.latencies.slice(20), 0.5), ' ms')
  report('yaml-language-server / strimzi-lint, medians, debounce included', quantile(figures.latencies.slice(20), 0.5) / quantile(latencies.slice(20), 0.5), '')
}
rmSync(home, { recursive: true, force: true })
process.exitCode = over === 0 ? 0 : 1
