import { contradiction, said } from '../../src/model/relation.js'
import { defineRule } from '../../src/rule/rule.js'

const [syncKey, emitKey] = ['sync.group.offsets.enabled', 'emit.checkpoints.enabled']
const [policyKey, separatorKey] = ['replication.policy.class', 'replication.policy.separator']

export default defineRule({
  id: 'mirror-maker-option-ineffective',
  area: 'kafka-relations',
  summary: 'An option of a mirror must not depend on another one that switches it off.',
  kinds: ['KafkaMirrorMaker2'],
  stage: 'runtime',
  presets: { recommended: 'warning', production: 'warning', dev: 'warning' },
  why: `Offsets of groups are synchronised from checkpoints: without \`emit.checkpoints.enabled\` there is nothing to synchronise. \`IdentityReplicationPolicy\`
keeps the names of topics as they are, so a separator does nothing, and the policy cannot see when mirrors go round in a circle.`,
  links: [
    'https://kafka.apache.org/documentation/#georeplication',
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaMirrorMaker2MirrorSpec-reference',
  ],
  examples: {
    invalid: [
      {
        title: 'synchronised from nothing',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: east
              bootstrapServers: east-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: west, bootstrapServers: 'west-kafka-bootstrap:9092' }
                sourceConnector:
                  tasksMax: 2
                  config:
                    replication.factor: -1
                checkpointConnector:
                  config:
                    emit.checkpoints.enabled: false
                    sync.group.offsets.enabled: true # warning
        `,
      },
      {
        title: 'a separator that nobody uses',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: east
              bootstrapServers: east-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: west, bootstrapServers: 'west-kafka-bootstrap:9092' }
                sourceConnector:
                  tasksMax: 2
                  config:
                    replication.policy.class: org.apache.kafka.connect.mirror.IdentityReplicationPolicy
                    replication.policy.separator: '-' # warning
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: east
              bootstrapServers: east-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: west, bootstrapServers: 'west-kafka-bootstrap:9092' }
                sourceConnector:
                  tasksMax: 2
                  config:
                    replication.policy.class: org.apache.kafka.connect.mirror.IdentityReplicationPolicy
        `,
      },
    ],
    valid: [
      {
        title: 'checkpoints, and a policy that uses the separator',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: mirror
          spec:
            replicas: 2
            target:
              alias: east
              bootstrapServers: east-kafka-bootstrap:9092
              groupId: mirror
              configStorageTopic: mirror-configs
              offsetStorageTopic: mirror-offsets
              statusStorageTopic: mirror-status
            mirrors:
              - source: { alias: west, bootstrapServers: 'west-kafka-bootstrap:9092' }
                sourceConnector:
                  tasksMax: 2
                  config:
                    replication.policy.separator: '-'
                checkpointConnector:
                  config:
                    replication.policy.separator: '-'
                    sync.group.offsets.enabled: true
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    for (const { sourceConnector, checkpointConnector, heartbeatConnector } of workspace.mirror(resource).flows) {
      const { config } = checkpointConnector
      const [sync, emit] = [config.boolean(syncKey), config.boolean(emitKey)]
      if (sync?.value === true && emit?.value === false) {
        const place = contradiction(resource, { key: syncKey, found: sync }, { key: emitKey, found: emit })
        if (place) yield { ...place, message: `\`${syncKey}\` has no effect, as ${said({ key: emitKey, found: emit })}; emit checkpoints, or remove it` }
      }
      for (const connector of [sourceConnector, checkpointConnector, heartbeatConnector]) {
        const [policy, separator] = [connector.config.text(policyKey), connector.config.text(separatorKey)]
        if (separator === undefined || policy?.value.endsWith('.IdentityReplicationPolicy') !== true) continue
        const place = contradiction(resource, { key: separatorKey, found: separator }, { key: policyKey, found: policy })
        const message = `\`${separatorKey}\` has no effect, as \`IdentityReplicationPolicy\` keeps the names of topics; remove it`
        if (place) yield { ...place, on: 'key', message, fix: { title: `Remove \`${separatorKey}\``, safety: 'safe', changes: [{ remove: place.at }] } }
      }
    }
  },
})
