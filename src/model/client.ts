import { kafkaDefault } from '../facts/kafka-options.js'
import type { Path } from '../yaml/document.js'
import type { KafkaCluster } from './cluster.js'
import { asText, Config, convert, type Sourced } from './config.js'
import { read, type Resource } from './resource.js'
import { asBoolean, asNumber } from './value.js'
import type { Workspace } from './workspace.js'

export type ClientScope = 'producer' | 'consumer' | 'admin' | 'connect'

/** A map of options in which those of a client stand behind a prefix. */
interface Layer {
  readonly config: Config
  readonly prefix: string
}

/** A client of Kafka that a resource configures, in the bridge, in workers or in connectors; `connect` is a worker itself. */
export class Client {
  readonly resource: Resource
  readonly scope: ClientScope
  /** The cluster it talks to, when it is to be seen. */
  readonly kafka: KafkaCluster | undefined
  readonly #layers: readonly Layer[]
  readonly #defaults: ((key: string) => unknown) | undefined

  constructor(parts: {
    readonly resource: Resource
    readonly scope: ClientScope
    readonly kafka: KafkaCluster | undefined
    /** The maps of options, the first that has a key counts. */
    readonly layers: readonly Layer[]
    /** What holds where no map has a key; absent when a map is out of sight. */
    readonly defaults: ((key: string) => unknown) | undefined
  }) {
    this.resource = parts.resource
    this.scope = parts.scope
    this.kafka = parts.kafka
    this.#layers = parts.layers
    this.#defaults = parts.defaults
  }

  /** The keys that the resource itself writes for this client, without prefix. */
  get keys(): readonly string[] {
    return this.#layers.flatMap(({ config, prefix }) => {
      if (config.resource !== this.resource) return []
      return prefix === '' ? config.keys : config.keys.flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []))
    })
  }

  /** Whether the key is set by somebody, so that it is not the default of Kafka or Kafka Connect. */
  sets(key: string): boolean {
    return this.#layers.some(({ config, prefix }) => config.has(prefix + key))
  }

  /** Where the resource writes the key, or would write it. */
  at(key: string): Path {
    const own = this.#layers.filter(({ config }) => config.resource === this.resource)
    const { config, prefix } = own.find((layer) => layer.config.has(layer.prefix + key)) ?? own[0] ?? {}
    return config === undefined ? ['spec'] : config.at(`${prefix ?? ''}${key}`)
  }

  option(key: string): Sourced<unknown> | undefined {
    for (const { config, prefix } of this.#layers) {
      const written = config.written(prefix + key)
      if (written !== undefined) return config.resource === this.resource ? written : { ...written, origin: 'inherited' }
    }
    const value = this.#defaults?.(key)
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
}

/** What Kafka Connect sets for the clients of its connectors unless somebody says otherwise. Read from Worker.java. */
const ofConnect: Readonly<Partial<Record<ClientScope, Readonly<Record<string, unknown>>>>> = {
  producer: {
    'acks': 'all', 'enable.idempotence': false, 'max.in.flight.requests.per.connection': 1, 'delivery.timeout.ms': 2_147_483_647,
  },
  consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false },
}

const clientScopes = ['producer', 'consumer', 'admin'] as const

/** Every client that a resource configures. Nothing is a default in a part of a resource. */
export function clientsOf(resource: Resource, workspace: Workspace): readonly Client[] {
  const { kafka: version } = workspace.target(resource)
  const configAt = (path: Path) => new Config(resource, path, read(resource, path))
  const defaults = (scope: ClientScope, inConnect: boolean) =>
    resource.partial !== undefined ? undefined : (key: string) => (inConnect ? ofConnect[scope]?.[key] : undefined) ?? kafkaDefault(scope, key, version)
  const workers = (config: Config, kafka: KafkaCluster | undefined): Client[] =>
    (['connect', ...clientScopes] as const).map((scope) => {
      const prefix = scope === 'connect' ? '' : `${scope}.`
      return new Client({ resource, scope, kafka, layers: [{ config, prefix }], defaults: defaults(scope, true) })
    })

  switch (resource.kind) {
    case 'KafkaBridge': {
      const kafka = workspace.cluster(resource)
      return clientScopes.map((scope) => {
        const config = configAt(['spec', scope === 'admin' ? 'adminClient' : scope, 'config'])
        return new Client({ resource, scope, kafka, layers: [{ config, prefix: '' }], defaults: defaults(scope, false) })
      })
    }
    case 'KafkaConnect': {
      const { config, kafka } = workspace.connect(resource)
      return workers(config, kafka)
    }
    case 'KafkaConnector': {
      const { config, connect } = workspace.connector(resource)
      return clientScopes.map((scope) => new Client({
        resource,
        scope,
        kafka: connect?.kafka,
        layers: [{ config, prefix: `${scope}.override.` }, ...(connect === undefined ? [] : [{ config: connect.config, prefix: `${scope}.` }])],
        defaults: connect === undefined || connect.resource.partial !== undefined ? undefined : defaults(scope, true),
      }))
    }
    case 'KafkaMirrorMaker2': {
      const { target, flows } = workspace.mirror(resource)
      return [
        ...(target === undefined ? [] : workers(target.config, target.kafka)),
        ...flows.flatMap(({ sourceConnector: { config }, source, target: to }) => [
          new Client({
            resource,
            scope: 'producer',
            kafka: to?.kafka,
            layers: [{ config, prefix: 'producer.override.' }],
            defaults: undefined,
          }),
          new Client({
            resource,
            scope: 'consumer',
            kafka: source?.kafka,
            layers: [{ config, prefix: 'consumer.' }, ...(source === undefined ? [] : [{ config: source.config, prefix: '' }])],
            defaults: defaults('consumer', false),
          }),
        ]),
      ]
    }
    default:
      return []
  }
}

/** The kinds that configure clients of Kafka. */
export const clientKinds = ['KafkaConnect', 'KafkaConnector', 'KafkaMirrorMaker2', 'KafkaBridge'] as const
