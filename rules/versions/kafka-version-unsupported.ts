import { declaredKafkaVersion } from '../../src/model/versions.js'
import { release, releasesSupporting, strimziReleases } from '../../src/facts/releases.js'
import { defineRule } from '../../src/rule/rule.js'

/** The oldest release with facts. */
const oldest = strimziReleases.at(-1)?.name ?? ''

export default defineRule({
  id: 'kafka-version-unsupported',
  area: 'versions',
  summary: 'The Kafka version must be one that the Strimzi release runs.',
  kinds: ['Kafka', 'KafkaConnect', 'KafkaMirrorMaker2', 'KafkaMirrorMaker'],
  stage: 'reconcile',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `Each operator release brings images for a few Kafka versions and refuses to reconcile a resource that names another, so nothing of it changes any
more, certificates included. It happens when the operator is upgraded and a pinned version disappears.`,
  links: ['https://strimzi.io/downloads/', 'https://github.com/strimzi/strimzi-kafka-operator/issues/2510'],
  about: ['version'],
  examples: {
    invalid: [
      {
        title: 'Kafka 3.6.0 on Strimzi 1.2.0',
        settings: { strimzi: '1.2.0' },
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              version: 3.6.0 # error
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
      {
        title: 'a version that never was',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              version: 4.3.9 # error
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
    valid: [
      {
        title: 'the release follows the version',
        yaml: `
          apiVersion: kafka.strimzi.io/v1
          kind: Kafka
          metadata:
            name: shop
          spec:
            kafka:
              version: 4.2.0
              listeners:
                - { name: tls, port: 9093, type: internal, tls: true }
        `,
      },
    ],
  },

  check(resource, { workspace }) {
    const declared = declaredKafkaVersion(resource)
    const { strimzi, unfit } = workspace.target(resource)
    const supported = release(strimzi)?.kafkaVersions
    if (declared === undefined || supported === undefined || unfit === true || supported.includes(declared.version)) return
    const elsewhere = releasesSupporting(declared.version)
    const hint =
      elsewhere.length === 0
        ? `no release since ${oldest} does`
        : `it belongs to Strimzi ${span(elsewhere.map(({ name }) => name))}`
    return {
      at: declared.path,
      message: `Strimzi ${strimzi} does not run Kafka ${declared.version}, so the operator stops reconciling; ${hint}; use ${supported.join(', ')}`,
    }
  },
})

function span(releases: readonly string[]): string {
  const newest = releases[0] ?? ''
  const oldest = releases.at(-1) ?? ''
  return newest === oldest ? newest : `${oldest} to ${newest}`
}
