import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generate } from './generate.js'

/**
 * Measures the pre-commit hook on one changed topic in a repository of 2,000 resources, each in a file of its own, against a full lint of that
 * repository and `node -e 0`, interleaved; prints medians and ratios. With `index` it also tells what an index of the other files could save at
 * most: the hook on a repository that holds nothing but the cluster of the topic.
 * Usage: tsx bench/precommit.ts [folder of the built program [rounds]]
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const cli = join(resolve(process.argv[2] ?? join(root, 'dist')), 'strimzi-lint.cjs')
if (!existsSync(cli)) throw new Error(`${cli} is missing: run \`npm run build\` first`)
const rounds = Number(process.argv[3] ?? 15)
const data = join(root, 'bench/data')

/** Writes each document of the benchmark's stream as a file, a folder for each cluster, and says which files they are. */
function repository(name: string, clusters: number): string {
  const folder = join(data, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, '.git'), { recursive: true })
  const documents = readFileSync(generate(data, clusters).stream, 'utf8').split(/^---\n/m)
  documents.forEach((text, index) => {
    const place = join(folder, `cluster-${Math.floor(index / 4)}`)
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, `${/^kind: (\w+)/m.exec(text)?.[1] ?? index}.yaml`), text)
  })
  return folder
}

const large = repository('precommit', 500)
const small = repository('precommit-small', 2)
const topic = (folder: string): string => {
  const inCluster = join(folder, 'cluster-1')
  const name = readdirSync(inCluster).find((each) => each.startsWith('KafkaTopic')) ?? ''
  return relative(folder, join(inCluster, name))
}

interface Program {
  readonly name: string
  readonly cwd: string
  readonly args: readonly string[]
  readonly samples: number[]
}

const programs: readonly Program[] = [
  { name: 'node -e 0', cwd: large, args: ['-e', '0'], samples: [] },
  { name: 'hook, 1 topic of 2,000 resources', cwd: large, args: [cli, '--know', '.', topic(large)], samples: [] },
  { name: 'full lint of 2,000 resources', cwd: large, args: [cli], samples: [] },
  { name: 'hook, 1 topic of 8 resources (what an index could give at most)', cwd: small, args: [cli, '--know', '.', topic(small)], samples: [] },
]

for (let round = -1; round < rounds; round++) {
  for (const { name, cwd, args, samples } of programs) {
    const started = performance.now()
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: 60_000, env: { ...process.env, NO_COLOR: '1' } })
    if (status === null || status > 1) throw new Error(`${name} ended with ${status}: ${stderr.toString()}`)
    if (round >= 0) samples.push(performance.now() - started)
  }
}

const medians = programs.map(({ samples }) => samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? NaN)
const [node = NaN, hook = NaN, full = NaN, least = NaN] = medians
programs.forEach(({ name }, index) => { console.log(`${name}: ${(medians[index] ?? NaN).toFixed(0)} ms`) })
console.log(`hook / full lint: ${(hook / full).toFixed(2)} (at most 1.3)`)
console.log(`hook / node -e 0: ${(hook / node).toFixed(1)}; with a perfect index at best ${(least / node).toFixed(1)}`)
