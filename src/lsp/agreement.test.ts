import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Diagnostic } from 'vscode-languageserver-protocol/node'
import { rules } from '../../rules/index.js'
import { lintProject } from '../config/lint-project.js'
import { openProject } from '../config/project.js'
import { noChoices } from '../config/settings.js'
import { build } from '../dev/build.js'
import type { Finding, Report } from '../rule/finding.js'
import { LspClient } from '../testing/lsp-client.js'
import { shared } from '../testing/shared.js'
import { uriOf } from './buffers.js'
import { Positions } from './positions.js'

const agreement = suite('the server says what the command line says')
const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-agreement-'))
const fixtures = fileURLToPath(new URL('../../fixtures/projects/', import.meta.url))

agreement.before(async () => { await build(join(home, 'dist')) })
agreement.after(() => { rmSync(home, { recursive: true, force: true }) })

async function commandLine(root: string): Promise<Report> {
  const project = await openProject({ ...noChoices, cwd: root, paths: [], know: [] }, rules)
  if ('complaints' in project) throw new Error(project.complaints.join('\n'))
  return lintProject(project, rules)
}

function asLines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ range: { start, end }, severity, code, message }) =>
    `${start.line}:${start.character}-${end.line}:${end.character} ${severity ?? ''} ${code ?? ''} ${JSON.stringify(message)}`)
}

function findingLines(findings: readonly Finding[], text: string): string[] {
  const positions = new Positions(text, 'utf-16')
  const severities = { error: 1, warning: 2, info: 3 }
  return findings.map(({ span, severity, rule, message }) => {
    const { start, end } = positions.range(span)
    return `${start.line}:${start.character}-${end.line}:${end.character} ${severities[severity]} ${rule} ${JSON.stringify(message)}`
  })
}

/** Compares every file of a folder, as the server sees it unopened, and opens some of them as well. */
async function compare(root: string, everyOpened: number): Promise<number> {
  const report = await commandLine(root)
  const command = [process.execPath, join(home, 'dist', 'strimzi-lint.cjs'), 'lsp']
  const client = await LspClient.start({ command, root: root.replace(/\/$/, ''), milliseconds: 110_000 })
  const byFile = new Map<string, Finding[]>()
  for (const finding of report.findings) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding])
  const uri = (file: string): string => uriOf(join(root, file))
  const last = [...byFile.keys()].at(-1)
  if (last !== undefined) await client.waitFor(uri(last), () => true)
  const opened = [...report.files].filter(([file], index) => index % everyOpened === 0 && /\.ya?ml$/.test(file))
  for (const [file, { text }] of opened) await client.open(uri(file), text)
  for (const [file] of opened) await client.waitFor(uri(file), 1)
  for (const [file, { text }] of report.files) {
    const told = client.diagnostics(uri(file))?.diagnostics ?? []
    assert.equal(asLines(told), findingLines(byFile.get(file) ?? [], text), file)
  }
  const told = new Set(client.sent.filter(({ diagnostics }) => diagnostics.length > 0).map((params) => params.uri))
  assert.equal([...told].filter((each) => ![...byFile.keys()].some((file) => uri(file) === each)), [])
  client.process.kill()
  return byFile.size
}

agreement('on the fixtures', async () => {
  assert.ok((await compare(fixtures, 2)) > 3)
})

agreement('on what other people wrote', async () => {
  const corpus = shared('corpus/files/')
  if (corpus === undefined) return
  const files = await compare(corpus, 40)
  assert.ok(files > 100, `${files} files with findings, of ${pathToFileURL(corpus).href}`)
})

agreement.run()
