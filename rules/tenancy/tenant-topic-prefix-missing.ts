import { defineRule } from '../../src/rule/rule.js'
import { matchesAny } from '../../src/text/glob.js'
import { topicNamePath } from '../../src/model/topic.js'

export default defineRule({
  id: 'tenant-topic-prefix-missing',
  area: 'tenancy',
  summary: 'The name of a topic must begin with a prefix of the tenant that owns it.',
  kinds: ['KafkaTopic'],
  stage: 'review',
  presets: { recommended: 'warning', production: 'error', dev: 'info' },
  why: `Tenants of one cluster are kept apart by the beginnings of names: ACLs, quotas and bills go by them. A topic outside every prefix has no owner, so
somebody grants a literal exception for it, and those stay. Kafka cannot rename a topic: today another name costs nothing, later it is a migration.`,
  links: [
    'https://kafka.apache.org/documentation/#multitenancy-topic-naming',
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopicSpec-reference',
  ],
  options: {
    shared: { type: 'array', items: { type: 'string' }, default: [], description: 'Names of topics that belong to nobody or everybody; `*` stands for any characters.' },
  },
  concerns: (_, { tenants }) => tenants.length > 0,
  examples: {
    invalid: [
      {
        title: 'no prefix at all, and the prefix of another tenant',
        settings: {
          tenants: [
            { name: 'team-a', prefixes: ['team-a.'], namespaces: ['team-a'] },
            { name: 'team-b', prefixes: ['team-b.'], namespaces: ['team-b'] },
          ],
        },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: events # error
            namespace: team-a
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            namespace: team-a
            labels:
              strimzi.io/cluster: shared
          spec:
            topicName: team-b.orders # error
            partitions: 3
            replicas: 3
        `,
      },
    ],
    valid: [
      {
        title: "the tenant's prefix, topics of the platform, and a shared one",
        options: { shared: ['reference.*'] },
        settings: {
          tenants: [
            { name: 'team-a', prefixes: ['team-a.'], namespaces: ['team-a'] },
            { name: 'team-b', prefixes: ['team-b.'], namespaces: ['team-b'] },
          ],
        },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: team-a.events
            namespace: team-a
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: consumer-offsets
            labels:
              strimzi.io/cluster: shared
          spec:
            topicName: __consumer_offsets
            partitions: 50
            replicas: 3
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: reference.countries
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 1
            replicas: 3
        `,
      },
      {
        title: 'nobody said who the tenants are',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: events
            namespace: team-a
            labels:
              strimzi.io/cluster: shared
          spec:
            partitions: 3
            replicas: 3
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const { tenancy } = workspace
    const { name } = workspace.topic(resource)
    const kafka = tenancy.kafkaOf(resource)
    if (!tenancy.configured || name === '' || tenancy.isInternalTopic(name) || matchesAny(name, options.shared)) return
    if (kafka !== undefined && tenancy.ownerOf(kafka) !== undefined) return
    const owner = tenancy.ownerOf(resource)
    const owning = tenancy.owning(name)
    const at = topicNamePath(resource)
    const prefixes = tenancy.prefixesOf(owner)
    if (owning.length === 0) {
      // Where every tenant has namespaces, what stands in another namespace is the platform's.
      if (owner === undefined && resource.namespace !== undefined && tenancy.tenants.every(({ namespaces }) => namespaces.length > 0)) return
      const advice = owner === undefined ? 'begin it with the prefix of its tenant' : `begin it with ${prefixes}, the prefix of tenant \`${owner}\``
      yield { at, message: `topic \`${name}\` has the prefix of no tenant, so nobody owns it and no prefix ACL covers it; ${advice}` }
    } else if (owner !== undefined && owning.every((tenant) => tenant.name !== owner)) {
      const other = owning[0]?.name ?? ''
      yield { at, message: `topic \`${name}\` lies in namespace \`${resource.namespace ?? ''}\` of tenant \`${owner}\`, but its name belongs to tenant \`${other}\`; begin it with ${prefixes}` }
    }
  },
})
