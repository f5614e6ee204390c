import type { Fix, Finding, Report, SourceFile } from '../rule/finding.js'
import { applyEdits } from '../text/edits.js'
import type { Edit } from '../text/span.js'
import type { LintInput } from './input.js'

/** Repairs may uncover new findings with repairs of their own; more passes than this mean that two of them undo each other. */
const mostPasses = 10

/** The texts after all repairs, and what is still to be said about them. */
export interface Repaired {
  /** Only files that changed, with their new text. */
  readonly changed: ReadonlyMap<string, string>
  /** How many fixes were applied. */
  readonly applied: number
  /** Files of which a pass was thrown away because it broke text that could be read. */
  readonly refused: readonly string[]
  readonly report: Report
}

/** Applies all safe fixes, pass by pass, until nothing changes. Works on texts, not files; `lintTexts` is `lint` with the rules and settings of the run. */
export async function repairTexts(given: LintInput, lintTexts: (input: LintInput) => Promise<Report>): Promise<Repaired> {
  const input = { ...given, applyingFixes: true }
  const refused = new Set<string>()
  let files = input.files
  let report = await lintTexts(input)
  let applied = 0
  for (let pass = 0; pass < mostPasses; pass++) {
    const before = { files, report }
    const fixes = chooseFixes(report.findings, refused)
    if (fixes.size === 0) break
    files = files.map((file) => repaired(file, fixes.get(file.path)))
    report = await lintTexts({ ...input, files })
    const broken = [...fixes.keys()].filter((file) => isWorse(report, before.report, file))
    for (const [file, chosen] of fixes) if (!broken.includes(file)) applied += chosen.length
    if (broken.length === 0) continue
    for (const file of broken) refused.add(file)
    files = files.map((file, index) => (broken.includes(file.path) ? (before.files[index] ?? file) : file))
    report = await lintTexts({ ...input, files })
  }
  const original = new Map(input.files.map(({ path, text }) => [path, text]))
  const changed = new Map(files.filter(({ path, text }) => original.get(path) !== text).map(({ path, text }) => [path, text]))
  return { changed, applied, refused: [...refused], report }
}

/** The safe fixes of one pass by file: of those that touch one another the first, whole or not at all. */
export function chooseFixes(findings: readonly Finding[], refused: ReadonlySet<string> = new Set()): Map<string, Fix[]> {
  const chosen = new Map<string, Fix[]>()
  const taken = new Map<string, Edit[]>()
  for (const { file, fix } of findings) {
    if (fix?.safety !== 'safe' || fix.edits.length === 0 || refused.has(file)) continue
    const edits = taken.get(file) ?? []
    if (fix.edits.some((edit) => edits.some((other) => touch(edit, other)))) continue
    taken.set(file, [...edits, ...fix.edits])
    chosen.set(file, [...(chosen.get(file) ?? []), fix])
  }
  return chosen
}

function touch({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.start <= b.end && b.start <= a.end
}

function repaired(file: SourceFile, fixes: readonly Fix[] | undefined): SourceFile {
  const text = fixes && applyEdits(file.text, fixes.flatMap(({ edits }) => edits))
  return text === undefined || text === file.text ? file : { path: file.path, text }
}

/** Is there more of a file that cannot be read, or less of it that is judged, than before? */
function isWorse(after: Report, before: Report, file: string): boolean {
  const judged = ({ documents }: Report): number =>
    documents.filter((document) => document.file === file && (document.status === 'checked' || document.status === 'partial')).length
  const problems = ({ findings }: Report): number => findings.filter((finding) => finding.file === file && finding.stage === 'parse').length
  return judged(after) < judged(before) || problems(after) > problems(before)
}
