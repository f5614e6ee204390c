import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  CodeActionRequest, CompletionRequest, CompletionResolveRequest, DefinitionRequest, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification, DidCloseTextDocumentNotification, DidSaveTextDocumentNotification, DocumentDiagnosticRequest, DocumentSymbolRequest,
  HoverRequest, type ClientCapabilities, type CodeAction, type CompletionItem, type Diagnostic, type Hover, type Location, type MarkupContent, type Position,
  type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node'
import { build } from '../dev/build.js'
import { LspClient, usualCapabilities, type Start } from '../testing/lsp-client.js'
import { applyEdits } from '../text/edits.js'
import { Positions } from './positions.js'

/** The server as people get it: the bundle, run by node, asked by Microsoft's side of the protocol. */
const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-lsp-'))
const program = join(home, 'dist', 'strimzi-lint.cjs')
const command = [process.execPath, program, 'lsp', '--stdio']

const cluster = `apiVersion: kafka.strimzi.io/v1
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
const topic = `apiVersion: kafka.strimzi.io/v1
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
function folder(files: Readonly<Record<string, string>>): string {
  const root = join(home, `folder-${made++}`)
  mkdirSync(root, { recursive: true })
  for (const [name, text] of Object.entries(files)) write(root, name, text)
  return root
}

function write(root: string, name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}

function uriIn(root: string, name: string): string {
  return pathToFileURL(join(root, name)).href
}

const clients: LspClient[] = []
async function start(how: Omit<Start, 'command'>): Promise<LspClient> {
  const client = await LspClient.start({ command, ...how })
  clients.push(client)
  return client
}

/** The position behind the first occurrence of a text, or before it. */
function placeOf(text: string, wanted: string, where: 'before' | 'behind' = 'before'): Position {
  const at = text.indexOf(wanted)
  assert.ok(at >= 0, `${wanted} is not in the text`)
  return new Positions(text, 'utf-16').at(where === 'before' ? at : at + wanted.length)
}

function codes(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(code))
}

function marked(text: string, { range }: Diagnostic, encoding: 'utf-16' | 'utf-8' | 'utf-32' = 'utf-16'): string {
  const { start, end } = new Positions(text, encoding).span(range)
  return text.slice(start, end)
}

function applied(text: string, edit: WorkspaceEdit | undefined): string {
  const edits = [...Object.values(edit?.changes ?? {}), ...(edit?.documentChanges ?? []).map((change) => ('edits' in change ? change.edits as TextEdit[] : []))].flat()
  const positions = new Positions(text, 'utf-16')
  const changed = applyEdits(text, edits.map(({ range, newText }) => ({ span: positions.span(range), text: newText })))
  assert.ok(changed !== undefined, 'the edits fit')
  return changed
}

async function hover(client: LspClient, uri: string, position: Position): Promise<{ words: string; kind: string } | undefined> {
  const answer: Hover | null = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position })
  const contents = answer?.contents as MarkupContent | undefined
  return contents === undefined ? undefined : { words: contents.value, kind: contents.kind }
}

async function completions(client: LspClient, uri: string, position: Position): Promise<CompletionItem[]> {
  const answer = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position })
  const items = Array.isArray(answer) ? answer : (answer?.items ?? [])
  return [...items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1))
}

async function actions(client: LspClient, uri: string, diagnostic: Diagnostic, only?: string[]): Promise<CodeAction[]> {
  const context = { diagnostics: [diagnostic], ...(only !== undefined && { only }) }
  const answer = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: diagnostic.range, context })
  return (answer ?? []) as CodeAction[]
}

function found(diagnostics: readonly Diagnostic[], code: string): Diagnostic {
  const diagnostic = diagnostics.find((each) => each.code === code)
  assert.ok(diagnostic, `${code} is among ${codes(diagnostics).join(', ')}`)
  return diagnostic
}

const server = suite('the language server')

