import { compareVersions, latest, releasesSupporting, release as releaseNamed, strimziReleases } from '../facts/releases.js'
import { hasKafkaFacts } from '../facts/kafka-options.js'
import { read, type Resource } from '../model/resource.js'
import { isMapping } from '../model/value.js'
import { declaredKafkaVersion } from '../model/versions.js'
import type { Target, Workspace, WorkspaceContext } from '../model/workspace.js'
import type { DocumentRecord, Report } from '../rule/finding.js'
import type { Settings, Tenant } from '../rule/settings.js'
import type { CustomKinds } from '../schema/custom.js'
import type { SchemaProblem } from '../schema/problem.js'
import { groupOf, isServed, servedSpan } from '../facts/served.js'
import { validate } from '../schema/validate.js'
import { readDefinitions, unjudgedNotes, type Definitions } from './definitions.js'

/** The last release that runs ZooKeeper: `spec.zookeeper` marks the age of a manifest. */
const lastWithZooKeeper = '0.45.2'

/** The oldest release with facts. */
const oldest = strimziReleases.at(-1)?.name ?? ''

/** One linked group: a Kafka or KafkaConnect with what names it by label; else a resource alone. */
interface Group {
  readonly anchor: Resource
  readonly members: Resource[]
}

/** What is known of a resource. */
interface Judged {
  readonly target: Target
  /** No release in the facts serves the version, so that nothing can be judged. */
  readonly older: boolean
  /** What the API server of the target would refuse; found when somebody asks. */
  problems: readonly SchemaProblem[] | undefined
}

/**
 * Finds the release that judges each resource. With `auto` it is, for each linked group, the newest release that fits what the manifests
 * declare: the apiVersion is served, the Kafka version supported, and ZooKeeper known where it is declared. (Within one apiVersion, the CRDs of newer
 * releases know every field of older ones, so fields mark no age.)
 */
export class Judge implements WorkspaceContext {
  readonly tenants: readonly Tenant[]
  readonly notes: string[] = []
  readonly #settings: Settings
  readonly #definitions: Definitions
  readonly #custom: CustomKinds | undefined
  /** Each target once: whoever judges again and again sees at a glance what is judged as before. */
  readonly #distinct = new Map<string, Target>()
  #groups: ReadonlyMap<Resource, Group> = new Map()
  /** All resources of the last run: one look-up for each question about one. */
  #judged: ReadonlyMap<Resource, Judged> = new Map()

  constructor(settings: Settings) {
    this.#settings = settings
    this.#definitions = readDefinitions(settings.crds)
    this.#custom = this.#definitions.kinds.all.length === 0 ? undefined : this.#definitions.kinds
    this.tenants = settings.tenants
  }

