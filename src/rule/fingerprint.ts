import type { Finding, FindingIdentity, ResourceIdentity } from './finding.js'
import { formatPath } from '../yaml/path.js'
import type { Path } from '../yaml/document.js'

/** The identity of a finding. */
export function identityOf({ rule, resource, file, path, stablePath = path }: Finding): FindingIdentity {
  if (resource === undefined) return { rule, file, path: stablePath }
  return { rule, resource: resourceKey(resource), ...(resource.name === '' && { file }), path: stablePath }
}

/** A resource as identities name it: `KafkaTopic kafka/orders`. */
export function resourceKey({ kind, namespace, name }: ResourceIdentity): string {
  return name === '' ? kind : `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

/** An identity as one text, to compare and to look up. */
export function identityKey({ rule, resource = '', file = '', path }: FindingIdentity): string {
  return JSON.stringify([rule, resource, file, path])
}

/**
 * A fingerprint for each finding, in their order: 32 hexadecimal digits and an ordinal (`…:0`), which only tells findings apart that share an
 * identity (the same cluster in two overlays).
 */
export function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const digest = process.getBuiltinModule('node:crypto').createHash('sha256').update(identityKey(identityOf(finding))).digest('hex').slice(0, 32)
    const ordinal = seen.get(digest) ?? 0
    seen.set(digest, ordinal + 1)
    return `${digest}:${ordinal}`
  })
}

/** Names longer than this are cut: they end in files that people read. */
const longestName = 200

/**
 * A path in which the items of lists are called by what names them, so that it stays when an item is inserted before:
 * `spec.listeners[plain].port`, `spec.authorization.acls[topic orders Read,Write]`. An item without a name keeps its position.
 */
export function stablePath(value: unknown, path: Path): string {
  let text = ''
  let node = value
  let plain: (string | number)[] = []
  for (const step of path) {
    const next = childOf(node, step)
    const name = typeof step === 'number' ? nameOf(next) : undefined
    if (name === undefined) {
      plain.push(step)
    } else {
      text = joined(text, plain) + `[${name.slice(0, longestName)}]`
      plain = []
    }
    node = next
  }
  return joined(text, plain)
}

function joined(text: string, path: Path): string {
  const rest = formatPath(path)
  return text === '' || rest === '' || rest.startsWith('[') ? text + rest : `${text}.${rest}`
}

function childOf(node: unknown, step: string | number): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, step) ? (node as Record<string | number, unknown>)[step] : undefined
}

/** What names an item of a list among its neighbours: one of these, as Strimzi's and Kubernetes' lists have them. */
const naming: readonly (readonly string[])[] = [
  ['name'], ['id'], ['alias'], ['sourceCluster', 'targetCluster'], ['broker'], ['topologyKey'], ['key'], ['source'],
]

function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string' && item !== '') return item
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined
  const acl = aclName(item)
  if (acl !== undefined) return acl
  for (const keys of naming) {
    const names = keys.map((key) => aliasOf(childOf(item, key)))
    if (names.every((name) => name !== undefined)) return names.join(' ')
  }
  return undefined
}

/** A mirror of v1 names its source as a mapping with an alias. */
function aliasOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value === '' ? undefined : value
  const alias = childOf(value, 'alias')
  return typeof alias === 'string' ? alias : undefined
}

/** The access that an ACL rule is about, the same for `operation: Read` and `operations: [Read]`. */
function aclName(item: object): string | undefined {
  const resource = childOf(item, 'resource')
  const type = childOf(resource, 'type')
  if (typeof type !== 'string') return undefined
  const name = childOf(resource, 'name')
  const list = childOf(item, 'operations') ?? childOf(item, 'operation')
  const operations = (Array.isArray(list) ? list : [list]).filter((operation) => typeof operation === 'string').sort()
  return [type, ...(typeof name === 'string' ? [name] : []), operations.join(',')].filter((part) => part !== '').join(' ')
}
