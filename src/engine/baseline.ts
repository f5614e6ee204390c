import type { BaselineOutcome, Finding, FindingIdentity, Report, SuppressedFinding } from '../rule/finding.js'
import { identityKey, identityOf, resourceKey } from '../rule/fingerprint.js'
import type { Settings } from '../rule/settings.js'

/** A finding that was known when the baseline was made. */
export interface BaselineEntry extends FindingIdentity {
  /** How many findings share this identity (the same cluster in several overlays); absent: one. */
  readonly count?: number
  /** What it said when it was taken in; only for readers of the file. */
  readonly message?: string
  readonly reason?: string
  readonly owner?: string
  /** The last day on which it counts. */
  readonly until?: string
}

/** Findings that do not fail a run, because an old repository has them and nobody should add more. */
export interface Baseline {
  /** The file as people call it. */
  readonly file: string
  readonly entries: readonly BaselineEntry[]
  /** The run covers the folder that the file stands in: a resource that it does not see is gone. */
  readonly complete: boolean
}

/** The report with the findings that the baseline knows among those that do not count. */
export function applyBaseline(report: Report, baseline: Baseline, settings: Settings): Report {
  const { today } = settings
  const isOver = ({ until }: BaselineEntry): boolean => until !== undefined && today !== undefined && today > until
  const valid = baseline.entries.filter((entry) => !isOver(entry))
  const { known, fresh } = match(report.findings, valid)
  const held = [...known].flatMap(([entry, findings]) =>
    findings.map((finding): SuppressedFinding => ({ ...finding, suppressed: { kind: 'baseline', reason: entry.reason ?? '' } })))
  const outcome: BaselineOutcome = {
    file: baseline.file,
    known: held.length,
    expired: baseline.entries.length - valid.length,
    outdated: outdated(valid, known, report, baseline.complete, settings).map(({ rule, resource, file, path }) =>
      ({ rule, ...(resource !== undefined && { resource }), ...(file !== undefined && { file }), path })),
  }
  const suppressed = [...report.suppressed, ...held].sort((a, b) => compareText(a.file, b.file) || a.span.start - b.span.start || compareText(a.rule, b.rule))
  return { ...report, findings: fresh, suppressed, baseline: outcome }
}

/** What an update makes of a baseline. */
export interface BaselineUpdate {
  /** Sorted by rule, resource and path. */
  readonly entries: readonly BaselineEntry[]
  /** Entries (or some of their findings) that are gone. */
  readonly pruned: number
  /** Findings that are in it now and were not before. */
  readonly added: number
  /** Findings that it does not know and that were not taken in. */
  readonly fresh: number
}

/**
 * Brings a baseline up to date with a report that was made without it: entries go when what they stand for is repaired, and what is new is taken
 * in only with `acceptNew`: the number of known findings can only sink otherwise. Reasons, owners and days stay as they are.
 */
export function updateBaseline(report: Report, baseline: Baseline, settings: Settings, acceptNew: boolean): BaselineUpdate {
  const { known, fresh } = match(report.findings, baseline.entries)
  const gone = new Set(outdated(baseline.entries, known, report, baseline.complete, settings))
  let pruned = 0
  const kept = baseline.entries.flatMap((entry): BaselineEntry[] => {
    const before = entry.count ?? 1
    const found = known.get(entry) ?? []
    const after = gone.has(entry) ? found.length : before
    if (after < before) pruned += 1
    if (after === 0) return []
    const [first] = found
    const { count: _count, ...rest } = entry
    return [{ ...rest, ...(after > 1 && { count: after }), ...(first !== undefined && { message: first.message }) }]
  })
  const added = acceptNew ? entriesOf(fresh) : []
  return { entries: merged([...kept, ...added]).sort(compareEntries), pruned, added: acceptNew ? fresh.length : 0, fresh: acceptNew ? 0 : fresh.length }
}

/** One entry for each identity. */
function entriesOf(findings: readonly Finding[]): BaselineEntry[] {
  return findings.map((finding) => ({ ...identityOf(finding), message: finding.message }))
}

/** Entries of one identity as one, with the reason of the first. */
function merged(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>()
  for (const entry of entries) {
    const key = identityKey(entry)
    const first = byKey.get(key)
    byKey.set(key, first === undefined ? entry : { ...first, count: (first.count ?? 1) + (entry.count ?? 1) })
  }
  return [...byKey.values()]
}

interface Match {
  readonly known: ReadonlyMap<BaselineEntry, readonly Finding[]>
  /** Findings that no entry stands for. */
  readonly fresh: readonly Finding[]
}

function match(findings: readonly Finding[], entries: readonly BaselineEntry[]): Match {
  const byKey = new Map<string, BaselineEntry[]>()
  for (const entry of entries) {
    const key = identityKey(entry)
    const same = byKey.get(key)
    if (same === undefined) byKey.set(key, [entry])
    else same.push(entry)
  }
  const known = new Map<BaselineEntry, Finding[]>()
  const fresh: Finding[] = []
  for (const finding of findings) {
    const entry = byKey.get(identityKey(identityOf(finding)))?.find((each) => (known.get(each)?.length ?? 0) < (each.count ?? 1))
    const taken = entry === undefined ? undefined : known.get(entry)
    if (entry === undefined) fresh.push(finding)
    else if (taken === undefined) known.set(entry, [finding])
    else taken.push(finding)
  }
  return { known, fresh }
}

/** Entries with fewer findings than they stand for, where this run can tell: their resource was checked with their rule on, or is gone. */
function outdated(
  entries: readonly BaselineEntry[], known: Match['known'], report: Report, complete: boolean, settings: Settings,
): readonly BaselineEntry[] {
  const checked = new Map<string, ReturnType<Settings['levels']>>()
  const uncertain = new Set<string>()
  for (const { file, status, resource } of report.documents) {
    if (status === 'failed') uncertain.add(file)
    if (resource !== undefined && (status === 'checked' || status === 'partial')) {
      checked.set(resourceKey(resource), settings.levels({ file, ...resource }))
    }
    if (!checked.has(file)) checked.set(file, settings.levels({ file }))
  }
  // A resource may stand in a file that could not be read this time.
  const sawAll = complete && uncertain.size === 0 && report.unread.every(({ status }) => status !== 'failed')
  return entries.filter((entry) => {
    if ((known.get(entry)?.length ?? 0) >= (entry.count ?? 1)) return false
    const levels = checked.get(entry.resource ?? entry.file ?? '')
    return levels === undefined ? sawAll : levels.has(entry.rule)
  })
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return compareText(a.rule, b.rule) || compareText(a.resource ?? '', b.resource ?? '') || compareText(a.file ?? '', b.file ?? '') || compareText(a.path, b.path)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