server.before(async () => { await build(join(home, 'dist')) })
server.after(() => {
  for (const client of clients) client.process.kill()
  rmSync(home, { recursive: true, force: true })
})

server('diagnostics of open and unopened files, with codes, help, related places and versions', async () => {
  const root = folder({ 'kafka.yaml': cluster, 'topic.yaml': topic, 'old.yaml': topic.replace('/v1', '/v1beta2') })
  const client = await start({ root })
  assert.is(client.initialized.serverInfo?.name, 'strimzi-lint')
  const unopened = await client.waitFor(uriIn(root, 'topic.yaml'), ({ diagnostics }) => diagnostics.length > 0)
  assert.is(unopened.version, undefined)
  await client.open(uriIn(root, 'topic.yaml'), topic)
  const { diagnostics } = await client.waitFor(uriIn(root, 'topic.yaml'), 1)
  const replicas = found(diagnostics, 'topic-replicas-exceed-brokers')
  assert.is(marked(topic, replicas), '5')
  assert.is(replicas.severity, 1)
  assert.is(replicas.source, 'strimzi-lint')
  assert.match(replicas.codeDescription?.href ?? '', /^https:/)
  assert.is(replicas.relatedInformation?.[0]?.location.uri, uriIn(root, 'kafka.yaml'))
  const old = await client.waitFor(uriIn(root, 'old.yaml'), () => true)
  assert.equal(found(old.diagnostics, 'deprecated-api-version').tags, [2])
  assert.is(await client.stop(), 0)
})

server('an edit in one file changes the diagnostics of another', async () => {
  const root = folder({ 'kafka.yaml': cluster, 'topic.yaml': topic })
  const client = await start({ root })
  const kafka = uriIn(root, 'kafka.yaml')
  await client.open(kafka, cluster)
  await client.waitFor(uriIn(root, 'topic.yaml'), ({ diagnostics }) => codes(diagnostics).includes('topic-replicas-exceed-brokers'))
  const start_ = placeOf(cluster, 'replicas: 3', 'behind')
  const version = await client.change(kafka, { range: { start: { ...start_, character: start_.character - 1 }, end: start_ }, text: '7' })
  await client.waitFor(kafka, version)
  await client.waitFor(uriIn(root, 'topic.yaml'), ({ diagnostics }) => !codes(diagnostics).includes('topic-replicas-exceed-brokers'))
  await client.stop()
})

server('incremental edits with CRLF and emoji, in every encoding', async () => {
  const text = topic.replace('name: orders', 'name: orders # 😀 große Bestellungen\n  annotations: { note: "😀😀", x: é }').replaceAll('\n', '\r\n')
  for (const encoding of ['utf-16', 'utf-8', 'utf-32'] as const) {
    const root = folder({ 'kafka.yaml': cluster })
    const client = await start({ root, capabilities: { ...usualCapabilities, general: { positionEncodings: [encoding] } } })
    assert.is(client.initialized.capabilities.positionEncoding, encoding)
    const uri = uriIn(root, 'topic.yaml')
    await client.open(uri, text)
    let now = text
    const replace = async (old: string, by: string): Promise<Diagnostic[]> => {
      const positions = new Positions(now, encoding)
      const start = now.indexOf(old)
      const range = positions.range({ start, end: start + old.length })
      now = now.slice(0, start) + by + now.slice(start + old.length)
      return (await client.waitFor(uri, await client.change(uri, { range, text: by }))).diagnostics
    }
    const exceeding = found(await replace('"😀😀", x', '"😀", 😀😀y'), 'topic-replicas-exceed-brokers')
    assert.is(marked(now, exceeding, encoding), '5')
    const [unknown] = (await replace('partitions: 12', 'partitionen: 12')).filter(({ code }) => code === 'unknown-field')
    assert.ok(unknown)
    assert.is(marked(now, unknown, encoding), 'partitionen')
    const wrong = found(await replace('replicas: 5', 'replicas:  "😀é5"'), 'wrong-type')
    assert.is(marked(now, wrong, encoding), '"😀é5"')
    await client.stop()
  }
})

