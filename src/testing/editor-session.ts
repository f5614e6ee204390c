import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../dev/build.js'

const cluster = `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: shop }
spec:
  kafka:
    listeners: [{ name: tls, port: 9093, type: internal, tls: true }]
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
  name: orders # 😀
  labels: { strimzi.io/cluster: shop }
spec:
  partition: 12
  replicas: 5
  config:
    cleanup.policy: remove
`

/** What an editor was seen to do; places count from 1. Eglot shows no codes of diagnostics apart from their messages. */
export interface Seen {
  readonly editor: string
  readonly diagnostics: readonly { readonly line: number; readonly column: number; readonly code?: string; readonly message: string }[]
  readonly hover: string
  readonly completion: readonly string[]
  readonly repaired: string
  readonly left: number
  readonly stopped: boolean
}

/** A workspace with mistakes, the server that judges it, and what the command line says about the file that an editor opens. */
export interface EditorSession {
  readonly home: string
  readonly root: string
  readonly file: string
  readonly server: readonly string[]
  readonly expected: readonly { readonly line: number; readonly column: number; readonly code: string; readonly message: string }[]
}

export async function editorSession(): Promise<EditorSession> {
  const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-editor-'))
  const root = join(home, 'workspace')
  mkdirSync(root)
  writeFileSync(join(root, 'cluster.yaml'), cluster)
  writeFileSync(join(root, 'topic.yaml'), topic)
  await build(join(home, 'dist'))
  const program = join(home, 'dist', 'strimzi-lint.cjs')
  const { stdout } = spawnSync(process.execPath, [program, '--format', 'json', '--fail-on', 'never'], { cwd: root, encoding: 'utf8' })
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string; file: string; start: { line: number; column: number } }[] }
  const expected = findings.filter(({ file }) => file === 'topic.yaml').map(({ rule, message, start: { line, column } }) => ({ line, column, code: rule, message }))
  if (expected.length < 3) throw new Error(`the command line found ${expected.length} mistakes of three: ${stdout}`)
  return { home, root, file: join(root, 'topic.yaml'), server: [process.execPath, program, 'lsp', '--stdio'], expected }
}

/** Compares what an editor showed with what the command line says; the sum in words. */
export function judge(seen: Seen, { expected }: EditorSession): string {
  const sorted = [...seen.diagnostics].sort((a, b) => a.line - b.line || a.column - b.column)
  const lines = (all: Seen['diagnostics']): string => all.map(({ line, column, code, message }) => `${line}:${column} ${code ?? ''} ${message}`).join('\n')
  const wanted = expected.map(({ code, message, ...place }) => (seen.diagnostics.some((each) => each.code !== undefined) ? { ...place, code, message } : { ...place, message }))
  const shown = sorted.map((each, index) => (each.message.includes(wanted[index]?.message ?? '\0') ? { ...each, message: wanted[index]?.message ?? '' } : each))
  if (lines(shown) !== lines(wanted)) throw new Error(`${seen.editor} shows\n${lines(sorted)}\nthe command line says\n${lines(wanted)}`)
  const wrong = [
    ...(seen.hover.includes('unknown-field') ? [] : [`the hover does not explain the rule: ${seen.hover}`]),
    ...(seen.completion.some((label) => label.includes('partitions')) ? [] : [`the completion does not offer partitions: ${seen.completion.join(' ')}`]),
    ...(seen.repaired.trim() === 'partitions: 12' ? [] : [`the repair made ${seen.repaired}`]),
    ...(seen.left === expected.length - 1 ? [] : [`${seen.left} diagnostics are left of ${expected.length}`]),
    ...(seen.stopped ? [] : ['the server did not stop']),
  ]
  if (wrong.length > 0) throw new Error(`${seen.editor}: ${wrong.join('; ')}`)
  return `${seen.editor}: ${expected.length} diagnostics as the command line has them, hover, completion, a repair`
}
