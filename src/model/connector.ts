import { ConnectCluster } from './connect.js'
import { Config, type Sourced } from './config.js'
import { read, type Resource } from './resource.js'
import { asNames, asString } from './value.js'
import type { Workspace } from './workspace.js'

/** Names of topics that a connector reads or writes: one name, or all that begin with it. */
export interface TopicNames {
  readonly name: string
  readonly patternType: 'literal' | 'prefix'
  readonly key: string
}

/** A KafkaConnector. */
export class Connector {
  #topics: readonly TopicNames[] | undefined

  constructor(
    readonly resource: Resource,
    readonly workspace: Workspace,
  ) {}

  /** The Connect cluster that runs it; undefined when it is not to be seen. */
  get connect(): ConnectCluster | undefined {
    const parent = this.workspace.parent(this.resource)
    return parent === undefined ? undefined : this.workspace.connect(parent)
  }

  get className(): string {
    return asString(read(this.resource, ['spec', 'class'])) ?? ''
  }

  get config(): Config {
    const path = ['spec', 'config']
    return new Config(this.resource, path, read(this.resource, path))
  }

  /** Whether it writes to Kafka (`source`) or reads from it (`sink`), by its class; undefined when the class does not tell. */
  get direction(): 'source' | 'sink' | undefined {
    const { className } = this
    const simple = className.slice(className.lastIndexOf('.') + 1)
    if (/sink/i.test(simple)) return 'sink'
    if (/source|^mirror/i.test(simple)) return 'source'
    if (className.startsWith('io.debezium.connector.')) return simple === 'JdbcSinkConnector' ? 'sink' : 'source'
    return undefined
  }

  /** The codec of what a source writes: its own, else the worker's, else Kafka's default; undefined when the worker is not to be seen. */
  get codec(): Sourced<string> | undefined {
    const own = this.config.text('producer.override.compression.type')
    if (own !== undefined) return own
    const { connect } = this
    if (connect === undefined) return undefined
    return connect.config.text('producer.compression.type') ?? { value: 'none', origin: 'default' }
  }

  /** The topics that its configuration names, for sinks those it reads and for sources those it writes. */
  get topics(): readonly TopicNames[] {
    return (this.#topics ??= this.#readTopics())
  }

  #readTopics(): readonly TopicNames[] {
    const { config } = this
    const literal = ['topics', 'topic', 'kafka.topic'].flatMap((key) =>
      asNames(config.raw(key)).map((name) => ({ name, patternType: 'literal' as const, key })),
    )
    // Debezium puts a dot between the prefix and the table.
    const separator = this.className.startsWith('io.debezium.') ? '.' : ''
    const prefixed = ['topic.prefix', 'database.server.name'].flatMap((key) => {
      const prefix = config.text(key)?.value
      return prefix === undefined || prefix === '' ? [] : { name: prefix + separator, patternType: 'prefix' as const, key }
    })
    const regex = regexBeginning(config.text('topics.regex')?.value ?? '')
    return [...literal, ...prefixed, ...(regex === '' ? [] : [{ name: regex, patternType: 'prefix' as const, key: 'topics.regex' }])]
  }
}

/** What every name that matches a regular expression begins with, as far as it is written in plain characters. */
function regexBeginning(regex: string): string {
  // A character counts unless a quantifier follows it; alternatives outside brackets begin with nothing in common.
  if (/^[^(]*\|/.test(regex)) return ''
  const [plain = ''] = /^\^?(?:(?:[A-Za-z0-9_-]|\\?\.)(?![*+?{]))*/.exec(regex) ?? []
  return plain.replace(/^\^|\\/g, '')
}
