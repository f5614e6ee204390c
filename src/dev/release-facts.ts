/**
 * Writes the facts about Strimzi releases into `schemas/releases.json` and `schemas/kafka/forbidden-options.json`.
 *
 *     npx tsx src/dev/release-facts.ts [folder with releases.json and operator-checks.json]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

interface ReleaseSource {
  release: string
  minKubernetes: string | null
  kafkaVersions: string[]
  defaultKafkaVersion: string
  kafkaMetadataDefaults?: Record<string, string>
  featureGateDefaults?: Record<string, boolean>
}

interface CheckSource {
  id: string
  data?: Record<string, Record<string, string[]>>
}

/** A key, prefix or exception of a list of forbidden options, with the releases in which the list has it; absent bounds are open. */
interface Entry {
  since?: string
  until?: string
}

type Entries = Record<string, Entry>

/** Where a list of the operator applies, by the id of the check that describes it. */
const places: Readonly<Record<string, string>> = {
  'kafka-config-forbidden': 'Kafka.spec.kafka.config',
  'cc-config-forbidden': 'Kafka.spec.cruiseControl.config',
  'connect-config-forbidden': 'KafkaConnect.spec.config',
  'connector-config-forbidden': 'KafkaConnector.spec.config',
  'mm2-target-config-forbidden': 'KafkaMirrorMaker2.spec.target.config',
  'bridge-config-forbidden': 'KafkaBridge.spec.config',
  'bridge-http-tls-config-forbidden': 'KafkaBridge.spec.http.tls.config',
  'bridge-consumer-config-forbidden': 'KafkaBridge.spec.consumer.config',
  'bridge-producer-config-forbidden': 'KafkaBridge.spec.producer.config',
  'bridge-adminclient-config-forbidden': 'KafkaBridge.spec.adminClient.config',
}

/** The lists are known at three releases; release notes say in between when these entries came. */
const exactSince: Readonly<Record<string, string>> = {
  'prometheus.metrics.reporter.': '0.47.0',
  'cordoned.log.dirs': '1.2.0',
  'connector.plugin.version': '0.50.0',
  'group.id': '1.0.0',
  'config.storage.topic': '1.0.0',
  'offset.storage.topic': '1.0.0',
  'status.storage.topic': '1.0.0',
  'broker.session.timeout.ms': '0.48.0',
  'broker.heartbeat.interval.ms': '0.48.0',
  'controller.socket.timeout.ms': '0.48.0',
  'client.quota.callback.static.kafka.admin.': '0.42.0',
  'client.quota.callback.static.produce': '0.42.0',
  'client.quota.callback.static.fetch': '0.42.0',
  'client.quota.callback.static.storage.per.volume.limit.min.available.': '0.42.0',
  'client.quota.callback.static.excluded.principal.name.list': '0.42.0',
}

/** KafkaConnect got the metrics reporter one release after Kafka. */
const exactSinceAt: Readonly<Record<string, string>> = { 'KafkaConnect.spec.config/prometheus.metrics.reporter.': '0.48.0' }

/** Turns the source's releases (oldest first) into one line each, newest first. */
export function releaseFacts(releases: readonly ReleaseSource[]): string {
  const lines = releases.toReversed().map((each) =>
    JSON.stringify({
      name: each.release,
      kafkaVersions: each.kafkaVersions,
      defaultKafkaVersion: each.defaultKafkaVersion,
      ...(each.minKubernetes === null ? {} : { minimumKubernetes: each.minKubernetes }),
      ...(each.kafkaMetadataDefaults === undefined ? {} : { metadataVersions: each.kafkaMetadataDefaults }),
      ...(each.featureGateDefaults === undefined ? {} : { featureGates: each.featureGateDefaults }),
    }),
  )
  return `[\n  ${lines.join(',\n  ')}\n]\n`
}

/** Merges the lists of several releases into one list of entries with the range of releases that have them. */
function merge(place: string, field: string, lists: readonly (readonly [string, Record<string, string[]>])[]): Entries | undefined {
  const entries: Entries = {}
  lists.forEach(([release, list], index) => {
    for (const text of list[field] ?? []) {
      entries[text] ??= {
        ...(index > 0 ? { since: release } : {}),
        ...(text in exactSince ? { since: exactSince[text] } : {}),
        ...(`${place}/${text}` in exactSinceAt ? { since: exactSinceAt[`${place}/${text}`] } : {}),
      }
    }
    const previous = index > 0 ? lists[index - 1] : undefined
    for (const text of previous?.[1][field] ?? []) {
      const entry = entries[text]
      if (previous !== undefined && entry !== undefined && !list[field]?.includes(text)) entry.until = previous[0]
    }
  })
  return Object.keys(entries).length === 0 ? undefined : entries
}

/** Turns the operator's lists of forbidden options into one object per place, one line per entry. */
export function forbiddenFacts(checks: readonly CheckSource[]): string {
  const blocks = Object.entries(places).map(([id, place]) => {
    const lists = Object.entries(checks.find((check) => check.id === id)?.data ?? {})
    const fields = {
      prefixes: merge(place, 'FORBIDDEN_PREFIXES', lists),
      keys: merge(place, 'FORBIDDEN_PARAMETERS', lists) ?? merge(place, 'FORBIDDEN_OPTIONS', lists),
      exceptions: merge(place, 'FORBIDDEN_PREFIX_EXCEPTIONS', lists),
    }
    const parts = Object.entries(fields)
      .filter(([, entries]) => entries !== undefined)
      .map(([field, entries]) => {
        const lines = Object.entries(entries ?? {}).map(([text, entry]) => `      ${JSON.stringify(text)}: ${JSON.stringify(entry)}`)
        return `    "${field}": {\n${lines.join(',\n')}\n    }`
      })
    return `  "${place}": {\n${parts.join(',\n')}\n  }`
  })
  return `{\n${blocks.join(',\n')}\n}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const from = process.argv[2] ?? '../shared/strimzi'
  const read = (name: string): unknown => JSON.parse(readFileSync(`${from}/${name}`, 'utf8'))
  writeFileSync('schemas/releases.json', releaseFacts(read('releases.json') as ReleaseSource[]))
  writeFileSync('schemas/kafka/forbidden-options.json', forbiddenFacts(read('operator-checks.json') as CheckSource[]))
}
