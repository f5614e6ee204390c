import { mayGetLabel } from '../../src/model/kustomize.js'
import { clusterLabel, clusterName, parentKind } from '../../src/model/links.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'cluster-label-missing',
  area: 'linking',
  summary: 'A resource that belongs to a cluster must name it with the label `strimzi.io/cluster`.',
  kinds: ['KafkaTopic', 'KafkaUser', 'KafkaNodePool', 'KafkaConnector', 'KafkaRebalance'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The operators find topics, users, node pools, connectors and rebalances by this label. Without it the resource is accepted and then ignored:
no topic is created, no credentials are made, and often there is not even a status that says so.`,
  links: [
    'https://strimzi.io/docs/operators/latest/deploying#con-configuring-cluster-labels-str',
    'https://github.com/strimzi/strimzi-kafka-operator/issues/1744',
  ],
  examples: {
    invalid: [
      {
        title: 'a topic that no operator looks at',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata: # error
            name: orders
          spec:
            partitions: 12
        `,
      },
      {
        title: 'other labels do not help',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: app
            labels: # error
              app: shop
          spec:
            authentication:
              type: tls
        `,
      },
    ],
    valid: [
      {
        title: 'a topic of the cluster `shop`',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
            labels:
              strimzi.io/cluster: shop
          spec:
            partitions: 12
        `,
      },
      {
        title: 'Kustomize adds the label',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: orders
          spec:
            partitions: 12
          ---
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          resources: [topic.yaml]
          labels:
            - pairs: { strimzi.io/cluster: shop }
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    if (resource.partial !== undefined || clusterName(resource) !== undefined || mayGetLabel(resource, clusterLabel, workspace)) return
    const parent = parentKind(resource) ?? 'Kafka'
    return {
      at: ['metadata', 'labels', clusterLabel],
      message: `${resource.kind} \`${resource.name}\` has no label \`${clusterLabel}\`, so the operator ignores it; add the label with the name of its ${parent} cluster`,
    }
  },
})
