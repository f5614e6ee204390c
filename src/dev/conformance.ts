/**
 * Compares our judgement with that of a real API server: `npm run conformance [-- --all]`. The cases lie beside the repository; without
 * them nothing is compared. Exits with 1 when the agreement is below what we promise.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { entry, serverField, type Fault } from '../schema/fault.js'
import { judge } from '../schema/judge.js'
import { validate } from '../schema/validate.js'
import { shared } from '../testing/shared.js'
import { parseStream } from '../yaml/stream.js'
import { buildValidators } from './build-validators.js'
import { judgedOtherwise, lintVerdicts } from './conformance-runs.js'

export interface Case {
  readonly id: string
  readonly release: string
  readonly mutation: string
  readonly variant: unknown
  readonly path: string
  readonly manifest: string
  readonly verdict: 'accepted' | 'rejected' | 'no-objects'
  readonly errors: readonly { readonly type: string; readonly field: string; readonly message: string }[]
}

export interface Judgement {
  readonly verdict: Case['verdict']
  readonly fields: ReadonlySet<string>
  readonly types: ReadonlySet<string>
  /** Whether what is reported to people agrees that there is something to report. */
  readonly reported: boolean
}

/** Disagreements that we know and accept, by the id of the case or its class and variant, with the reason. */
const accepted: Readonly<Record<string, string>> = {
  'unknown-field-0.51.0-50a694627d': 'Go reads the key `apiversion` as apiVersion and stops; we name the unknown key itself',
}

/** The verdicts, in what stands beside the repository: one case a line. */
export const verdictsFile = 'conformance/visible.jsonl'

/** Judges one manifest through the same decoding and judging as the product. */
export function judgeManifest(manifest: string, release: string): Judgement {
  const faults: Fault[] = []
  const types = new Set<string>()
  let objects = 0
  let reported = false
  for (const document of parseStream(manifest)) {
    // What kubectl forgets says nothing about what it sends.
    const problems = document.problems.filter(({ code }) => code !== 'yaml-text-after-end')
    if (problems.some(({ code }) => code !== 'yaml-duplicate-key')) {
      // kubectl sends what stands before a document that it cannot read, and nothing after it.
      types.add('ParseError')
      reported = true
      break
    }
    if (document.empty || document.value === null) continue
    const items = listItems(document.value)
    // kubectl re-encodes the items of a list, and so loses keys that stand twice before the server sees them.
    const duplicates = items === undefined ? problems : []
    if (duplicates.length > 0) types.add('DuplicateField')
    reported ||= problems.length > 0
    for (const value of items ?? [document.value]) {
      objects++
      const found = judge(value, release).filter(({ hidden }) => hidden !== true)
      faults.push(...found)
      reported ||= validate(value, { release, literalMetadata: true }).length > 0
    }
  }
  const fields = new Set(faults.map((fault) => serverField(fault)).filter((field) => field !== ''))
  for (const fault of faults) types.add(fault.type)
  if (types.size > 0) return { verdict: 'rejected', fields, types, reported }
  return { verdict: objects === 0 ? 'no-objects' : 'accepted', fields, types, reported }
}

/** The items of a `v1 List`, which kubectl takes apart; undefined for anything else. */
function listItems(value: unknown): readonly unknown[] | undefined {
  if (entry(value, 'kind') !== 'List' || entry(value, 'apiVersion') !== 'v1') return undefined
  const items = entry(value, 'items') ?? []
  return Array.isArray(items) ? (items as readonly unknown[]) : undefined
}

/** The fields that the server names, as README.md of the cases says to compare them. */
function expectedFields(errors: Case['errors']): Set<string> {
  const fields = errors.filter(({ type }) => type !== 'DuplicateField').map(({ field }) => field.replace(/^\./, ''))
  return new Set(fields.filter((field) => field !== '<nil>' && field !== ''))
}

async function main(): Promise<number> {
  const source = shared(verdictsFile)
  if (source === undefined) return 0
  buildValidators()
  const started = performance.now()
  const cases = readFileSync(source, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case)
  let verdicts = 0
  let falseRefusals = 0
  let placed = 0
  let placesAgree = 0
  let unexplained = 0
  const show = process.argv.includes('--all')
  for (const one of cases) {
    const ours = judgeManifest(one.manifest, one.release)
    const agrees = ours.verdict === one.verdict
    if (agrees) verdicts++
    if (ours.verdict === 'rejected' && one.verdict !== 'rejected') falseRefusals++
    const complaints: string[] = []
    if (!agrees) complaints.push(`verdict ${ours.verdict}, the server says ${one.verdict}`)
    if (ours.reported !== (ours.verdict === 'rejected') && one.mutation !== 'yaml-list-kind') complaints.push('what is reported differs from the raw errors')
    if (one.verdict === 'rejected') {
      const expected = expectedFields(one.errors)
      const types = new Set(one.errors.filter(({ field }) => field !== '<nil>' || one.errors.length === 1).map(({ type }) => type))
      const same = expected.size > 0 ? sameSet(expected, ours.fields) : [...types].some((type) => ours.types.has(type))
      placed++
      if (same) placesAgree++
      else complaints.push(`places ${list(ours.fields)} (${list(ours.types)}), the server has ${list(expected)} (${list(types)})`)
    }
    if (complaints.length === 0) continue
    const reason = accepted[one.id] ?? accepted[`${one.mutation} ${String(one.variant)}`]
    if (reason === undefined) unexplained++
    process.stdout.write(`${one.id} ${one.path} ${JSON.stringify(one.variant)}: ${complaints.join('; ')} — ${reason ?? 'NOT EXPLAINED'}\n`)
    if (show) process.stdout.write(`${one.manifest}\n${JSON.stringify(one.errors)}\n\n`)
  }
  const share = (part: number, whole: number): string => `${part} of ${whole} (${((part / whole) * 100).toFixed(2)} %)`
  process.stdout.write(
    `verdicts ${share(verdicts, cases.length)}, false refusals ${falseRefusals}, places ${share(placesAgree, placed)}, ` +
      `disagreements without a reason ${unexplained}; ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
  )
  const asLinted = await compareLint(cases)
  const otherwise = await judgedOtherwise(cases)
  process.stdout.write(otherwise === undefined ? 'the CRDs are not here\n' : `judged otherwise by the CRDs, compiled at run time: ${otherwise.join(', ') || 'none'}\n`)
  const agrees = verdicts / cases.length >= 0.999 && falseRefusals === 0 && placesAgree / placed >= 0.98
  return agrees && asLinted && (otherwise ?? []).length === 0 ? 0 : 1
}

/** The same verdicts by linting. A template is not judged before it is rendered, which a server does not know. */
async function compareLint(cases: readonly Case[]): Promise<boolean> {
  const verdicts = await lintVerdicts(cases)
  let falseRefusals = 0
  let missed = 0
  for (const { id, mutation, variant, verdict } of cases) {
    const refused = verdicts.get(id) === 'rejected'
    if (refused === (verdict === 'rejected')) continue
    if (refused) falseRefusals++
    else missed++
    process.stdout.write(`linted: ${id} ${mutation} ${JSON.stringify(variant)}: ${refused ? 'refused' : 'accepted'}, the server says ${verdict}\n`)
  }
  process.stdout.write(`linted: verdicts ${cases.length - falseRefusals - missed} of ${cases.length}, false refusals ${falseRefusals}\n`)
  return falseRefusals === 0 && missed / cases.length <= 0.001
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item))
}

function list(items: ReadonlySet<string>): string {
  return items.size === 0 ? 'none' : [...items].join(', ')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main()
