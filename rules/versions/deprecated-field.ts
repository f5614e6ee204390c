import { deprecatedFields } from '../../src/facts/deprecated-fields.js'
import { asList, entry } from '../../src/model/value.js'
import { defineRule } from '../../src/rule/rule.js'
import { formatPath } from '../../src/yaml/path.js'
import { count } from '../../src/text/count.js'
import type { Change, Path } from '../../src/yaml/document.js'

export default defineRule({
  id: 'deprecated-field',
  area: 'versions',
  summary: 'A field that `v1` no longer has should be replaced while both API versions are served.',
  kinds: ['Kafka', 'KafkaNodePool', 'KafkaUser', 'KafkaConnect', 'KafkaConnector', 'KafkaMirrorMaker2', 'KafkaBridge'],
  stage: 'apply',
  presets: { recommended: 'info', production: 'warning', dev: 'info' },
  why: `These fields have been deprecated in \`v1beta2\` for long and are gone in \`v1\`, which is all that Strimzi 1.0.0 and later serve. Some do nothing
any more. Replaced today, they make the change of the apiVersion a change of one line.`,
  links: [
    'https://strimzi.io/docs/operators/latest/deploying#assembly-upgrade-str',
    'https://github.com/strimzi/proposals/blob/main/113-remove-v1beta2-crd-apis.md',
  ],
  concerns: ({ version }) => version !== 'v1',
  examples: {
    invalid: [
      {
        title: 'one operation instead of a list',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaUser
          metadata:
            name: app
            labels: { strimzi.io/cluster: shop }
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: orders., patternType: prefix }
                  operation: Read # warning
        `,
        fixed: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaUser
          metadata:
            name: app
            labels: { strimzi.io/cluster: shop }
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: orders., patternType: prefix }
                  operations:
                    - Read
        `,
      },
    ],
    valid: [
      {
        title: 'a list of operations',
        yaml: `
          apiVersion: kafka.strimzi.io/v1beta2
          kind: KafkaUser
          metadata:
            name: app
            labels: { strimzi.io/cluster: shop }
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
                - resource: { type: topic, name: orders., patternType: prefix }
                  operations: [Read]
        `,
      },
    ],
  },

  *check(resource) {
    for (const { steps, replacement } of deprecatedFields(resource.kind)) {
      const found = [...occurrences(resource.value, steps)]
      const [first, ...others] = found
      if (first === undefined) continue
      const field = String(first.path.at(-1))
      const instead = replacement === undefined ? 'it has no successor, so remove it' : `\`${nameOf(replacement)}\` takes its place`
      const more = others.length === 0 ? '' : ` (here and in ${count(others.length, 'other place')})`
      const problem = { at: first.path, on: 'key' as const, message: `\`${field}\` is deprecated and gone in \`v1\`${more}; ${instead}` }
      if (field === 'operation') yield { ...problem, fix: { title: 'Write `operations` as a list', safety: 'safe' as const, changes: found.flatMap(listed) } }
      else yield problem
    }
  },
})

/** One operation of an ACL as a list of one. */
function listed({ path, value }: Occurrence): readonly Change[] {
  return [{ remove: path }, { set: [...path.slice(0, -1), 'operations'], to: [value] }]
}

interface Occurrence {
  readonly path: Path
  readonly value: unknown
}

/** Every place of a resource that the steps lead to. */
function* occurrences(value: unknown, steps: readonly string[], path: Path = []): Generator<Occurrence> {
  const [step, ...rest] = steps
  if (value === undefined || value === null) return
  if (step === undefined) yield { path, value }
  else if (step === '[]') for (const [index, item] of asList(value).entries()) yield* occurrences(item, rest, [...path, index])
  else yield* occurrences(entry(value, step), rest, [...path, step])
}

/** The last words of a replacement: its own name, and that of the field around it when it stands elsewhere. */
function nameOf(steps: readonly string[]): string {
  return formatPath(steps.filter((step) => step !== '[]'))
}
