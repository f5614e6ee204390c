import type { Fix, Finding, Report, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Settings } from '../rule/settings.js'
import { applyEdits } from '../text/edits.js'
import type { Edit } from '../text/span.js'
import type { LintInput } from './input.js'
import { lint } from './lint.js'

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

/** Applies all safe fixes, pass by pass, until nothing changes. Pure: reads and writes texts, not files. */
export async function repairTexts(input: LintInput, rules: readonly Rule[], settings: Settings): Promise<Repaired> {
  const refused = new Set<string>()
  let files = input.files
  let report = await lint(input, rules, settings)
  let applied = 0
  for (let pass = 0; pass < mostPasses; pass++) {
    const before = { files, report }
    const fixes = chooseFixes(report.findings, refused)
    if (fixes.size === 0) break
    files = files.map((file) => repaired(file, fixes.get(file.path)))
    report = await lint({ ...input, files }, rules, settings)
    const broken = [...fixes.keys()].filter((file) => unreadable(report, file) > unreadable(before.report, file))
    for (const [file, chosen] of fixes) if (!broken.includes(file)) applied += chosen.length
    if (broken.length === 0) continue
    for (const file of broken) refused.add(file)
    files = files.map((file, index) => (broken.includes(file.path) ? (before.files[index] ?? file) : file))
    report = await lint({ ...input, files }, rules, settings)
  }
  const original = new Map(input.files.map(({ path, text }) => [path, text]))
  const changed = new Map(files.filter(({ path, text }) => original.get(path) !== text).map(({ path, text }) => [path, text]))
  return { changed, applied, refused: [...refused], report }
}

/** The safe fixes of one pass by file: of those that touch one another the first, whole or not at all. */
function chooseFixes(findings: readonly Finding[], refused: ReadonlySet<string>): Map<string, Fix[]> {
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

/** How many documents of a file cannot be read, and how many problems its text has. */
function unreadable(report: Report, file: string): number {
  const failed = report.documents.filter((document) => document.file === file && document.status === 'failed').length
  return failed + report.findings.filter((finding) => finding.file === file && finding.stage === 'parse').length
}
