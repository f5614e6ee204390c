import { isPlaceholder } from '../text/placeholder.js'
import type { Path } from '../yaml/document.js'
import type { KafkaCluster } from './cluster.js'
import { Config } from './config.js'
import { kindKey, read, type Resource } from './resource.js'
import { asList, isMapping } from './value.js'

/** A `compression.type` that a resource sets somewhere. */
export interface CompressionSetting {
  /** The map it stands in. */
  readonly config: Config
  /** With what stands before `compression.type`, e.g. `producer.override.compression.type`. */
  readonly key: string
  readonly path: Path
  readonly codec: string
  /** Who reads it: a producer, the broker, or a topic. The words differ: `none` is for producers, `uncompressed` and `producer` for the others. */
  readonly reader: 'producer' | 'broker' | 'topic'
}

/** The codecs that have a level. */
export const codecsWithLevel = ['gzip', 'lz4', 'zstd'] as const

/**
 * Every `compression.type` that a resource sets, wherever its kind keeps it. Left out are placeholders, unreadable values, and `producer`, by which
 * brokers and topics choose nothing: it is right everywhere, their default, and what most that write one write.
 */
export function compressionSettings(resource: Resource): readonly CompressionSetting[] {
  let settings = found.get(resource)
  if (settings === undefined) found.set(resource, (settings = findSettings(resource)))
  return settings
}

/** Several rules ask for the same, and resources do not change. */
const found = new WeakMap<Resource, readonly CompressionSetting[]>()

function findSettings(resource: Resource): readonly CompressionSetting[] {
  const settings: CompressionSetting[] = []
  for (const { path, keys, reader } of placesOf(resource)) {
    const values = read(resource, path)
    // Nearly all maps set none.
    if (!isMapping(values) || (typeof keys === 'string' && !Object.hasOwn(values, keys))) continue
    const config = new Config(resource, path, values)
    for (const key of typeof keys === 'string' ? [keys] : config.keys.filter((each) => keys.test(each))) {
      const codec = config.raw(key)
      if (typeof codec !== 'string' || isPlaceholder(codec) || (reader !== 'producer' && codec.trim() === 'producer')) continue
      settings.push({ config, key, path: config.at(key), codec: codec.trim(), reader })
    }
  }
  return settings
}

interface SettingPlace {
  readonly path: Path
  readonly keys: string | RegExp
  readonly reader: CompressionSetting['reader']
}

const own = 'compression.type'
const ofWorker = 'producer.compression.type'
const ofConnector = 'producer.override.compression.type'
const ofCreatedTopics = /^topic\.creation\.[^.]+\.compression\.type$/

const ofTopic: readonly SettingPlace[] = [{ path: ['spec', 'config'], keys: own, reader: 'topic' }]
const ofBroker: readonly SettingPlace[] = [{ path: ['spec', 'kafka', 'config'], keys: own, reader: 'broker' }]

function placesOf(resource: Resource): readonly SettingPlace[] {
  switch (kindKey(resource)) {
    case 'KafkaTopic':
      return ofTopic
    case 'Kafka':
      return ofBroker
    case 'KafkaBridge':
      return [{ path: ['spec', 'producer', 'config'], keys: own, reader: 'producer' }]
    case 'KafkaConnect':
      return [{ path: ['spec', 'config'], keys: ofWorker, reader: 'producer' }]
    case 'KafkaConnector':
      return [
        { path: ['spec', 'config'], keys: ofConnector, reader: 'producer' },
        { path: ['spec', 'config'], keys: ofCreatedTopics, reader: 'topic' },
      ]
    case 'KafkaMirrorMaker2':
      return mirrorPlaces(resource)
    default:
      return []
  }
}

function mirrorPlaces(resource: Resource): readonly SettingPlace[] {
  const clusters = asList(read(resource, ['spec', 'clusters'])).map((_, index): Path => ['spec', 'clusters', index, 'config'])
  const mirrors = asList(read(resource, ['spec', 'mirrors'])).flatMap((_, index) => {
    const connectors = ['sourceConnector', 'checkpointConnector', 'heartbeatConnector']
    return connectors.map((connector): Path => ['spec', 'mirrors', index, connector, 'config'])
  })
  return [
    ...[...clusters, ['spec', 'target', 'config']].map((path) => ({ path, keys: ofWorker, reader: 'producer' as const })),
    ...mirrors.map((path) => ({ path, keys: ofConnector, reader: 'producer' as const })),
  ]
}

/** The codec that the brokers of a cluster store everything in, whatever producers send; undefined when they store what arrives. */
export function forcedCodec(cluster: KafkaCluster | undefined): string | undefined {
  const codec = cluster?.text('compression.type')?.value
  return codec === undefined || codec === 'producer' || codec === 'uncompressed' ? undefined : codec
}
