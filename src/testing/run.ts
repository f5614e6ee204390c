import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'

/**
 * Runs test files, each as a program of its own, and guards what uvu lets through: a file that never calls `.run()` ends with `Total: 0` and
 * exit code 0, and a pattern that matches nothing is no error either. Both fail here. The last line is `N passed, N failed`.
 *
 * Usage: tsx src/testing/run.ts [part of a file name ...]
 */
const root = fileURLToPath(new URL('../../', import.meta.url))
const wanted = process.argv.slice(2)
const files = globSync(['src/**/*.test.ts', 'rules/**/*.test.ts', 'bench/**/*.test.ts'], { cwd: root })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort()

if (files.length === 0) {
  console.error(`no test file matches ${wanted.join(', ') || '**/*.test.ts'}`)
  process.exit(1)
}

/** The programs that tests start keep their compiled code here and not at the home of whoever runs the tests. */
const cache = mkdtempSync(join(tmpdir(), 'strimzi-lint-cache-'))

interface Outcome {
  readonly file: string
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly string[]
  readonly output: string
  readonly seconds: number
}

function runFile(file: string): Promise<Outcome> {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: root, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', XDG_CACHE_HOME: cache } })
    let output = ''
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('close', (code) => {
      let total = 0
      let passed = 0
      for (const [, count] of output.matchAll(/^\s*Total:\s+(\d+)/gm)) total += Number(count)
      for (const [, count] of output.matchAll(/^\s*Passed:\s+(\d+)/gm)) passed += Number(count)
      const skipped = [...output.matchAll(/^skipped: .*$/gm)].map(([line]) => line)
      const broken = code !== 0 && passed === total ? 1 : 0
      const empty = total === 0 ? 1 : 0
      const failed = total - passed + Math.max(broken, empty)
      if (empty) output += `\n${file}: no test ran; is \`.run()\` missing?\n`
      resolve({ file, passed, failed, skipped, output, seconds: (performance.now() - started) / 1000 })
    })
  })
}

const queue = [...files]
const outcomes: Outcome[] = []
await Promise.all(
  Array.from({ length: Math.min(cpus().length, files.length) }, async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const outcome = await runFile(file)
      outcomes.push(outcome)
      const mark = outcome.failed === 0 ? 'ok  ' : 'FAIL'
      console.log(`${mark} ${file}  ${outcome.passed} passed${outcome.failed ? `, ${outcome.failed} failed` : ''} (${outcome.seconds.toFixed(1)} s)`)
      for (const line of new Set(outcome.skipped)) console.log(`     ${line}`)
    }
  }),
)
// Last, where a reader of the log looks first.
for (const { file, output } of outcomes.filter((outcome) => outcome.failed > 0)) console.log(`\nFAIL ${file}\n${output}`)
rmSync(cache, { recursive: true, force: true })
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
