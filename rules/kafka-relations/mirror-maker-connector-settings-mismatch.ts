import { defineRule } from '../../src/rule/rule.js'
import { isPlaceholder } from '../../src/text/placeholder.js'

const naming = ['replication.policy.class', 'replication.policy.separator']
const shared = [...naming, 'offset-syncs.topic.location']

const defaults: Readonly<Record<string, string>> = {
  'replication.policy.class': 'org.apache.kafka.connect.mirror.DefaultReplicationPolicy',
  'replication.policy.separator': '.',
  'offset-syncs.topic.location': 'source',
}

function meaning(key: string, value: string | undefined): string | undefined {
  return value ?? defaults[key]
}

export default defineRule({
  id: 'mirror-maker-connector-settings-mismatch',
  area: 'kafka-relations',
  summary: 'The connectors of a mirror must agree on names of topics and on where offsets are kept.',
  kinds: ['KafkaMirrorMaker2'],
  stage: 'runtime',
  presets: { recommended: 'error', production: 'error', dev: 'warning' },
  why: `The source connector names the topics of the target and writes where offsets correspond; the checkpoint connector must find both. Where they have different
replication policies, separators or places, no position of a consumer group is ever translated, and the mirror looks healthy until somebody
switches over.`,
  links: [
    'https://strimzi.io/docs/operators/latest/configuring#type-KafkaMirrorMaker2MirrorSpec-reference',
    'https://kafka.apache.org/documentation/#georeplication',
  ],
  examples: {
    invalid: [
      {
        title: 'only the source keeps the names',
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
                    replication.policy.class: org.apache.kafka.connect.mirror.IdentityReplicationPolicy # error
                checkpointConnector:
                  config:
                    sync.group.offsets.enabled: true
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
                checkpointConnector:
                  config:
                    sync.group.offsets.enabled: true
                    replication.policy.class: org.apache.kafka.connect.mirror.IdentityReplicationPolicy
        `,
      },
      {
        title: 'two places for offsets',
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
                    offset-syncs.topic.location: target # error
                checkpointConnector:
                  config:
                    offset-syncs.topic.location: source
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
                    offset-syncs.topic.location: target
                checkpointConnector:
                  config:
                    offset-syncs.topic.location: target
        `,
      },
    ],
    valid: [
      {
        title: 'both agree, or there is only one',
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
                checkpointConnector:
                  config:
                    replication.policy.class: org.apache.kafka.connect.mirror.IdentityReplicationPolicy
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaMirrorMaker2
          metadata:
            name: other
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
        `,
      },
    ],
  },

  *check(resource, { workspace }) {
    if (resource.partial !== undefined) return
    for (const { sourceConnector: source, checkpointConnector: checkpoint, heartbeatConnector: heartbeat } of workspace.mirror(resource).flows) {
      if (!source.present) continue
      for (const [other, name, keys] of [[checkpoint, 'checkpoint', shared], [heartbeat, 'heartbeat', naming]] as const) {
        if (!other.present) continue
        for (const key of keys) {
          const [mine, theirs] = [source.config.text(key), other.config.text(key)]
          if (meaning(key, mine?.value) === meaning(key, theirs?.value) || isPlaceholder(`${mine?.value ?? ''}${theirs?.value ?? ''}`)) continue
          const at = mine === undefined ? other.config.at(key) : source.config.at(key)
          const says = (value: string | undefined) => (value === undefined ? 'the default' : `\`${value}\``)
          yield {
            at,
            message: `\`${key}\` is ${says(mine?.value)} for the source connector, but ${says(theirs?.value)} for the ${name} connector, so ${name === 'checkpoint' ? 'no offsets of groups are translated' : 'heartbeats get names of their own'}; use one value`,
            ...(name === 'heartbeat' && { severity: 'warning' }),
            related: mine === undefined || theirs === undefined ? [] : [{ resource, at: other.config.at(key), message: `the ${name} connector` }],
            ...(mine !== undefined && { fix: { title: `Use it for the ${name} connector too`, safety: 'suggestion', changes: [{ set: other.config.at(key), to: mine.value }] } }),
          }
        }
      }
    }
  },
})
