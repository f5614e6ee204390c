import type { Tenant } from '../rule/settings.js'
import { storageTopics } from './connect.js'
import { file } from './filing.js'
import { hasInternalName } from './internal-topics.js'
import { clusterName } from './links.js'
import { NameIndex } from './name-index.js'
import type { Resource } from './resource.js'
import { beginsWithWord } from './separators.js'
import { asString, entry } from './value.js'
import { allowsChange, type Acl } from './user.js'
import type { Workspace } from './workspace.js'

/** How many rights on overlapping names, and how many topics, are looked at for one right: thousands times thousands would take minutes. */
const mostLookedAt = 500

/** An ACL rule together with the user that holds it. */
export interface HeldAcl {
  readonly user: Resource
  readonly acl: Acl
}

/** Rights by the name in them. */
interface Rights {
  readonly all: NameIndex<HeldAcl>
  /** Those that cover what begins with their name: few, and every name asks which of them cover it. */
  readonly prefixes: NameIndex<HeldAcl> | undefined
}

/** The rights on one type of resource in clusters of one name. */
interface Held {
  readonly byName: Map<string, HeldAcl[]>
  readonly user: Resource
  /** Whether others than that user hold some of them. */
  severalUsers: boolean
}

/** Who owns what in a workspace: tenants by configuration, else by namespace or label. */
export class Tenancy {
  readonly #workspace: Workspace
  #held: ReadonlyMap<string, ReadonlyMap<string, Held>> | undefined
  readonly #rights = new Map<string, Map<Held, Rights>>()
  #topics: ReadonlyMap<string, NameIndex<Resource>> | undefined
  #internal: ReadonlySet<string> | undefined
  readonly #shared = new Map<Resource, boolean>()
  /** Resources by kind and cluster label: to look through all of them for every cluster would be quadratic. */
  readonly #labelled = new Map<string, Map<string, Resource[]>>()
  readonly #kafkas = new Map<Resource, readonly Resource[]>()

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
   * that begins with the name or prefix of a tenant whose namespaces nobody listed. Without configured tenants each namespace is one.
   * Undefined when nothing says so.
   */
  ownerOf(resource: Resource, label = ''): string | undefined {
    const labelled = label === '' ? undefined : asString(entry(resource.labels, label))
    if (labelled !== undefined) return labelled
    if (!this.configured) return resource.namespace
    const { namespace } = resource
    const here = this.tenants.filter(({ namespaces }) => namespace !== undefined && namespaces.includes(namespace))
    if (here.length > 0) return only(here)?.name
    return resource.kind === 'KafkaUser' ? this.#ownerByName(resource) : undefined
  }

