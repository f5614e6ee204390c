import { closest } from '../text/closest.js'
import type { Path } from '../yaml/document.js'
import type { CustomKinds } from './custom.js'
import { entry, isMapping, type Fault, type FaultType } from './fault.js'
import type { SchemaRule } from './problem.js'
import { groupOf, isServed, servedSpan, servedVersions, serving, strimziKinds, versionsOf } from '../facts/served.js'
import { article, choices } from './wording.js'

/** What kubectl and the API server ask before they look at any field: an object, with apiVersion and kind, of a kind that is served. */
export function envelopeFaults(value: unknown, release: string, custom?: CustomKinds): readonly Fault[] {
  if (value === null) return [absent('kind', undefined)]
  if (!isMapping(value)) {
    return [fault('ClientDecode', [], 'wrong-type', `a resource must be a mapping with \`apiVersion\` and \`kind\`, but this is ${article(value)}`, '')]
  }
  const items = entry(value, 'items')
  if (items !== undefined && !Array.isArray(items)) {
    // kubectl takes anything with this key for a list of resources.
    return [fault('ClientDecode', ['items'], 'wrong-type', `\`items\` must be a list of resources, but this is ${article(items)}`, '')]
  }
  const kind = entry(value, 'kind')
  if (typeof kind !== 'string' || kind === '') return [absent('kind', kind)]
  const apiVersion = entry(value, 'apiVersion')
  if (typeof apiVersion !== 'string' || apiVersion === '') return [absent('apiVersion', apiVersion)]
  const parts = apiVersion.split('/')
  if (parts.length > 2) {
    return [fault('ClientDecode', ['apiVersion'], 'unserved-api-version', `\`${apiVersion}\` is not an apiVersion; it must be \`group/version\``, 'kind')]
  }
  const [group = '', version = ''] = parts.length === 2 ? parts : ['', apiVersion]
  if (version === '') {
    return [fault('ClientDecode', ['apiVersion'], 'unserved-api-version', `\`${apiVersion}\` has no version; ${advice(kind, release)}`)]
  }
  const own = custom?.find(group, kind)
  if (own !== undefined) return own.served.includes(version) ? [] : [notServedBy(own.served, { group, version, kind, apiVersion })]
  if (isServed(release, group, kind, version)) return []
  return isJudged(group, kind) ? [notServed({ group, version, kind, apiVersion }, release)] : []
}

/** Other groups may have kinds that we know nothing about, even with names like Strimzi's; only Strimzi's own and the core group are sure. */
function isJudged(group: string, kind: string): boolean {
  if (group === 'strimzi.io' || group.endsWith('.strimzi.io')) return true
  return group === '' && (groupOf(kind) !== undefined || kind === 'List')
}

function absent(key: 'apiVersion' | 'kind', value: unknown): Fault {
  if (value === undefined || value === '') {
    const problem = { rule: 'missing-field', message: `the resource has no \`${key}\`` } as const
    return { type: 'ClientDecode', path: [key], problem, missing: true }
  }
  return fault('ClientDecode', [key], 'wrong-type', `\`${key}\` must be a string, but this is ${article(value)}`)
}

interface Names {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly apiVersion: string
}

/** By a definition that was given. */
function notServedBy(served: readonly string[], { group, version, kind }: Names): Fault {
  const use = served.length === 0 ? 'no version at all' : choices(served.map((name) => `${group}/${name}`), 'and')
  const message = `the given CustomResourceDefinition of ${kind} does not serve \`${version}\`; it serves ${use}`
  return { type: 'NoMatch', path: ['apiVersion'], field: 'apiVersion', problem: { rule: 'unserved-api-version', on: 'value', message } }
}

