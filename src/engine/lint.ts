import { Workspace } from '../model/workspace.js'
import type { DocumentRecord, Finding, Report, RuleFailure, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Settings } from '../rule/settings.js'
import { editsFor, proposedEdits } from '../yaml/edit.js'
import { catalogueOf } from './catalogue.js'
import { definedKinds, definitionFindings, readDefinitions } from './definitions.js'
import type { LintInput } from './input.js'
import { envelopeFindings } from './envelope.js'
import { lintFleet } from './fleet.js'
import { Judge } from './judge.js'
import { readProject, type Project, type ReadDocument } from './read.js'
import { runRules, type ResourceRules } from './run.js'
import { suppress } from './suppress.js'

/**
 * Lints texts: the whole of strimzi-lint in one function. Reads the documents, finds out which Strimzi release judges each, runs the rules and
 * returns what was found, with a record of what became of every document.
 *
 * Never throws on input: broken YAML, unknown kinds and exceptions in rules all end in the report. The same input gives the same report.
 */
export async function lint(input: LintInput, rules: readonly Rule[], settings: Settings): Promise<Report> {
  const definitions = readDefinitions(settings.crds)
  const catalogue = catalogueOf(rules, definedKinds(definitions))
  const project = readProject(input, catalogue.kinds)
  const resources = [...project.documents, ...project.known].flatMap(({ resource }) => resource ?? [])
  const { fleet, ...settingsOfOne } = settings
  if (fleet !== undefined) return lintFleet(fleet, resources, (strimzi) => lint(input, rules, { ...settingsOfOne, strimzi }))
  const judge = new Judge(settings)
  const workspace = new Workspace(resources, judge)
  await judge.assignTargets(workspace)

  const findings: Finding[] = []
  const failures: RuleFailure[] = []
  const documents: DocumentRecord[] = []
  const judged: ResourceRules[] = []
  for (const read of project.documents) {
    findings.push(...textFindings(read, project.inFile(read.file), settings))
    if (read.resource === undefined || read.record.status === 'skipped') {
      documents.push(read.record)
      continue
    }
    const record = judge.record(read.record, read.resource)
    documents.push(record)
    judged.push({ resource: read.resource, rules: catalogue.rulesFor(read.resource, record.status) })
  }
  const run = { workspace, settings, failures, editsFor: input.applyingFixes === true ? editsFor : proposedEdits }
  // Not by `push`, which takes no more arguments than the stack has room for.
  return reportOf(input, project, judge, [...findings, ...runRules(judged, run)], failures, documents, rules, settings)
}

/** What a run found, in the form and order of a report. */
export function reportOf(
  input: LintInput,
  project: Pick<Project, 'documents' | 'unread'>,
  judge: Judge,
  findings: readonly Finding[],
  failures: readonly RuleFailure[],
  documents: readonly DocumentRecord[],
  rules: readonly Rule[],
  settings: Settings,
): Report {
  const parted = suppress(findings, project.documents, documents, rules, settings)
  return {
    findings: sortFindings([...parted.findings, ...definitionFindings(readDefinitions(settings.crds), settings)]),
    suppressed: sortFindings(parted.suppressed),
    documents,
    files: textsOf(input, settings),
    unread: [...(input.unread ?? []), ...project.unread],
    strimzi: judge.releases(project.documents.flatMap(({ record, resource }) => (record.status === 'skipped' ? [] : (resource ?? [])))),
    failures: failures.toSorted((a, b) => compareText(a.file, b.file) || compareText(a.rule, b.rule)),
    notes: judge.notes,
  }
}

/** What is found in a document without any rule: problems of the text itself, and of what was meant as a resource and is none. */
export function textFindings(read: ReadDocument, neighbours: readonly ReadDocument[], settings: Settings): readonly Finding[] {
  // Of nearly every document there is nothing to say.
  if (read.problems.length === 0 && read.record.status !== 'skipped') return none
  return [...parseFindings(read, settings), ...envelopeFindings(read, neighbours, settings)]
}

const none: readonly Finding[] = []

/** Problems of the text itself, reported under the rule ids of `rules/syntax/`. */
function parseFindings({ file, problems, record }: ReadDocument, settings: Settings): Finding[] {
  if (problems.length === 0) return []
  const levels = settings.levels({ file: file.path })
  return problems.flatMap(({ code, message, span, related = [] }) => {
    const level = levels.get(code)
    if (level === undefined) return []
    // Other programs than kubectl read on, and what is left out of a part stands elsewhere.
    if (code === 'yaml-text-after-end' && (record.resource === undefined || record.status === 'partial')) return []
    const places = related.map((other) => ({ ...other, file: file.path, path: '' }))
    // kubectl takes a List apart before it sends it, and loses the repeated key on the way: the server never sees it.
    const milder = code === 'yaml-duplicate-key' && record.item !== undefined && level.severity === 'error'
    return { rule: code, severity: milder ? ('warning' as const) : level.severity, stage: 'parse' as const, message, file: file.path, span, path: '', related: places }
  })
}

/** Sorts by file, place, rule and message, and drops repetitions (an anchor that several resources share is reported once). */
function sortFindings<Sorted extends Finding>(findings: readonly Sorted[]): readonly Sorted[] {
  const sorted = findings.toSorted(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  )
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1]
    return (
      before?.file !== finding.file ||
      before.span.start !== finding.span.start ||
      before.span.end !== finding.span.end ||
      before.rule !== finding.rule ||
      before.message !== finding.message
    )
  })
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function textsOf(input: LintInput, { crds = [] }: Settings): ReadonlyMap<string, SourceFile> {
  return new Map([...crds, ...(input.known ?? []), ...input.files].map((file) => [file.path, file]))
}