  /** `team-a-app` belongs to the tenant `team-a`, not to `team`, when there are both. */
  #ownerByName({ name, namespace }: Resource): string | undefined {
    const score = (tenant: Tenant): number => {
      if (namespace !== undefined && tenant.namespaces.length > 0) return 0
      return Math.max(0, ...[tenant.name, ...tenant.prefixes].filter((start) => beginsWithWord(name, start)).map((start) => start.length))
    }
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
    let candidates = this.#kafkas.get(resource)
    if (candidates === undefined) {
      const name = clusterName(resource)
      const named = name === undefined ? [] : this.#workspace.named('Kafka', name)
      this.#kafkas.set(resource, (candidates = named.length === 1 ? named : []))
    }
    return candidates
  }

  /** Whether two topics or users can be of one Kafka cluster: their labels say the same, and do not lead to two different resources. */
  sameCluster(a: Resource, b: Resource): boolean {
    const name = clusterName(a)
    if (name === undefined || name !== clusterName(b)) return false
    const left = this.#candidates(a)
    const right = this.#candidates(b)
    if (left.length > 0 && right.length > 0) return left.some((kafka) => right.includes(kafka))
    // Without anybody's word, the same label in two namespaces names two clusters.
    return this.configured || a.namespace === b.namespace
  }

  /**
   * Whether several tenants use a Kafka cluster: two or more are configured, none of them owns its namespace, and not all topics and users in
   * sight are of nobody; or, without configuration, users of two or more namespaces belong to it.
   */
  isShared(kafka: Resource): boolean {
    let shared = this.#shared.get(kafka)
    if (shared === undefined) this.#shared.set(kafka, (shared = this.configured ? this.#sharedByTenants(kafka) : this.#sharedByNamespaces(kafka)))
    return shared
  }

  #sharedByTenants(kafka: Resource): boolean {
    if (this.tenants.length < 2 || this.ownerOf(kafka) !== undefined) return false
    const topics = this.#of(kafka, 'KafkaTopic').filter((topic) => !this.isInternalTopic(this.#workspace.topic(topic).name))
    const users = this.#of(kafka, 'KafkaUser')
    if (topics.length + users.length === 0) return true
    return users.some((user) => this.ownerOf(user) !== undefined) || topics.some((topic) => this.owning(this.#workspace.topic(topic).name).length > 0)
  }

  #sharedByNamespaces(kafka: Resource): boolean {
    // A Kafka without a namespace is often the base of several overlays, whose users are no neighbours.
    if (kafka.namespace === undefined) return false
    const named = this.#labelledWith(kafka.name, 'KafkaUser')
    // Mostly all users of that label are of one namespace, and then nobody needs to know which Kafka of the name each means.
    if (named.every(({ namespace }) => namespace === named[0]?.namespace)) return false
    const namespaces = new Set(this.#of(kafka, 'KafkaUser').map(({ namespace }) => namespace))
    namespaces.delete(undefined)
    return namespaces.size > 1
  }

  /** The topics or users that may belong to a Kafka. */
  #of(kafka: Resource, kind: string): readonly Resource[] {
    return this.#labelledWith(kafka.name, kind).filter((resource) => this.#candidates(resource).includes(kafka))
  }

  #labelledWith(cluster: string, kind: string): readonly Resource[] {
    let byLabel = this.#labelled.get(kind)
    if (byLabel === undefined) {
      byLabel = new Map()
      for (const resource of this.#workspace.ofKind(kind)) file(byLabel, clusterName(resource) ?? '', resource)
      this.#labelled.set(kind, byLabel)
    }
    return byLabel.get(cluster) ?? []
  }

  /** The rights of users on a type of resource in the cluster of a user; owners by `label`. */
  #rightsBeside(user: Resource, resourceType: string, label: string): Rights | undefined {
    const held = (this.#held ??= this.#readAcls()).get(clusterName(user) ?? '')?.get(resourceType)
    // Who holds all of them has nobody beside.
    if (held === undefined || (held.user === user && !held.severalUsers)) return undefined
    let known = this.#rights.get(label)
    if (known === undefined) this.#rights.set(label, (known = new Map<Held, Rights>()))
    let rights = known.get(held)
    if (rights === undefined) known.set(held, (rights = this.#indexRights(held.byName, label)))
    return rights
  }

  /** The allowing ACLs by cluster label and type of resource, then by the name in the ACL; patterns with `*` are left out. */
  #readAcls(): ReadonlyMap<string, ReadonlyMap<string, Held>> {
    const held = new Map<string, Map<string, Held>>()
    for (const user of this.#workspace.ofKind('KafkaUser')) {
      const cluster = clusterName(user) ?? ''
      let types = held.get(cluster)
      if (types === undefined) held.set(cluster, (types = new Map<string, Held>()))
      for (const acl of this.#workspace.user(user).acls) {
        if (acl.deny || acl.name === undefined || acl.name.includes('*')) continue
        let rights = types.get(acl.resourceType)
        if (rights === undefined) types.set(acl.resourceType, (rights = { byName: new Map(), user, severalUsers: false }))
        if (rights.user !== user) rights.severalUsers = true
        file(rights.byName, acl.name, { user, acl })
      }
    }
    return held
  }

  #indexRights(names: ReadonlyMap<string, readonly HeldAcl[]>, label: string): Rights {
    const all = new NameIndex<HeldAcl>()
    let prefixes: NameIndex<HeldAcl> | undefined
    for (const [name, held] of names) {
      for (const each of this.#twoOfEach(held, label)) {
        all.add(name, each)
        if (each.acl.patternType === 'prefix') (prefixes ??= new NameIndex()).add(name, each)
      }
    }
    return { all, prefixes }
  }

  /**
   * Of the same right for users of one owner, among those on one name, two are kept: whoever asks finds another, and a right that thousands
   * hold takes no time.
   */
  #twoOfEach(held: readonly HeldAcl[], label: string): readonly HeldAcl[] {
    if (held.length <= 2) return held
    const counts = new Map<string, number>()
    return held.filter(({ user, acl }) => {
      const right = JSON.stringify([acl.patternType, allowsChange(acl), this.ownerOf(user, label), user.namespace])
      const count = counts.get(right) ?? 0
      counts.set(right, count + 1)
      return count < 2
    })
  }

  /** The KafkaTopic resources of clusters with one name, by the names of the topics. */
  #topicsOf(cluster: string): NameIndex<Resource> {
    if (this.#topics === undefined) {
      const topics = new Map<string, NameIndex<Resource>>()
      for (const topic of this.#workspace.ofKind('KafkaTopic')) {
        const name = clusterName(topic) ?? ''
        let index = topics.get(name)
        if (index === undefined) topics.set(name, (index = new NameIndex()))
        index.add(this.#workspace.topic(topic).name, topic)
      }
      this.#topics = topics
    }
    return this.#topics.get(cluster) ?? noTopics
  }

  /** The KafkaTopic resources of the same cluster that an ACL covers. */
  *topicsUnder({ user, acl }: HeldAcl): Generator<Resource> {
    if (acl.resourceType !== 'topic' || acl.name === undefined) return
    const index = this.#topicsOf(clusterName(user) ?? '')
    const found = acl.patternType === 'prefix' ? index.startingWith(acl.name) : acl.name === '*' ? index.startingWith('') : index.named(acl.name)
    let left = mostLookedAt
    for (const topic of found) {
      if (left-- === 0) return
      if (this.sameCluster(user, topic)) yield topic
    }
  }

  /**
   * Rights of other users of the same cluster on names that this one covers too; of users with the same owner (by `label`) only one or two.
   */
  *overlapping({ user, acl }: HeldAcl, label = ''): Generator<HeldAcl> {
    const { name } = acl
    if (name === undefined || name.includes('*')) return
    const rights = this.#rightsBeside(user, acl.resourceType, label)
    if (rights === undefined) return
    let left = mostLookedAt
    for (const other of acl.patternType === 'prefix' ? rights.all.startingWith(name) : rights.all.named(name)) {
      if (left-- === 0) return
      if (other.user !== user && this.sameCluster(user, other.user)) yield other
    }
    for (const other of rights.prefixes?.beginningsOf(name) ?? []) {
      if (left-- === 0) return
      if (other.acl.name === name) continue
      if (other.user !== user && this.sameCluster(user, other.user)) yield other
    }
  }

  /** Whether a topic is one that Kafka, Strimzi, Connect or MirrorMaker keeps its state in, which belongs to the platform. */
  isInternalTopic(name: string): boolean {
    if (hasInternalName(name)) return true
    this.#internal ??= new Set(
      this.#workspace.ofKind('KafkaConnect').flatMap((resource) => {
        const connect = this.#workspace.connect(resource)
        return storageTopics.flatMap((topic) => connect.storageTopic(topic)?.value ?? [])
      }),
    )
    return this.#internal.has(name)
  }
}

const noTopics = new NameIndex<Resource>()

/** The only element of a list; undefined when there are none or more. */
function only<Element>(list: readonly Element[]): Element | undefined {
  return list.length === 1 ? list[0] : undefined
}