function notServed(names: Names, release: string): Fault {
  const { group, version, kind, apiVersion } = names
  const refuse = (rule: SchemaRule, at: 'apiVersion' | 'kind', message: string, rename?: string): Fault => ({
    type: 'NoMatch',
    path: [at],
    field: 'apiVersion',
    problem: { rule, on: 'value', message, ...(rename !== undefined && { rename }) },
  })
  if (kind === 'List') return refuse('unknown-kind', 'kind', 'a `List` has apiVersion `v1` and holds resources, not lists')
  const own = groupOf(kind)
  if (own === undefined) {
    const gone = Object.hasOwn(replacedBy, kind) ? replacedBy[kind] : undefined
    if (gone !== undefined) return refuse('unknown-kind', 'kind', `Strimzi ${release} has no kind \`${kind}\` any more; ${gone}`)
    const nearest = closest(kind, strimziKinds())
    const elsewhere = Object.hasOwn(builtinKinds, kind) ? builtinKinds[kind] : undefined
    const hint = elsewhere !== undefined ? `${kind} has apiVersion \`${elsewhere}\`` : kind.endsWith('List') && groupOf(kind.slice(0, -4)) !== undefined
      ? `use \`kind: List\` with apiVersion \`v1\`, or one document for each ${kind.slice(0, -4)}`
      : nearest === undefined ? `\`${group}\` has ${choices(kindsOf(group), 'and')}` : `did you mean \`${nearest}\`?`
    return refuse('unknown-kind', 'kind', `Strimzi has no kind \`${kind}\`; ${hint}`)
  }
  if (own !== group) {
    return refuse('unserved-api-version', 'apiVersion', `${kind} is not of the group \`${group || 'core'}\` (apiVersion \`${apiVersion}\`); ${advice(kind, release)}`)
  }
  const span = servedSpan(kind, version)
  if (span === undefined) {
    const known = versionsOf(kind).join(', ')
    return refuse('unserved-api-version', 'apiVersion', `${kind} has no version \`${version}\` in Strimzi 0.32.0 and later (it has ${known}); ${advice(kind, release)}`)
  }
  const history = `${span.since} to ${span.until}`
  if (servedVersions(kind, release).length === 0) {
    const elsewhere = versionsOf(kind).some((other) => serving(kind, other).length > 0)
    const gone = replacedBy[kind]
    return refuse(
      'unknown-kind',
      'kind',
      `Strimzi ${release} has no ${kind}${elsewhere ? `, which belongs to Strimzi ${history}` : ''}${gone === undefined ? '' : `; ${gone}`}`,
    )
  }
  return refuse('unserved-api-version', 'apiVersion', `Strimzi ${release} does not serve ${kind} \`${version}\` (only ${history} does); ${advice(kind, release)}`)
}

/** Kubernetes' own kinds that people write beside Strimzi's. */
const builtinKinds: Readonly<Record<string, string>> = {
  ConfigMap: 'v1', Secret: 'v1', Service: 'v1', ServiceAccount: 'v1', Namespace: 'v1', Pod: 'v1', PersistentVolumeClaim: 'v1',
  Deployment: 'apps/v1', StatefulSet: 'apps/v1', DaemonSet: 'apps/v1', Job: 'batch/v1', CronJob: 'batch/v1',
  Ingress: 'networking.k8s.io/v1', NetworkPolicy: 'networking.k8s.io/v1', PodDisruptionBudget: 'policy/v1', StorageClass: 'storage.k8s.io/v1',
  Role: 'rbac.authorization.k8s.io/v1', RoleBinding: 'rbac.authorization.k8s.io/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1', ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
}

/** What to use instead of kinds that are gone. */
const replacedBy: Readonly<Record<string, string>> = {
  KafkaConnectS2I: 'use KafkaConnect with `spec.build`',
  KafkaMirrorMaker: 'use KafkaMirrorMaker2',
}

function kindsOf(group: string): readonly string[] {
  const own = strimziKinds().filter((kind) => groupOf(kind) === group)
  return own.length > 0 ? own : strimziKinds()
}

/** What to write instead, for a kind that Strimzi has. */
function advice(kind: string, release: string): string {
  const group = groupOf(kind)
  const [newest] = servedVersions(kind, release)
  if (group === undefined) return 'it must be `group/version`'
  return newest === undefined ? (replacedBy[kind] ?? `Strimzi ${release} does not have this kind`) : `use \`${group}/${newest}\``
}

function fault(type: FaultType, path: Path, rule: SchemaRule, message: string, field?: string): Fault {
  return { type, path, ...(field !== undefined && { field }), problem: { rule, message } }
}
