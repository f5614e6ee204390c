import type { Mapping } from '../model/value.js'
import { keptPlace } from './memory.js'
import { admin, brokers, consumer, knownConverters, producer, topics, worker, type OptionPlace } from './place.js'

/** The config of a cluster in a KafkaMirrorMaker2: of the workers (for the target) and of every client of the connectors. */
export function mirrorCluster(config: Mapping, target: boolean): OptionPlace {
  return keptPlace(['mirror', target, knownConverters(config)], () => {
    const { forbidden: _forbidden, ...unfiltered } = worker(config, false)
    return {
      ...unfiltered,
      name: 'MirrorMaker 2 cluster',
      scopes: ['connect', 'producer', 'consumer', 'admin', 'mirror-client'],
      elsewhere: [
        { scope: 'mirror-source', who: 'the source connector' },
        { scope: 'mirror-checkpoint', who: 'the checkpoint connector' },
        { scope: 'mirror-heartbeat', who: 'the heartbeat connector' },
        brokers,
        topics,
      ],
      ...(target && { forbidden: 'KafkaMirrorMaker2.spec.target.config' as const }),
    }
  })
}

/** Keys that MirrorMaker's connectors pass on to their clients. */
export const mirrorPrefixes: readonly (readonly [string, OptionPlace | 'plugin'])[] = (() => {
  const any: OptionPlace = { ...producer, name: 'client', scopes: ['producer', 'consumer', 'admin', 'mirror-client'], elsewhere: [topics, brokers] }
  const kinds = [['producer.', producer], ['consumer.', consumer], ['admin.', admin]] as const
  return [
    ...kinds,
    // Their definition includes the security options of clients.
    ['ssl.', { ...any, keepsPrefix: true }] as const,
    ['sasl.', { ...any, keepsPrefix: true }] as const,
    ['source.cluster.', any] as const,
    ['target.cluster.', any] as const,
    ...['source.', 'target.', 'source.cluster.', 'target.cluster.'].flatMap((side) =>
      kinds.map(([prefix, place]) => [`${side}${prefix}`, place] as const),
    ),
    ...['producer.', 'consumer.', 'admin.', 'source.cluster.', 'target.cluster.'].map((side) => [`${side}config.providers.`, 'plugin'] as const),
  ]
})()
