import type { Tenant } from '../rule/settings.js'
import type { SchemaProblem } from '../schema/problem.js'
import type { Path } from '../yaml/document.js'
import { ConnectCluster } from './connect.js'
import { Connector } from './connector.js'
import { KafkaCluster } from './cluster.js'
import { file } from './filing.js'
import { bootstrapAddress, clusterName, clustersOfService, nearest, parentKind, sameNamespace } from './links.js'
import { Mirror } from './mirror.js'
import { NodePool } from './pool.js'
import { Producers } from './producers.js'
import { abbreviated, kindKey, type Resource } from './resource.js'
import { Tenancy } from './tenancy.js'
import { Topic } from './topic.js'
import { User } from './user.js'
import { asString, valueAt } from './value.js'

/** The Strimzi release and the Kafka version that a resource is judged by. */
export interface Target {
  readonly strimzi: string
  readonly kafka: string
  /** Whether the release was inferred (`auto`) and not given. */
  readonly inferred: boolean
  /** No release fits what the linked manifests declare; `strimzi` is then the newest that serves the apiVersion. */
  readonly unfit?: boolean
}

/** What the engine tells the workspace about the run. */
export interface WorkspaceContext {
  readonly tenants: readonly Tenant[]
  target(resource: Resource): Target
  /** What the API server of the target release would refuse, by the schema stage. */
  schemaProblems(resource: Resource): readonly SchemaProblem[]
}

/**
 * All resources of a run, with the links between them.
 *
 * A repository often holds the same cluster several times (dev, staging, prod). Links go to the nearest candidate; when several are equally
 * near, each of them is one possible world: `world` says which of the candidates links choose, and `ambiguity` records how many there were.
 * The engine runs a rule in each world and keeps what holds in all, so a rule reads as if there were only one.
 */
export class Workspace {
  readonly tenants: readonly Tenant[]
  /** Who owns what. */
  readonly tenancy: Tenancy
  /** Which of several equally near candidates links choose. Set by the engine. */
  world = 0
  /** The largest number of candidates that a link had since the engine last set it to 1. */
  ambiguity = 1
  readonly #resources: readonly Resource[]
  readonly #context: WorkspaceContext
  readonly #byKind = new Map<string, Resource[]>()
  readonly #byName = new Map<string, Map<string, Resource[]>>()
  readonly #patches = new Map<string, Resource[]>()
  readonly #byFile = new Map<string, Resource[]>()
  readonly #links = new Map<Resource, readonly Resource[]>()
  readonly #children = new Map<string, ReadonlyMap<Resource, readonly Resource[]>>()
  readonly #views = new Map<Resource, unknown>()
  #producers: Producers | undefined

