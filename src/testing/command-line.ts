import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite, type Test } from 'uvu'
import * as assert from 'uvu/assert'
import { build } from '../dev/build.js'

/** The command line as people get it: the bundle, run by node, in folders made for each test. */
export const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-cli-'))
export const program = join(home, 'dist', 'strimzi-lint.cjs')

export const cluster = `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata:
  name: shop
spec:
  kafka:
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
/** With more replicas than the three brokers: an error of the rule topic-replicas-exceed-brokers when it is read together with the cluster. */
export const topic = (replicas: number): string => `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: orders
  labels: { strimzi.io/cluster: shop }
spec:
  partitions: 12
  replicas: ${replicas}
`
export const only = ['--only', 'topic-replicas-exceed-brokers,yaml-syntax,yaml-limit,yaml-duplicate-key']
export const foreign = 'apiVersion: example.org/v1\nkind: Widget\nmetadata: { name: x }\n'

let made = 0
export function project(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const root = join(home, String(made++))
  mkdirSync(join(root, '.git'), { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

interface RunOptions {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  readonly node?: readonly string[]
}

export function run(cwd: string, args: readonly string[], { input, env = {}, node = [] }: RunOptions = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [...node, program, ...args], {
    cwd, encoding: 'utf8', maxBuffer: 100e6, timeout: 60_000, env: { PATH: process.env.PATH, XDG_CACHE_HOME: home, ...env }, ...(input !== undefined && { input }),
  })
}

export interface JsonReport {
  readonly findings: readonly { readonly rule: string; readonly file: string; readonly start: { readonly line: number; readonly column: number } }[]
  readonly documents: readonly { readonly file: string; readonly status: string; readonly reason?: string }[]
  readonly unread: readonly { readonly file: string; readonly reason: string }[]
}

export function json(result: SpawnSyncReturns<string>): JsonReport {
  assert.is(result.stderr, '')
  return JSON.parse(result.stdout) as JsonReport
}

/** Tests of the command line: it is built before them. */
export function suiteOfProgram(name: string): Test {
  const test = suite(name)
  test.before(async () => { await build(join(home, 'dist')) })
  test.after(() => { rmSync(home, { recursive: true, force: true }) })
  return test
}
