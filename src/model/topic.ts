import type { Path } from '../yaml/document.js'
import { asBoolean, asNames, asNumber, asString } from './value.js'
import { asText, Config, convert, type Sourced } from './config.js'
import { read, type Resource } from './resource.js'
import type { KafkaCluster } from './cluster.js'
import type { LogOptions } from './topic-defaults.js'
import type { Workspace } from './workspace.js'

const configPath: Path = ['spec', 'config']
const namePath: Path = ['spec', 'topicName']

/** A KafkaTopic, with the values that Kafka will use: written, inherited from the cluster, or Kafka's defaults. */
export class Topic implements LogOptions {
  #config: Config | undefined

  constructor(
    readonly resource: Resource,
    readonly workspace: Workspace,
  ) {}

  /** The name of the topic in Kafka. */
  get name(): string {
    return asString(read(this.resource, namePath)) ?? this.resource.name
  }

  /** The cluster that the topic's label names, when it is to be seen. */
  get cluster(): KafkaCluster | undefined {
    return this.workspace.cluster(this.resource)
  }

  get config(): Config {
    return (this.#config ??= new Config(this.resource, configPath, read(this.resource, configPath)))
  }

  get partitions(): Sourced<number> | undefined {
    return this.#spec('partitions') ?? this.#inherited('num.partitions')
  }

  /** `spec.replicas`, else the cluster's `default.replication.factor`; undefined when neither can be seen. */
  get replicas(): Sourced<number> | undefined {
    return this.#spec('replicas') ?? this.#inherited('default.replication.factor')
  }

  /** The value a topic option has in the end: written here, inherited from the linked cluster's broker option, or Kafka's default. */
  option(key: string): Sourced<unknown> | undefined {
    const own = this.config.written(key)
    if (own !== undefined) return own
    // What a patch does not say, the topic that it is applied to may.
    if (this.resource.partial !== undefined) return undefined
    // Without the whole cluster in sight nobody knows what the topic inherits.
    const found = this.cluster?.topicDefaults.option(key)
    return found?.origin === 'set' ? { ...found, origin: 'inherited' } : found
  }

  writes(key: string): boolean {
    return this.config.has(key)
  }

  at(key: string): Path {
    return this.config.at(key)
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

  names(key: string): Sourced<readonly string[]> | undefined {
    return convert(this.option(key), asNames)
  }

  #spec(field: string): Sourced<number> | undefined {
    const path = ['spec', field]
    const value = asNumber(read(this.resource, path))
    return value === undefined ? undefined : { value, origin: 'set', resource: this.resource, path }
  }

  #inherited(key: string): Sourced<number> | undefined {
    // A value that is written but unreadable (a placeholder) is not inherited over.
    const field = key === 'num.partitions' ? 'partitions' : 'replicas'
    if ((read(this.resource, ['spec', field]) ?? undefined) !== undefined || this.resource.partial !== undefined) return undefined
    const setting = this.cluster?.number(key)
    return setting === undefined ? undefined : { ...setting, origin: setting.origin === 'set' ? 'inherited' : setting.origin }
  }
}

/** Where the name of a topic in Kafka is written: `spec.topicName` when it is there, else `metadata.name`. */
export function topicNamePath(resource: Resource): Path {
  return asString(read(resource, namePath)) === undefined ? ['metadata', 'name'] : namePath
}
