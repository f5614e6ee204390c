/**
 * Writes `schemas/strimzi/` from the CRDs of all Strimzi releases: `npx tsx src/dev/strimzi-schemas.ts [folder with <release>/<Kind>.json]`.
 * To add a release, add its folder and run this; the difference shows what the release changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { celRules } from '../schema/cel.js'
import type { KindSchemas, Schema } from '../schema/schema.js'
import { toSchema, type CrdSchema } from '../schema/structural.js'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const defaultSource = join(repository, '../shared/strimzi/crds')

interface Crd {
  readonly group: string
  readonly kind: string
  readonly plural: string
  readonly versions: readonly {
    readonly name: string
    readonly served: boolean
    readonly subresources?: { readonly scale?: { readonly specReplicasPath: string } }
    readonly schema: CrdSchema
  }[]
}

interface KindIndex {
  readonly group: string
  readonly plural: string
  /** Per version: the releases that serve it, as spans of first and last release. */
  readonly served: Record<string, [string, string][]>
}

interface Conversion {
  readonly path: string
  readonly change: string
  readonly to?: string
}

/** The files of the store by name, from a folder with `<release>/<Kind>.json`; `conversion` is the list of moved fields beside it. */
export function strimziStore(source: string): Map<string, string> {
  const releases = readdirSync(source).sort(byRelease)
  const pool = new DefinitionPool()
  const kinds = new Map<string, { index: KindIndex; roots: Record<string, Record<string, string>> }>()
  releases.forEach((release, position) => {
    for (const file of readdirSync(join(source, release)).sort()) {
      const crd = JSON.parse(readFileSync(join(source, release, file), 'utf8')) as Crd
      const kind = kinds.get(crd.kind) ?? { index: { group: crd.group, plural: crd.plural, served: {} }, roots: {} }
      kinds.set(crd.kind, kind)
      for (const version of crd.versions) {
        if (!version.served) continue
        const scale = /^\.spec\.(\w+)$/.exec(version.subresources?.scale?.specReplicasPath ?? '')?.[1]
        const root = pool.add({ ...toSchema(version.schema, ruleName), ...(scale === undefined ? {} : { scale }) }, crd.kind, crd.kind)
        const spans = (kind.index.served[version.name] ??= [])
        const last = spans.at(-1)
        const previous = releases[position - 1]
        if (last !== undefined && last[1] === previous) last[1] = release
        else spans.push([release, release])
        const roots = (kind.roots[version.name] ??= {})
        if (Object.values(roots).at(-1) !== root || last?.[1] !== release) roots[release] = root
      }
    }
  })
  const kindNames = [...kinds.keys()].sort()
  const files = new Map<string, string>()
  const index = Object.fromEntries(kindNames.map((name) => [name, kinds.get(name)?.index]))
  files.set('index.json', lines({ releases: [...releases].reverse(), kinds: index }, 3))
  files.set('shared.json', lines(pool.of(kindNames, true), 1))
  for (const name of kindNames) {
    const roots = kinds.get(name)?.roots ?? {}
    const kind: KindSchemas = { roots, definitions: pool.of([name], false) }
    files.set(`${name}.json`, lines(kind, 3))
  }
  const current = [...kinds].filter(([, { index: { served } }]) => Object.values(served).some((spans) => spans.at(-1)?.[1] === releases.at(-1)))
  files.set('fields.json', lines(fieldPlaces(current, pool.all()), 1))
  const conversions = join(source, '../conversion.json')
  if (existsSync(conversions)) files.set('moves.json', lines(moves(conversions), 2))
  return files
}

/** Collects definitions, and remembers which kinds use them. */
class DefinitionPool {
  readonly #definitions = new Map<string, { readonly name: string; readonly schema: Schema; readonly kinds: Set<string> }>()

  /** Takes every object with fields out of the tree and gives the name of the topmost; `hint` names it for people. */
  add(schema: Schema, hint: string, kind: string): string {
    const { ref } = this.#take(schema, hint, kind)
    if (ref === undefined) throw new Error(`the schema of ${kind} has no fields`)
    return ref
  }

