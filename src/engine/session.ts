import type { Resource } from '../model/resource.js'
import type { DocumentRecord, Finding, Report, RuleFailure, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Settings } from '../rule/settings.js'
import type { Target } from '../model/workspace.js'
import { proposedEdits } from '../yaml/edit.js'
import { Catalogue } from './catalogue.js'
import type { LintInput } from './input.js'
import { definedKinds, readDefinitions } from './definitions.js'
import { lintFleet } from './fleet.js'
import { Judge } from './judge.js'
import { reportOf, textFindings } from './lint.js'
import { readProject, type Project, type ReadDocument } from './read.js'
import { Questions, scope, touchedBy, type Asker } from './questions.js'
import { numberOf, RecordingWorkspace } from './recording.js'
import { moved } from './moved.js'
import { runRules } from './run.js'

/** What the rules said of a resource. */
interface Verdict extends Asker {
  /** What reading made of the document, and what judging by the target makes of that. */
  read: DocumentRecord
  readonly target: Target
  record: DocumentRecord
  findings: readonly Finding[]
  readonly failures: RuleFailure[]
}

/** A file as the last revision had it. */
interface KnownFile {
  readonly file: SourceFile
  readonly fresh: readonly ReadDocument[]
  readonly documents: readonly ReadDocument[]
  readonly textFindings: readonly Finding[]
}

/** What a revision found, and the resources with their links. */
export interface Revision {
  readonly report: Report
  readonly workspace: RecordingWorkspace
  /** The files that have been judged; absent: all. */
  readonly part?: ReadonlySet<string>
  /** The documents of a file, with their resources. */
  inFile(path: string): readonly ReadDocument[]
}

/** How a host follows an update. */
export interface Progress {
  /** Asked between resources whether to go on, so that a host can do other things meanwhile. */
  readonly proceed?: () => boolean | Promise<boolean>
  /** Files to judge first when nothing has been judged yet: somebody looks at them. */
  readonly first?: readonly string[]
  /** Takes what was found in these files; the rest is still unknown. */
  readonly early?: (revision: Revision) => void
}

/** A file keeps resources of at most so many of its former texts; then all of it is taken anew. */
const mostTexts = 12

/**
 * Lints the same texts again and again while they are edited: `update` gives what `lint` would, in a time that grows with the edit and what depends
 * on it. A text is read again when its `SourceFile` is another object; of a text that changed, the documents before and after the edit keep their
 * resources. Rules run again on resources that changed, and where the workspace would now answer their questions differently.
 */
export class Session {
  readonly #rules: readonly Rule[]
  readonly #settings: Settings
  readonly #catalogue: Catalogue
  readonly #judged: ReadonlySet<string>
  readonly #judge: Judge
  readonly #questions = new Questions()
  readonly #verdicts = new Map<Resource, Verdict>()
  #files: ReadonlyMap<string, KnownFile> = new Map()
  #targets: ReadonlyMap<Resource, Target> = new Map()
  readonly #fleet = new Map<string, Session>()

  /** `shared` has to be given for sessions on the same texts: what is read of a text depends on the kinds that are judged. */
  constructor(rules: readonly Rule[], settings: Settings, shared?: { readonly catalogue: Catalogue; readonly judged: ReadonlySet<string> }) {
    this.#rules = rules
    this.#settings = settings
    this.#catalogue = shared?.catalogue ?? new Catalogue(rules, definedKinds(readDefinitions(settings.crds)))
    this.#judged = shared?.judged ?? this.#catalogue.kinds
    this.#judge = new Judge(settings)
  }

