import { compareVersions } from '../facts/releases.js'
import { forbiddenOption } from '../facts/forbidden-options.js'
import { kafkaDefault } from '../facts/kafka-options.js'
import type { Path } from '../yaml/document.js'
import { asText, Config, convert, type Sourced } from './config.js'
import { brokerPlacements, type BrokerPlacement } from './placement.js'
import type { NodePool } from './pool.js'
import { brokersByRack } from './racks.js'
import { read, type Resource } from './resource.js'
import { TopicDefaults } from './topic-defaults.js'
import { asBoolean, asList, asMapping, asNumber, asString, entry, isMapping, type Mapping } from './value.js'
import type { Workspace } from './workspace.js'

/** From this release on, nodes come from KafkaNodePool resources alone; `spec.kafka.replicas` and ZooKeeper are gone. */
const nodePoolsOnlySince = '0.46.0'

const configPath: Path = ['spec', 'kafka', 'config']
const quotasPath: Path = ['spec', 'kafka', 'quotas']
const rackPath: Path = ['spec', 'kafka', 'rack']

interface Rack {
  readonly path: Path
  readonly topologyKey: string | undefined
}

/** One listener of a Kafka cluster. */
export interface Listener {
  readonly path: Path
  readonly name: string
  readonly type: string
  readonly port: number | undefined
  readonly tls: boolean
  readonly value: Mapping
}

/** A Kafka cluster with its node pools; hides ZooKeeper and KRaft, `spec.kafka.replicas` and pools. */
export class KafkaCluster {
  // Resources never change, so what is read from them is read once.
  #pools: { readonly found: readonly NodePool[] | undefined } | undefined
  #brokerPools: readonly NodePool[] | undefined
  #placements: readonly BrokerPlacement[] | undefined
  #rack: { readonly found: Rack | undefined } | undefined
  #quotas: { readonly found: Mapping | undefined } | undefined
  #racks: { readonly found: ReadonlyMap<string, number> | undefined } | undefined
  #listeners: readonly Listener[] | undefined
  #config: Config | undefined
  #topicDefaults: TopicDefaults | undefined
  #usesNodePools: boolean | undefined
  readonly #counts: { broker?: number | undefined; controller?: number | undefined } = {}
  readonly #options = new Map<string, Sourced<unknown> | undefined>()

  constructor(
    readonly resource: Resource,
    readonly workspace: Workspace,
  ) {}

  get name(): string {
    return this.resource.name
  }

  /** The node pools that name this cluster; undefined when it cannot be told which of several with the same name is meant. */
  get pools(): readonly NodePool[] | undefined {
    this.#pools ??= { found: this.workspace.children('KafkaNodePool', this.resource)?.map((pool) => this.workspace.pool(pool)) }
    return this.#pools.found
  }

