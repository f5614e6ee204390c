import { straySpreads } from '../../src/model/racks.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'rack-topology-key-mismatch',
  area: 'rack-awareness',
  summary: 'Brokers must be spread along the same node label that `rack` reads.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'off' },
  why: `Kafka spreads replicas over the racks it knows from \`rack.topologyKey\`; Kubernetes spreads brokers over the label of the spread rule. When
the two differ, brokers may be unevenly divided over the racks, so that some brokers carry most replicas, or a rack has no broker at all. A label
that nodes no longer have, like \`failure-domain.beta.kubernetes.io/zone\`, spreads nothing.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-Rack-reference',
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#topologykubernetesiozone',
  ],
  about: ['rack'],
  examples: {
    invalid: [
      {
        title: 'racks are zones, brokers are spread over regions',
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
                topologyKey: topology.kubernetes.io/zone # warning
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec:
            roles: [controller, broker]
            replicas: 3
            storage: { type: ephemeral }
            template:
              pod:
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: topology.kubernetes.io/region
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
        `,
      },
    ],
    valid: [
      {
        title: 'zones and, besides, machines and regions',
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
                      labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/region
                      whenUnsatisfiable: ScheduleAnyway
                      labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
        `,
      },
      {
        title: 'machines alone are not another kind of rack',
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
                      topologyKey: kubernetes.io/hostname
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector: { matchLabels: { strimzi.io/cluster: shop } }
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    const key = cluster?.rack?.topologyKey
    if (cluster?.pools === undefined || key === undefined || resource.partial !== undefined) return
    const strays = cluster.brokerPlacements.flatMap(({ terms }) => straySpreads(terms, key))
    const [first] = strays
    if (first === undefined) return
    return {
      at: ['spec', 'kafka', 'rack', 'topologyKey'],
      message: `Kafka spreads replicas over \`${key}\`, but Kubernetes spreads the brokers over \`${first.topologyKey}\`, so racks may be uneven or empty; use the same key for both`,
      related: strays.map((term) => ({ resource: term.resource, at: [...term.path, term.kind === 'node' ? 'key' : 'topologyKey'], message: `brokers are placed by \`${term.topologyKey}\`` })),
    }
  },
})
