import { byteCount } from '../../src/model/quantity.js'
import { clusterQuota, quotaPlugin } from '../../src/model/quotas.js'
import { isMapping, valueAt } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'default-quota-throttles-internals',
  area: 'quotas',
  summary: 'Default quotas of the plug-in `kafka` must leave room for the operators and Cruise Control.',
  kinds: ['Kafka'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'info' },
  why: `With the plug-in \`kafka\` the defaults in \`spec.kafka.quotas\` hold for every user without quotas of its own, and the Topic Operator, the
User Operator and Cruise Control are such users. A default that is meant to tame a client then slows the creation of topics and makes rebalances
and metrics fail. The plug-in \`strimzi\` leaves its own users out.`,
  links: [
    'https://strimzi.io/docs/operators/latest/deploying#proc-setting-broker-limits-str',
    'https://strimzi.io/docs/operators/latest/configuring#type-QuotasPluginKafka-reference',
  ],
  options: {
    byteRate: { type: 'integer', minimum: 0, default: 102_400, description: 'The least default rate for producing and consuming, in bytes per second.' },
    mutationRate: { type: 'number', minimum: 0, default: 10, description: 'The least default rate of partition changes per second, with a Topic Operator.' },
    requestPercentage: { type: 'integer', minimum: 0, default: 20, description: 'The least default share of request time, in percent.' },
  },
  about: ['quotas'],
  examples: {
    invalid: [
      {
        title: 'limits for a small client, in force for the operators',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: kafka
                producerByteRate: 1000 # warning
                consumerByteRate: 10485760
                requestPercentage: 5 # warning
                controllerMutationRate: 1 # warning
            entityOperator:
              topicOperator: {}
        `,
      },
      {
        title: 'a busy cluster asks for more',
        options: { byteRate: 5242880, mutationRate: 100, requestPercentage: 50 },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: kafka
                producerByteRate: 1048576 # warning
                consumerByteRate: 10485760
                requestPercentage: 55
                controllerMutationRate: 50
            cruiseControl: {}
        `,
      },
    ],
    valid: [
      {
        title: 'room for everybody',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: kafka
                producerByteRate: 1000000
                consumerByteRate: 1000000
                requestPercentage: 55
                controllerMutationRate: 50
            entityOperator:
              topicOperator: {}
            cruiseControl: {}
        `,
      },
      {
        title: 'the plug-in strimzi leaves internal users out, and here are none',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: strimzi
                producerByteRate: 1000
            entityOperator:
              topicOperator: {}
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: lab
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
              quotas:
                type: kafka
                producerByteRate: 1000
        `,
      },
    ],
  },

  *check(resource, { options, workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster?.quotas === undefined || quotaPlugin(cluster) !== 'kafka') return
    const has = (...path: string[]) => isMapping(valueAt(resource.value, ['spec', ...path]))
    const topicOperator = has('entityOperator', 'topicOperator')
    const internals = [
      ...(topicOperator ? ['the Topic Operator'] : []),
      ...(has('entityOperator', 'userOperator') ? ['the User Operator'] : []),
      ...(cluster.cruiseControl === undefined ? [] : ['Cruise Control']),
    ]
    if (internals.length === 0) return
    for (const [key, least, unit] of [
      ['producerByteRate', options.byteRate, 'bytes'],
      ['consumerByteRate', options.byteRate, 'bytes'],
      ['requestPercentage', options.requestPercentage, '%'],
      ['controllerMutationRate', topicOperator ? options.mutationRate : 0, ''],
    ] as const) {
      const quota = clusterQuota(cluster, key)
      if (quota === undefined || quota.value >= least) continue
      const amount = unit === 'bytes' ? `${byteCount(least)}/s` : `${String(least)}${unit}`
      yield {
        at: quota.path ?? [],
        message: `this default also holds back ${internals.join(' and ')}, which need more than \`${key}: ${String(quota.value)}\`; set at least ${amount}, and give small clients quotas of their own`,
      }
    }
  },
})