server('documents that do not parse: problems, completion, symbols, and no stale answers', async () => {
  const root = folder({ 'kafka.yaml': cluster })
  const client = await start({ root })
  const uri = uriIn(root, 'topic.yaml')
  const broken = topic.replace('  replicas: 5\n', '  replicas: [5\n')
  await client.open(uri, broken)
  const { diagnostics } = await client.waitFor(uri, 1)
  assert.ok(codes(diagnostics).every((code) => code === 'yaml-syntax'), codes(diagnostics).join(', '))
  const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })
  assert.is(symbols?.[0]?.name, 'KafkaTopic orders')
  const version = await client.change(uri, { text: `${topic}  \n` })
  assert.ok(codes((await client.waitFor(uri, version)).diagnostics).includes('topic-replicas-exceed-brokers'))
  const versions = client.sent.filter((params) => params.uri === uri).map((params) => params.version ?? 0)
  assert.equal(versions, [...versions].sort((a, b) => a - b))
  await client.stop()
})

server('many edits at once give one answer for the last', async () => {
  const root = folder({})
  const client = await start({ root })
  const uri = uriIn(root, 'topic.yaml')
  await client.open(uri, topic)
  await client.waitFor(uri, 1)
  let version = 1
  for (let index = 0; index < 30; index++) version = await client.change(uri, { text: topic.replace('partitions: 12', `partitions: ${index}`) })
  await client.waitFor(uri, version)
  const told = client.sent.filter((params) => params.uri === uri && (params.version ?? 0) > 1)
  assert.is(told.length, 1, 'edits that follow closely are waited for')
  await client.stop()
})

server('hover: the rule of a finding, a field with its facts, a Kafka option', async () => {
  const root = folder({ 'kafka.yaml': cluster })
  const client = await start({ root })
  const uri = uriIn(root, 'topic.yaml')
  await client.open(uri, topic)
  await client.waitFor(uri, 1)
  const onFinding = await hover(client, uri, placeOf(topic, '5\n'))
  assert.ok(onFinding)
  assert.is(onFinding.kind, 'markdown')
  assert.match(onFinding.words, /\*\*topic-replicas-exceed-brokers\*\*[^]*https:[^]*\*\*spec\.replicas\*\* \(integer\)/)
  const field = await hover(client, uri, placeOf(topic, 'partitions'))
  assert.match(field?.words ?? '', /spec\.partitions[^]*integer[^]*At least 1[^]*`v1`: since Strimzi 0\.49\.0[^]*`v1beta2`: before Strimzi/)
  const option = await hover(client, uri, placeOf(topic, 'cleanup'))
  assert.match(option?.words ?? '', /\*\*cleanup\.policy\*\* of topics[^]*default `delete`[^]*Allowed: `compact`, `delete`[^]*`log\.cleanup\.policy`/)
  assert.is(await hover(client, uri, placeOf(topic, 'kind')), undefined)
  await client.stop()
})

