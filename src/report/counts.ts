import type { DocumentRecord, Finding, Report, ResourceIdentity, SuppressedFinding, Suppression } from '../rule/finding.js'
import type { Severity } from '../rule/rule.js'

export type DocumentCounts = Readonly<Record<DocumentRecord['status'], number>>
export type SeverityCounts = Readonly<Record<Severity, number>>

/** How many documents ended in each status. */
export function countDocuments(documents: readonly DocumentRecord[]): DocumentCounts {
  const counts = { checked: 0, partial: 0, skipped: 0, failed: 0 }
  for (const { status } of documents) counts[status] += 1
  return counts
}

/** How many findings there are of each severity. */
export function countSeverities(findings: readonly Finding[]): SeverityCounts {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

/** How many findings do not count, by who said so. */
export function countSuppressed(suppressed: readonly SuppressedFinding[]): Readonly<Record<Suppression['kind'], number>> {
  const counts = { comment: 0, annotation: 0, baseline: 0 }
  for (const finding of suppressed) counts[finding.suppressed.kind] += 1
  return counts
}

/** How many findings `--fix` would repair. */
export function countFixable(findings: readonly Finding[]): number {
  let fixable = 0
  for (const { fix } of findings) if (fix?.safety === 'safe') fixable += 1
  return fixable
}

/** How people call a resource: `KafkaTopic kafka/orders`, `Kafka my-cluster`, `KafkaUser without a name`. */
export function resourceTitle({ kind, name, namespace }: ResourceIdentity): string {
  if (name === '') return `${kind} without a name`
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

export interface Outcome {
  readonly status: 'partial' | 'skipped' | 'failed'
  readonly reason: string
  /** Where it happened: files in the order of the report, without repetition. */
  readonly files: readonly string[]
  readonly count: number
}

/** Why documents were not, or not fully, checked: grouped by status and reason, the most frequent first within a status. */
export function outcomes(report: Report): Outcome[] {
  const groups = new Map<string, { status: Outcome['status']; reason: string; files: Set<string>; count: number }>()
  const add = (status: Outcome['status'], reason: string, file: string): void => {
    const key = `${status} ${reason}`
    let group = groups.get(key)
    if (group === undefined) groups.set(key, (group = { status, reason, files: new Set(), count: 0 }))
    group.files.add(file)
    group.count += 1
  }
  for (const { file, status, reason } of report.unread) add(status, reason, file)
  for (const { file, status, reason } of report.documents) if (status !== 'checked') add(status, reason ?? 'no reason given', file)
  const order = { failed: 0, skipped: 1, partial: 2 }
  return [...groups.values()]
    .map((group) => ({ ...group, files: [...group.files] }))
    .sort((a, b) => order[a.status] - order[b.status] || b.count - a.count || (a.reason < b.reason ? -1 : 1))
}
