import { compareVersions } from '../facts/releases.js'
import { forbiddenOption } from '../facts/forbidden-options.js'
import { kafkaDefault } from '../facts/kafka-options.js'
import type { Path } from '../yaml/document.js'
import { asText, Config, convert, type Sourced } from './config.js'
import type { NodePool } from './pool.js'
import { read, type Resource } from './resource.js'
import { TopicDefaults } from './topic-defaults.js'
import { asBoolean, asList, asMapping, asNumber, asString, isMapping, type Mapping } from './value.js'
import type { Workspace } from './workspace.js'

/** From this release on, nodes come from KafkaNodePool resources alone; `spec.kafka.replicas` and ZooKeeper are gone. */
const nodePoolsOnlySince = '0.46.0'

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
  #config: Config | undefined
  #topicDefaults: TopicDefaults | undefined
  readonly #counts = new Map<string, number | undefined>()
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
    return (this.pools ?? []).filter((pool) => pool.hasRole('broker'))
  }

  /** Whether the nodes come from KafkaNodePool resources, seen or not. */
  get usesNodePools(): boolean {
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
    if (!this.#counts.has(role)) this.#counts.set(role, this.#nodes(role))
    return this.#counts.get(role)
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
    return (this.#config ??= new Config(this.resource, ['spec', 'kafka', 'config'], read(this.resource, ['spec', 'kafka', 'config'])))
  }

  /** What a broker option is in the end: as written (unless Strimzi drops the key), or Kafka's default for the version in force. */
  option(key: string): Sourced<unknown> | undefined {
    if (!this.#options.has(key)) this.#options.set(key, this.#findOption(key))
    return this.#options.get(key)
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
  get rack(): { readonly path: Path; readonly topologyKey: string | undefined } | undefined {
    const path = ['spec', 'kafka', 'rack']
    const rack = read(this.resource, path)
    return isMapping(rack) ? { path, topologyKey: asString(rack.topologyKey) } : undefined
  }

  get listeners(): readonly Listener[] {
    const path = ['spec', 'kafka', 'listeners']
    return asList(read(this.resource, path)).flatMap((value, index) =>
      isMapping(value)
        ? {
            path: [...path, index],
            name: asString(value.name) ?? '',
            type: asString(value.type) ?? '',
            port: asNumber(value.port),
            tls: asBoolean(value.tls) === true,
            value,
          }
        : [],
    )
  }

  /** `spec.kafka.quotas`; the type is `kafka` or `strimzi`. */
  get quotas(): Mapping | undefined {
    const quotas = read(this.resource, ['spec', 'kafka', 'quotas'])
    return isMapping(quotas) ? quotas : undefined
  }

  get cruiseControl(): Mapping | undefined {
    const declared = read(this.resource, ['spec', 'cruiseControl'])
    return isMapping(declared) ? declared : undefined
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