server('hover in plain text, and plain changes, for clients that know no better', async () => {
  const root = folder({ 'kafka.yaml': cluster })
  const capabilities: ClientCapabilities = { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } }
  const client = await start({ root, capabilities })
  const uri = uriIn(root, 'topic.yaml')
  await client.open(uri, topic)
  const { diagnostics } = await client.waitFor(uri, 1)
  assert.is(diagnostics[0]?.codeDescription, undefined)
  assert.is(diagnostics[0]?.relatedInformation, undefined)
  const words = await hover(client, uri, placeOf(topic, '5\n'))
  assert.ok(words)
  assert.is(words.kind, 'plaintext')
  assert.not.match(words.words, /[*`]|<http/)
  const [action] = await actions(client, uri, found(diagnostics, 'topic-replicas-exceed-brokers'))
  assert.is(action?.edit?.documentChanges, undefined)
  assert.equal(Object.keys(action?.edit?.changes ?? {}), [uri])
  const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })
  assert.ok(symbols?.some((symbol) => 'location' in symbol && symbol.containerName === 'KafkaTopic orders'))
  await client.stop()
})

server('code actions: repairs, all safe repairs, suppression in the right place', async () => {
  const root = folder({ 'kafka.yaml': cluster })
  const client = await start({ root })
  const uri = uriIn(root, 'topic.yaml')
  const text = topic.replace('partitions: 12', 'partition: 12').replace('replicas: 5', 'replica: 5').replaceAll('\n', '\r\n')
  await client.open(uri, text)
  const { diagnostics } = await client.waitFor(uri, 1)
  const unknown = found(diagnostics, 'unknown-field')
  const offered = await actions(client, uri, unknown)
  const [fix, suppress] = offered
  assert.is(applied(text, fix?.edit), text.replace('partition:', 'partitions:'))
  assert.ok(fix)
  assert.is(fix.isPreferred, true)
  assert.equal(codes(fix.diagnostics ?? []), ['unknown-field'])
  const suppressed = applied(text, suppress?.edit)
  assert.match(suppressed, /spec:\r\n {2}# strimzi-lint-disable-next-line unknown-field -- [^\r]+\r\n {2}partition: 12\r\n/)
  const [all, ...others] = await actions(client, uri, unknown, ['source.fixAll'])
  assert.equal(others, [])
  assert.ok(all)
  assert.is(all.kind, 'source.fixAll.strimzi-lint')
  assert.is(applied(text, all.edit), text.replace('partition:', 'partitions:').replace('replica:', 'replicas:'))
  const version = await client.change(uri, { text: suppressed })
  const left = (await client.waitFor(uri, version)).diagnostics.filter(({ code }) => code === 'unknown-field')
  assert.equal(left.map((each) => marked(suppressed, each)), ['replica'])
  await client.stop()
})

server('completion: kinds, versions, fields, words, clusters, options', async () => {
  const root = folder({ 'kafka.yaml': cluster, 'other.yaml': cluster.replaceAll('shop', 'warehouse') })
  const client = await start({ root })
  await client.waitFor(uriIn(root, 'kafka.yaml'), () => true)
  const uri = uriIn(root, 'new.yaml')
  await client.open(uri, '')
  const at = async (text: string): Promise<string[]> => {
    const offset = text.indexOf('|')
    const whole = text.replace('|', '')
    await client.change(uri, { text: whole })
    return (await completions(client, uri, new Positions(whole, 'utf-16').at(offset))).map(({ label }) => label)
  }
  assert.equal(await at('|'), ['apiVersion', 'kind', 'metadata', 'spec'])
  assert.equal((await at('apiVersion: |\nkind: KafkaTopic\n')).slice(0, 2), ['kafka.strimzi.io/v1', 'kafka.strimzi.io/v1beta2'])
  const kinds = await at('apiVersion: kafka.strimzi.io/v1\nkind: Kafka|')
  assert.ok(kinds.includes('KafkaTopic') && kinds.at(-1) === 'KafkaMirrorMaker', kinds.join(' '))
  const head = (kind: string): string => `apiVersion: kafka.strimzi.io/v1\nkind: ${kind}\nmetadata:\n  name: x\n`
  assert.equal(await at(`${head('KafkaTopic')}  labels:\n    |\n`), ['strimzi.io/cluster'])
  assert.equal(await at(`${head('KafkaTopic')}  labels:\n    strimzi.io/cluster: |\n`), ['shop', 'warehouse'])
  assert.equal(await at(`${head('KafkaTopic')}  labels: { strimzi.io/cluster: | }\n`), ['shop', 'warehouse'])
  assert.equal((await at(`${head('Kafka')}spec:\n  |\n`))[0], 'kafka', 'what is required stands first')
  const listener = await at(`${head('Kafka')}spec:\n  kafka:\n    listeners:\n      - name: tls\n        |\n        tls: true\n`)
  assert.equal(listener.slice(0, 2), ['port', 'type'])
  assert.not.ok(listener.includes('name') || listener.includes('tls'))
  assert.ok((await at(`${head('Kafka')}spec:\n  kafka:\n    listeners:\n      - name: tls\n        type: |\n`)).includes('loadbalancer'))
  assert.equal((await at(`${head('Kafka')}spec:\n  kafka:\n    listeners:\n      |\n`)).slice(0, 2), ['- name', '- port'])
  assert.ok((await at(`${head('KafkaTopic')}spec:\n  config:\n    min.|\n`)).includes('min.insync.replicas'))
  assert.ok((await at(`${head('KafkaConnect')}spec:\n  config:\n    producer.|\n`)).includes('producer.compression.type'))
  assert.equal((await at(`${head('KafkaTopic')}spec:\n  config:\n    cleanup.policy: |\n`)).slice(0, 2).sort(), ['compact', 'delete'])
  assert.equal(await at(`${head('Kafka')}spec:\n  kafka: [\n  entityOperator:\n    topicO|: {}\n  broken: "\n`).then((labels) => labels.includes('topicOperator')), true)
  assert.equal(await at(`${head('KafkaTopic')}spec:\n  config: # comment |\n`), [])
  assert.equal(await at(`${head('Kafka')}spec:\n  kafka:\n    config:\n      x: |2\n        text @\n`.replace('|2', '>').replace('@', '|')), [])
  await client.stop()
})

server('completion replaces what was typed and explains itself', async () => {
  const root = folder({})
  const client = await start({ root })
  const uri = uriIn(root, 'new.yaml')
  const text = 'apiVersion: kafka.strimzi.io/v1\r\nkind: KafkaTopic\r\nmetadata:\r\n  name: x\r\nspec:\r\n  part: 3\r\n'
  await client.open(uri, text)
  const item = (await completions(client, uri, placeOf(text, '  part', 'behind'))).find(({ label }) => label === 'partitions')
  assert.ok(item?.textEdit)
  assert.is(applied(text, { changes: { [uri]: [item.textEdit as TextEdit] } }), text.replace('part:', 'partitions:'))
  const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, item)
  assert.match((resolved.documentation as MarkupContent).value, /spec\.partitions[^]*At least 1/)
  await client.stop()
})

server('definition leads from a label to the cluster, in text that has moved', async () => {
  const root = folder({ 'kafka.yaml': cluster, 'connect.yaml': 'apiVersion: kafka.strimzi.io/v1\nkind: KafkaConnect\nmetadata: { name: c }\nspec:\n  bootstrapServers: shop-kafka-bootstrap:9093\n' })
  const client = await start({ root })
  const kafka = uriIn(root, 'kafka.yaml')
  const uri = uriIn(root, 'topic.yaml')
  await client.open(uri, topic)
  await client.open(kafka, cluster)
  await client.waitFor(kafka, 1)
  const version = await client.change(kafka, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# a comment\n' })
  await client.waitFor(kafka, version)
  const definition = async (of: string, position: Position): Promise<Location | undefined> => {
    const answer = await client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri: of }, position })
    return (answer as Location[] | null)?.[0]
  }
  assert.equal(await definition(uri, placeOf(topic, 'shop')), { uri: kafka, range: { start: { line: 4, character: 8 }, end: { line: 4, character: 12 } } })
  const connect = uriIn(root, 'connect.yaml')
  const text = 'apiVersion: kafka.strimzi.io/v1\nkind: KafkaConnect\nmetadata: { name: c }\nspec:\n  bootstrapServers: shop-kafka-bootstrap:9093\n'
  await client.open(connect, text)
  assert.is((await definition(connect, placeOf(text, 'bootstrap:9093')))?.uri, kafka)
  assert.is(await definition(uri, placeOf(topic, 'orders')), undefined)
  await client.stop()
})

