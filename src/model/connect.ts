import type { Path } from '../yaml/document.js'
import type { KafkaCluster } from './cluster.js'
import { Config, type Sourced } from './config.js'
import { read, type Resource } from './resource.js'
import { asBoolean, asString } from './value.js'
import type { Workspace } from './workspace.js'

/** The three topics in which Kafka Connect keeps its state, with the configuration keys and the fields of `v1`. */
export const storageTopics = [
  { key: 'config', topicField: 'configStorageTopic', topicKey: 'config.storage.topic', factorKey: 'config.storage.replication.factor' },
  { key: 'offset', topicField: 'offsetStorageTopic', topicKey: 'offset.storage.topic', factorKey: 'offset.storage.replication.factor' },
  { key: 'status', topicField: 'statusStorageTopic', topicKey: 'status.storage.topic', factorKey: 'status.storage.replication.factor' },
] as const

/** A KafkaConnect cluster; hides that `v1` has typed fields where `v1beta2` has worker options. */
export class ConnectCluster {
  constructor(
    readonly resource: Resource,
    readonly workspace: Workspace,
  ) {}

  /** The Kafka cluster it stores its state in and, by default, works on; undefined when it is not to be seen. */
  get kafka(): KafkaCluster | undefined {
    return this.workspace.clusterAt(this.resource, read(this.resource, ['spec', 'bootstrapServers']))
  }

  /** The worker configuration. */
  get config(): Config {
    const path = ['spec', 'config']
    return new Config(this.resource, path, read(this.resource, path))
  }

  get groupId(): Sourced<string> | undefined {
    return this.#typed('groupId', 'group.id')
  }

  storageTopic(topic: (typeof storageTopics)[number]): Sourced<string> | undefined {
    return this.#typed(topic.topicField, topic.topicKey)
  }

  /** Whether KafkaConnector resources configure this cluster (`strimzi.io/use-connector-resources`). */
  get usesConnectorResources(): boolean {
    return asBoolean(this.resource.annotations['strimzi.io/use-connector-resources']) === true
  }

  /** The KafkaConnector resources that name this cluster; undefined when their number cannot be told. */
  get connectors(): readonly Resource[] | undefined {
    return this.workspace.children('KafkaConnector', this.resource)
  }

  #typed(field: string, key: string): Sourced<string> | undefined {
    const path: Path = ['spec', field]
    const value = asString(read(this.resource, path))
    return value === undefined ? this.config.text(key) : { value, origin: 'set', resource: this.resource, path }
  }
}
