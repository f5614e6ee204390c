import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generate } from './generate.js'

/**
 * Measures strimzi-lint as whole processes against yardsticks in the same run, interleaved, and prints ratios of medians:
 * absolute times are those of the machine and its mood. Usage: npm run bench [-- folder of the built program [rounds, at least 9]].
 * On a machine that others use, too, a run takes a fifth more or less than the one before, and its mood lasts for many: ratios of medians differ by
 * a tenth with nine rounds, and by a twentieth with twenty-five.
 */
const rounds = Math.max(9, Number(process.argv[3] ?? 75))
/** No program of this benchmark takes so long, in milliseconds, unless something is broken. */
const longest = 180_000
const root = fileURLToPath(new URL('../', import.meta.url))
const folder = join(root, 'bench/data')
mkdirSync(folder, { recursive: true })
const small = generate(join(folder, 'small'), 2)
const stream = generate(folder, 500).stream
const tenfold = generate(folder, 5000).stream
const cli = join(resolve(process.argv[2] ?? join(root, 'dist')), 'strimzi-lint.cjs')
if (!existsSync(cli)) throw new Error(`${cli} is missing: run \`npm run build\` first`)

/** Compiled code is kept in a folder of the benchmark: the first run of each program, which is not counted, finds nothing there. */
const cache = mkdtempSync(join(tmpdir(), 'strimzi-lint-bench-'))
const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: join(cache, 'kept') }

interface Sample {
  readonly wall: number
  readonly cpu: number
  readonly memory: number
}

interface Program {
  readonly name: string
  readonly args: readonly string[]
  /** Exit codes of a run that did its work. */
  readonly exits: readonly number[]
  readonly env: NodeJS.ProcessEnv
  readonly samples: Sample[]
}

function program(name: string, args: readonly string[], exits: readonly number[] = [0], env: NodeJS.ProcessEnv = {}): Program {
  return { name, args, exits, env, samples: [] }
}

function measure({ name, args, exits, env, samples }: Program, count = true): void {
  const usageFile = join(folder, 'usage.json')
  const output = openSync(join(folder, 'output.json'), 'w')
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--require', join(root, 'bench/usage.cjs'), ...args], {
    stdio: ['ignore', output, 'pipe'],
    timeout: longest,
    killSignal: 'SIGKILL',
    env: { ...environment, ...env, BENCH_USAGE: usageFile },
  })
  const wall = (performance.now() - started) / 1000
  closeSync(output)
  if (status === null || !exits.includes(status)) throw new Error(`${name} ended with ${String(status)}: ${stderr.toString().slice(0, 2000)}`)
  const { cpu, memory } = JSON.parse(readFileSync(usageFile, 'utf8')) as { cpu: number; memory: number }
  if (count) samples.push({ wall, cpu, memory })
}

function median(program: Program, figure: keyof Sample): number {
  const sorted = program.samples.map((sample) => sample[figure]).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

const lintOptions = ['--no-config', '--preset', 'all', '--format', 'json']
const empty = program('node -e 0', ['-e', '0'])
const two = program('two small documents', [cli, ...lintOptions, '--fail-on', 'never', small.kafka, small.topic])
const load = program('js-yaml loadAll, 2,000 documents', [join(root, 'bench/yardstick-load.mjs'), stream])
const lint = program('strimzi-lint, 2,000 documents', [cli, ...lintOptions, stream], [1])
const lintTenfold = program('strimzi-lint, 20,000 documents', [cli, ...lintOptions, tenfold], [1])
const programs = [empty, two, load, lint]

const nothingKept = join(cache, 'new')

/** The same programs in another environment. */
const inEnvironment = (env: NodeJS.ProcessEnv): Program[] => programs.map(({ name, args, exits }) => program(name, args, exits, env))
/**
 * Where nothing is kept, as in a container that lints once. And without certificates: NODE_EXTRA_CA_CERTS, which some machines set, makes every start of Node
 * read hundreds of them, which can take longer than all else of it. The ratios are then better than elsewhere, as both sides have that time.
 */
const others = [
  { where: 'the first run, with nothing compiled', programs: inEnvironment({ XDG_CACHE_HOME: nothingKept }) },
  ...(process.env.NODE_EXTRA_CA_CERTS === undefined ? [] : [{ where: 'without NODE_EXTRA_CA_CERTS', programs: inEnvironment({ NODE_EXTRA_CA_CERTS: undefined }) }]),
]

for (const each of [...programs, lintTenfold]) measure(each, false)
for (let round = 0; round < rounds; round++) {
  for (const each of programs) measure(each)
  if (round % 3 === 0) {
    for (const each of others.flatMap((other) => other.programs)) {
      rmSync(nothingKept, { recursive: true, force: true })
      measure(each)
    }
  }
  if (round < 3) measure(lintTenfold)
}

console.log(`median of ${rounds} interleaved runs, Node ${process.version}`)
for (const each of [...programs, lintTenfold]) {
  const milliseconds = (figure: 'wall' | 'cpu') => `${(median(each, figure) * 1000).toFixed(0)} ms`
  console.log(`  ${each.name.padEnd(34)} wall ${milliseconds('wall').padStart(8)}  cpu ${milliseconds('cpu').padStart(8)}  memory ${median(each, 'memory').toFixed(0)} MB`)
}

let over = 0
function ratio(what: string, value: number, budget: number): void {
  if (value > budget) over++
  console.log(`${value <= budget ? 'ok  ' : 'OVER'} ${what}: ${value.toFixed(2)} (budget ${budget})`)
}
ratio('(a) two small documents / node -e 0, wall', median(two, 'wall') / median(empty, 'wall'), 2)
ratio('(b) 2,000 documents / js-yaml loadAll, wall', median(lint, 'wall') / median(load, 'wall'), 2)
ratio('(b) 2,000 documents / js-yaml loadAll, cpu', median(lint, 'cpu') / median(load, 'cpu'), 2.2)
ratio('(c) 2,000 documents / js-yaml loadAll, peak memory', median(lint, 'memory') / median(load, 'memory'), 3)
ratio('(d) 20,000 documents / 2,000 documents, wall', median(lintTenfold, 'wall') / median(lint, 'wall'), 12)

for (const { where, programs: [emptyThere, twoThere, loadThere, lintThere] } of others) {
  if (emptyThere === undefined || twoThere === undefined || loadThere === undefined || lintThere === undefined) continue
  const there = (what: Program, yardstick: Program): string => (median(what, 'wall') / median(yardstick, 'wall')).toFixed(2)
  console.log(`     ${where}: (a) ${there(twoThere, emptyThere)}, (b) ${there(lintThere, loadThere)}; \`node -e 0\` takes ${(median(emptyThere, 'wall') * 1000).toFixed(0)} ms there`)
}

const peers = [program('yaml + ajv compiled at start', [join(root, 'bench/peer-yaml-ajv.mjs'), stream, join(folder, 'schemas.json')])]
if (resolves('@monokle/validation')) peers.push(program('@monokle/validation', [join(root, 'bench/peer-monokle.mjs'), stream]))
else console.log('skipped: @monokle/validation is not installed (npm install --no-save @monokle/validation)')
const { writeSchemas } = await import('./schemas.js')
writeSchemas(join(folder, 'schemas.json'))
for (const peer of peers) {
  for (let round = 0; round < 3; round++) measure(peer)
  console.log(`     (e) ${peer.name} / strimzi-lint, wall: ${(median(peer, 'wall') / median(lint, 'wall')).toFixed(2)}`)
}
rmSync(cache, { recursive: true, force: true })
process.exitCode = over === 0 ? 0 : 1

function resolves(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}