server('document symbols of a stream and of a List', async () => {
  const client = await start({ root: null })
  const uri = uriIn(folder({}), 'all.yaml')
  await client.open(uri, `${cluster}---\napiVersion: v1\nkind: List\nitems:\n  - ${topic.trimEnd().replaceAll('\n', '\n    ')}\n`)
  const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })
  assert.equal(symbols?.map(({ name }) => name), ['Kafka shop', 'KafkaNodePool brokers', 'List', 'KafkaTopic orders'])
  const [kafka] = symbols as { children?: { name: string; children?: { name: string }[] }[] }[]
  assert.equal(kafka?.children?.map(({ name }) => name), ['apiVersion', 'kind', 'metadata', 'spec'])
  await client.stop()
})

server('pull: the client asks, and is not told twice', async () => {
  const root = folder({ 'kafka.yaml': cluster })
  const client = await start({ root, capabilities: { ...usualCapabilities, textDocument: { ...usualCapabilities.textDocument, diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } } })
  assert.is(client.initialized.capabilities.diagnosticProvider?.interFileDependencies, true)
  const uri = uriIn(root, 'topic.yaml')
  await client.open(uri, topic)
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } })
  assert.ok(report.kind === 'full' && codes(report.items).includes('topic-replicas-exceed-brokers'))
  const again = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, previousResultId: report.resultId ?? '' })
  assert.is(again.kind, 'unchanged')
  const kafka = uriIn(root, 'kafka.yaml')
  await client.open(kafka, cluster.replace('replicas: 3', 'replicas: 7'))
  await client.until(() => (client.refreshes > 0 ? true : undefined), 'request to ask again')
  const third = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, previousResultId: report.resultId ?? '' })
  assert.ok(third.kind === 'full' && !codes(third.items).includes('topic-replicas-exceed-brokers'))
  assert.equal(client.sent.filter((params) => params.uri === uri && params.diagnostics.length > 0), [])
  await client.stop()
})

