import { brokerEquivalents, type KafkaOption } from '../facts/kafka-options.js'
import type { Config } from '../model/config.js'
import { file } from '../model/filing.js'
import { read, type Resource } from '../model/resource.js'
import { asList, asString, entry, isMapping, type Mapping } from '../model/value.js'
import type { Workspace } from '../model/workspace.js'
import type { Path } from '../yaml/document.js'
import { checkOptions, type OptionClass, type OptionContext, type OptionProblem } from './check.js'
import { connectorPlace, missingOptions } from './connector.js'
import { mirrorCluster } from './mirror.js'
import * as places from './place.js'
import { redundantOptions } from './redundant.js'
import { listItems } from './value.js'

/** A map of options in a resource. */
export interface OptionMap {
  readonly path: Path
  readonly config: Mapping
  readonly place: places.OptionPlace
  /** The class of a connector. */
  readonly connectorClass?: string
  /** Keys that a field beside the map overrides, with the field. */
  readonly overridden?: ReadonlyMap<string, string>
}

/** Every map of options of a resource of Strimzi, in `v1beta2` and `v1` shapes. */
export function optionMaps(resource: Resource): OptionMap[] {
  const at = (path: Path, place: (config: Mapping) => places.OptionPlace): OptionMap[] => {
    const config = read(resource, path)
    return isMapping(config) ? [{ path, config, place: place(config) }] : []
  }
  switch (resource.kind) {
    case 'Kafka':
      return [
        ...at(['spec', 'kafka', 'config'], (config) => places.broker(hasCustomClasses(config) || hasCustomPlugins(resource))),
        ...at(['spec', 'cruiseControl', 'config'], () => places.cruiseControl),
      ]
    case 'KafkaTopic':
      return at(['spec', 'config'], () => places.topic)
    case 'KafkaConnect':
      return at(['spec', 'config'], (config) => places.worker(config, hasCustomClasses(config)))
    case 'KafkaConnector': {
      const className = asString(read(resource, ['spec', 'class'])) ?? ''
      return at(['spec', 'config'], (config) => connectorPlace(className, config)).map((map) => ({ ...map, connectorClass: className }))
    }
    case 'KafkaBridge':
      return [
        ...at(['spec', 'producer', 'config'], (config) => loosened(places.bridgeProducer, config)),
        ...at(['spec', 'consumer', 'config'], (config) => loosened(places.bridgeConsumer, config)),
        ...at(['spec', 'adminClient', 'config'], (config) => loosened(places.bridgeAdmin, config)),
        ...at(['spec', 'config'], () => places.bridge),
      ]
    case 'KafkaMirrorMaker2':
      return mirrorMaps(resource, at)
    default:
      return []
  }
}

function mirrorMaps(resource: Resource, at: (path: Path, place: (config: Mapping) => places.OptionPlace) => OptionMap[]): OptionMap[] {
  const target = read(resource, ['spec', 'connectCluster'])
  const clusters = asList(read(resource, ['spec', 'clusters'])).flatMap((cluster, index) =>
    at(['spec', 'clusters', index, 'config'], (config) => mirrorCluster(config, entry(cluster, 'alias') === target)),
  )
  const flows = asList(read(resource, ['spec', 'mirrors'])).flatMap((mirror, index) => [
    ...at(['spec', 'mirrors', index, 'source', 'config'], (config) => mirrorCluster(config, false)),
    ...mirrorConnectors.flatMap(({ field, className }) =>
      at(['spec', 'mirrors', index, field, 'config'], (config) => connectorPlace(className, config)).map((map) => ({
        ...map,
        overridden: patternFields(mirror),
      })),
    ),
  ])
  return [...at(['spec', 'target', 'config'], (config) => mirrorCluster(config, true)), ...clusters, ...flows]
}

const mirrorConnectors = [
  { field: 'sourceConnector', className: 'org.apache.kafka.connect.mirror.MirrorSourceConnector' },
  { field: 'checkpointConnector', className: 'org.apache.kafka.connect.mirror.MirrorCheckpointConnector' },
  { field: 'heartbeatConnector', className: 'org.apache.kafka.connect.mirror.MirrorHeartbeatConnector' },
] as const

/** The operator writes these fields of a mirror over the options of the same meaning. */
function patternFields(mirror: unknown): ReadonlyMap<string, string> {
  const fields = [
    ['topics', 'topicsPattern'],
    ['topics.exclude', 'topicsExcludePattern'],
    ['groups', 'groupsPattern'],
    ['groups.exclude', 'groupsExcludePattern'],
  ] as const
  return new Map(fields.filter(([, field]) => (entry(mirror, field) ?? undefined) !== undefined))
}

