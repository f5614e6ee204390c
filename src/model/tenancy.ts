import { matchesAny } from '../text/glob.js'
import type { Tenant } from '../rule/settings.js'
import { storageTopics } from './connect.js'
import { clusterName } from './links.js'
import { NameIndex } from './name-index.js'
import type { Resource } from './resource.js'
import { asString, entry } from './value.js'
import { covers, type Acl } from './user.js'
import type { Workspace } from './workspace.js'

/** The characters that people end a prefix with. */
export const usualSeparators = '.-_'

/** An ACL rule together with the user that holds it. */
export interface HeldAcl {
  readonly user: Resource
  readonly acl: Acl
}

/** Who owns what in a workspace: tenants by configuration, else by namespace or label. */
export class Tenancy {
  readonly #workspace: Workspace
  #acls: ReadonlyMap<string, NameIndex<HeldAcl>> | undefined
  #topics: ReadonlyMap<string, NameIndex<Resource>> | undefined
  #internal: ReadonlySet<string> | undefined
  readonly #shared = new Map<Resource, boolean>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  get tenants(): readonly Tenant[] {
    return this.#workspace.tenants
  }

  get configured(): boolean {
    return this.tenants.length > 0
  }

  /** The tenants that may use a topic, group or transactional id by their prefixes, or everything that begins with it when it is a prefix. */
  owning(name: string): readonly Tenant[] {
    return this.tenants.filter(({ prefixes }) => prefixes.some((prefix) => name.startsWith(prefix)))
  }

  /** The tenant that a name belongs to; undefined when no tenant has such a prefix, and when several do. */
  ownerOfName(name: string): string | undefined {
    return only(this.owning(name))?.name
  }

  /**
   * The tenant that a resource belongs to: by the label `label` when one is given, else by its namespace as configured, else (users) by a name
   * that begins with the tenant's name or prefix. Without configured tenants each namespace is one. Undefined when nothing says so.
   */
  ownerOf(resource: Resource, label = ''): string | undefined {
    const labelled = label === '' ? undefined : asString(entry(resource.labels, label))
    if (labelled !== undefined) return labelled
    if (!this.configured) return resource.namespace
    const { namespace } = resource
    const here = this.tenants.filter(({ namespaces }) => namespace !== undefined && namespaces.includes(namespace))
    if (here.length > 0) return only(here)?.name
    return resource.kind === 'KafkaUser' ? this.#ownerByName(resource.name) : undefined
  }

  /** `team-a-app` belongs to the tenant `team-a`, not to `team`, when there are both. */
  #ownerByName(name: string): string | undefined {
    const score = (tenant: Tenant): number =>
      Math.max(0, ...[tenant.name, ...tenant.prefixes].filter((start) => beginsWithWord(name, start)).map((start) => start.length))
    const best = Math.max(0, ...this.tenants.map(score))
    return best === 0 ? undefined : only(this.tenants.filter((tenant) => score(tenant) === best))?.name
  }

  /** The prefixes of a tenant, for a message. */
  prefixesOf(tenant: string | undefined): string {
    const prefixes = this.tenants.find(({ name }) => name === tenant)?.prefixes ?? []
    return prefixes.map((prefix) => `\`${prefix}\``).join(' or ')
  }

  /** The Kafka that a topic or user means: the one its label leads to, else the only one of that name, whatever the namespaces say. */
  kafkaOf(resource: Resource): Resource | undefined {
    return this.#workspace.parent(resource) ?? this.#candidates(resource)[0]
  }

  #candidates(resource: Resource): readonly Resource[] {
    const near = this.#workspace.parents(resource)
    if (near.length > 0) return near
    const name = clusterName(resource)
    const named = name === undefined ? [] : this.#workspace.ofKind('Kafka').filter((kafka) => kafka.name === name)
    return named.length === 1 ? named : []
  }

  /** Whether two topics or users can be of one Kafka cluster: their labels say the same, and do not lead to two different resources. */
  sameCluster(a: Resource, b: Resource): boolean {
    if (clusterName(a) === undefined || clusterName(a) !== clusterName(b)) return false
    const [left, right] = [this.#candidates(a), this.#candidates(b)]
    if (left.length > 0 && right.length > 0) return left.some((kafka) => right.includes(kafka))
    // Without anybody's word, the same label in two namespaces names two clusters.
    return this.configured || a.namespace === b.namespace
  }

  /**
   * Whether several tenants use a Kafka cluster: two or more are configured and none of them owns its namespace;
   * or, without configuration, users of two or more namespaces belong to it.
   */
  isShared(kafka: Resource): boolean {
    let shared = this.#shared.get(kafka)
    if (shared === undefined) this.#shared.set(kafka, (shared = this.#computeShared(kafka)))
    return shared
  }

  #computeShared(kafka: Resource): boolean {
    if (this.configured) return this.tenants.length > 1 && this.ownerOf(kafka) === undefined
    // A Kafka without a namespace is often the base of several overlays, whose users are no neighbours.
    if (kafka.namespace === undefined) return false
    const users = this.#workspace.ofKind('KafkaUser').filter((user) => this.#candidates(user).includes(kafka))
    return new Set(users.flatMap(({ namespace }) => namespace ?? [])).size > 1
  }

  /** The allowing ACLs of the users of clusters with one name, for one type of resource, by the name in the ACL; patterns with `*` left out. */
  acls(cluster: string, resourceType: string): NameIndex<HeldAcl> {
    this.#acls ??= this.#indexAcls()
    return this.#acls.get(`${resourceType}/${cluster}`) ?? nothingHeld
  }

  #indexAcls(): ReadonlyMap<string, NameIndex<HeldAcl>> {
    const entries = new Map<string, [string, HeldAcl][]>()
    for (const user of this.#workspace.ofKind('KafkaUser')) {
      for (const acl of this.#workspace.user(user).acls) {
        if (acl.deny || acl.name === undefined || acl.name.includes('*')) continue
        file(entries, `${acl.resourceType}/${clusterName(user) ?? ''}`, [acl.name, { user, acl }])
      }
    }
    return new Map(Array.from(entries, ([key, list]) => [key, new NameIndex(list)]))
  }

  /** The KafkaTopic resources of clusters with one name, by the names of the topics. */
  topics(cluster: string): NameIndex<Resource> {
    if (this.#topics === undefined) {
      const entries = new Map<string, [string, Resource][]>()
      for (const topic of this.#workspace.ofKind('KafkaTopic')) {
        file(entries, clusterName(topic) ?? '', [this.#workspace.topic(topic).name, topic])
      }
      this.#topics = new Map(Array.from(entries, ([key, list]) => [key, new NameIndex(list)]))
    }
    return this.#topics.get(cluster) ?? noTopics
  }

  /** The KafkaTopic resources of the same cluster that an ACL covers. */
  *topicsUnder({ user, acl }: HeldAcl): Generator<Resource> {
    if (acl.resourceType !== 'topic' || acl.name === undefined) return
    const index = this.topics(clusterName(user) ?? '')
    const found = acl.patternType === 'prefix' ? index.startingWith(acl.name) : acl.name === '*' ? index.startingWith('') : index.named(acl.name)
    for (const topic of found) if (this.sameCluster(user, topic)) yield topic
  }

  /** The ACLs of other users of the same cluster that cover some name that this one covers too. */
  *overlapping({ user, acl }: HeldAcl): Generator<HeldAcl> {
    const { name } = acl
    if (name === undefined || name.includes('*')) return
    const index = this.acls(clusterName(user) ?? '', acl.resourceType)
    const within = acl.patternType === 'prefix' ? index.startingWith(name) : index.named(name)
    for (const other of within) if (other.user !== user && this.sameCluster(user, other.user)) yield other
    for (const other of index.beginningsOf(name)) {
      if (other.acl.name === name || other.acl.patternType !== 'prefix') continue
      if (other.user !== user && covers(other.acl, name) && this.sameCluster(user, other.user)) yield other
    }
  }

  /** Whether a topic is one that Kafka, Strimzi, Connect or MirrorMaker keeps its state in, which belongs to the platform. */
  isInternalTopic(name: string): boolean {
    if (name.startsWith('_') || matchesAny(name, internalTopics)) return true
    this.#internal ??= new Set(
      this.#workspace.ofKind('KafkaConnect').flatMap((resource) => {
        const connect = this.#workspace.connect(resource)
        return storageTopics.flatMap((topic) => connect.storageTopic(topic)?.value ?? [])
      }),
    )
    return this.#internal.has(name)
  }
}

/** Topics of Cruise Control and MirrorMaker 2, and the default names of Connect's in Strimzi's examples. */
const internalTopics = [
  'strimzi.cruisecontrol.*',
  'strimzi-canary*',
  'mm2-*',
  'mirrormaker2-cluster-*',
  'heartbeats',
  '*.heartbeats',
  '*.checkpoints.internal',
  'connect-cluster-*',
]

const nothingHeld = new NameIndex<HeldAcl>([])
const noTopics = new NameIndex<Resource>([])

/** Whether a name begins with `start` as a word of its own: nothing follows it, or a separator ends it or follows it. */
function beginsWithWord(name: string, start: string): boolean {
  if (start === '' || !name.startsWith(start)) return false
  return name.length === start.length || usualSeparators.includes(start.slice(-1)) || usualSeparators.includes(name.charAt(start.length))
}

/** The only element of a list; undefined when there are none or more. */
function only<Element>(list: readonly Element[]): Element | undefined {
  return list.length === 1 ? list[0] : undefined
}

function file<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [value])
  else list.push(value)
}
