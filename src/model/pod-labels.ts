import type { Path } from '../yaml/document.js'
import { isPlaceholder } from '../text/placeholder.js'
import { selects } from './placement.js'
import { clusterName } from './links.js'
import { read, type Resource } from './resource.js'
import { asList, asMapping, asString, entry, type Mapping } from './value.js'
import type { Workspace } from './workspace.js'

/** The labels of one group of pods, as far as the manifests tell. */
export interface PodLabels {
  readonly labels: Mapping
  /** Whether every resource that can add labels is in sight, so that a label which is not here is nowhere. */
  readonly complete: boolean
}

/** A demand of a label selector. `value` is the label that the pods have instead. */
export interface Requirement {
  readonly key: string
  /** Where it stands inside the selector. */
  readonly path: Path
  readonly wanted: readonly string[]
  readonly value: string | undefined
}

/** A pod template and what the operator calls its pods. */
interface Component {
  readonly template: Path
  /** Ends the label `strimzi.io/name`. */
  readonly suffix: string
  /** The labels `app.kubernetes.io/name` and `strimzi.io/component-type`. */
  readonly type: string
}

const components: Readonly<Record<string, readonly Component[]>> = {
  Kafka: [
    { template: ['spec', 'kafka', 'template', 'pod'], suffix: 'kafka', type: 'kafka' },
    { template: ['spec', 'zookeeper', 'template', 'pod'], suffix: 'zookeeper', type: 'zookeeper' },
    { template: ['spec', 'entityOperator', 'template', 'pod'], suffix: 'entity-operator', type: 'entity-operator' },
    { template: ['spec', 'cruiseControl', 'template', 'pod'], suffix: 'cruise-control', type: 'cruise-control' },
    { template: ['spec', 'kafkaExporter', 'template', 'pod'], suffix: 'kafka-exporter', type: 'kafka-exporter' },
  ],
  KafkaNodePool: [{ template: ['spec', 'template', 'pod'], suffix: 'kafka', type: 'kafka' }],
  KafkaConnect: [{ template: ['spec', 'template', 'pod'], suffix: 'connect', type: 'kafka-connect' }],
  KafkaMirrorMaker2: [{ template: ['spec', 'template', 'pod'], suffix: 'mirrormaker2', type: 'kafka-mirror-maker-2' }],
  KafkaBridge: [{ template: ['spec', 'template', 'pod'], suffix: 'bridge', type: 'kafka-bridge' }],
}

/** Labels whose value differs from pod to pod. */
const perPod: ReadonlySet<string> = new Set([
  'strimzi.io/pod-name',
  'strimzi.io/controller',
  'strimzi.io/controller-name',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'pod-template-hash',
])

/** Labels that tell the nodes of one pool from those of another. */
const perPool: ReadonlySet<string> = new Set(['strimzi.io/pool-name', 'strimzi.io/broker-role', 'strimzi.io/controller-role'])

/**
 * The pod templates of a Strimzi resource with the labels that their pods will have, one set for each group of pods that differ (the pools of
 * a Kafka). Empty for resources without a name, and for pools that do not say to which cluster they belong.
 */
export function labelledTemplates(resource: Resource, workspace: Workspace): readonly { readonly template: Path; readonly pods: () => readonly PodLabels[] }[] {
  const cluster = resource.kind === 'KafkaNodePool' ? clusterName(resource) : resource.name
  if (cluster === undefined || cluster === '' || resource.name === '' || isPlaceholder(cluster)) return []
  // Few templates have selectors that the labels are wanted for, so they are made when they are asked for.
  return (components[resource.kind] ?? []).map((component) => ({ template: component.template, pods: () => labelsOf(resource, cluster, component, workspace) }))
}

function labelsOf(resource: Resource, cluster: string, { template, suffix, type }: Component, workspace: Workspace): readonly PodLabels[] {
  const common = {
    ...resource.labels,
    ...asMapping(read(resource, [...template, 'metadata', 'labels'])),
    'strimzi.io/cluster': cluster,
    'strimzi.io/kind': resource.kind === 'KafkaNodePool' ? 'Kafka' : resource.kind,
    'strimzi.io/name': `${cluster}-${suffix}`,
    'strimzi.io/component-type': type,
    'app.kubernetes.io/name': type,
    'app.kubernetes.io/instance': cluster,
    'app.kubernetes.io/managed-by': 'strimzi-cluster-operator',
    'app.kubernetes.io/part-of': `strimzi-${cluster}`,
  }
  const whole = resource.partial === undefined
  return type === 'kafka' ? nodeLabels(resource, common, workspace) : [{ labels: common, complete: whole }]
}

/** The pods of Kafka nodes: of one pool, or of all pools of a Kafka. */
function nodeLabels(resource: Resource, common: Mapping, workspace: Workspace): readonly PodLabels[] {
  const kafka = resource.kind === 'Kafka' ? resource : workspace.parent(resource)
  const pools = resource.kind === 'Kafka' ? (workspace.cluster(resource)?.pools ?? []) : [workspace.pool(resource)]
  const complete = resource.partial === undefined && kafka?.partial === undefined && kafka !== undefined
  if (pools.length === 0) return [{ labels: common, complete: complete && !workspace.cluster(kafka)?.usesNodePools }]
  return pools.map((pool) => ({
    labels: {
      ...asMapping(kafka?.labels),
      ...pool.resource.labels,
      ...(kafka === undefined ? {} : asMapping(read(kafka, ['spec', 'kafka', 'template', 'pod', 'metadata', 'labels']))),
      ...asMapping(read(pool.resource, ['spec', 'template', 'pod', 'metadata', 'labels'])),
      ...common,
      'strimzi.io/pool-name': pool.resource.name,
      ...(pool.roles.length === 0 ? {} : { 'strimzi.io/broker-role': String(pool.hasRole('broker')), 'strimzi.io/controller-role': String(pool.hasRole('controller')) }),
    },
    complete,
  }))
}

/** The first demand of a selector that pods with these labels cannot meet; undefined when they may match. Placeholders may become anything. */
export function unmetRequirement(selector: Mapping, { labels, complete }: PodLabels): Requirement | undefined {
  return requirements(selector).find(({ key, wanted, met }) => {
    if (met(labels) || perPod.has(key) || wanted.some(isPlaceholder)) return false
    if (Object.hasOwn(labels, key)) return true
    return /^(strimzi|app\.kubernetes)\.io\//.test(key) ? !perPool.has(key) : complete
  })?.for(labels)
}

interface Demand {
  readonly key: string
  readonly wanted: readonly string[]
  readonly met: (labels: Mapping) => boolean
  readonly for: (labels: Mapping) => Requirement
}

function requirements(selector: Mapping): readonly Demand[] {
  const demand = (key: string, path: Path, wanted: readonly string[], part: Mapping): Demand => ({
    key,
    wanted,
    met: (labels) => selects(part, labels),
    for: (labels) => ({ key, path, wanted, value: asString(entry(labels, key)) }),
  })
  return [
    ...Object.entries(asMapping(entry(selector, 'matchLabels'))).map(([key, value]) => demand(key, ['matchLabels', key], [String(value)], { matchLabels: { [key]: value } })),
    ...asList(entry(selector, 'matchExpressions')).map((expression, index) => {
      const wanted = asList(entry(expression, 'values')).filter((value) => typeof value === 'string')
      return demand(asString(entry(expression, 'key')) ?? '', ['matchExpressions', index], wanted, { matchExpressions: [expression] })
    }),
  ]
}