  #take(schema: Schema, hint: string, kind: string): Schema {
    const { properties, values, items, ...rest } = schema
    const own: Schema = {
      ...rest,
      ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, this.#take(part, name, kind)])) }),
      ...(values && { values: this.#take(values, hint, kind) }),
      ...(items && { items: this.#take(items, hint, kind) }),
    }
    if (properties === undefined) return own
    const text = JSON.stringify(own)
    let definition = this.#definitions.get(text)
    if (definition === undefined) {
      definition = { name: `${hint}-${createHash('sha256').update(text).digest('hex').slice(0, 6)}`, schema: own, kinds: new Set() }
      this.#definitions.set(text, definition)
    }
    definition.kinds.add(kind)
    return { ref: definition.name }
  }

  /** The definitions that only the given kind uses, or (`shared`) those that several kinds use, by name. */
  of(kinds: readonly string[], shared: boolean): Record<string, Schema> {
    const chosen = [...this.#definitions.values()].filter(
      (definition) => definition.kinds.size > 1 === shared && kinds.some((kind) => definition.kinds.has(kind)),
    )
    return Object.fromEntries(chosen.map(({ name, schema }): [string, Schema] => [name, schema]).sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  all(): Record<string, Schema> {
    return Object.fromEntries([...this.#definitions.values()].map(({ name, schema }) => [name, schema]))
  }
}

/**
 * Where the fields of all kinds are, by name: `Kind:path` in the newest release and version of each kind. Only what is specific enough to
 * point to: no parts of pods, nothing deep, no names that stand in many places.
 */
function fieldPlaces(
  kinds: readonly (readonly [string, { readonly roots: Record<string, Record<string, string>> }])[],
  definitions: Readonly<Record<string, Schema>>,
): Record<string, string[]> {
  const places = new Map<string, string[]>()
  const walk = (schema: Schema | undefined, path: string, depth: number): void => {
    const own = schema?.ref === undefined ? schema : definitions[schema.ref]
    if (own?.items !== undefined) walk(own.items, `${path}[]`, depth)
    for (const [name, part] of Object.entries(own?.properties ?? {})) {
      const at = `${path}.${name}`
      places.set(name, [...(places.get(name) ?? []), at])
      if (depth > 1 && name !== 'template') walk(part, at, depth - 1)
    }
  }
  for (const [kind, { roots }] of kinds) {
    const root = Object.values(Object.values(roots).at(-1) ?? {}).at(-1) ?? ''
    walk(definitions[root]?.properties?.spec, `${kind}:spec`, 3)
  }
  return Object.fromEntries([...places].filter(([, at]) => at.length <= 3).sort())
}

/** Our name of a CEL rule; a rule that we have no code for must not slip in. */
function ruleName(text: string): string {
  const found = Object.entries(celRules).find(([, rule]) => rule.text === text)
  if (found === undefined) throw new Error(`CEL rule without code in src/schema/cel.ts: ${text}`)
  return found[0]
}

/** Fields that got another name or place from v1beta2 to v1, by kind: old path to new path (`Kind.path` when in another kind). */
function moves(file: string): Record<string, Record<string, string>> {
  const conversion = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  // The list says that these are gone, and only in prose where they are now.
  const result: Record<string, Record<string, string>> = {
    Kafka: { 'spec.kafka.replicas': 'KafkaNodePool.spec.replicas', 'spec.kafka.storage': 'KafkaNodePool.spec.storage' },
    KafkaConnect: { 'spec.template.deployment': 'spec.template.podSet', 'spec.externalConfiguration': externalConfiguration },
    KafkaMirrorMaker2: {
      'spec.connectCluster': 'spec.target',
      'spec.clusters': 'spec.target, spec.mirrors[].source',
      'spec.mirrors[].targetCluster': 'spec.target',
      'spec.template.deployment': 'spec.template.podSet',
      'spec.externalConfiguration': externalConfiguration,
    },
  }
  for (const [kind, changes] of Object.entries(conversion)) {
    if (!Array.isArray(changes) || kind.startsWith('_')) continue
    for (const { path, change, to } of changes as Conversion[]) {
      if (!['renamed', 'moved', 'removed'].includes(change) || to === undefined) continue
      // "a, b type=x" are two paths with a value at their end; a bare name renames the last step of each.
      const value = / ?\b(type=\w+)$/.exec(path)?.[1]
      for (const place of path.replace(/ ?\.?\btype=\w+$/, '').split(', ')) {
        const from = value === undefined ? place : `${place}.${value}`
        if (!/^[\w.[\]"=]+$/.test(from) || (change === 'removed' && value === undefined && !/^spec\.\w+$/.test(to))) continue
        const target = to.startsWith('type ') ? `${place}.type=${to.slice(5)}` : /^[a-z]\w*$/.test(to) ? from.replace(/\w+$/, to) : to
        const moved = (result[kind] ??= {})
        moved[from] ??= target
      }
    }
  }
  return result
}

/** Where the environment variables and volumes of connectors went. */
const externalConfiguration = 'spec.template.connectContainer.env, spec.template.pod.volumes, spec.template.connectContainer.volumeMounts'

/** Order of releases, oldest first. */
function byRelease(a: string, b: string): number {
  const [left, right] = [a, b].map((release) => release.split('.').map(Number))
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** JSON that is broken into lines down to a depth, so that a difference shows single definitions. */
function lines(value: unknown, depth: number, indent = ''): string {
  if (depth === 0 || value === null || typeof value !== 'object') return JSON.stringify(value)
  const inner = `${indent}  `
  const entries = Array.isArray(value)
    ? value.map((item) => lines(item, depth - 1, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${lines(item, depth - 1, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (entries.length === 0) return `${open ?? ''}${close ?? ''}`
  return `${open ?? ''}\n${entries.map((entry) => `${inner}${entry}`).join(',\n')}\n${indent}${close ?? ''}${indent === '' ? '\n' : ''}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = join(repository, 'schemas/strimzi')
  const files = strimziStore(process.argv[2] ?? defaultSource)
  mkdirSync(target, { recursive: true })
  // Only the files of kinds are this generator's alone.
  for (const file of readdirSync(target)) if (/^[A-Z]/.test(file) && !files.has(file)) rmSync(join(target, file))
  let size = 0
  for (const [file, text] of files) {
    writeFileSync(join(target, file), text)
    size += text.length
  }
  process.stdout.write(`${files.size} files, ${Math.round(size / 1000)} kB in schemas/strimzi\n`)
}
