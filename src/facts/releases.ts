import releases from '../../schemas/releases.json' with { type: 'json' }
import { compareVersions } from './versions.js'

export { compareVersions, minorVersion } from './versions.js'

/** What is known of one release of the Strimzi cluster operator. */
export interface Release {
  /** The version, e.g. `1.2.0`. */
  readonly name: string
  /** The Kafka versions that the operator runs, oldest first. */
  readonly kafkaVersions: readonly string[]
  /** The Kafka version of a resource that names none. */
  readonly defaultKafkaVersion: string
  /** Known from 0.38.0. */
  readonly minimumKubernetes?: string
  /** The metadata version of a cluster that names none, by Kafka version; known from 0.38.0. */
  readonly metadataVersions?: Readonly<Record<string, string | undefined>>
  /** Feature gates of the operator and whether they are on by default; known from 0.38.0. */
  readonly featureGates?: Readonly<Record<string, boolean | undefined>>
}

/** All releases with facts, newest first. */
export const strimziReleases: readonly Release[] = releases

/** The newest release with facts. */
export const latest: Release = newest()

function newest(): Release {
  const [first] = strimziReleases
  if (first === undefined) throw new Error('schemas/releases.json has no release')
  return first
}

/** The release of that name (`1.2.0`); undefined when there are no facts about it. */
export function release(name: string): Release | undefined {
  return strimziReleases.find((each) => each.name === name)
}

/**
 * The releases that run a Kafka version, newest first. A version of two parts (`4.3`) means any patch of it.
 * Empty for versions that no release with facts runs.
 */
export function releasesSupporting(kafkaVersion: string): readonly Release[] {
  const anyPatch = /^\d+\.\d+$/.test(kafkaVersion)
  return strimziReleases.filter((each) =>
    each.kafkaVersions.some((version) => version === kafkaVersion || (anyPatch && version.startsWith(`${kafkaVersion}.`))),
  )
}

/** The newest release that runs a Kafka version; undefined when none with facts does. */
export function newestReleaseSupporting(kafkaVersion: string): Release | undefined {
  return releasesSupporting(kafkaVersion)[0]
}

/** Whether `name` is `from` or a newer release. */
export function isAtLeast(name: string, from: string): boolean {
  return compareVersions(name, from) >= 0
}
