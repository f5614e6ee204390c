import { matchesAny } from '../text/glob.js'

/** Topics of Cruise Control and MirrorMaker 2, and the default names of Connect's in Strimzi's examples. */
const internalTopics = [
  'strimzi.cruisecontrol.*',
  'strimzi-canary*',
  'mm2-*',
  'mirrormaker2-cluster-*',
  'heartbeats',
  '*.heartbeats',
  '*.checkpoints.internal',
  'connect-cluster-*',
]

/** Whether a topic has a name that Kafka, Strimzi, Cruise Control, MirrorMaker 2 or Strimzi's examples for Connect give their own. */
export function hasInternalName(name: string): boolean {
  return name.startsWith('_') || matchesAny(name, internalTopics)
}
