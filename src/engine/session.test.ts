import { readdirSync, readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import type { Finding, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Settings } from '../rule/settings.js'
import { levelOf, presetSetting } from '../rule/levels.js'
import { Workspace } from '../model/workspace.js'
import { dedent } from '../text/dedent.js'
import { lint } from './lint.js'
import { RecordingWorkspace } from './recording.js'
import { Session, type Revision } from './session.js'

const session = suite('a session says what a lint from scratch says')

const tenants = [{ name: 'a', prefixes: ['a-'], namespaces: ['kafka-a'] }, { name: 'b', prefixes: ['b-'], namespaces: [] }]

function settingsFor(all: readonly Rule[]): Settings {
  const levels = new Map(all.flatMap((rule) => {
    const level = levelOf(rule, presetSetting(rule, 'all'))
    return level === undefined ? [] : [[rule.id, level] as const]
  }))
  return { strimzi: 'auto', tenants, levels: () => levels }
}

/** Numbers that look random and are the same in every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

function exampleTexts(): string[] {
  return rules.flatMap(({ examples }) => [...examples.invalid, ...examples.valid].map(({ yaml }) => dedent(yaml)))
}

/** Files of several folders, each with documents of a few examples, so that clusters of one name stand near and far. */
function workspaceOf(next: (below: number) => number): Map<string, SourceFile> {
  const texts = exampleTexts()
  const files = new Map<string, SourceFile>()
  for (let index = 0; index < 14; index++) {
    const path = `${['dev', 'prod', 'base'][index % 3] ?? ''}/file-${index}.yaml`
    const text = Array.from({ length: 1 + next(4) }, () => texts[next(texts.length)] ?? '').join('---\n')
    files.set(path, { path, text })
  }
  return files
}

/** One of the edits that people make: a character, a line away, a line again, a word for another, a document more, one less, one elsewhere. */
function edited(text: string, next: (below: number) => number, texts: readonly string[]): string {
  const at = next(text.length + 1)
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const lineEnd = !text.includes('\n', at) ? text.length : text.indexOf('\n', at) + 1
  const documents = text.split(/^---\n/m)
  const chosen = next(documents.length)
  switch (next(10)) {
    case 0: return text.slice(0, at) + (' :-\n{é😀"'[next(8)] ?? '') + text.slice(at)
    case 1: return text.slice(0, lineStart) + text.slice(lineEnd)
    case 2: return text.slice(0, lineEnd) + text.slice(lineStart)
    case 3: return text.replace(/\d+/, String(next(9)))
    case 4: return text.replace(/name: \S+/, `name: ${['my-cluster', 'orders', 'a-topic'][next(3)] ?? ''}`)
    case 5: return text.replace(/strimzi\.io\/cluster: \S+/, `strimzi.io/cluster: ${['my-cluster', 'other', 'events'][next(3)] ?? ''}`)
    case 6: return [...documents.slice(0, chosen), texts[next(texts.length)] ?? '', ...documents.slice(chosen)].join('---\n')
    case 7: return documents.filter((_, index) => index !== chosen).join('---\n')
    case 8: return [...documents.slice(chosen), ...documents.slice(0, chosen)].join('---\n')
    default: return `# a comment\n${text}`
  }
}

for (const seed of [1, 2, 3]) {
  session(`after each of many random edits, seed ${seed}`, async () => {
    const next = random(seed)
    const texts = exampleTexts()
    const files = workspaceOf(next)
    const settings = settingsFor(rules)
    const incremental = new Session(rules, settings)
    const history: string[] = []
    for (let step = 0; step < 50; step++) {
      const input = { files: [...files.values()] }
      const revision = await incremental.update(input)
      const scratch = await lint({ files: input.files.map((file) => ({ ...file })) }, rules, settings)
      assert.ok(revision)
      assert.equal(revision.report.failures, [])
      assert.equal(revision.report.findings, scratch.findings, `step ${step} after ${history.at(-1) ?? 'the start'}`)
      assert.equal(revision.report.documents, scratch.documents)
      const names = [...files.keys()]
      const path = names[next(names.length)] ?? ''
      const before = files.get(path)?.text ?? ''
      const text = edited(before, next, texts)
      history.push(`${path}: ${JSON.stringify(before)} -> ${JSON.stringify(text)}`)
      if (next(25) === 0) files.delete(path)
      else files.set(path, { path, text })
      if (next(25) === 0) files.set(`prod/new-${step}.yaml`, { path: `prod/new-${step}.yaml`, text: texts[next(texts.length)] ?? '' })
    }
  })
}

const twoClusters = ['one', 'two'].map((name) => ({
  path: `${name}.yaml`,
  text: `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: ${name}, annotations: { } }
spec:
  kafka:
    config: { min.insync.replicas: 2 }
    listeners: [{ name: tls, port: 9093, type: internal, tls: true }]
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: { name: orders-${name}, labels: { strimzi.io/cluster: ${name} } }
spec: { partitions: 3, replicas: 3 }
`,
}))

session('rules run again on what changed and on what was told something else, and on nothing more', async () => {
  const runs: string[] = []
  const spy: Rule = {
    id: 'spy', area: 'test', summary: 'Spies.', kinds: ['KafkaTopic', 'Kafka'], stage: 'review', why: '', links: [],
    presets: { recommended: 'info', production: 'info', dev: 'info' }, examples: { invalid: [], valid: [] },
    *check(resource, { workspace }) {
      runs.push(resource.name)
      const cluster = workspace.cluster(resource)
      yield { at: ['metadata', 'name'], message: `in a cluster with ${String(cluster?.config.raw('min.insync.replicas'))}` }
    },
  }
  const incremental = new Session([spy], settingsFor([spy]))
  const [one, two] = twoClusters
  if (one === undefined || two === undefined) throw new Error('two files are needed')
  await incremental.update({ files: [one, two] })
  assert.equal(runs.splice(0).sort(), ['one', 'orders-one', 'orders-two', 'two'])
  await incremental.update({ files: [{ ...one, text: one.text.replace('partitions: 3', 'partitions: 4') }, two] })
  assert.equal(runs.splice(0), ['orders-one'])
  const changed = await incremental.update({ files: [one, { ...two, text: two.text.replace('replicas: 2', 'replicas: 1') }] })
  assert.equal(runs.splice(0).sort(), ['orders-one', 'orders-two', 'two'])
  assert.equal(changed?.report.findings.map(({ message }) => message.slice(-1)), ['2', '2', '1', '1'])
  await incremental.update({ files: [one, { ...two, text: `# moves everything\n${two.text.replace('replicas: 2', 'replicas: 1')}` }] })
  assert.equal(runs.splice(0).sort(), ['orders-two', 'two'], 'the comment belongs to the Kafka, which the topic reads')
})

session('an update that is given up does no harm', async () => {
  const settings = settingsFor(rules)
  const incremental = new Session(rules, settings)
  let calls = 0
  assert.is(await incremental.update({ files: twoClusters }, { proceed: () => ++calls < 2 }), undefined)
  const revision = await incremental.update({ files: twoClusters })
  assert.equal(revision?.report.findings, (await lint({ files: twoClusters }, rules, settings)).findings)
})

session('what somebody looks at is judged first, with all others in sight', async () => {
  const settings = settingsFor(rules)
  const all = (await lint({ files: twoClusters }, rules, settings)).findings
  const early: (readonly Finding[])[] = []
  const incremental = new Session(rules, settings)
  const progress = { first: ['two.yaml'], early: ({ report }: Revision) => void early.push(report.findings) }
  assert.equal((await incremental.update({ files: twoClusters }, progress))?.report.findings, all)
  assert.equal((await incremental.update({ files: twoClusters }, progress))?.report.findings, all)
  assert.equal(early, [all.filter(({ file }) => file === 'two.yaml')])
})

session('a rule that throws costs its own findings', async () => {
  const [some] = rules
  assert.ok(some)
  const broken: Rule = { ...some, id: 'broken', kinds: ['KafkaTopic'], check: () => { throw new Error('our mistake') } }
  const incremental = new Session([...rules, broken], settingsFor([...rules, broken]))
  const revision = await incremental.update({ files: twoClusters })
  assert.ok(revision)
  assert.equal(revision.report.failures.map(({ rule }) => rule), ['broken', 'broken'])
  assert.equal(revision.report.findings, (await lint({ files: twoClusters }, rules, settingsFor(rules))).findings)
})

session('every way to learn about other resources is recorded, or made of what is', () => {
  const recorded = Object.getOwnPropertyNames(RecordingWorkspace.prototype)
  const madeOfThem = ['find', 'parent', 'clustersAt', 'clusterAt', 'cluster', 'topic', 'user', 'pool', 'connect', 'connector', 'mirror', 'forgetViews']
  const missing = Object.getOwnPropertyNames(Workspace.prototype).filter((name) => !recorded.includes(name) && !madeOfThem.includes(name))
  assert.equal(missing, [], 'a new method of Workspace must be overridden in RecordingWorkspace, or be made of recorded ones')
})

session('a fleet of releases', async () => {
  const settings = { ...settingsFor(rules), strimzi: '1.2.0', fleet: ['1.2.0', '0.51.0', '0.45.1'] }
  const incremental = new Session(rules, settings)
  for (const text of exampleTexts().slice(40, 60)) {
    const input = { files: [...twoClusters, { path: 'edited.yaml', text }] }
    const revision = await incremental.update(input)
    assert.equal(revision?.report.findings, (await lint(input, rules, settings)).findings)
  }
})

session('fixtures that link files are judged alike', async () => {
  const root = new URL('../../fixtures/projects/', import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(new URL(path, root), 'utf8') }))
  assert.ok(files.length > 3)
  const settings = settingsFor(rules)
  const revision = await new Session(rules, settings).update({ files })
  assert.equal(revision?.report.findings, (await lint({ files }, rules, settings)).findings)
})

session.run()
