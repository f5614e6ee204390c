import { defineRule } from '../../src/rule/rule.js'
import { matchesAny } from '../../src/text/glob.js'
import { usualSeparators } from '../../src/model/separators.js'
import type { Acl } from '../../src/model/user.js'

export default defineRule({
  id: 'tenant-acl-outside-prefix',
  area: 'tenancy',
  summary: "The ACLs of a tenant's user must stay within the tenant's prefixes.",
  kinds: ['KafkaUser'],
  stage: 'review',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `Topics are not the only names that tenants share. Two teams with a consumer group \`app\` take each other's partitions, and equal transactional
ids shut out each other's producers. Reviews look at topics, so rights outside the tenant's own names hide in groups and ids, or come with a copied file.`,
  links: [
    'https://kafka.apache.org/documentation/#multitenancy-security',
    'https://strimzi.io/docs/operators/latest/configuring#type-AclRule-reference',
  ],
  options: {
    shared: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of topics, groups and transactional ids that every tenant may use; `*` stands for any characters.',
    },
  },
  about: ['acls'],
  concerns: (_, { tenants }) => tenants.length > 0,
  examples: {
    invalid: [
      {
        title: 'a group without a prefix, and everything',
        settings: { tenants: [{ name: 'team-a', prefixes: ['team-a.'], namespaces: ['team-a'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders
            namespace: team-a
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: team-a., patternType: prefix }
                  operations: [Read, Write]
                - resource:
                    type: group
                    name: consumer-1 # error
                  operations: [Read]
                - resource:
                    type: topic
                    name: "*" # error
                  operations: [Read]
        `,
      },
    ],
    valid: [
      {
        title: 'within the prefix, and a topic that all may read',
        options: { shared: ['reference.*'] },
        settings: { tenants: [{ name: 'team-a', prefixes: ['team-a.'] }, { name: 'team-b', prefixes: ['team-b.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: team-a-orders
            namespace: kafka
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: team-a.orders., patternType: prefix }
                  operations: [Read, Write]
                - resource: { type: group, name: team-a.consumer-1 }
                  operations: [Read]
                - resource: { type: topic, name: reference.countries }
                  operations: [Read]
                - resource: { type: cluster }
                  operations: [IdempotentWrite]
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const { tenancy } = workspace
    const owner = tenancy.configured ? tenancy.ownerOf(resource) : undefined
    const tenant = tenancy.tenants.find(({ name }) => name === owner)
    if (tenant === undefined || tenant.prefixes.length === 0) return
    for (const acl of workspace.user(resource).acls) {
      const { name, resourceType, operations, namePath } = acl
      if (acl.deny || name === undefined || !tenantNames.has(resourceType) || matchesAny(name, options.shared)) continue
      if (tenant.prefixes.some((prefix) => name.startsWith(prefix)) || isAnotherRules(acl, name, tenant.prefixes)) continue
      const rights = operations.join(', ')
      const owners = tenancy.owning(name).map((other) => `tenant \`${other.name}\``)
      yield {
        at: namePath,
        message: `user \`${resource.name}\` of tenant \`${tenant.name}\` gets ${rights === '' ? 'rights' : `\`${rights}\``} on ${whose(acl, name, owners)}, outside ${tenancy.prefixesOf(tenant.name)}; use a name with that prefix, or list it as shared`,
      }
    }
  },
})

const tenantNames: ReadonlySet<string> = new Set(['topic', 'group', 'transactionalId'])
const kinds: Readonly<Record<string, string>> = { topic: 'topic', group: 'group', transactionalId: 'transactional id' }

/** Patterns with `*` in the wrong place, and a prefix that lacks just its separator, have rules of their own. */
function isAnotherRules({ patternType }: Acl, name: string, prefixes: readonly string[]): boolean {
  if (name.includes('*')) return name !== '*' || patternType === 'prefix'
  return patternType === 'prefix' && prefixes.some((prefix) => prefix.slice(0, -1) === name && usualSeparators.includes(prefix.slice(-1)))
}

function whose({ resourceType, patternType }: Acl, name: string, owners: readonly string[]): string {
  const kind = kinds[resourceType] ?? resourceType
  if (name === '*') return `every ${kind}`
  return `${kind} ${patternType === 'prefix' ? 'prefix ' : ''}\`${name}\`${owners.length > 0 ? ` of ${owners.join(' and ')}` : ''}`
}