server('life: no root, several folders, files on the disk, configuration, closing', async () => {
  const single = await start({ root: null })
  const lonely = folder({ 'kafka.yaml': cluster, 'topic.yaml': topic })
  await single.open(uriIn(lonely, 'topic.yaml'), topic)
  assert.not.ok(codes((await single.waitFor(uriIn(lonely, 'topic.yaml'), 1)).diagnostics).includes('topic-replicas-exceed-brokers'), 'the neighbours are not known')
  await single.open('untitled:Untitled-1', topic.replace('partitions', 'partition'))
  assert.ok(codes((await single.waitFor('untitled:Untitled-1', 1)).diagnostics).includes('unknown-field'))
  await single.stop()

  const one = folder({ 'kafka.yaml': cluster })
  const two = folder({ 'topic.yaml': topic })
  const client = await start({ root: one, folders: [one, two], capabilities: { ...usualCapabilities, workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } } } })
  const uri = uriIn(two, 'topic.yaml')
  await client.open(uri, topic)
  assert.not.ok(codes((await client.waitFor(uri, 1)).diagnostics).includes('topic-replicas-exceed-brokers'), 'folders are projects of their own')
  write(two, 'kafka.yaml', cluster)
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uriIn(two, 'kafka.yaml'), type: 1 }] })
  await client.waitFor(uri, ({ diagnostics }) => codes(diagnostics).includes('topic-replicas-exceed-brokers'))
  write(two, 'strimzi-lint.yaml', 'rules:\n  topic-replicas-exceed-brokers: off\n')
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uriIn(two, 'strimzi-lint.yaml'), type: 1 }] })
  await client.waitFor(uri, ({ diagnostics }) => !codes(diagnostics).includes('topic-replicas-exceed-brokers'))
  write(two, 'strimzi-lint.yaml', 'rules:\n  topic-replicas-exceed-broker: off\n')
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uriIn(two, 'strimzi-lint.yaml'), type: 2 }] })
  const mistake = await client.waitFor(uriIn(two, 'strimzi-lint.yaml'), ({ diagnostics }) => diagnostics.length > 0)
  assert.match(JSON.stringify(mistake.diagnostics), /did you mean topic-replicas-exceed-brokers/)
  await client.open(uriIn(two, 'strimzi-lint.yaml'), 'extends: production\n')
  await client.waitFor(uriIn(two, 'strimzi-lint.yaml'), ({ version, diagnostics }) => version === 1 && diagnostics.length === 0)
  await client.change(uri, { text: topic.replace('partitions', 'partition') })
  await client.waitFor(uri, ({ diagnostics }) => codes(diagnostics).includes('unknown-field'))
  await client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } })
  await client.waitFor(uri, ({ version, diagnostics }) => version === undefined && !codes(diagnostics).includes('unknown-field'))
  await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event: { added: [], removed: [{ uri: pathToFileURL(two).href, name: 'two' }] } })
  await client.waitFor(uriIn(two, 'kafka.yaml'), ({ diagnostics }) => diagnostics.length === 0)
  await client.stop()
})