  /** Takes the texts as they are now. Gives undefined when the host stopped it; what was done so far is then of use to the next update. */
  async update(input: LintInput, { proceed = () => true, first = [], early }: Progress = {}): Promise<Revision | undefined> {
    const project = readProject(input, this.#judged)
    const { fleet } = this.#settings
    if (fleet !== undefined) return this.#updateFleet(fleet, input, project)
    const files = new Map(input.files.map((file) => [file.path, this.#known(file, project)]))
    this.#files = files
    const documents = Array.from(files.values(), (known) => known.documents).flat()
    const resources = [...documents, ...project.known].flatMap(({ resource }) => resource ?? [])
    const workspace = new RecordingWorkspace(resources, this.#judge, this.#questions)
    await this.#judge.assignTargets(workspace)
    this.#questions.askAgain(this.#touched(resources), workspace)
    const inFile = (path: string): readonly ReadDocument[] => files.get(path)?.documents ?? []
    const report = (of: readonly KnownFile[]): Promise<Report | undefined> => this.#report(of, input, project.unread, workspace, shiftsOf(documents), proceed)

    const preferred = first.flatMap((path) => files.get(path) ?? [])
    if (early !== undefined && preferred.length > 0 && this.#verdicts.size === 0) {
      const some = await report(preferred)
      if (some === undefined) return undefined
      early({ report: some, workspace, inFile, part: new Set(preferred.map(({ file }) => file.path)) })
    }
    const all = await report([...files.values()])
    return all && { report: all, workspace, inFile }
  }

  /** What is found in some of the files; rules run where their last verdict does not hold any more. */
  async #report(
    files: readonly KnownFile[], input: LintInput, unread: Project['unread'], workspace: RecordingWorkspace, shifts: ReadonlyMap<Resource, number>,
    proceed: () => boolean | Promise<boolean>,
  ): Promise<Report | undefined> {
    const findings: Finding[] = []
    const failures: RuleFailure[] = []
    const records: DocumentRecord[] = []
    for (const known of files) {
      findings.push(...known.textFindings)
      for (const { resource, record: read } of known.documents) {
        if (resource === undefined || read.status === 'skipped') {
          records.push(read)
          continue
        }
        let verdict = this.#verdicts.get(resource)
        if (verdict === undefined || verdict.stale || verdict.target !== this.#judge.target(resource)) {
          const go = proceed()
          if (!(go === true || (await go))) return undefined
          const before = verdict
          verdict = this.#run(resource, read, workspace)
          this.#verdicts.set(resource, verdict)
          // Only now: what both ask need not be asked again.
          if (before !== undefined) this.#questions.retire(before)
        } else if (verdict.read !== read) {
          verdict.read = read
          verdict.record = this.#judge.record(read, resource)
        }
        records.push(verdict.record)
        findings.push(...moved(verdict.findings, resource, shifts))
        failures.push(...verdict.failures)
      }
    }
    const documents = files.flatMap((known) => known.documents)
    return reportOf(input, { documents, unread }, this.#judge, findings, failures, records, this.#rules, this.#settings)
  }

  /** Each release of a fleet has a session of its own; the newest one's workspace stands for all. */
  async #updateFleet(fleet: readonly string[], input: LintInput, project: Project): Promise<Revision | undefined> {
    let newest: Revision | undefined
    const { fleet: _fleet, ...settings } = this.#settings
    const resources = [...project.documents, ...project.known].flatMap(({ resource }) => resource ?? [])
    const report = await lintFleet(fleet, resources, async (strimzi) => {
      let session = this.#fleet.get(strimzi)
      const shared = { catalogue: this.#catalogue, judged: this.#judged }
      if (session === undefined) this.#fleet.set(strimzi, (session = new Session(this.#rules, { ...settings, strimzi }, shared)))
      const revision = await session.update(input)
      if (revision === undefined) throw new Error('nobody could have stopped the session of a release')
      newest ??= revision
      return revision.report
    })
    return newest && { ...newest, report }
  }

  /** The scopes in which something changed: of resources that came or went, and of those that another release judges. */
  #touched(resources: readonly Resource[]): ReadonlySet<string> {
    const before = this.#targets
    const touched = new Set<string>()
    const now = new Map(resources.map((resource) => [resource, this.#judge.target(resource)]))
    for (const [resource, target] of now) {
      const known = before.get(resource)
      if (known === undefined) for (const scope of touchedBy(resource)) touched.add(scope)
      if (known !== target) touched.add(scope.target(numberOf(resource)))
    }
    for (const resource of before.keys()) {
      if (now.has(resource)) continue
      for (const scope of touchedBy(resource)) touched.add(scope)
      const verdict = this.#verdicts.get(resource)
      if (verdict !== undefined) this.#questions.retire(verdict)
      this.#verdicts.delete(resource)
    }
    this.#targets = now
    return touched
  }

  #run(resource: Resource, read: DocumentRecord, workspace: RecordingWorkspace): Verdict {
    const record = this.#judge.record(read, resource)
    const verdict: Verdict = { read, target: this.#judge.target(resource), record, stale: false, asked: new Set(), findings: [], failures: [] }
    workspace.record(verdict, () => {
      const rules = this.#catalogue.rulesFor(resource, record.status)
      verdict.findings = runRules([{ resource, rules }], { workspace, settings: this.#settings, failures: verdict.failures, editsFor: proposedEdits })
    })
    return verdict
  }

  #known(file: SourceFile, project: Project): KnownFile {
    const before = this.#files.get(file.path)
    const fresh = project.inFile(file)
    if (before?.fresh === fresh) return before
    const documents = before === undefined ? fresh : retained(before.documents, fresh)
    return { file, fresh, documents, textFindings: fresh.flatMap((read) => textFindings(read, fresh, this.#settings)) }
  }
}

/** The documents of a changed text, with the resources of those before and after the change as they were. */
function retained(before: readonly ReadDocument[], now: readonly ReadDocument[]): readonly ReadDocument[] {
  const texts = new Set(before.map(({ resource }) => resource?.file))
  if (texts.size > mostTexts) return now
  const shorter = Math.min(before.length, now.length)
  let first = 0
  while (first < shorter && isSame(before[first], now[first])) first++
  let last = 0
  while (last < shorter - first && isSame(before.at(-1 - last), now.at(-1 - last))) last++
  return now.map((read, index) => {
    const same = index < first ? before[index] : index >= now.length - last ? before[before.length - now.length + index] : undefined
    return same?.resource === undefined ? read : { ...read, resource: same.resource }
  })
}

/** Whether a document stands in two texts letter by letter, and was read alike in both. */
function isSame(a: ReadDocument | undefined, b: ReadDocument | undefined): boolean {
  return a !== undefined && b !== undefined && likeness(a) === likeness(b) && sourceOf(a) === sourceOf(b)
}

function sourceOf({ file, document: { span } }: ReadDocument): string {
  return file.text.slice(span.start, span.end)
}

/** What reading depends on besides the text: the parser gives up on long texts, the circumstances of a file change. */
function likeness({ document, record, resource }: ReadDocument): string {
  const problems = document.problems.map(({ code, message, span }) => [code, message, span.start - document.span.start])
  return JSON.stringify([resource?.scope, resource?.root, resource?.partial, record.status, record.item, document.value === undefined, problems])
}

/** How far the resources of edited texts have moved since they were read. */
function shiftsOf(documents: readonly ReadDocument[]): ReadonlyMap<Resource, number> {
  const shifts = new Map<Resource, number>()
  for (const { resource, document } of documents) {
    if (resource === undefined || resource.document === document) continue
    const shift = document.span.start - resource.document.span.start
    if (shift !== 0) shifts.set(resource, shift)
  }
  return shifts
}
