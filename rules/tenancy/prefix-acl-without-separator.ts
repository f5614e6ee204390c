import { defineRule } from '../../src/rule/rule.js'

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
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    for (const { name, patternType, namePath, resourceType, deny } of workspace.user(resource).acls) {
      if (deny || patternType !== 'prefix' || name === undefined || name === '' || name.includes('*')) continue
      if (options.separators.includes(name.slice(-1))) continue
      const example = `${name}${name.endsWith('s') ? '2' : 's'}.events`
      yield {
        at: namePath,
        message: `prefix \`${name}\` does not end with a separator, so it also covers the ${resourceType} \`${example}\` of somebody else; end it with one of \`${options.separators}\``,
      }
    }
  },
})