  constructor(resources: readonly Resource[], context: WorkspaceContext) {
    this.#resources = resources
    this.tenants = context.tenants
    this.tenancy = new Tenancy(this)
    this.#context = context
    for (const resource of resources) {
      const kind = kindKey(resource)
      file(this.#byKind, kind, resource)
      let names = this.#byName.get(kind)
      if (names === undefined) this.#byName.set(kind, (names = new Map<string, Resource[]>()))
      file(names, resource.name, resource)
      if (resource.partial !== undefined && resource.partial !== abbreviated) file(this.#patches, `${kind}/${resource.name}`, resource)
      file(this.#byFile, resource.file.path, resource)
    }
  }

  get resources(): readonly Resource[] {
    return this.#resources
  }

  /** The resources of a kind (`KafkaTopic`, `apps/Deployment`), in the order of files and documents. */
  ofKind(kind: string): readonly Resource[] {
    return this.#byKind.get(kind) ?? none
  }

  /** The resources of a kind and name, wherever they are. */
  named(kind: string, name: string): readonly Resource[] {
    return this.#byName.get(kind)?.get(name) ?? none
  }

  inFile(path: string): readonly Resource[] {
    return this.#byFile.get(path) ?? none
  }

  /** The release and Kafka version that judge this resource. */
  target(resource: Resource): Target {
    return this.#context.target(resource)
  }

  schemaProblems(resource: Resource): readonly SchemaProblem[] {
    return this.#context.schemaProblems(resource)
  }

  /** The resource of a kind and name that `from` means; undefined when there is none to be seen. */
  find(from: Resource, kind: string, name: string, namespace: string | undefined): Resource | undefined {
    return this.#choose(this.candidates(from, kind, name, namespace))
  }

  /** All equally near resources of a kind and name. */
  candidates(from: Resource, kind: string, name: string, namespace: string | undefined): readonly Resource[] {
    const named = this.named(kind, name)
    const matching = named.filter((candidate) => sameNamespace(candidate.namespace, namespace))
    return nearest(from, matching)
  }

  /** The resource that the `strimzi.io/cluster` label names: the Kafka of a topic, the KafkaConnect of a connector. */
  parent(resource: Resource): Resource | undefined {
    return this.#choose(this.parents(resource))
  }

  /** The candidates for `parent`, all equally near. */
  parents(resource: Resource): readonly Resource[] {
    const known = this.#links.get(resource)
    if (known !== undefined) return known
    const kind = parentKind(resource)
    const name = clusterName(resource)
    let found = none
    if (kind !== undefined && name !== undefined) {
      const named = this.named(kind, name)
      found = nearest(
        resource,
        named.filter((parent) => sameNamespace(parent.namespace, resource.namespace) || watchedNamespace(parent, resource) === resource.namespace),
      )
    }
    this.#links.set(resource, found)
    return found
  }

  /**
   * The resources of a kind that name `parent` by their label. One that exists several times (the same name in several overlays) counts once:
   * the nearest to the parent; undefined when several are equally near, as nobody can tell which of them is applied.
   */
  children(kind: string, parent: Resource): readonly Resource[] | undefined {
    const all = this.#childrenByParent(kind, parent)
    if (all.length <= 1) return all
    const byName = new Map<string, Resource[]>()
    for (const child of all) file(byName, child.name, child)
    if (byName.size === all.length) return all
    const chosen: Resource[] = []
    for (const group of byName.values()) {
      const near = nearest(parent, group)
      if (near.length > 1 || near[0] === undefined) return undefined
      chosen.push(near[0])
    }
    return chosen
  }

  #childrenByParent(kind: string, parent: Resource): readonly Resource[] {
    let byParent = this.#children.get(kind)
    if (byParent === undefined) {
      const index = new Map<Resource, Resource[]>()
      for (const child of this.ofKind(kind)) for (const candidate of this.parents(child)) file(index, candidate, child)
      this.#children.set(kind, (byParent = index))
    }
    return byParent.get(parent) ?? none
  }

  /**
   * Whether a patch in sight, a part of a resource of the same kind and name, writes something at a path. What is missing in a base and written
   * in the patch of an overlay is not missing where it counts.
   */
  isPatched(resource: Resource, path: Path): boolean {
    // Many repositories have no patches at all.
    if (this.#patches.size === 0) return false
    const patches = this.#patches.get(`${kindKey(resource)}/${resource.name}`)
    return patches?.some((patch) => sameNamespace(patch.namespace, resource.namespace) && (valueAt(patch.value, path) ?? undefined) !== undefined) === true
  }

  /** The Kafka cluster that a bootstrap address leads to, when it is one of the workspace; undefined for every other address. */
  clusterAt(from: Resource, bootstrapServers: unknown): KafkaCluster | undefined {
    const chosen = this.#choose(this.clustersAt(from, bootstrapServers))
    return chosen === undefined ? undefined : this.cluster(chosen)
  }

  /** The candidates for `clusterAt`, all equally near. */
  clustersAt(from: Resource, bootstrapServers: unknown): readonly Resource[] {
    const address = bootstrapAddress(bootstrapServers)
    if (address === undefined) return none
    const { service } = address
    const namespace = address.namespace ?? from.namespace
    const matching = clustersOfService(service).flatMap((name) => this.named('Kafka', name).filter((kafka) => sameNamespace(kafka.namespace, namespace)))
    return nearest(from, matching)
  }

  /** What may write to a Kafka: source connectors, bridges and mirrors; with the name of a topic, the source connectors that name it. */
  producersInto(kafka: Resource, topic?: string): readonly Resource[] {
    if (this.#producers === undefined) {
      // Whoever asks first must not seem to have followed the links of all.
      const { ambiguity } = this
      this.#producers = new Producers(this)
      this.ambiguity = ambiguity
    }
    return this.#producers.into(kafka, topic)
  }

  /** The Kafka cluster of a resource: itself, the one its label names, or the one its `bootstrapServers` lead to. */
  cluster(resource: Resource): KafkaCluster | undefined {
    if (resource.isStrimzi && resource.kind === 'Kafka') return this.#view(resource, KafkaCluster)
    if (parentKind(resource) === 'Kafka') {
      const kafka = this.parent(resource)
      return kafka === undefined ? undefined : this.#view(kafka, KafkaCluster)
    }
    return this.clusterAt(resource, valueAt(resource.value, ['spec', 'bootstrapServers']))
  }

  topic(resource: Resource): Topic {
    return this.#view(resource, Topic)
  }

  user(resource: Resource): User {
    return this.#view(resource, User)
  }

  pool(resource: Resource): NodePool {
    return this.#view(resource, NodePool)
  }

  connect(resource: Resource): ConnectCluster {
    return this.#view(resource, ConnectCluster)
  }

  connector(resource: Resource): Connector {
    return this.#view(resource, Connector)
  }

  mirror(resource: Resource): Mirror {
    return this.#view(resource, Mirror)
  }

  /** Forgets what the views have read, so that the next to ask reads it anew. */
  protected forgetViews(): void {
    this.#views.clear()
  }

  #choose(candidates: readonly Resource[]): Resource | undefined {
    if (candidates.length > this.ambiguity) this.ambiguity = candidates.length
    return candidates[this.world % Math.max(1, candidates.length)]
  }

  #view<View>(resource: Resource, type: new (resource: Resource, workspace: Workspace) => View): View {
    let view = this.#views.get(resource) as View | undefined
    if (view === undefined) {
      view = new type(resource, this)
      this.#views.set(resource, view)
    }
    return view
  }
}

const none: readonly Resource[] = []

/** The namespace that the Kafka's operator for this kind watches, when it is another than the Kafka's own. */
function watchedNamespace(kafka: Resource, child: Resource): string | undefined {
  const operator = child.kind === 'KafkaTopic' ? 'topicOperator' : child.kind === 'KafkaUser' ? 'userOperator' : undefined
  return operator === undefined ? undefined : asString(valueAt(kafka.value, ['spec', 'entityOperator', operator, 'watchedNamespace']))
}
