import type { Path } from '../yaml/document.js'
import { clusterName } from './links.js'
import { read, type Resource } from './resource.js'
import type { Sourced } from './config.js'
import { asList, asNumber } from './value.js'
import type { KafkaCluster } from './cluster.js'
import type { Workspace } from './workspace.js'

const replicasPath: Path = ['spec', 'replicas']

/** A KafkaNodePool. */
export class NodePool {
  // Resources never change, so what is read from them is read once.
  #roles: readonly string[] | undefined

  constructor(
    readonly resource: Resource,
    readonly workspace: Workspace,
  ) {}

  get clusterName(): string | undefined {
    return clusterName(this.resource)
  }

  get cluster(): KafkaCluster | undefined {
    return this.workspace.cluster(this.resource)
  }

  /** `broker`, `controller`; empty when the pool does not say, as in a patch. */
  get roles(): readonly string[] {
    return (this.#roles ??= asList(read(this.resource, ['spec', 'roles'])).filter((role) => typeof role === 'string'))
  }

  hasRole(role: 'broker' | 'controller'): boolean {
    return this.roles.includes(role)
  }

  /** The number of nodes; undefined when it is not a number that can be read (a placeholder, a patch without it). */
  get replicas(): Sourced<number> | undefined {
    const value = asNumber(read(this.resource, replicasPath))
    return value === undefined ? undefined : { value, origin: 'set', resource: this.resource, path: replicasPath }
  }
}
