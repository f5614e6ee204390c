import { pathToFileURL } from 'node:url'
import * as assert from 'uvu/assert'
import {
  DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification, DidCloseTextDocumentNotification,
  DidSaveTextDocumentNotification, DocumentDiagnosticRequest, DocumentSymbolRequest, type Diagnostic,
} from 'vscode-languageserver-protocol/node'
import { usualCapabilities } from '../testing/lsp-client.js'
import { cluster, codes, completions, folder, found, hover, marked, placeOf, start, suiteOfServer, topic, uriIn, write } from '../testing/lsp-workspace.js'
import { Positions } from './positions.js'

const server = suiteOfServer('the language server')

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
