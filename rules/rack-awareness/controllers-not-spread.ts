import { poolPlacement } from '../../src/model/placement.js'
import { labelledTemplates, unmetRequirement } from '../../src/model/pod-labels.js'
import { hostKey, spreadAlong, spreadConstraint, zoneKeys } from '../../src/model/racks.js'
import { read } from '../../src/model/resource.js'
import { defineRule } from '../../src/rule/rule.js'
import { count } from '../../src/text/count.js'

const constraints = ['spec', 'template', 'pod', 'topologySpreadConstraints']

export default defineRule({
  id: 'controllers-not-spread',
  area: 'rack-awareness',
  summary: 'Controllers must be kept apart, on different machines or in different zones.',
  kinds: ['KafkaNodePool'],
  stage: 'runtime',
  presets: { recommended: 'off', production: 'warning', dev: 'info' },
  why: `The controllers agree by majority. When two of three share the machine or the zone that fails, no majority is left: no leader can be elected
and no topic changed, and the cluster stops bit by bit although all its brokers are well. Brokers usually get their spread rules; the controller pool
is forgotten. Pools whose nodes are brokers too are judged by the rules for brokers.`,
  links: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
    'https://strimzi.io/docs/operators/latest/configuring#type-PodTemplate-reference',
  ],
  examples: {
    invalid: [
      {
        title: 'three controllers anywhere',
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
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: shop }
          spec: # warning
            roles: [controller]
            replicas: 3
            storage: { type: ephemeral }
        `,
        fixed: `
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
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: shop }
          spec:
            roles: [controller]
            replicas: 3
            storage: { type: ephemeral }
            template:
              pod:
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: kubernetes.io/hostname
                    whenUnsatisfiable: ScheduleAnyway
                    labelSelector:
                      matchLabels:
                        strimzi.io/cluster: shop
                        strimzi.io/controller-role: "true"
        `,
      },
      {
        title: 'the rule of the Kafka resource selects brokers only',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
              template:
                pod:
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector: { matchLabels: { strimzi.io/cluster: shop, strimzi.io/broker-role: "true" } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: shop }
          spec: # warning
            roles: [controller]
            replicas: 3
            storage: { type: ephemeral }
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              rack:
                topologyKey: topology.kubernetes.io/zone
              template:
                pod:
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector: { matchLabels: { strimzi.io/cluster: shop, strimzi.io/broker-role: "true" } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: shop }
          spec:
            roles: [controller]
            replicas: 3
            storage: { type: ephemeral }
            template:
              pod:
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: ScheduleAnyway
                    labelSelector:
                      matchLabels:
                        strimzi.io/cluster: shop
                        strimzi.io/controller-role: "true"
        `,
      },
    ],
    valid: [
      {
        title: 'a rule for all nodes of the cluster',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              template:
                pod:
                  affinity:
                    podAntiAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        - topologyKey: kubernetes.io/hostname
                          labelSelector: { matchLabels: { strimzi.io/name: shop-kafka } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller], replicas: 3, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'a single controller, and a Kafka resource that is not in sight',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: laptop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: laptop }
          spec: { roles: [controller], replicas: 1, storage: { type: ephemeral } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: controllers
            labels: { strimzi.io/cluster: elsewhere }
          spec: { roles: [controller], replicas: 3, storage: { type: ephemeral } }
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const pool = workspace.pool(resource)
    if (!pool.hasRole('controller') || pool.hasRole('broker') || resource.partial !== undefined) return
    const cluster = workspace.cluster(resource)
    const controllers = cluster?.controllers
    if (cluster === undefined || controllers === undefined || controllers < 3 || workspace.isPatched(resource, constraints)) return
    const [labels] = labelledTemplates(resource, workspace)[0]?.pods() ?? []
    if (labels === undefined) return
    const rackKey = cluster.rack?.topologyKey
    const keys = [hostKey, ...zoneKeys, ...(rackKey === undefined ? [] : [rackKey])]
    const effective = poolPlacement(pool, cluster).filter(({ kind, labelSelector }) => kind === 'node' || (labelSelector !== undefined && unmetRequirement(labelSelector, labels) === undefined))
    if (keys.some((key) => spreadAlong(effective, key))) return
    const key = rackKey ?? hostKey
    return {
      at: constraints,
      message: `nothing keeps the ${count(controllers, 'controller')} apart, so losing one ${rackKey === undefined ? 'machine' : 'zone'} can take their majority and stop the cluster; add a topologySpreadConstraint on \`${key}\``,
      related: [{ resource: cluster.resource, at: ['metadata', 'name'], message: `cluster \`${cluster.name}\`` }],
      ...((read(resource, constraints) ?? undefined) === undefined
        ? { fix: { title: 'Prefer different places for the controllers', safety: 'suggestion' as const, changes: [{ set: constraints, to: [spreadConstraint(cluster.name, 'controller', key)] }] } }
        : {}),
    }
  },
})
