import { compareVersions, release as releaseNamed, strimziReleases, type Release } from './releases.js'
import { servedVersions } from './served.js'

/** A release to stop at, and the Kafka versions that it and the release before it both run: the clusters must run one of them to get there. */
export interface UpgradeStep {
  readonly release: string
  readonly kafka: readonly string[]
}

/**
 * The releases to stop at between two, the newer last, in the fewest steps: neighbours run a Kafka version and serve an API version of Kafka in
 * common, which an upgrade of the operator needs. Empty when there is no such way, or nothing to upgrade.
 */
export function upgradeWay(from: string, to: string): readonly UpgradeStep[] {
  const way: UpgradeStep[] = []
  let at = releaseNamed(from)
  while (at !== undefined && compareVersions(at.name, to) < 0) {
    const last: Release = at
    const next = strimziReleases.find((each) =>
      compareVersions(each.name, to) <= 0 && compareVersions(each.name, last.name) > 0 &&
      shared(each.kafkaVersions, last.kafkaVersions).length > 0 &&
      shared(servedVersions('Kafka', each.name), servedVersions('Kafka', last.name)).length > 0)
    if (next === undefined) return []
    way.push({ release: next.name, kafka: shared(last.kafkaVersions, next.kafkaVersions) })
    at = next
  }
  return way
}

function shared(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.filter((each) => b.includes(each))
}
