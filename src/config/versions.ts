import { compareVersions, latest, minorVersion, strimziReleases } from '../facts/releases.js'
import { selectReleases } from '../facts/selection.js'
import type { Settings } from '../rule/settings.js'

/** What is wrong with the Strimzi releases that a person named; undefined when it is `auto`, or there are such releases. */
export function strimziComplaint(name: string): string | undefined {
  const selected = name === 'auto' ? [] : selectReleases(name)
  return 'complaint' in selected ? selected.complaint : undefined
}

/** The judge that a person named, which has no complaint: `auto`, a release, or the newest of a fleet with all of it. */
export function judgeNamed(name: string): Pick<Settings, 'strimzi' | 'fleet'> {
  if (name === 'auto') return { strimzi: name }
  const selected = selectReleases(name)
  const releases = 'complaint' in selected ? [] : selected
  return { strimzi: releases[0] ?? latest.name, ...(releases.length > 1 && { fleet: releases }) }
}

/** What is wrong with a Kafka version that a person named; undefined when some known release runs this minor version. */
export function kafkaComplaint(version: string): string | undefined {
  const versions = new Set(strimziReleases.flatMap((release) => release.kafkaVersions))
  const minor = /^\d+\.\d+(\.\d+)?$/.test(version) ? minorVersion(version) : undefined
  if (minor !== undefined && [...versions].some((known) => minorVersion(known) === minor)) return undefined
  const sorted = [...versions].sort(compareVersions)
  return `unknown Kafka version "${version}" (Strimzi runs ${sorted[0] ?? ''} to ${sorted.at(-1) ?? ''})`
}
