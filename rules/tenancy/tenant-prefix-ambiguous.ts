import { topicNamePath } from '../../src/model/topic.js'
import type { Resource } from '../../src/model/resource.js'
import type { Workspace } from '../../src/model/workspace.js'
import type { Tenant } from '../../src/rule/settings.js'
import { defineRule, type Problem } from '../../src/rule/rule.js'

export default defineRule({
  id: 'tenant-prefix-ambiguous',
  area: 'tenancy',
  summary: 'No topic or user may belong to two configured tenants.',
  kinds: ['KafkaUser', 'KafkaTopic'],
  stage: 'review',
  presets: { recommended: 'error', production: 'error', dev: 'warning' },
  why: `When the prefix of one tenant contains that of another, or a namespace is given to two, nobody can tell who owns a name: the ACLs of both cover it,
and every other tenant rule has to stay silent about it. End prefixes with a separator, and give each namespace to one tenant.`,
  links: ['https://kafka.apache.org/documentation/#multitenancy-topic-naming', 'https://kafka.apache.org/documentation/#multitenancy-security'],
  concerns: (_, { tenants }) => tenants.length > 0,
  examples: {
    invalid: [
      {
        title: 'a prefix without its separator contains another',
        settings: { tenants: [{ name: 'payments', prefixes: ['pay'] }, { name: 'people', prefixes: ['payroll.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: payroll.salaries # error
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
        `,
      },
      {
        title: 'a namespace of two tenants',
        settings: {
          tenants: [
            { name: 'payments', prefixes: ['pay.'], namespaces: ['finance'] },
            { name: 'people', prefixes: ['payroll.'], namespaces: ['finance'] },
          ],
        },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: ledger
            namespace: finance # error
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
        `,
      },
    ],
    valid: [
      {
        title: 'prefixes that end with a separator',
        settings: {
          tenants: [
            { name: 'payments', prefixes: ['pay.'], namespaces: ['payments'] },
            { name: 'people', prefixes: ['payroll.'], namespaces: ['people'] },
          ],
        },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: payroll.salaries
            namespace: people
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const { tenancy } = workspace
    const { namespace } = resource
    const here = tenancy.tenants.filter(({ namespaces }) => namespace !== undefined && namespaces.includes(namespace))
    if (here.length > 1) {
      yield {
        at: ['metadata', 'namespace'],
        message: `namespace \`${namespace ?? ''}\` is given to ${names(here)}, so nobody can tell who owns ${resource.kind} \`${resource.name}\`; give it to one of them in the configuration`,
      }
    }
    if (resource.kind === 'KafkaTopic') yield* ambiguousName(resource, workspace)
  },
})

function* ambiguousName(resource: Resource, workspace: Workspace): Generator<Problem> {
  const { name } = workspace.topic(resource)
  const owning = workspace.tenancy.owning(name)
  if (owning.length < 2) return
  yield {
    at: topicNamePath(resource),
    message: `topic \`${name}\` begins with prefixes of ${names(owning, name)}, so both own it; choose prefixes in the configuration that do not contain each other`,
  }
}

function names(tenants: readonly Tenant[], topic?: string): string {
  return tenants
    .map(({ name, prefixes }) => {
      const prefix = topic === undefined ? undefined : prefixes.find((each) => topic.startsWith(each))
      return `tenant \`${name}\`${prefix === undefined ? '' : ` (\`${prefix}\`)`}`
    })
    .join(' and ')
}
