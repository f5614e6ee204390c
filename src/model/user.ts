import type { Path } from '../yaml/document.js'
import type { KafkaCluster } from './cluster.js'
import { read, type Resource } from './resource.js'
import { asList, asMapping, asNumber, asString, entry, isMapping, type Mapping } from './value.js'
import type { Sourced } from './config.js'
import type { Workspace } from './workspace.js'

/** The quotas of a KafkaUser: bytes per second and broker, percent of a broker's request threads, partition mutations per second. */
export const quotaKeys = ['producerByteRate', 'consumerByteRate', 'requestPercentage', 'controllerMutationRate'] as const
export type QuotaKey = (typeof quotaKeys)[number]

/** One ACL rule of a KafkaUser, whatever the API generation wrote (`operation` or `operations`). */
export interface Acl {
  readonly path: Path
  /** Where the name stands, or would stand. */
  readonly namePath: Path
  /** `topic`, `group`, `transactionalId`, `cluster`. */
  readonly resourceType: string
  /** The name or prefix; undefined when absent or unreadable. */
  readonly name: string | undefined
  /** Kafka's default is `literal`. */
  readonly patternType: string
  readonly operations: readonly string[]
  readonly deny: boolean
}

const quotasPath: Path = ['spec', 'quotas']

/** A KafkaUser. */
export class User {
  // Resources never change, so what is read from them is read once.
  #acls: readonly Acl[] | undefined
  #quotas: { readonly found: Mapping | undefined } | undefined

  constructor(
    readonly resource: Resource,
    readonly workspace: Workspace,
  ) {}

  get cluster(): KafkaCluster | undefined {
    return this.workspace.cluster(this.resource)
  }

  /** `tls`, `tls-external`, `scram-sha-512`; undefined when no credentials are asked for. */
  get authenticationType(): string | undefined {
    return asString(read(this.resource, ['spec', 'authentication', 'type']))
  }

  get quotas(): Mapping | undefined {
    return (this.#quotas ??= { found: this.#readQuotas() }).found
  }

  #readQuotas(): Mapping | undefined {
    const quotas = read(this.resource, quotasPath)
    return isMapping(quotas) && Object.keys(quotas).length > 0 ? quotas : undefined
  }

  quota(key: QuotaKey): Sourced<number> | undefined {
    const value = asNumber(entry(this.quotas, key))
    return value === undefined ? undefined : { value, origin: 'set', resource: this.resource, path: ['spec', 'quotas', key] }
  }

  get acls(): readonly Acl[] {
    return (this.#acls ??= this.#readAcls())
  }

  #readAcls(): readonly Acl[] {
    const acls: Acl[] = []
    asList(read(this.resource, ['spec', 'authorization', 'acls'])).forEach((item, index) => {
      if (!isMapping(item)) return
      const path = ['spec', 'authorization', 'acls', index]
      const target = asMapping(entry(item, 'resource'))
      const single = asString(entry(item, 'operation'))
      const operations = asList(entry(item, 'operations')).filter((word) => typeof word === 'string')
      acls.push({
        path,
        namePath: ['spec', 'authorization', 'acls', index, 'resource', 'name'],
        resourceType: asString(entry(target, 'type')) ?? '',
        name: asString(entry(target, 'name')),
        patternType: asString(entry(target, 'patternType')) ?? 'literal',
        operations: single === undefined ? operations : [...operations, single],
        deny: entry(item, 'type') === 'deny',
      })
    })
    return acls
  }
}

/** Whether the pattern of an ACL covers a name. */
export function covers(acl: Acl, name: string): boolean {
  if (acl.name === undefined) return false
  return acl.patternType === 'prefix' ? name.startsWith(acl.name) : acl.name === '*' || acl.name === name
}

/** Operations that change what others see. */
const changing: ReadonlySet<string> = new Set(['All', 'Write', 'Create', 'Delete', 'Alter', 'AlterConfigs', 'IdempotentWrite'])

export function allowsChange(acl: Acl): boolean {
  return !acl.deny && acl.operations.some((operation) => changing.has(operation))
}
