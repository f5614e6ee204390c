import { latest } from '../facts/releases.js'
import { groupOf, serving } from '../facts/served.js'
import type { KafkaOption } from '../facts/kafka-options.js'
import { optionsOf } from '../kafka/explain.js'
import { optionMaps, type OptionMap } from '../kafka/maps.js'
import type { OptionPlace } from '../kafka/place.js'
import type { Resource } from '../model/resource.js'
import { asMapping } from '../model/value.js'
import { kindNamed } from '../schema/kind.js'
import { nodeAt, resolve } from '../schema/lookup.js'
import type { KindSchemas, Schema } from '../schema/schema.js'
import type { Path } from '../yaml/document.js'
import { formatPath } from '../yaml/path.js'

/** By what a resource is judged. */
export interface JudgedBy {
  readonly kind: string
  readonly version: string
  readonly strimzi: string
  readonly kafka: string
}

/** What the CRD of a kind says, in the release that judges. */
export class Fields {
  private constructor(
    readonly by: JudgedBy,
    private readonly schemas: KindSchemas,
    private readonly root: string,
  ) {}

  /** Undefined for kinds that Strimzi does not have, and for versions that no release with facts serves. */
  static of(by: JudgedBy): Fields | undefined {
    const kind = kindNamed(by.kind)
    const root = kind?.root(by.version, by.strimzi)
    return kind === undefined || root === undefined ? undefined : new Fields(by, kind.schemas(), root)
  }

  /** The schema of the field at a path; undefined where the CRD says nothing. */
  at(path: Path): Schema | undefined {
    return nodeAt(this.schemas, this.root, path)
  }

  /** The fields below a schema, with their own schemas. */
  below(schema: Schema): readonly (readonly [name: string, schema: Schema])[] {
    return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
      const resolved = resolve(this.schemas, part)
      return resolved === undefined ? [] : [[name, resolved] as const]
    })
  }

  /** The schema of the items of a list. */
  items({ items }: Schema): Schema | undefined {
    return items === undefined ? undefined : resolve(this.schemas, items)
  }
}

/** What judges an object that is being typed: what judged it last, else the newest release that serves its apiVersion. */
export function judgedBy(apiVersion: string, kind: string, target: { readonly strimzi: string; readonly kafka: string } | undefined): JudgedBy | undefined {
  const slash = apiVersion.indexOf('/')
  const version = apiVersion.slice(slash + 1)
  if (slash < 0 || groupOf(kind) !== apiVersion.slice(0, slash)) return undefined
  const strimzi = target?.strimzi ?? serving(kind, version)[0] ?? latest.name
  return { kind, version, strimzi, kafka: target?.kafka ?? latest.defaultKafkaVersion }
}

/** The map of Kafka options at a path of an object, with what may stand in it. */
export function optionMapAt(kind: string, value: unknown, path: Path): OptionMap | undefined {
  // Only the kind and the values of a resource say where its options are.
  const resource = { kind, value: withMapping(asMapping(value), path) } as unknown as Resource
  const wanted = formatPath(path)
  return optionMaps(resource).find((map) => formatPath(map.path) === wanted)
}

/** The value with a mapping at a path: one that has just been begun is still empty. */
function withMapping(value: unknown, path: Path): unknown {
  const [first, ...rest] = path
  if (first === undefined) return asMapping(value)
  if (typeof first === 'number') {
    const items: readonly unknown[] = Array.isArray(value) ? value : []
    return items.map((item, index) => (index === first ? withMapping(item, rest) : item))
  }
  const mapping = asMapping(value)
  return { ...mapping, [first]: withMapping(Object.hasOwn(mapping, first) ? mapping[first] : undefined, rest) }
}

/** The options that can be typed in a place, by their full keys: those of components that it passes options on to are behind a prefix. */
export function keysIn(place: OptionPlace, typed: string, { kafka, strimzi }: JudgedBy): ReadonlyMap<string, KafkaOption> {
  const keys = new Map(optionsOf(place, kafka, strimzi).map((option) => [option.key, option]))
  for (const [prefix, inner] of place.prefixes) {
    if (inner === 'plugin' || !typed.startsWith(prefix)) continue
    for (const option of optionsOf(inner, kafka, strimzi)) {
      const key = inner.keepsPrefix === true ? option.key : prefix + option.key
      if (!keys.has(key)) keys.set(key, option)
    }
  }
  return keys
}
