/**
 * Writes the facts about Kafka options into `schemas/kafka/`, one line per option, so that a newer Kafka version is a small diff.
 *
 *     npx tsx src/dev/kafka-facts.ts [folder with broker.json, topic.json, …]
 *
 * The files are modules that hold text: importing a string costs next to nothing, works unbundled and in a bundle, and an option is parsed
 * when it is first asked for.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

type Source = Record<string, unknown>
type Scopes = Record<string, Record<string, Source>>

/** Names of the facts in our form, by name in the source. What is not listed is not kept. */
const names: Readonly<Record<string, string>> = {
  type: 'type',
  default: 'default',
  required: 'required',
  validValues: 'values',
  validItems: 'items',
  caseInsensitive: 'ignoreCase',
  min: 'min',
  max: 'max',
  alsoValid: 'also',
  pattern: 'form',
  nonEmpty: 'nonEmpty',
  nonEmptyList: 'nonEmpty',
  noDuplicates: 'unique',
  dynamic: 'update',
  dynamicOnly: 'dynamicOnly',
  internal: 'internal',
  since: 'since',
  until: 'until',
  deprecatedSince: 'deprecatedSince',
  deprecatedAliases: 'aliases',
  requiredWhen: 'requiredWhen',
  topicEquivalent: 'topic',
  brokerEquivalent: 'broker',
}

/** Options whose named validator is: -1 for the broker's default, or a positive number. */
const minusOneOrPositive = /(^|\.)(config|offset|status)\.storage\.(replication\.factor|partitions)$|^(partitions|replication\.factor)$/

/** Numbers that the source writes as text because they are beyond 2^53; the nearest double is what arithmetic needs. */
function number(value: unknown): unknown {
  if (value === '9223372036854775807') return 2 ** 63
  return value === 'Double.MAX' ? Number.MAX_VALUE : value
}

/** One fact, or undefined when it says nothing: `false`, or a list that may be empty. */
function fact(name: string, value: unknown): [string, unknown] | undefined {
  if (name === 'allowEmptyList') return value === false ? ['nonEmpty', true] : undefined
  const own = names[name]
  if (own === undefined || (value === false && own !== 'default')) return undefined
  // Enumerations of Debezium are read without regard to case.
  if (own === 'type' && value === 'enum') return ['type', 'string']
  return [own, number(value)]
}

/** The facts about one option in our form; versions in which it was different stand under `variants`, as `from-to`. */
export function optionFacts(key: string, source: Source): Source {
  const facts: Source = { type: 'string' }
  for (const [name, value] of Object.entries(source)) {
    const known = fact(name, value)
    if (known !== undefined) facts[known[0]] = known[1]
  }
  if (source.type === 'enum') facts.ignoreCase = true
  if (source.validator === 'custom' && minusOneOrPositive.test(key)) Object.assign(facts, { min: 1, also: [-1] })
  const runs = (source.variants ?? []) as readonly { from: string; to: string; set: Source }[]
  const variants = Object.fromEntries(runs.map((run) => [`${run.from}-${run.to}`, variant(run.set, facts)] as const))
  const differing = Object.entries(variants).filter(([, set]) => Object.keys(set).length > 0)
  return differing.length === 0 ? facts : { ...facts, variants: Object.fromEntries(differing) }
}

/** What was different in a run of versions; `without` names facts that did not hold then. */
function variant(set: Source, facts: Source): Source {
  const result: Source = {}
  const without: string[] = []
  for (const [name, value] of Object.entries(set)) {
    if (value === '$absent' || (value === false && name !== 'default') || (name === 'allowEmptyList' && value === true)) {
      const own = name === 'allowEmptyList' ? 'nonEmpty' : names[name]
      if (own !== undefined && own in facts && !without.includes(own)) without.push(own)
    } else {
      const known = fact(name, value)
      if (known !== undefined) result[known[0]] = known[1]
    }
  }
  const gone = without.filter((own) => !(own in result))
  return gone.length === 0 ? result : { ...result, without: gone }
}

function table(source: Source): Record<string, Source> {
  return Object.fromEntries(Object.entries(source).map(([key, facts]) => [key, optionFacts(key, facts as Source)]))
}

/**
 * The text of a file: sections with the scopes in brackets, and a line for each option with its key and its facts as JSON. An option that
 * several scopes have with equal facts stands once, in a section of all of them.
 */
