import { compareVersions, minorVersion, strimziReleases } from '../facts/releases.js'

/** What is wrong with a Strimzi release that a person named; undefined when it is `auto` or known. */
export function strimziComplaint(name: string): string | undefined {
  if (name === 'auto' || strimziReleases.some((release) => release.name === name)) return undefined
  const near = strimziReleases.find((release) => release.name.startsWith(`${name}.`))
  const oldest = strimziReleases.at(-1)?.name ?? ''
  const newest = strimziReleases[0]?.name ?? ''
  return `unknown Strimzi release "${name}"${near === undefined ? '' : `: did you mean ${near.name}?`} (auto, or a release from ${oldest} to ${newest})`
}

/** What is wrong with a Kafka version that a person named; undefined when some known release runs this minor version. */
export function kafkaComplaint(version: string): string | undefined {
  const versions = new Set(strimziReleases.flatMap((release) => release.kafkaVersions))
  const minor = /^\d+\.\d+(\.\d+)?$/.test(version) ? minorVersion(version) : undefined
  if (minor !== undefined && [...versions].some((known) => minorVersion(known) === minor)) return undefined
  const sorted = [...versions].sort(compareVersions)
  return `unknown Kafka version "${version}" (Strimzi runs ${sorted[0] ?? ''} to ${sorted.at(-1) ?? ''})`
}
