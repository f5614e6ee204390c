import type { PlacementTerm } from '../../src/model/placement.js'
import { placementTerms } from '../../src/model/placement.js'
import { labelledTemplates, unmetRequirement, type PodLabels, type Requirement } from '../../src/model/pod-labels.js'
import type { Workspace } from '../../src/model/workspace.js'
import { defineRule } from '../../src/rule/rule.js'

/** Labels that name the cluster a pod belongs to. */
const clusterLabels: ReadonlySet<string> = new Set(['strimzi.io/cluster', 'strimzi.io/name', 'app.kubernetes.io/instance'])

export default defineRule({
  id: 'topology-spread-selector-mismatch',
  area: 'rack-awareness',
  summary: 'The selector of a spread rule must match the pods that the rule stands on.',
  kinds: ['Kafka', 'KafkaNodePool', 'KafkaConnect', 'KafkaMirrorMaker2', 'KafkaBridge'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'warning' },
  why: `A spread constraint counts the pods that its selector finds. When it finds none, it is always satisfied, and all pods may share one zone or
one machine without anybody noticing. The usual slips are a label like \`app: kafka\` that Strimzi does not set, and the name of a cluster that was
copied from another environment. Strimzi's own labels are \`strimzi.io/cluster\`, \`strimzi.io/name\`, \`strimzi.io/kind\`, \`strimzi.io/pool-name\`,
\`strimzi.io/broker-role\` and \`strimzi.io/controller-role\`.`,
  links: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
    'https://strimzi.io/docs/operators/latest/configuring#type-PodTemplate-reference',
  ],
  about: ['topologySpreadConstraints', 'affinity'],
  examples: {
    invalid: [
      {
        title: 'the name of another cluster',
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
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector:
                        matchLabels:
                          strimzi.io/cluster: my-cluster # error
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
              template:
                pod:
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector:
                        matchLabels:
                          strimzi.io/cluster: shop
        `,
      },
      {
        title: 'a label that nobody sets, and no selector at all',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaBridge
          metadata:
            name: bridge
          spec:
            replicas: 2
            bootstrapServers: shop-kafka-bootstrap:9092
            http: { port: 8080 }
            template:
              pod:
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector:
                      matchExpressions:
                        - { key: app, operator: In, values: [kafka-bridge] } # warning
                  - maxSkew: 1 # error
                    topologyKey: kubernetes.io/hostname
                    whenUnsatisfiable: ScheduleAnyway
        `,
      },
      {
        title: 'anti-affinity to a cluster that does not exist',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            template:
              pod:
                affinity:
                  podAntiAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      - topologyKey: kubernetes.io/hostname
                        labelSelector:
                          matchLabels:
                            strimzi.io/name: my-connect-connect # warning
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            replicas: 3
            bootstrapServers: shop-kafka-bootstrap:9092
            groupId: connect
            configStorageTopic: connect-configs
            offsetStorageTopic: connect-offsets
            statusStorageTopic: connect-status
            template:
              pod:
                affinity:
                  podAntiAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      - topologyKey: kubernetes.io/hostname
                        labelSelector:
                          matchLabels:
                            strimzi.io/name: connect-connect
        `,
      },
    ],
    valid: [
      {
        title: "Strimzi's labels, one's own label, and another application to keep away from",
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
                  metadata:
                    labels: { tier: data }
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector: { matchLabels: { strimzi.io/name: shop-kafka, strimzi.io/broker-role: "true", tier: data } }
                  affinity:
                    podAntiAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        - topologyKey: kubernetes.io/hostname
                          labelSelector: { matchLabels: { app: postgresql } }
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaNodePool
          metadata:
            name: nodes
            labels: { strimzi.io/cluster: shop }
          spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
        `,
      },
      {
        title: 'a name that is filled in later',
        yaml: `
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
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: { matchLabels: { strimzi.io/cluster: "\${CLUSTER}", strimzi.io/pool-name: nodes } }
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const { template, pods } of labelledTemplates(resource, workspace)) {
      for (const term of placementTerms(resource, template)) {
        if (term.kind === 'node' || term.kind === 'affinity') continue
        if (term.labelSelector === undefined) {
          if (term.kind === 'spread' && resource.partial === undefined) yield { at: [...term.path, 'labelSelector'], message: `the constraint has no \`labelSelector\`, so it counts no pods and spreads nothing; select the pods of \`${resource.name}\`` }
          continue
        }
        const unmet = term.kind === 'spread' ? unmetByAll(term, pods()) : misnamedCluster(term, pods(), workspace)
        if (unmet === undefined) continue
        const { key, wanted, value, path } = unmet
        const at = [...term.path, 'labelSelector', ...path]
        const ours = /^(strimzi|app\.kubernetes)\.io\//.test(key)
        yield {
          at,
          message: `the selector wants \`${key}${wanted.length === 0 ? '' : `: ${wanted.join(', ')}`}\`, but these pods ${value === undefined ? 'have no such label' : `have \`${value}\``}, so the ${term.kind === 'spread' ? 'constraint spreads nothing' : 'anti-affinity keeps nothing apart'}; select them by ${value === undefined ? `\`strimzi.io/cluster\`` : `\`${value}\``}`,
          ...(ours && term.kind === 'spread' ? {} : { severity: 'warning' as const }),
          ...(value !== undefined && path[0] === 'matchLabels' ? { fix: { title: `Select by ${key}: ${value}`, safety: 'suggestion' as const, changes: [{ set: at, to: value }] } } : {}),
        }
      }
    }
  },
})

/** What keeps the selector from matching any pod of the component; undefined when it may match some. */
function unmetByAll({ labelSelector = {} }: PlacementTerm, pods: readonly PodLabels[]): Requirement | undefined {
  const unmet = pods.map((labels) => unmetRequirement(labelSelector, labels))
  return unmet.includes(undefined) ? undefined : unmet[0]
}

/**
 * Anti-affinity may well mean other pods. It is taken for a slip when nothing but the name of the cluster keeps it from matching, and no such
 * cluster is to be seen.
 */
function misnamedCluster(term: PlacementTerm, pods: readonly PodLabels[], workspace: Workspace): Requirement | undefined {
  const unmet = unmetByAll(term, pods)
  if (unmet === undefined || !clusterLabels.has(unmet.key) || unmet.value === undefined) return undefined
  const named = workspace.resources.some((other) => other.isStrimzi && unmet.wanted.some((name) => name === other.name || name.startsWith(`${other.name}-`)))
  const renamed = pods.map(({ labels, complete }) => ({ labels: { ...labels, [unmet.key]: unmet.wanted[0] }, complete }))
  return named || unmetByAll(term, renamed) !== undefined ? undefined : unmet
}