  /**
   * Decides for all resources, given the links between them, and compiles the CRDs that were given: the only asynchronous step of a run. Called again when
   * resources have changed, it decides for the groups that are not as they were.
   */
  async assignTargets(workspace: Workspace): Promise<void> {
    const before = this.#groups
    this.#groups = groupsOf(workspace)
    const changed: Candidates[] = []
    for (const group of this.#groups.values()) if (!isSame(group, before.get(group.anchor))) this.#addCandidates(group, changed)
    if (this.#custom !== undefined) for (const { group, kind, version } of workspace.resources) await this.#custom.find(group, kind)?.load(version)
    const judged = new Map<Resource, Judged>()
    for (const group of changed) this.#judgeGroup(group, judged)
    if (this.#judged.size > 0) {
      for (const resource of workspace.resources) {
        const known = this.#judged.get(resource)
        if (known !== undefined && !judged.has(resource)) judged.set(resource, known)
      }
    }
    this.#judged = judged
    this.notes.length = 0
    this.notes.push(...this.#unknownVersions(), ...unjudgedNotes(this.#definitions, workspace.resources))
  }

  #addCandidates({ anchor, members }: Group, to: Candidates[]): void {
    const { strimzi } = this.#settings
    if (strimzi === 'auto') addCandidates(anchor, members, to)
    else to.push({ anchor, members, fitting: [strimzi], unfit: false })
  }

  /** Gives all members their target. What the schema says of one is kept as long as the same release judges it. */
  #judgeGroup({ anchor, members, fitting, unfit }: Candidates, judged: Map<Resource, Judged>): void {
    const release = fitting[0] ?? fallback(anchor)
    const kafka = this.#settings.kafka ?? declaredKafkaVersion(anchor)?.version ?? releaseNamed(release)?.defaultKafkaVersion ?? latest.defaultKafkaVersion
    const common = this.#distinctTarget(release, kafka, unfit)
    for (const member of members) {
      const own = this.#settings.kafka === undefined && member !== anchor ? declaredKafkaVersion(member)?.version : undefined
      const target = own === undefined ? common : this.#distinctTarget(release, own, unfit)
      const known = this.#judged.get(member)
      const problems = known?.target.strimzi === release ? known.problems : undefined
      judged.set(member, known?.target === target ? known : { target, older: this.#isOlder(member), problems })
    }
  }

  #unknownVersions(): readonly string[] {
    const versions = new Set<string>()
    for (const { target, older } of this.#judged.values()) if (!older) versions.add(target.kafka)
    const unknown = [...versions].filter((kafka) => !hasKafkaFacts(kafka))
    return unknown.length === 0 ? [] : [`Kafka options were not checked for Kafka ${unknown.sort(compareVersions).join(', ')}: no facts about that version`]
  }

  #distinctTarget(strimzi: string, kafka: string, unfit: boolean): Target {
    const key = `${strimzi} ${kafka} ${unfit}`
    let target = this.#distinct.get(key)
    if (target === undefined) {
      target = { strimzi, kafka, inferred: this.#settings.strimzi === 'auto', ...(unfit && { unfit }) }
      this.#distinct.set(key, target)
    }
    return target
  }

  target(resource: Resource): Target {
    return this.#judged.get(resource)?.target ?? { strimzi: latest.name, kafka: latest.defaultKafkaVersion, inferred: true }
  }

  schemaProblems(resource: Resource): readonly SchemaProblem[] {
    const judged = this.#judged.get(resource)
    if (judged === undefined) return this.#validate(resource, this.target(resource).strimzi)
    return (judged.problems ??= this.#validate(resource, judged.target.strimzi))
  }

  #validate(resource: Resource, release: string): readonly SchemaProblem[] {
    return validate(resource.value, { release, partial: resource.partial !== undefined, literalMetadata: this.#settings.literal === true, custom: this.#custom })
  }

  /** The final record of a document: which release judged it, or that its API version is not in the facts. */
  record(record: DocumentRecord, resource: Resource): DocumentRecord {
    if (!resource.isStrimzi) return record
    if (this.#judged.get(resource)?.older === true) {
      return { ...record, status: 'skipped', reason: `no Strimzi release since ${oldest} serves ${resource.apiVersion} ${resource.kind}` }
    }
    const { strimzi } = this.target(resource)
    const { file, index, span, status, item, reason, resource: identity } = record
    // There is one for each document, and to copy it field by field is quicker than a spread.
    if (item === undefined && reason === undefined && identity !== undefined) return { file, index, span, status, resource: identity, strimzi }
    return { ...record, strimzi }
  }

  /** Whether no release in the facts serves the version, so that nothing can be judged. */
  #isOlder({ group, kind, version }: Resource): boolean {
    return groupOf(kind) === group && servedSpan(kind, version) === undefined && this.#custom?.find(group, kind) === undefined
  }

  /** How many resources each release judged, newest first. */
  releases(resources: readonly Resource[]): Report['strimzi'] {
    const counts = new Map<string, number>()
    for (const resource of resources) {
      if (!resource.isStrimzi || this.#judged.get(resource)?.older === true) continue
      const { strimzi } = this.target(resource)
      counts.set(strimzi, (counts.get(strimzi) ?? 0) + 1)
    }
    return [...counts]
      .sort(([a], [b]) => compareVersions(b, a))
      .map(([release, count]) => ({ release, resources: count, inferred: this.#settings.strimzi === 'auto' }))
  }
}

/** A group with the releases that fit it, newest first. */
interface Candidates extends Pick<Group, 'anchor'> {
  readonly members: readonly Resource[]
  readonly fitting: readonly string[]
  /** No release has all that the linked resources declare. */
  readonly unfit: boolean
}

/** The group with what fits it; where nothing fits all, each member for itself. */
function addCandidates(anchor: Resource, members: readonly Resource[], to: Candidates[]): void {
  const fitting = fittingReleases(members)
  if (fitting.length > 0 || members.length === 1) to.push({ anchor, members, fitting, unfit: fitting.length === 0 })
  else for (const member of members) to.push({ anchor: member, members: [member], fitting: fittingReleases([member]), unfit: member === anchor })
}

function fittingReleases(members: readonly Resource[]): readonly string[] {
  let releases = allReleases
  let last = allReleases
  for (const member of members) {
    const fitting = releasesOf(member)
    // Neighbours mostly ask for the same.
    if (fitting === last) continue
    last = fitting
    releases = releases === allReleases ? fitting : releases.filter((release) => fitting.includes(release))
  }
  return releases
}

function isSame(group: Group, before: Group | undefined): boolean {
  return before?.members.length === group.members.length && group.members.every((member, index) => member === before.members[index])
}

function groupsOf(workspace: Workspace): ReadonlyMap<Resource, Group> {
  const groups = new Map<Resource, Group>()
  for (const resource of workspace.resources) {
    const anchor = workspace.parents(resource)[0] ?? resource
    const group = groups.get(anchor)
    if (group === undefined) groups.set(anchor, { anchor, members: [resource] })
    else group.members.push(resource)
  }
  return groups
}

const allReleases: readonly string[] = strimziReleases.map(({ name }) => name)

/** The answers of `releasesOf` by kind, version and what Kafka's own resources declare besides: thousands of resources share a few. */
const fittingByMarks = new Map<string, Map<string, Map<string, readonly string[]>>>()

/** Lists with the same releases are one list. */
const sameReleases = new Map<string, readonly string[]>()

/**
 * The releases that can have been meant by what a resource declares, newest first: they serve its apiVersion, run its Kafka version, and know
 * ZooKeeper if it has one. Unreadable versions and versions that nobody supports say nothing.
 */
function releasesOf(resource: Resource): readonly string[] {
  const { group, kind, version } = resource
  // A version older than all facts is a finding of its own and says nothing about the release.
  if (groupOf(kind) !== group || servedSpan(kind, version) === undefined) return allReleases
  const kafka = declaredKafkaVersion(resource)?.version ?? ''
  const zooKeeper = kind === 'Kafka' && isMapping(read(resource, ['spec', 'zookeeper']))
  const byMarks = inner(inner(fittingByMarks, kind), version)
  const marks = zooKeeper ? `${kafka} ZooKeeper` : kafka
  let fitting = byMarks.get(marks)
  if (fitting === undefined) byMarks.set(marks, (fitting = releasesWith(resource, kafka, zooKeeper)))
  return fitting
}

function releasesWith({ group, kind, version }: Resource, kafka: string, zooKeeper: boolean): readonly string[] {
  const supporting = releasesSupporting(kafka).map(({ name }) => name)
  const releases = allReleases.filter(
    (release) =>
      isServed(release, group, kind, version) &&
      (supporting.length === 0 || supporting.includes(release)) &&
      (!zooKeeper || compareVersions(release, lastWithZooKeeper) <= 0),
  )
  const name = releases.join(' ')
  const same = sameReleases.get(name) ?? releases
  sameReleases.set(name, same)
  return same
}

function inner<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  let map = maps.get(key)
  if (map === undefined) maps.set(key, (map = new Map<string, Value>()))
  return map
}

/** The newest release that at least serves the apiVersion; the newest of all when none does. */
function fallback(anchor: Resource): string {
  return strimziReleases.find(({ name }) => isServed(name, anchor.group, anchor.kind, anchor.version))?.name ?? latest.name
}
