import { defineRule, type FixProposal } from '../../src/rule/rule.js'
import type { Acl } from '../../src/model/user.js'

export default defineRule({
  id: 'prefix-acl-star',
  area: 'tenancy',
  summary: 'Names in ACLs must not be written as globs: `*` alone means everything, elsewhere it is a character.',
  kinds: ['KafkaUser'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Kafka has no globs in ACLs. A name is taken as it stands, the lone \`*\` excepted, and a prefix covers what begins with those very characters.
\`team-a*\` therefore covers only names with an asterisk in them, which no topic has, and the client is refused although the rule looks right.`,
  links: ['https://strimzi.io/docs/operators/latest/configuring#type-AclRule-reference', 'https://kafka.apache.org/documentation/#security_authz_cli'],
  about: ['acls'],
  examples: {
    invalid: [
      {
        title: 'globs, in a literal name and in prefixes',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource:
                    type: topic
                    name: team-a.* # error
                  operations: [Read]
                - resource:
                    type: topic
                    name: team-b.* # error
                    patternType: prefix
                  operations: [Read]
                - resource:
                    type: group
                    name: "*" # error
                    patternType: prefix
                  operations: [Read]
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource:
                    type: topic
                    name: team-a.
                    patternType: prefix
                  operations: [Read]
                - resource:
                    type: topic
                    name: team-b.
                    patternType: prefix
                  operations: [Read]
                - resource:
                    type: group
                    name: "*"
                    patternType: literal
                  operations: [Read]
        `,
      },
      {
        title: 'a star in the middle of a name',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaUser
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource:
                    type: topic
                    name: team-*.orders # error
                    patternType: literal
                  operation: Read
        `,
      },
    ],
    valid: [
      {
        title: 'everything, and a prefix',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: "*", patternType: literal }
                  operations: [Describe]
                - resource: { type: topic, name: team-a., patternType: prefix }
                  operations: [Read]
                - resource: { type: group, name: "*" }
                  operations: [Read]
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const acl of workspace.user(resource).acls) {
      const { name, patternType, namePath, resourceType } = acl
      if (!name?.includes('*') || (name === '*' && patternType !== 'prefix')) continue
      const fix = repair(acl, name)
      const meant = fix === undefined ? 'write a prefix, or each name' : name === '*' ? 'for everything use `patternType: literal`' : `use the prefix \`${name.slice(0, -1)}\``
      yield {
        at: namePath,
        message: `\`${name}\` is no glob: Kafka takes the asterisk as a character, so this rule covers no ${kinds[resourceType] ?? resourceType} that exists; ${meant}`,
        ...(fix && { fix }),
      }
    }
  },
})

const kinds: Readonly<Record<string, string>> = { transactionalId: 'transactional id' }

/** A star at the end is a prefix; stars elsewhere cannot be said in Kafka. */
function repair({ namePath }: Acl, name: string): FixProposal | undefined {
  const patternPath = [...namePath.slice(0, -1), 'patternType']
  if (name === '*') return { title: 'Match every name', safety: 'suggestion', changes: [{ set: patternPath, to: 'literal' }] }
  const prefix = name.slice(0, -1)
  if (!name.endsWith('*') || prefix.includes('*')) return undefined
  return {
    title: `Match names that begin with \`${prefix}\``,
    safety: 'suggestion',
    changes: [
      { set: namePath, to: prefix },
      { set: patternPath, to: 'prefix' },
    ],
  }
}
