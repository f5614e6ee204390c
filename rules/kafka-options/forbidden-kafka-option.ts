import { optionProblems } from '../../src/kafka/maps.js'
import { defineRule } from '../../src/rule/rule.js'
import { allow, optionCheck, optionKinds } from './option-rule.js'

export default defineRule({
  id: 'forbidden-kafka-option',
  area: 'kafka-options',
  summary: 'An option that Strimzi sets itself must not stand in a map of options.',
  kinds: optionKinds,
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Strimzi owns listeners, storage, security, node identities and more, and drops such options from the maps of its resources. Only a line in the log of the
operator says so: a TLS setting or a super user that was written never takes effect. Most of them have a field of their own.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaClusterSpec-reference',
    'https://strimzi.io/docs/operators/latest/configuring',
  ],
  options: { allow },
  picksFrom: optionProblems,
  examples: {
    invalid: [
      {
        title: 'super users and log folders',
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
                super.users: User:admin # error
                log.dirs: /data # error
                log.retention.hours: 24
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
              config:
                log.retention.hours: 24
        `,
      },
      {
        title: 'the identity of a Connect cluster, which has a field in v1',
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
            config:
              bootstrap.servers: other:9092 # error
              offset.flush.interval.ms: 5000
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
            config:
              offset.flush.interval.ms: 5000
        `,
      },
    ],
    valid: [
      {
        title: 'exceptions that Strimzi passes on',
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
                ssl.cipher.suites: TLS_AES_256_GCM_SHA384
                ssl.enabled.protocols: TLSv1.3
        `,
      },
      {
        title: 'a group in the options, where v1beta2 has it',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaConnect
          metadata:
            name: connect
          spec:
            bootstrapServers: shop-kafka-bootstrap:9092
            config:
              group.id: connect
        `,
        settings: { strimzi: '0.45.0' },
      },
      {
        title: 'an allowed key',
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
                log.dirs: /data
        `,
        options: { allow: ['log.dir*'] },
      },
    ],
  },
  check: optionCheck('forbidden'),
})
