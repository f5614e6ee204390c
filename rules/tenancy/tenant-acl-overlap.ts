import { usualSeparators } from '../../src/model/separators.js'
import { allowsChange, type Acl } from '../../src/model/user.js'
import { isSuperUser } from '../../src/model/quotas.js'
import type { Resource } from '../../src/model/resource.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule } from '../../src/rule/rule.js'
import { matchesAny } from '../../src/text/glob.js'

export default defineRule({
  id: 'tenant-acl-overlap',
  area: 'tenancy',
  summary: 'Two tenants must not both be able to change the same names.',
  kinds: ['KafkaUser'],
  stage: 'review',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `Where two tenants may write to one topic, one of them can break the format that the other's consumers expect, delete the topic or move its offsets,
and nobody did anything forbidden. Each file looks right: the overlap exists only in the union of what different teams own.`,
  links: [
    'https://kafka.apache.org/documentation/#multitenancy-security',
    'https://strimzi.io/docs/operators/latest/configuring#type-AclRule-reference',
  ],
  options: {
    tenantLabel: { type: 'string', default: '', description: 'A label of users that names their tenant; without it, tenants by configuration or namespace.' },
    shared: { type: 'array', items: { type: 'string' }, default: [], description: 'Names that several tenants may change; `*` stands for any characters.' },
  },
  about: ['acls'],
  examples: {
    invalid: [
      {
        title: 'a prefix of one team covers a topic of the other',
        options: { tenantLabel: 'team' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shared
              team: orders
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource:
                    type: topic
                    name: orders. # error
                    patternType: prefix
                  operations: [Read, Write]
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: billing-app
            labels:
              strimzi.io/cluster: shared
              team: billing
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource:
                    type: topic
                    name: orders.eu # error
                    patternType: literal
                  operations: [Write]
        `,
      },
      {
        title: 'users of two namespaces, in the older shape',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: Kafka
          metadata:
            name: shared
            namespace: kafka
          spec:
            kafka:
              replicas: 3
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              storage: { type: ephemeral }
            zookeeper:
              replicas: 3
              storage: { type: ephemeral }
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaUser
          metadata:
            name: a
            namespace: team-a
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource:
                    type: topic
                    name: orders # error
                  operation: Write
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaUser
          metadata:
            name: b
            namespace: team-b
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource:
                    type: topic
                    name: orders # error
                  operation: All
        `,
      },
    ],
    valid: [
      {
        title: 'one side only reads, two users are of one team, and a shared name',
        options: { tenantLabel: 'team', shared: ['audit'] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shared
              team: orders
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: orders., patternType: prefix }
                  operations: [Read, Write]
                - resource: { type: topic, name: audit }
                  operations: [Write]
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-loader
            labels:
              strimzi.io/cluster: shared
              team: orders
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: orders.eu }
                  operations: [Write]
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: billing-app
            labels:
              strimzi.io/cluster: shared
              team: billing
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: orders.eu }
                  operations: [Read]
                - resource: { type: topic, name: audit }
                  operations: [Write]
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const { tenancy } = workspace
    const tenant = tenancy.ownerOf(resource, options.tenantLabel)
    if (tenant === undefined) return
    for (const acl of workspace.user(resource).acls) {
      if (!allowsChange(acl) || acl.name === undefined || matchesAny(acl.name, options.shared)) continue
      for (const other of tenancy.overlapping({ user: resource, acl }, options.tenantLabel)) {
        const owner = tenancy.ownerOf(other.user, options.tenantLabel)
        if (owner === undefined || owner === tenant || !allowsChange(other.acl) || matchesAny(other.acl.name ?? '', options.shared)) continue
        if (lacksSeparator(acl, other.acl)) continue
        if (isSuper(resource, workspace)) return
        yield {
          at: acl.namePath,
          message: `user \`${resource.name}\` of tenant \`${tenant}\` and user \`${other.user.name}\` of tenant \`${owner}\` can both change ${patternText(narrower(acl, other.acl))}, so neither can rely on it; leave the right to one of them`,
          related: [{ resource: other.user, at: other.acl.namePath, message: `the right of user \`${other.user.name}\`` }],
        }
        break
      }
    }
  },
})

function isSuper(resource: Resource, workspace: Workspace): boolean {
  const kafka = workspace.tenancy.kafkaOf(resource)
  const cluster = kafka === undefined ? undefined : workspace.cluster(kafka)
  return cluster !== undefined && isSuperUser(workspace.user(resource), cluster)
}

/** `team-a` covers `team-ab.` only because its separator is missing, which the rule prefix-acl-without-separator says. */
function lacksSeparator(a: Acl, b: Acl): boolean {
  const [short = '', long = ''] = [a.name ?? '', b.name ?? ''].sort((x, y) => x.length - y.length)
  return long.length > short.length && !usualSeparators.includes(short.slice(-1)) && !usualSeparators.includes(long.charAt(short.length))
}

function narrower(a: Acl, b: Acl): Acl {
  return (a.name ?? '').length < (b.name ?? '').length || (a.patternType === 'prefix' && a.name === b.name) ? b : a
}

function patternText({ resourceType, name, patternType }: Acl): string {
  const kind = resourceType === 'transactionalId' ? 'transactional id' : resourceType
  return patternType === 'prefix' ? `${kind} names that begin with \`${name ?? ''}\`` : `${kind} \`${name ?? ''}\``
}
