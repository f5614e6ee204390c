import { clusterQuotas, quotaPlugin } from '../../src/model/quotas.js'
import type { Resource } from '../../src/model/resource.js'
import { quotaKeys } from '../../src/model/user.js'
import { entry } from '../../src/model/value.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'quota-incomplete',
  area: 'quotas',
  summary: 'Quotas should limit every direction a client uses, and no quota may be 0.',
  kinds: ['KafkaUser', 'Kafka'],
  stage: 'review',
  presets: { recommended: 'off', production: 'info', dev: 'off' },
  why: `A limit on producing does nothing against a consumer that reads all history again, and byte rates do not limit a flood of small requests;
\`requestPercentage\` does. A rate of 0 is no way to say "unlimited": controllers refuse it, so no quota of that user is stored. Leave the key out
for unlimited.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaUserQuotas-reference',
    'https://kafka.apache.org/documentation/#design_quotas',
  ],
  about: ['quotas'],
  examples: {
    invalid: [
      {
        title: 'only what is produced is limited',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas: # info
              producerByteRate: 1048576
        `,
      },
      {
        title: 'a rate of zero',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas:
              producerByteRate: 1048576
              consumerByteRate: 0 # warning
              requestPercentage: 25
        `,
      },
      {
        title: 'a default in one direction',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas: # info
                type: kafka
                consumerByteRate: 10485760
                requestPercentage: 55
        `,
      },
    ],
    valid: [
      {
        title: 'a user that may only write needs no limit for reading',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: sensor
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: measurements, patternType: literal }
                  operations: [Write, Describe]
            quotas:
              producerByteRate: 1048576
              requestPercentage: 25
        `,
      },
      {
        title: 'all directions',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            authentication:
              type: tls
            quotas:
              producerByteRate: 1048576
              consumerByteRate: 2097152
              requestPercentage: 25
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const path = resource.kind === 'Kafka' ? clusterQuotas : ['spec', 'quotas']
    const quotas = quotasOf(resource, workspace)
    if (quotas === undefined) return
    const zero = quotaKeys.filter((key) => entry(quotas, key) === 0)
    for (const key of zero) {
      const message = `\`${key}: 0\` does not mean unlimited: Kafka refuses a quota of 0, or lets nothing through; leave the key out, or give a positive value`
      yield { at: [...path, key], severity: 'warning', stage: 'runtime', message }
    }
    const unset = directions.filter((key) => entry(quotas, key) === undefined)
    if (resource.partial !== undefined || unset.length === 0 || zero.length > 0) return
    const missing = unset.filter((key) => uses(resource, key, workspace) && !workspace.isPatched(resource, [...path, key]))
    if (missing.length === 0) return
    const names = missing.map((key) => `\`${key}\``).join(' or ')
    yield { at: path, message: `quotas set no ${names}, so a client that ${missing.map((key) => excess[key]).join(' or ')} is not held back` }
  },
})

const excess = { producerByteRate: 'writes too much', consumerByteRate: 'reads too much', requestPercentage: 'sends many small requests' } as const

type Direction = keyof typeof excess

function quotasOf(resource: Resource, workspace: Workspace) {
  if (resource.kind !== 'Kafka') return workspace.user(resource).quotas
  const cluster = workspace.cluster(resource)
  return cluster !== undefined && quotaPlugin(cluster) === 'kafka' ? cluster.quotas : undefined
}

const directions: readonly Direction[] = ['producerByteRate', 'consumerByteRate', 'requestPercentage']

/** Whether a user's ACLs let it use a direction; without ACLs it may do everything, and some client of a cluster does. */
function uses(resource: Resource, key: Direction, workspace: Workspace): boolean {
  if (resource.kind === 'Kafka') return true
  const operation = key === 'producerByteRate' ? 'Write' : key === 'consumerByteRate' ? 'Read' : undefined
  const topics = workspace.user(resource).acls.filter(({ resourceType, deny }) => resourceType === 'topic' && !deny)
  return operation === undefined || topics.length === 0 || topics.some(({ operations }) => operations.includes('All') || operations.includes(operation))
}
