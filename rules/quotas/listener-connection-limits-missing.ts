import { entry } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'listener-connection-limits-missing',
  area: 'quotas',
  summary: 'A listener that is open to the outside or to several tenants should limit its connections.',
  kinds: ['Kafka'],
  stage: 'review',
  presets: { recommended: 'off', production: 'info', dev: 'off' },
  why: `Byte quotas do not count connections. A client that leaks them uses up file descriptors, and hundreds of clients that reconnect at once keep
the brokers busy with TLS handshakes. A limit for each listener stops that at the door, while replication goes on through its own listener.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-GenericKafkaListenerConfiguration-reference',
    'https://kafka.apache.org/documentation/#multitenancy-isolation',
  ],
  about: ['listeners'],
  examples: {
    invalid: [
      {
        title: 'a load balancer that takes every connection',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
                - name: outside # info
                  port: 9094
                  type: loadbalancer
                  tls: true
        `,
      },
      {
        title: 'an internal listener that tenants share',
        settings: { tenants: [{ name: 'orders', prefixes: ['orders.'] }, { name: 'billing', prefixes: ['billing.'] }] },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shared
          spec:
            kafka:
              listeners:
                - name: tls
                  port: 9093
                  type: internal
                  tls: true
                  configuration: # info
                    useServiceDnsDomain: true
        `,
      },
    ],
    valid: [
      {
        title: 'limits for a listener, or for the broker',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              listeners:
                - name: outside
                  port: 9094
                  type: loadbalancer
                  tls: true
                  configuration:
                    maxConnections: 2000
                    maxConnectionCreationRate: 50
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: limited
          spec:
            kafka:
              listeners:
                - { name: outside, port: 9094, type: nodeport, tls: true }
              config:
                max.connections: 5000
        `,
      },
      {
        title: 'an internal listener of one team',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: own
          spec:
            kafka:
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    const cluster = workspace.cluster(resource)
    if (cluster === undefined || resource.partial !== undefined || workspace.isPatched(resource, listeners)) return
    if (cluster.config.keys.some((key) => key.includes('max.connection') && /(^|\.)max\.connections?(\.|$)/.test(key))) return
    const shared = workspace.tenancy.isShared(resource)
    for (const { name, type, path, value } of cluster.listeners) {
      const outside = external.has(type)
      if (!outside && !shared) continue
      const configuration = entry(value, 'configuration')
      if (entry(configuration, 'maxConnections') !== undefined || entry(configuration, 'maxConnectionCreationRate') !== undefined) continue
      yield {
        at: [...path, 'configuration'],
        message: `listener \`${name}\` is open to ${outside ? 'clients outside' : 'several tenants'} and takes any number of connections, so one storm of reconnects keeps the brokers busy; set \`maxConnections\` and \`maxConnectionCreationRate\``,
      }
    }
  },
})

const listeners = ['spec', 'kafka', 'listeners']
const external: ReadonlySet<string> = new Set(['route', 'loadbalancer', 'nodeport', 'ingress', 'cluster-ip'])
