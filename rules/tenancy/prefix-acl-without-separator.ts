import type { HeldAcl } from '../../src/model/tenancy.js'
import { topicNamePath } from '../../src/model/topic.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule, type RelatedPlace } from '../../src/rule/rule.js'

export default defineRule({
  id: 'prefix-acl-without-separator',
  area: 'tenancy',
  summary: 'The prefix of an ACL must end with a separator, so that it covers the names of one owner only.',
  kinds: ['KafkaUser'],
  stage: 'review',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `Kafka matches prefixes by characters and not by words: \`team-a\` also covers \`team-ab.orders\`. The hole opens on the day somebody
creates a topic or a tenant with a similar name, and nobody looks at the old user then. A separator at the end of the prefix closes it.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-AclRule-reference',
    'https://kafka.apache.org/documentation/#multitenancy-more',
  ],
  options: {
    separators: { type: 'string', default: '.-_', description: 'The characters that may end a prefix.' },
  },
  about: ['acls'],
  examples: {
    invalid: [
      {
        title: 'a tenant name without its separator',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: team-a-app
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
                    name: team-a # error
                    patternType: prefix
                  operations: [Read, Write]
        `,
      },
      {
        title: 'only a dot ends a prefix in this house',
        options: { separators: '.' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: team-a-app
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: group, name: team-a-, patternType: prefix } # error
                  operations: [Read]
        `,
      },
      {
        title: 'the space of another user lies within',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: team-a-app
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
                    name: team-a # error
                    patternType: prefix
                  operations: [Read, Write]
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: team-ab-app
            labels:
              strimzi.io/cluster: shared
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: team-ab., patternType: prefix }
                  operations: [Read, Write]
        `,
      },
      {
        title: 'a topic of another tenant lies within, in the older shape',
        settings: { tenants: [{ name: 'team-a', prefixes: ['team-a.'] }, { name: 'team-ab', prefixes: ['team-ab.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaUser
          metadata:
            name: team-a-app
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
                    name: team-a # error
                    patternType: prefix
                  operation: Read
          ---
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaTopic
          metadata:
            name: team-ab.orders
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
        `,
      },
    ],
    valid: [
      {
        title: 'prefixes with a separator, and a literal name',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: team-a-app
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
                - resource: { type: topic, name: announcements, patternType: literal }
                  operations: [Read]
                - resource: { type: topic, name: __strimzi_canary, patternType: prefix }
                  operations: [Read]
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const said = new Set<string>()
    for (const acl of workspace.user(resource).acls) {
      const { name, patternType, namePath, resourceType, deny } = acl
      if (deny || patternType !== 'prefix' || name === undefined || name === '' || name.includes('*')) continue
      // Names with an underscore in front are Kafka's and Strimzi's own.
      if (name.startsWith('_') || options.separators.includes(name.slice(-1)) || said.has(`${resourceType} ${name}`)) continue
      said.add(`${resourceType} ${name}`)
      const advice = `end it with one of \`${options.separators}\`, or name it \`literal\``
      const other = othersName({ user: resource, acl }, workspace)
      if (other === undefined) {
        const example = `${name}${name.endsWith('s') ? '2' : 's'}.events`
        const kind = resourceType === 'transactionalId' ? 'transactional id' : resourceType
        yield {
          at: namePath,
          message: `prefix \`${name}\` does not end with a separator, so it also covers the ${kind} \`${example}\` of somebody else; ${advice}`,
        }
      } else {
        yield {
          at: namePath,
          severity: 'error',
          message: `prefix \`${name}\` does not end with a separator, so it also covers ${other.message}; ${advice}`,
          related: [other],
        }
      }
    }
  },
})

/** A name of somebody else that goes on where the separator is missing: another user's right, or a topic of another tenant. */
function othersName(held: HeldAcl, workspace: Workspace): RelatedPlace | undefined {
  const { tenancy } = workspace
  const prefix = held.acl.name ?? ''
  const tenant = tenancy.configured ? tenancy.ownerOf(held.user) : undefined
  const goesOn = (name: string) => /^[A-Za-z0-9]/.test(name.slice(prefix.length))
  for (const { user, acl } of tenancy.overlapping(held)) {
    const owner = tenancy.configured ? tenancy.ownerOf(user) : undefined
    if (!goesOn(acl.name ?? '') || (owner !== undefined && owner === tenant)) continue
    const what = `the ${acl.resourceType} ${acl.patternType === 'prefix' ? 'prefix ' : ''}\`${acl.name ?? ''}\``
    return { resource: user, at: acl.namePath, message: `${what} of ${owner === undefined ? `user \`${user.name}\`` : `tenant \`${owner}\``}` }
  }
  for (const topic of tenant === undefined ? [] : tenancy.topicsUnder(held)) {
    const { name } = workspace.topic(topic)
    const owner = tenancy.ownerOfName(name)
    if (goesOn(name) && owner !== undefined && owner !== tenant) return { resource: topic, at: topicNamePath(topic), message: `topic \`${name}\` of tenant \`${owner}\`` }
  }
  return undefined
}
