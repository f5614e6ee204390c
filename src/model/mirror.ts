import type { Path } from '../yaml/document.js'
import type { KafkaCluster } from './cluster.js'
import { Config } from './config.js'
import { read, type Resource } from './resource.js'
import { asList, asString, entry, isMapping } from './value.js'
import type { Workspace } from './workspace.js'

/** A Kafka cluster at one end of a mirror, as the KafkaMirrorMaker2 describes it. */
export interface MirrorEnd {
  readonly alias: string
  /** Where this end is described. */
  readonly path: Path
  readonly bootstrapServers: string | undefined
  readonly config: Config
  /** The Kafka resource behind it, when it is one of the workspace. */
  readonly kafka: KafkaCluster | undefined
}

/** One connector of a mirror. */
export interface MirrorConnector {
  /** Where it stands, or would stand. */
  readonly path: Path
  readonly present: boolean
  readonly config: Config
}

/** One flow from a source to the target. */
export interface MirrorFlow {
  readonly path: Path
  readonly source: MirrorEnd | undefined
  readonly target: MirrorEnd | undefined
  readonly sourceConnector: MirrorConnector
  readonly checkpointConnector: MirrorConnector
  /** Gone in `v1`; there `present` is always false. */
  readonly heartbeatConnector: MirrorConnector
}

/** A KafkaMirrorMaker2; hides that `v1beta2` lists clusters and refers to them by alias, and `v1` nests them. */
export class Mirror {
  constructor(
    readonly resource: Resource,
    readonly workspace: Workspace,
  ) {}

  /** The cluster where the workers keep their state: `spec.target`, or the one that `connectCluster` names. */
  get target(): MirrorEnd | undefined {
    return read(this.resource, ['spec', 'target']) === undefined
      ? this.#byAlias(read(this.resource, ['spec', 'connectCluster']))
      : this.#end(['spec', 'target'])
  }

  get flows(): readonly MirrorFlow[] {
    return asList(read(this.resource, ['spec', 'mirrors'])).flatMap((mirror, index) => {
      if (!isMapping(mirror)) return []
      const path = ['spec', 'mirrors', index]
      const nested = entry(mirror, 'source') !== undefined
      return {
        path,
        source: nested ? this.#end([...path, 'source']) : this.#byAlias(entry(mirror, 'sourceCluster')),
        target: asString(entry(mirror, 'targetCluster')) === undefined ? this.target : this.#byAlias(entry(mirror, 'targetCluster')),
        sourceConnector: this.#connector([...path, 'sourceConnector']),
        checkpointConnector: this.#connector([...path, 'checkpointConnector']),
        heartbeatConnector: this.#connector([...path, 'heartbeatConnector']),
      }
    })
  }

  #byAlias(alias: unknown): MirrorEnd | undefined {
    const index = asList(read(this.resource, ['spec', 'clusters'])).findIndex((cluster) => entry(cluster, 'alias') === alias)
    return alias === undefined || index < 0 ? undefined : this.#end(['spec', 'clusters', index])
  }

  #end(path: Path): MirrorEnd {
    const bootstrapServers = asString(read(this.resource, [...path, 'bootstrapServers']))
    const config = [...path, 'config']
    return {
      alias: asString(read(this.resource, [...path, 'alias'])) ?? '',
      path,
      bootstrapServers,
      config: new Config(this.resource, config, read(this.resource, config)),
      kafka: this.workspace.clusterAt(this.resource, bootstrapServers),
    }
  }

  #connector(path: Path): MirrorConnector {
    const config = [...path, 'config']
    return { path, present: isMapping(read(this.resource, path)), config: new Config(this.resource, config, read(this.resource, config)) }
  }
}
