import * as assert from 'uvu/assert'
import {
  CompletionResolveRequest, DefinitionRequest, DocumentSymbolRequest, type ClientCapabilities, type Location, type MarkupContent, type Position,
  type TextEdit,
} from 'vscode-languageserver-protocol/node'
import { actions, applied, cluster, codes, completions, folder, found, hover, marked, placeOf, start, suiteOfServer, topic, uriIn } from '../testing/lsp-workspace.js'
import { Positions } from './positions.js'

const server = suiteOfServer('what the language server answers')

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

server.run()
