import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { suite, type Test } from 'uvu'
import * as assert from 'uvu/assert'
import {
  CodeActionRequest, CompletionRequest, HoverRequest, type CodeAction, type CompletionItem, type Diagnostic, type Hover, type MarkupContent, type Position,
  type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node'
import { build } from '../dev/build.js'
import { Positions } from '../lsp/positions.js'
import { applyEdits } from '../text/edits.js'
import { LspClient, type Start } from './lsp-client.js'

/** The server as people get it: the bundle, run by node, asked by Microsoft's side of the protocol. */
export const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-lsp-'))
const program = join(home, 'dist', 'strimzi-lint.cjs')
const command = [process.execPath, program, 'lsp', '--stdio']

export const cluster = `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata:
  name: shop
spec:
  kafka:
    version: 4.3.1
    listeners:
      - { name: tls, port: 9093, type: internal, tls: true }
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata:
  name: brokers
  labels: { strimzi.io/cluster: shop }
spec:
  roles: [broker, controller]
  replicas: 3
  storage: { type: ephemeral }
`
export const topic = `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: orders
  labels:
    strimzi.io/cluster: shop
spec:
  partitions: 12
  replicas: 5
  config:
    cleanup.policy: delete
`

let made = 0
export function folder(files: Readonly<Record<string, string>>): string {
  const root = join(home, `folder-${made++}`)
  mkdirSync(root, { recursive: true })
  for (const [name, text] of Object.entries(files)) write(root, name, text)
  return root
}

export function write(root: string, name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}

export function uriIn(root: string, name: string): string {
  return pathToFileURL(join(root, name)).href
}

const clients: LspClient[] = []
export async function start(how: Omit<Start, 'command'>): Promise<LspClient> {
  const client = await LspClient.start({ command, ...how })
  clients.push(client)
  return client
}

/** The position behind the first occurrence of a text, or before it. */
export function placeOf(text: string, wanted: string, where: 'before' | 'behind' = 'before'): Position {
  const at = text.indexOf(wanted)
  assert.ok(at >= 0, `${wanted} is not in the text`)
  return new Positions(text, 'utf-16').at(where === 'before' ? at : at + wanted.length)
}

export function codes(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(code))
}

export function marked(text: string, { range }: Diagnostic, encoding: 'utf-16' | 'utf-8' | 'utf-32' = 'utf-16'): string {
  const { start, end } = new Positions(text, encoding).span(range)
  return text.slice(start, end)
}

export function applied(text: string, edit: WorkspaceEdit | undefined): string {
  const edits = [...Object.values(edit?.changes ?? {}), ...(edit?.documentChanges ?? []).map((change) => ('edits' in change ? change.edits as TextEdit[] : []))].flat()
  const positions = new Positions(text, 'utf-16')
  const changed = applyEdits(text, edits.map(({ range, newText }) => ({ span: positions.span(range), text: newText })))
  assert.ok(changed !== undefined, 'the edits fit')
  return changed
}

export async function hover(client: LspClient, uri: string, position: Position): Promise<{ words: string; kind: string } | undefined> {
  const answer: Hover | null = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position })
  const contents = answer?.contents as MarkupContent | undefined
  return contents === undefined ? undefined : { words: contents.value, kind: contents.kind }
}

export async function completions(client: LspClient, uri: string, position: Position): Promise<CompletionItem[]> {
  const answer = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position })
  const items = Array.isArray(answer) ? answer : (answer?.items ?? [])
  return [...items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1))
}

export async function actions(client: LspClient, uri: string, diagnostic: Diagnostic, only?: string[]): Promise<CodeAction[]> {
  const context = { diagnostics: [diagnostic], ...(only !== undefined && { only }) }
  const answer = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: diagnostic.range, context })
  return (answer ?? []) as CodeAction[]
}

export function found(diagnostics: readonly Diagnostic[], code: string): Diagnostic {
  const diagnostic = diagnostics.find((each) => each.code === code)
  assert.ok(diagnostic, `${code} is among ${codes(diagnostics).join(', ')}`)
  return diagnostic
}

/** Tests of the server: it is built before them, and stopped after them. */
export function suiteOfServer(name: string): Test {
  const test = suite(name)
  test.before(async () => { await build(join(home, 'dist')) })
  test.after(() => {
    for (const client of clients) client.process.kill()
    rmSync(home, { recursive: true, force: true })
  })
  return test
}