function moduleText(scopes: Scopes): string {
  const scopesOfLine = new Map<string, string[]>()
  for (const [scope, options] of Object.entries(scopes)) {
    for (const [key, facts] of Object.entries(options)) {
      const line = `${key} ${JSON.stringify(facts)}`
      scopesOfLine.set(line, [...(scopesOfLine.get(line) ?? []), scope])
    }
  }
  // A scope without options is known all the same.
  const sections = new Map<string, string[]>(Object.keys(scopes).map((scope) => [scope, []]))
  for (const [line, names] of scopesOfLine) {
    const header = names.join(' ')
    sections.set(header, [...(sections.get(header) ?? []), line])
  }
  const text = [...sections].map(([header, lines]) => [`[${header}]`, ...lines.sort()].join('\n')).join('\n')
  return `// Generated by src/dev/kafka-facts.ts.\nexport default \`${text.replace(/[`\\]|\$\{/g, '\\$&')}\`\n`
}

/** Every Kafka version that a fact begins or ends with, oldest first. */
function versionsIn(files: Readonly<Record<string, Scopes>>): string[] {
  const text = JSON.stringify(files)
  const found = new Set(Array.from(text.matchAll(/"(?:since|until|deprecatedSince)":"(\d+\.\d+)"|"(\d+\.\d+)-(\d+\.\d+)":/g), (m) => m.slice(1)).flat())
  return [...found].filter((version) => typeof version === 'string').sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

interface Plugin {
  configs: Source
  concreteClasses: string[]
}

/** Builds every file of `schemas/kafka/` from the source files, by name without extension. */
export function kafkaFacts(read: (name: string) => unknown): Readonly<Record<string, Scopes>> {
  const json = (name: string): Record<string, Source> => read(name) as Record<string, Source>
  const connector = json('connector-common')
  const mirror = json('mirrormaker2')
  const of = (group: Source | undefined): Record<string, Source> => table(group ?? {})
  const keysOf = (group: unknown): Record<string, Source> => table((group as { keys: Source }).keys)

  const plugins: Scopes = {}
  for (const role of ['transforms', 'predicates'] as const) {
    for (const each of Object.values(connector[role] ?? {}) as Plugin[]) {
      for (const name of each.concreteClasses) plugins[name] = table(each.configs)
    }
  }
  for (const role of ['converters', 'connectors'] as const) {
    for (const [name, options] of Object.entries(connector[role] ?? {})) plugins[name] = table(options as Source)
  }

  const mirrorScopes: Scopes = { 'mirror-common': of(mirror.common), 'mirror-client': of(mirror.client) }
  for (const part of ['source', 'checkpoint', 'heartbeat'] as const) {
    mirrorScopes[`mirror-${part}`] = {
      ...of(mirror.common),
      ...of(mirror[part]),
      ...(part === 'source' ? { ...of(mirror.topicFilter), ...of(mirror.configPropertyFilter) } : {}),
      ...(part === 'checkpoint' ? { ...of(mirror.topicFilter), ...of(mirror.groupFilter) } : {}),
    }
  }

  const { class: _class, version: _version, ...quotas } = json('quotas').quotasPlugin ?? {}
  return {
    broker: { broker: table(json('broker')), quotas: table(quotas), 'remote-log-metadata': table(json('remote-log-metadata-manager')) },
    topic: { topic: table(json('topic')) },
    // Workers are here for the many options that they share with clients.
    clients: {
      producer: table(json('producer')),
      consumer: table(json('consumer')),
      admin: table(json('admin')),
      connect: table(json('connect-worker')),
    },
    connectors: {
      connector: of(connector.common),
      'connector-source': of(connector.source),
      'connector-sink': of(connector.sink),
      transform: keysOf(connector.transformInstance),
      predicate: keysOf(connector.predicateInstance),
      'topic-creation': keysOf(connector.topicCreation?.default),
    },
    plugins,
    mirror: mirrorScopes,
    'cruise-control': { 'cruise-control': of(json('cruise-control').keys) },
    debezium: Object.fromEntries(
      Object.entries(json('debezium')).map(([name, options]) => [name, table(withPatterns(options))]),
    ),
  }
}

/** The source lost the backslash of `\d` in keys that are patterns. */
function withPatterns(options: Source): Source {
  return Object.fromEntries(Object.entries(options).map(([key, facts]) => [key.replace('(d+)', '(\\d+)'), facts]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const from = process.argv[2] ?? '../shared/kafka-config'
  const files = kafkaFacts((name) => JSON.parse(readFileSync(`${from}/${name}.json`, 'utf8')) as unknown)
  for (const [name, scopes] of Object.entries(files)) writeFileSync(`schemas/kafka/${name}.ts`, moduleText(scopes))
  writeFileSync('schemas/kafka/versions.json', `${JSON.stringify(versionsIn(files))}\n`)
}
