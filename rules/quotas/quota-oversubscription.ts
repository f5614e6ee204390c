import type { KafkaCluster } from '../../src/model/cluster.js'
import { brokerNetwork, clientRates } from '../../src/model/quotas.js'
import { byteCount, bytesPerSecond } from '../../src/model/quantity.js'
import type { Resource } from '../../src/model/resource.js'
import { defineRule, type Problem } from '../../src/rule/rule.js'

export default defineRule({
  id: 'quota-oversubscription',
  area: 'quotas',
  summary: 'The quotas of all users together should fit the network of a broker.',
  kinds: ['KafkaUser', 'Kafka'],
  stage: 'review',
  presets: { recommended: 'info', production: 'warning', dev: 'info' },
  why: `Byte quotas hold per broker. When their sum is far beyond what a broker's network carries, everybody can stay within the limit while the
network is full, and the quotas protect nobody. What is written is copied to the other replicas too, so it counts once per replica on the way in,
and once less on the way out.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-BrokerCapacity-reference',
    'https://kafka.apache.org/documentation/#design_quotas',
  ],
  options: {
    ratio: { type: 'number', minimum: 1, default: 1.5, description: 'How much more than the capacity may be promised, as not everybody is busy at once.' },
    inbound: { type: 'string', default: '', description: 'Network capacity of a broker on the way in (`100MB/s`), for clusters without `brokerCapacity`.' },
    outbound: { type: 'string', default: '', description: 'Network capacity of a broker on the way out, for clusters without `brokerCapacity`.' },
  },
  examples: {
    invalid: [
      {
        title: 'two users, each of them half of a network that carries three copies',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                default.replication.factor: 3
            cruiseControl:
              brokerCapacity:
                inboundNetwork: 100000KiB/s # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            quotas: { producerByteRate: 52428800 }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: billing-app
            labels:
              strimzi.io/cluster: shop
          spec:
            quotas: { producerByteRate: 52428800 }
        `,
      },
      {
        title: 'one user may read more than a broker can send',
        options: { inbound: '100MB/s', outbound: '100MB/s', ratio: 2 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: reports
            labels:
              strimzi.io/cluster: shop
          spec:
            quotas:
              producerByteRate: 10000000
              consumerByteRate: 150000000 # warning
        `,
      },
    ],
    valid: [
      {
        title: 'quotas that fit, with all their copies',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              config:
                default.replication.factor: 3
            cruiseControl:
              brokerCapacity:
                inboundNetwork: 100000KiB/s
                outboundNetwork: 100000KiB/s
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            quotas: { producerByteRate: 10485760, consumerByteRate: 20971520 }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: billing-app
            labels:
              strimzi.io/cluster: shop
          spec:
            quotas: { producerByteRate: 10485760, consumerByteRate: 20971520 }
        `,
      },
      {
        title: 'nobody says what the network carries',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
            cruiseControl: {}
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: orders-app
            labels:
              strimzi.io/cluster: shop
          spec:
            quotas: { producerByteRate: 1000000000 }
        `,
      },
    ],
  },

  check(resource, { options, workspace }) {
    if (resource.kind !== 'Kafka' && workspace.user(resource).quotas === undefined) return
    const kafka = resource.kind === 'Kafka' ? resource : workspace.tenancy.kafkaOf(resource)
    const cluster = kafka === undefined ? undefined : workspace.cluster(kafka)
    if (cluster === undefined) return
    const network = {
      inbound: brokerNetwork(cluster, 'inboundNetwork') ?? bytesPerSecond(options.inbound),
      outbound: brokerNetwork(cluster, 'outboundNetwork') ?? bytesPerSecond(options.outbound),
    }
    if (network.inbound === undefined && network.outbound === undefined) return
    return resource.kind === 'Kafka' ? sumOfRates(cluster, network, options.ratio) : singleRate(resource, cluster, network)
  },
})

interface Network {
  readonly inbound: number | undefined
  readonly outbound: number | undefined
}

/** What all clients may do together on one broker, against what its network carries. */
function* sumOfRates(cluster: KafkaCluster, { inbound, outbound }: Network, ratio: number): Generator<Problem> {
  const { produced, consumed, sources } = clientRates(cluster)
  const copies = cluster.number('default.replication.factor')?.value ?? 1
  const related = sources.slice(0, 5).map((source) => ({ ...source, message: 'one of the quotas' }))
  for (const [way, rate, field, capacity] of [
    ['in', produced * copies, 'inboundNetwork', inbound],
    ['out', consumed + produced * (copies - 1), 'outboundNetwork', outbound],
  ] as const) {
    if (capacity === undefined || capacity === 0 || rate <= capacity * ratio) continue
    yield {
      at: ['spec', 'cruiseControl', 'brokerCapacity', field],
      message: `the quotas of all users allow ${byteCount(rate)}/s ${way === 'in' ? 'into' : 'out of'} each broker, copies to replicas included, but its network carries ${byteCount(capacity)}/s, so they do not keep it free; lower the quotas`,
      related,
    }
  }
}

/** One user alone that may use more than all of a broker's network. */
function* singleRate(resource: Resource, cluster: KafkaCluster, { inbound, outbound }: Network): Generator<Problem> {
  const user = cluster.workspace.user(resource)
  for (const [key, field, capacity] of [
    ['producerByteRate', 'inboundNetwork', inbound],
    ['consumerByteRate', 'outboundNetwork', outbound],
  ] as const) {
    const rate = user.quota(key)
    if (rate === undefined || capacity === undefined || capacity === 0 || rate.value <= capacity) continue
    yield {
      at: ['spec', 'quotas', key],
      severity: 'warning',
      message: `\`${key}\` allows user \`${resource.name}\` ${byteCount(rate.value)}/s on each broker, more than the ${byteCount(capacity)}/s that a broker's network carries, so it limits nothing; lower it`,
      related: [{ resource: cluster.resource, at: ['spec', 'cruiseControl', 'brokerCapacity', field], message: `cluster \`${cluster.name}\`` }],
    }
  }
}
