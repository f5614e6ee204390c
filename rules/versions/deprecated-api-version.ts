import { isStrimzi, type Resource } from '../../src/model/resource.js'
import { releases, servedSpan, versionsOf } from '../../src/facts/served.js'
import { defineRule, type ResourceType } from '../../src/rule/rule.js'

export default defineRule({
  id: 'deprecated-api-version',
  area: 'versions',
  summary: 'A manifest should use an API version that current Strimzi releases serve.',
  kinds: ['*'],
  stage: 'apply',
  presets: { recommended: 'info', production: 'warning', dev: 'info' },
  why: `Strimzi 1.0.0 serves \`v1\` only; releases 0.49 to 0.51 serve both and are the time to rewrite. This is said once per file and only while the
release in force still serves the old version: after that it is an error of its own.`,
  links: [
    'https://github.com/strimzi/proposals/blob/main/113-remove-v1beta2-crd-apis.md',
    'https://strimzi.io/docs/operators/latest/deploying#assembly-upgrade-str',
  ],
  concerns: (type) => newerVersion(type) !== undefined,
  examples: {
    invalid: [
      {
        title: 'said once, for the first resource of the file',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2 # warning
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: payments
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
        `,
      },
    ],
    valid: [
      {
        title: 'v1',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels: { strimzi.io/cluster: shop }
          spec:
            partitions: 12
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const newer = newerVersion(resource)
    const served = newer === undefined ? undefined : servedSpan(resource.kind, resource.version)
    if (newer === undefined || served === undefined || !workspace.target(resource).inferred) return
    const outdated = outdatedAmong(workspace.inFile(resource.file.path))
    if (outdated[0] !== resource) return
    const others = outdated.length === 1 ? '' : ` (${outdated.length} resources of this file)`
    return {
      at: ['apiVersion'],
      message: `Strimzi ${served.until} is the last release that serves \`${resource.apiVersion}\`${others}, and the next one refuses it; \`${resource.group}/${newer}\` replaces it`,
    }
  },
})

/** Kept for each list of resources, as every resource of a file asks for those of the whole file. */
const outdatedResources = new WeakMap<readonly Resource[], readonly Resource[]>()

function outdatedAmong(resources: readonly Resource[]): readonly Resource[] {
  let outdated = outdatedResources.get(resources)
  if (outdated === undefined) {
    outdated = resources.filter((resource) => newerVersion(resource) !== undefined)
    outdatedResources.set(resources, outdated)
  }
  return outdated
}

/** The version that the newest release serves in place of the resource's; undefined when the resource's own is still served, or nothing is. */
function newerVersion({ group, kind, version }: ResourceType): string | undefined {
  if (!isStrimzi({ group, kind })) return undefined
  const name = `${kind} ${version}`
  if (!newerVersions.has(name)) newerVersions.set(name, findNewer(kind, version))
  return newerVersions.get(name)
}

/** Asked for every resource, and there are few answers. */
const newerVersions = new Map<string, string | undefined>()

function findNewer(kind: string, version: string): string | undefined {
  const newest = releases()[0] ?? ''
  const [replacement] = versionsOf(kind)
  if (servedSpan(kind, version) === undefined || servedSpan(kind, version)?.until === newest) return undefined
  return replacement !== undefined && servedSpan(kind, replacement)?.until === newest ? replacement : undefined
}
