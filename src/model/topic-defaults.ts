import { brokerEquivalents, topicDefault } from '../facts/kafka-options.js'
import type { Path } from '../yaml/document.js'
import type { KafkaCluster } from './cluster.js'
import { asText, convert, type Sourced } from './config.js'
import type { Resource } from './resource.js'
import { asBoolean, asNames, asNumber } from './value.js'
import type { Workspace } from './workspace.js'

/** The options of a log, by the keys of topics: of one topic, or of the topics of a cluster that say nothing of their own. */
export interface LogOptions {
  readonly resource: Resource
  /** Whether the resource itself writes the option. */
  writes(key: string): boolean
  /** Where the option stands, or would stand. */
  at(key: string): Path
  /** What the option is in the end; undefined when that cannot be told. */
  number(key: string): Sourced<number> | undefined
  boolean(key: string): Sourced<boolean> | undefined
  text(key: string): Sourced<string> | undefined
  names(key: string): Sourced<readonly string[]> | undefined
}

/** What topics get that do not say otherwise: broker options, which have other names and units, or Kafka's defaults. */
export class TopicDefaults implements LogOptions {
  // Every topic of the cluster asks for the same few.
  readonly #options = new Map<string, Sourced<unknown> | undefined>()

  constructor(readonly cluster: KafkaCluster) {}

  get resource(): Resource {
    return this.cluster.resource
  }

  writes(key: string): boolean {
    const { config } = this.cluster
    return brokerEquivalents(key).some((each) => config.has(each.key))
  }

  at(key: string): Path {
    const equivalents = brokerEquivalents(key)
    const { config } = this.cluster
    return config.at((equivalents.find((each) => config.has(each.key)) ?? equivalents[0])?.key ?? key)
  }

  option(key: string): Sourced<unknown> | undefined {
    const known = this.#options.get(key)
    if (known !== undefined || this.#options.has(key)) return known
    const found = this.#findOption(key)
    this.#options.set(key, found)
    return found
  }

  #findOption(key: string): Sourced<unknown> | undefined {
    const { cluster } = this
    const { config } = cluster
    const set = brokerEquivalents(key).find((each) => config.has(each.key))
    if (set !== undefined) return convert(config.written(set.key), set.toTopic)
    // What a patch does not say, the resource that it is applied to may.
    if (cluster.resource.partial !== undefined) return undefined
    const value = topicDefault(key, cluster.workspace.target(cluster.resource).kafka)
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

  names(key: string): Sourced<readonly string[]> | undefined {
    return convert(this.option(key), asNames)
  }
}

/** The log options of a KafkaTopic or a Kafka. */
export function logOptions(resource: Resource, workspace: Workspace): LogOptions | undefined {
  return resource.kind === 'Kafka' ? workspace.cluster(resource)?.topicDefaults : workspace.topic(resource)
}
