import { minorVersion, release as releaseNamed } from '../facts/releases.js'
import { releaseSpans } from '../facts/selection.js'
import { isServed } from '../facts/served.js'
import { isStrimzi, type Resource } from '../model/resource.js'
import type { Finding, Report } from '../rule/finding.js'
import { kindNamed } from '../schema/kind.js'

/** Said of a suppression that no release needs; where one needs it, the others have nothing to say. */
const unusedSuppression = 'suppression-unused'

/**
 * Lints for every release of a fleet (newest first, two or more), and makes one report of it. Findings that are the same but for the release are
 * one, with the wording of the newest; those that do not hold in all releases say in which. Releases that judge these resources alike judge once.
 */
export async function lintFleet(fleet: readonly string[], resources: readonly Resource[], lintFor: (release: string) => Promise<Report>): Promise<Report> {
  const merged = new Merged<Finding>(fleet)
  const suppressed = new Merged<Report['suppressed'][number]>(fleet)
  const notes = new Set<string>()
  const reports: Report[] = []
  for (const alike of alikeReleases(fleet, resources)) {
    const report = await lintFor(alike[0] ?? '')
    reports.push(report)
    merged.add(report.findings, alike)
    suppressed.add(report.suppressed, alike)
    for (const note of report.notes) notes.add(note)
  }
  const [newest] = reports
  if (newest === undefined) throw new Error('a fleet has at least one release')
  const judges = `${fleet.at(-1) ?? ''}..${fleet[0] ?? ''}`
  const resourceCount = newest.strimzi[0]?.resources
  return {
    ...newest,
    findings: merged.findings().filter(({ rule, releases }) => rule !== unusedSuppression || releases === undefined),
    suppressed: suppressed.findings(),
    documents: newest.documents.map((record) => (record.strimzi === undefined ? record : { ...record, strimzi: judges })),
    strimzi: resourceCount === undefined ? [] : fleet.map((release) => ({ release, resources: resourceCount, inferred: false })),
    failures: reports.flatMap(({ failures }) => failures),
    notes: [...notes],
  }
}

/** Runs of neighbouring releases that differ in nothing that these resources can meet: the minor version, Kafka versions, and their schemas. */
function alikeReleases(fleet: readonly string[], resources: readonly Resource[]): string[][] {
  const used = new Map(resources.filter(isStrimzi).map((resource) => [`${resource.group} ${resource.kind} ${resource.version}`, resource]))
  const groups: string[][] = []
  let before: string | undefined
  for (const release of fleet) {
    const { name, ...facts } = releaseNamed(release) ?? { name: release }
    const schemas = Array.from(used.values(), ({ group, kind, version }) =>
      isServed(release, group, kind, version) && (kindNamed(kind)?.root(version, release) ?? null))
    const likeness = JSON.stringify([minorVersion(name), facts, schemas])
    if (likeness === before) groups.at(-1)?.push(release)
    else groups.push([release])
    before = likeness
  }
  return groups
}

interface Entry<Kind extends Finding> {
  readonly finding: Kind
  readonly releases: string[]
  /** Whether every release offers the same repair as safe. */
  safe: boolean
}

/** Findings of several releases; those of the newest must be added first. */
class Merged<Kind extends Finding> {
  readonly #entries = new Map<string, Entry<Kind>>()

  constructor(private readonly fleet: readonly string[]) {}

  add(findings: readonly Kind[], releases: readonly string[]): void {
    const seen = new Map<string, number>()
    for (const finding of findings) {
      const key = keyOf(finding)
      const ordinal = seen.get(key) ?? 0
      seen.set(key, ordinal + 1)
      const entry = this.#entries.get(`${key} ${ordinal}`)
      if (entry === undefined) {
        this.#entries.set(`${key} ${ordinal}`, { finding, releases: [...releases], safe: true })
      } else {
        entry.releases.push(...releases)
        entry.safe &&= JSON.stringify(entry.finding.fix) === JSON.stringify(finding.fix)
      }
    }
  }

  /** In the order of a report. */
  findings(): Kind[] {
    const all = Array.from(this.#entries.values(), ({ finding, releases, safe }): Kind => {
      const everywhere = releases.length === this.fleet.length
      // What one release takes, another may refuse: such a repair is for a person to choose.
      const fix = finding.fix === undefined || (everywhere && safe) ? {} : { fix: { ...finding.fix, safety: 'suggestion' as const } }
      return everywhere ? { ...finding, ...fix } : { ...finding, ...fix, releases, message: `${finding.message} (in Strimzi ${releaseSpans(releases)})` }
    })
    return all.sort((a, b) => compare(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule) || compare(a.message, b.message))
  }
}

/** Versions, and lists and spans of them, which the same finding of two releases may name differently. */
const versions = /\d+(?:\.\d+)+(?:-IV\d+)?(?:(?:, | to | and | or )\d+(?:\.\d+)+(?:-IV\d+)?)*/g

function keyOf({ rule, severity, file, span, path, message }: Finding): string {
  return JSON.stringify([rule, severity, file, span.start, span.end, path, message.replace(versions, '#')])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