  /** The pools that hold partitions. */
  get brokerPools(): readonly NodePool[] {
    return (this.#brokerPools ??= (this.pools ?? []).filter((pool) => pool.hasRole('broker')))
  }

  /** The placement rules for brokers, for each broker pool in sight; of the Kafka's own pod template alone when no pool is. */
  get brokerPlacements(): readonly BrokerPlacement[] {
    return (this.#placements ??= brokerPlacements(this))
  }

  /** The number of brokers in each rack, when it can be told. */
  get brokersByRack(): ReadonlyMap<string, number> | undefined {
    return (this.#racks ??= { found: brokersByRack(this) }).found
  }

  /** Whether the nodes come from KafkaNodePool resources, seen or not. */
  get usesNodePools(): boolean {
    return (this.#usesNodePools ??= this.#hasNodePools())
  }

  #hasNodePools(): boolean {
    if (compareVersions(this.workspace.target(this.resource).strimzi, nodePoolsOnlySince) >= 0) return true
    return this.resource.annotations['strimzi.io/node-pools'] === 'enabled' || (this.pools ?? []).length > 0
  }

  /** The number of brokers: the sum over the pools with the broker role, or `spec.kafka.replicas`; undefined when it cannot be seen. */
  get brokers(): number | undefined {
    return this.#count('broker')
  }

  /** Where the number of brokers is written, as places for `related`: the replicas of each broker pool, or `spec.kafka.replicas`. */
  get brokerPlaces(): readonly { readonly resource: Resource; readonly at: Path; readonly message: string }[] {
    if (!this.usesNodePools) return [{ resource: this.resource, at: ['spec', 'kafka', 'replicas'], message: `brokers of cluster \`${this.name}\`` }]
    return this.brokerPools.map((pool) => ({ resource: pool.resource, at: ['spec', 'replicas'], message: `broker pool \`${pool.resource.name}\`` }))
  }

  /** The number of KRaft controllers; undefined when it cannot be seen, and for clusters with ZooKeeper. */
  get controllers(): number | undefined {
    return this.usesNodePools ? this.#count('controller') : undefined
  }

  #count(role: 'broker' | 'controller'): number | undefined {
    if (!(role in this.#counts)) this.#counts[role] = this.#nodes(role)
    return this.#counts[role]
  }

  #nodes(role: 'broker' | 'controller'): number | undefined {
    if (!this.usesNodePools) return asNumber(read(this.resource, ['spec', 'kafka', 'replicas']))
    const { pools } = this
    if (pools === undefined || pools.length === 0) return undefined
    let sum = 0
    for (const pool of pools) {
      const replicas = pool.replicas?.value
      if (replicas === undefined || pool.roles.length === 0) return undefined
      if (pool.hasRole(role)) sum += replicas
    }
    // No cluster runs without brokers or controllers: where none are declared, their pools are somewhere else.
    return sum === 0 ? undefined : sum
  }

  /** `spec.kafka.config`. */
  get config(): Config {
    return (this.#config ??= new Config(this.resource, configPath, read(this.resource, configPath)))
  }

  /** What a broker option is in the end: as written (unless Strimzi drops the key), or Kafka's default for the version in force. */
  option(key: string): Sourced<unknown> | undefined {
    const known = this.#options.get(key)
    if (known !== undefined || this.#options.has(key)) return known
    const found = this.#findOption(key)
    this.#options.set(key, found)
    return found
  }

  #findOption(key: string): Sourced<unknown> | undefined {
    const written = this.config.written(key)
    const { kafka, strimzi } = this.workspace.target(this.resource)
    if (written !== undefined && forbiddenOption('Kafka.spec.kafka.config', key, strimzi) === undefined) return written
    // What a patch does not say, the resource that it is applied to may.
    if (this.resource.partial !== undefined) return undefined
    const value = kafkaDefault('broker', key, kafka)
    return value === undefined || value === null ? undefined : { value, origin: 'default' }
  }

  number(key: string): Sourced<number> | undefined {
    return convert(this.option(key), asNumber)
  }

  boolean(key: string): Sourced<boolean> | undefined {
    return convert(this.option(key), asBoolean)
  }

  text(key: string): Sourced<string> | undefined {
    return convert(this.option(key), asText)
  }

  /** What topics get that do not say otherwise. */
  get topicDefaults(): TopicDefaults {
    return (this.#topicDefaults ??= new TopicDefaults(this))
  }

  /** Rack awareness as declared; `topologyKey` is undefined when racks come from an environment variable or are unreadable. */
  get rack(): Rack | undefined {
    return (this.#rack ??= { found: this.#readRack() }).found
  }

  #readRack(): Rack | undefined {
    const rack = read(this.resource, rackPath)
    return isMapping(rack) ? { path: rackPath, topologyKey: asString(entry(rack, 'topologyKey')) } : undefined
  }

  get listeners(): readonly Listener[] {
    return (this.#listeners ??= this.#readListeners())
  }

  #readListeners(): readonly Listener[] {
    const listeners: Listener[] = []
    asList(read(this.resource, ['spec', 'kafka', 'listeners'])).forEach((value, index) => {
      if (!isMapping(value)) return
      listeners.push({
        path: ['spec', 'kafka', 'listeners', index],
        name: asString(value.name) ?? '',
        type: asString(value.type) ?? '',
        port: asNumber(value.port),
        tls: asBoolean(value.tls) === true,
        value,
      })
    })
    return listeners
  }

  /** `spec.kafka.quotas`; the type is `kafka` or `strimzi`. */
  get quotas(): Mapping | undefined {
    return (this.#quotas ??= { found: mappingAt(this.resource, quotasPath) }).found
  }

  get cruiseControl(): Mapping | undefined {
    return mappingAt(this.resource, ['spec', 'cruiseControl'])
  }

  get cruiseControlConfig(): Config {
    const path = ['spec', 'cruiseControl', 'config']
    return new Config(this.resource, path, asMapping(read(this.resource, path)))
  }

  /** The KafkaTopic resources of this cluster; undefined when the same topic stands in several equally near places. */
  get topics(): readonly Resource[] | undefined {
    return this.workspace.children('KafkaTopic', this.resource)
  }

  get users(): readonly Resource[] | undefined {
    return this.workspace.children('KafkaUser', this.resource)
  }
}

function mappingAt(resource: Resource, path: Path): Mapping | undefined {
  const value = read(resource, path)
  return isMapping(value) ? value : undefined
}
