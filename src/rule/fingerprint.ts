import { createHash } from 'node:crypto'
import type { Finding } from './finding.js'

/** The group of an apiVersion: `kafka.strimzi.io/v1beta2` and `kafka.strimzi.io/v1` are the same resource before and after a migration. */
function group(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}

/**
 * What stays the same about a finding while people edit around it: rule, resource and path inside it; not lines, not the file, not the
 * wording. A finding outside a resource is known by its file.
 */
function identity({ rule, resource, file, path }: Finding): string {
  if (resource === undefined) return JSON.stringify([rule, file, path])
  return JSON.stringify([rule, group(resource.apiVersion), resource.kind, resource.namespace ?? '', resource.name, path])
}

/**
 * A fingerprint for each finding of a report, in its order: 32 hexadecimal digits and an ordinal (`…:0`) that tells findings apart which
 * share rule, resource and path (the same cluster in two overlays). Stable when lines and files move.
 */
export function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const digest = createHash('sha256').update(identity(finding)).digest('hex').slice(0, 32)
    const ordinal = seen.get(digest) ?? 0
    seen.set(digest, ordinal + 1)
    return `${digest}:${ordinal}`
  })
}
