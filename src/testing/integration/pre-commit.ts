import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from '../../dev/build.js'
import { execute, hasProgram, root, type Section } from './section.js'

const cluster = `apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata:
  name: brokers
  labels: { strimzi.io/cluster: shop }
spec:
  roles: [broker, controller]
  replicas: 3
  storage: { type: ephemeral }
---
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: shop }
spec:
  kafka:
    listeners: [{ name: tls, port: 9093, type: internal, tls: true }]
`
const topic = (replicas: number): string => `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: orders
  labels: { strimzi.io/cluster: shop }
spec:
  partitions: 12
  replicas: ${replicas}
`

/** pre-commit itself: installs the hooks from a tag of this repository, refuses a commit, lets one pass, and runs on all files. */
const section: Section = {
  name: 'pre-commit',
  async run() {
    if (!hasProgram('pre-commit')) return { skipped: 'pre-commit is not on the PATH (Debian: pre-commit)' }
    const home = mkdtempSync(join(tmpdir(), 'strimzi-lint-pre-commit-'))
    try {
      const env = {
        ...process.env, PRE_COMMIT_HOME: join(home, 'cache'), GIT_CONFIG_GLOBAL: join(home, 'gitconfig'), GIT_CONFIG_SYSTEM: '/dev/null', NO_COLOR: '1',
      }
      writeFileSync(env.GIT_CONFIG_GLOBAL, '[user]\nname = me\nemail = me@example.org\n[init]\ndefaultBranch = main\n[protocol "file"]\nallow = always\n')
      const hooks = await hookRepository(join(home, 'hooks'), env)
      return { ran: commits(join(home, 'user'), hooks, env) }
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  },
}

/** What pre-commit installs from of this repository as it would be tagged, with the bundle that the source builds: the source and the tests are not needed for that. */
async function hookRepository(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  for (const file of ['package.json', 'package-lock.json', '.pre-commit-hooks.yaml', 'LICENSE', 'README.md']) cpSync(join(root, file), join(folder, file))
  await build(join(folder, 'dist'))
  for (const args of [['init', '-q'], ['add', '-A'], ['commit', '-qm', 'hooks'], ['tag', 'v0.1.0']]) execute('git', args, { cwd: folder, env })
  return folder
}

/** What a person meets; says how long a commit takes. */
function commits(folder: string, hooks: string, env: NodeJS.ProcessEnv): string {
  const at = { cwd: folder, env }
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  write('kafka/cluster.yaml', cluster)
  write('charts/templates/kafka.yaml', 'kind: Kafka\nmetadata:\n  name: {{ .Values.name }}\n')
  write('.pre-commit-config.yaml', `repos:\n  - repo: file://${hooks}\n    rev: v0.1.0\n    hooks:\n      - id: strimzi-lint\n`)
  for (const args of [['init', '-q'], ['add', '-A'], ['commit', '-qm', 'base']]) execute('git', args, at)
  const started = performance.now()
  execute('pre-commit', ['install', '--install-hooks'], at)
  const installed = performance.now()

  write('kafka/orders.yaml', topic(5))
  execute('git', ['add', '-A'], at)
  const refused = execute('git', ['commit', '-m', 'too many replicas'], { ...at, status: 1 })
  if (!`${refused.stdout}${refused.stderr}`.includes('topic-replicas-exceed-brokers')) throw new Error(`the refusal does not name the rule:\n${refused.stdout}${refused.stderr}`)
  write('kafka/orders.yaml', topic(3))
  write('charts/templates/topic.yaml', 'kind: KafkaTopic\nmetadata:\n  name: {{ .Values.topic }}\n')
  execute('git', ['add', '-A'], at)
  const before = performance.now()
  execute('git', ['commit', '-qm', 'as many as brokers'], at)
  const passed = performance.now()

  execute('pre-commit', ['run', '--all-files'], at)
  write('kafka/cluster.yaml', cluster.replace('replicas: 3', 'replicas: 2'))
  const all = execute('pre-commit', ['try-repo', hooks, 'strimzi-lint-all', '--all-files', '--verbose'], { ...at, status: 1 })
  if (!all.stdout.includes('topic-replicas-exceed-brokers')) throw new Error(`the whole repository was not linted:\n${all.stdout}`)
  const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`
  return `a refused and a passing commit, all files, try-repo; installed in ${seconds(started, installed)}, a commit takes ${seconds(before, passed)}`
}

export default section
