import type { Finding, Report } from '../rule/finding.js'
import { identityKey, identityOf } from '../rule/fingerprint.js'

/**
 * The report of the state after with only the findings that the state before does not have. Both are linted in full, so a finding is new wherever
 * its cause stands: in an unchanged file too, when a changed one causes it. Findings are compared by identity, so lines and files may move;
 * of several equal ones (the same cluster in two overlays) those that are in the same file as before are known first.
 */
export function newSince(before: Report, after: Report, base: string): Report {
  const inFile = new Counter()
  const anywhere = new Counter()
  const keys = new Map(after.findings.map((finding) => [finding, keyOf(finding, before, after)]))
  for (const finding of before.findings) {
    const key = keyOf(finding, before, after)
    inFile.add(`${key} ${finding.file}`)
    anywhere.add(key)
  }
  // First what stays in its file, then what moved.
  const moved = after.findings.filter((finding) => {
    const key = keys.get(finding) ?? ''
    return !(inFile.take(`${key} ${finding.file}`) && anywhere.take(key))
  })
  const findings = moved.filter((finding) => !anywhere.take(keys.get(finding) ?? ''))
  return { ...after, findings, comparison: { base, known: after.findings.length - findings.length } }
}

/** Outside of resources the file is part of the identity; of a file that only one state has, its wording stands for it: it may have been renamed. */
function keyOf(finding: Finding, before: Report, after: Report): string {
  const identity = identityOf(finding)
  if (identity.file === undefined || (before.files.has(identity.file) && after.files.has(identity.file))) return identityKey(identity)
  return identityKey({ ...identity, file: `\0${finding.message}` })
}

class Counter {
  private readonly counts = new Map<string, number>()

  add(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  /** Takes one away; false when there is none. */
  take(key: string): boolean {
    const count = this.counts.get(key) ?? 0
    if (count > 0) this.counts.set(key, count - 1)
    return count > 0
  }
}