server('settings of the editor', async () => {
  const root = folder({ 'kafka.yaml': cluster, 'topic.yaml': topic })
  const client = await start({ root, options: { only: ['topic-replicas-exceed-brokers'] } })
  const uri = uriIn(root, 'topic.yaml')
  assert.equal(codes((await client.waitFor(uri, ({ diagnostics }) => diagnostics.length > 0)).diagnostics), ['topic-replicas-exceed-brokers'])
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { 'strimzi-lint': { skip: ['topic-replicas-exceed-brokers'] } } })
  await client.waitFor(uri, ({ diagnostics }) => !codes(diagnostics).includes('topic-replicas-exceed-brokers'))
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { 'strimzi-lint': { preset: 'productoin' } } })
  await client.until(() => client.log.find((line) => line.includes('did you mean production')), 'complaint')
  await client.stop()
})

server('what others write into the workspace is seen on save where nobody watches the disk', async () => {
  const root = folder({ 'topic.yaml': topic })
  const client = await start({ root })
  const uri = uriIn(root, 'topic.yaml')
  await client.open(uri, topic)
  await client.waitFor(uri, 1)
  write(root, 'kafka.yaml', cluster)
  await client.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } })
  await client.waitFor(uri, ({ diagnostics }) => codes(diagnostics).includes('topic-replicas-exceed-brokers'))
  await client.stop()
})

server('hostile texts and requests do not take the server down', async () => {
  const root = folder({})
  const client = await start({ root })
  const uri = uriIn(root, 'hostile.yaml')
  await client.open(uri, topic)
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, index) => `${'bcdefghij'[index] ?? ''}: &${'bcdefghij'[index] ?? ''} [${Array(9).fill(`*${'abcdefghi'[index] ?? ''}`).join(',')}]`).join('\n')}\n`
  const texts = [bomb, '['.repeat(10_000), 'a: '.repeat(2000), `__proto__: 1\nconstructor: {}\n${topic}`, '\0\u0001', `kind: constructor\napiVersion: kafka.strimzi.io/__proto__\nspec: {}\n`, `- `.repeat(5000)]
  for (const text of texts) {
    await client.waitFor(uri, await client.change(uri, { text }))
    const position = { line: 0, character: Math.min(3, text.length) }
    await completions(client, uri, position)
    await hover(client, uri, position)
    await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })
    await completions(client, uri, { line: 99_999, character: 99_999 })
  }
  await hover(client, 'file:///nowhere.yaml', { line: 0, character: 0 })
  const version = await client.change(uri, { text: topic.replace('partitions', 'partition') })
  assert.ok(codes((await client.waitFor(uri, version)).diagnostics).includes('unknown-field'))
  assert.is(await client.stop(), 0)
})

server('a closed input ends the server', async () => {
  const client = await start({ root: null })
  const ended = new Promise<number | null>((resolve) => client.process.once('exit', resolve))
  client.process.stdin.end()
  assert.is(await ended, 1, 'without shutdown, as the protocol wants it')
})

server.run()