/** Packages whose classes have facts here, or read no options of their own. */
const ownClass = /^(org\.apache\.kafka|io\.strimzi|com\.linkedin\.kafka\.cruisecontrol)\./

/** Whether an option names a class of somebody else: it gets the whole configuration and may read any key. */
function hasCustomClasses(config: Mapping): boolean {
  for (const key of Object.keys(config)) {
    const value = config[key]
    // Few values look like the name of a class.
    if (typeof value !== 'string' || !value.includes('.') || !/(^|\.)(class|classes|class\.name|reporters|policy)$/.test(key)) continue
    if (listItems(value).some((name) => name.includes('.') && !ownClass.test(name))) return true
  }
  return false
}

/** Whether a typed field of a Kafka brings classes of somebody else. */
function hasCustomPlugins(resource: Resource): boolean {
  return read(resource, ['spec', 'kafka', 'authorization', 'type']) === 'custom' || read(resource, ['spec', 'kafka', 'tieredStorage', 'type']) === 'custom'
}

function loosened(place: places.OptionPlace, config: Mapping): places.OptionPlace {
  return hasCustomClasses(config) ? { ...place, keys: 'typos' } : place
}

/** What is wrong with the options of a resource, by class. */
export type ProblemsByClass = ReadonlyMap<OptionClass, readonly OptionProblem[]>

const nothing: ProblemsByClass = new Map()

const known = new WeakMap<Resource, { readonly strimzi: string; readonly kafka: string; readonly problems: ProblemsByClass }>()

/** All problems of all options of a resource, but for `redundant-default`; kept, as every class of problem is a rule that asks for them. */
export function optionProblems(resource: Resource, workspace: Workspace): ProblemsByClass {
  const { strimzi, kafka } = workspace.target(resource)
  const before = known.get(resource)
  if (before?.strimzi === strimzi && before.kafka === kafka) return before.problems
  const all: OptionProblem[] = []
  for (const map of optionMaps(resource)) {
    const wrong = checkOptions(map.config, contextOf(resource, map, strimzi, kafka))
    if (wrong.length > 0) all.push(...wrong)
    if (map.connectorClass === undefined || resource.partial !== undefined) continue
    all.push(...missingOptions(map.connectorClass, map.config, map.path, kafka))
  }
  const problems = all.length === 0 ? nothing : byClass(all)
  known.set(resource, { strimzi, kafka, problems })
  return problems
}

function byClass(problems: readonly OptionProblem[]): ProblemsByClass {
  const groups = new Map<OptionClass, OptionProblem[]>()
  for (const problem of problems) file(groups, problem.class, problem)
  return groups
}

/** The options of a resource that repeat what holds without them: `redundant-default`. */
export function redundantProblems(resource: Resource, workspace: Workspace): readonly OptionProblem[] {
  const { strimzi, kafka } = workspace.target(resource)
  return optionMaps(resource).flatMap((map) => {
    // The operator brings defaults of its own for Cruise Control.
    if (map.place === places.cruiseControl) return []
    const context = contextOf(resource, map, strimzi, kafka)
    if (resource.kind !== 'KafkaTopic') return redundantOptions(map.config, context)
    // What a topic inherits shows only in its cluster.
    const { cluster } = workspace.topic(resource)
    return cluster === undefined ? [] : redundantOptions(map.config, context, (option) => inherited(option, cluster.config))
  })
}

function contextOf(resource: Resource, map: OptionMap, release: string, kafkaVersion: string): OptionContext {
  const { place, path, overridden } = map
  const { file, document } = resource
  return {
    place,
    path,
    kafkaVersion,
    release,
    field: (other) => read(resource, other),
    written: (key) => plainText(resource, [...path, key]),
    octal: (value) => file.text.slice(document.span.start, document.span.end).includes(`0${Math.abs(value).toString(8)}`),
    ...(overridden && { overridden }),
  }
}

/** The text of a plain scalar; undefined for quoted ones, aliases, tags and blocks. */
function plainText(resource: Resource, path: Path): string | undefined {
  const place = resource.document.place([...resource.root, ...path])
  const text = place === undefined ? '' : resource.file.text.slice(place.value.start, place.value.end)
  return /^[\w.+-]{1,100}$/.test(text) ? text : undefined
}

/** What a topic option is when the topic does not set it: the cluster's broker option, or Kafka's default. */
function inherited(option: KafkaOption, config: Config): unknown {
  for (const { key, toTopic } of brokerEquivalents(option.key)) {
    const value = config.raw(key)
    if (value !== undefined) return toTopic(value)
  }
  return option.default
}
