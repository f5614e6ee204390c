import fields from '../../schemas/strimzi/fields.json' with { type: 'json' }
import { closest } from '../text/closest.js'
import type { Path } from '../yaml/document.js'
import { formatPath } from '../yaml/path.js'
import { fieldReleases, movedTo } from './history.js'
import { nodeAt, resolve } from './lookup.js'
import type { KindSchemas, Schema } from './schema.js'
import { strimziKinds, versionsOf } from '../facts/served.js'
import { choices } from './wording.js'

/** By which schema a resource is judged. */
export interface Judged {
  readonly kind: string
  readonly version: string
  readonly release: string
  readonly root: string
  readonly schemas: KindSchemas
  /** By a definition that was given: Strimzi's history says nothing about it. */
  readonly custom: boolean
}

/** What an unknown key was meant to be, as the end of a sentence, and the new key when it was misspelt. */
export interface Suggestion {
  readonly text: string
  readonly rename?: string
  /** The path where the key belongs in this resource. */
  readonly place?: Path
}

/** Finds out what an unknown key at a path was meant to be: by its history, its place, its spelling, and by what other kinds have. */
export function suggest(path: Path, judged: Judged): Suggestion | undefined {
  const key = path.at(-1)
  const { schemas } = judged
  if (typeof key !== 'string') return undefined
  const here = nodeAt(schemas, judged.root, path.slice(0, -1))
  const known = path.length === 1 ? rootKeys : Object.keys(here?.properties ?? {})
  const nearest = closest(key, known)
  if (nearest?.toLowerCase() === key.toLowerCase()) return spelling(nearest)
  return (
    (judged.custom ? undefined : byHistory(path, judged)) ??
    byPlaceNear(path, key, here, schemas, judged) ??
    (nearest === undefined ? undefined : spelling(nearest)) ??
    byPlaceOfMisspelling(path, key, schemas, judged) ??
    byPlaceElsewhere(key, schemas, judged) ??
    (judged.custom ? undefined : (byKindName(key) ?? byOtherKind(key, judged))) ??
    whatThereIs(known)
  )
}

/** What a resource has; not every CRD lists the first three. */
const rootKeys = ['apiVersion', 'kind', 'metadata', 'spec', 'status']

function spelling(nearest: string): Suggestion {
  return { text: `did you mean \`${nearest}\`?`, rename: nearest }
}

/** The releases and versions that know the field, and where it went. */
function byHistory(path: Path, { kind, version }: Judged): Suggestion | undefined {
  const releases = fieldReleases(kind, version, path)
  const moved = movedTo(kind, path)
  const target = moved === undefined ? '' : `; it is now \`${moved}\``
  const oldest = releases.at(-1)
  const newest = releases[0]
  if (oldest !== undefined && newest !== undefined) return { text: `${kind} \`${version}\` knows it from Strimzi ${oldest} on` }
  for (const other of versionsOf(kind)) {
    const knowing = other === version ? [] : fieldReleases(kind, other, path)
    const [last] = knowing
    const first = knowing.at(-1)
    if (first === undefined || last === undefined) continue
    return { text: `it belongs to \`${other}\` (Strimzi ${first} to ${last}) and is not in \`${version}\`${target}` }
  }
  return moved === undefined ? undefined : { text: `use \`${moved}\`` }
}

/** The same name further up, or one level down. */
function byPlaceNear(path: Path, key: string, here: Schema | undefined, schemas: KindSchemas, judged: Judged): Suggestion | undefined {
  const parent = path.slice(0, -1)
  for (let up = parent.length - 1; up >= 1; up--) {
    const place = [...parent.slice(0, up), key]
    if (has(nodeAt(schemas, judged.root, parent.slice(0, up)), key)) return belongs(place)
  }
  const below = Object.entries(here?.properties ?? {}).filter(([, part]) => has(resolve(schemas, part), key))
  const [only] = below
  if (only !== undefined && below.length === 1) return belongs([...parent, only[0], key])
  if (below.length > 1) return { text: `it belongs one level down, into ${choices(below.map(([name]) => name))}` }
  return undefined
}

/** The same name anywhere else in the kind, if it stands there only once. */
function byPlaceElsewhere(key: string, schemas: KindSchemas, judged: Judged): Suggestion | undefined {
  const places = placesOf(key, schemas, judged)
  const [place] = places
  return place !== undefined && places.length === 1 ? belongs(place) : undefined
}

/** A misspelt name that belongs one level up. */
function byPlaceOfMisspelling(path: Path, key: string, schemas: KindSchemas, judged: Judged): Suggestion | undefined {
  const above = path.slice(0, -2)
  if (above.length === 0) return undefined
  const nearest = closest(key, Object.keys(nodeAt(schemas, judged.root, above)?.properties ?? {}))
  return nearest === undefined || typeof path.at(-2) === 'number' ? undefined : { text: `did you mean \`${formatPath([...above, nearest])}\`?` }
}

/** A resource of its own that stands where a field would be. */
function byKindName(key: string): Suggestion | undefined {
  const kind = strimziKinds().find((name) => name.toLowerCase() === key.toLowerCase() || `${name}s`.toLowerCase() === key.toLowerCase())
  return kind === undefined ? undefined : { text: `a ${kind} is a resource of its own` }
}

/** The least deep places in other kinds, if they are few. */
function byOtherKind(key: string, { kind }: Judged): Suggestion | undefined {
  const index = fields as Readonly<Record<string, readonly string[]>>
  const places = (Object.hasOwn(index, key) ? (index[key] ?? []) : []).filter((place) => !place.startsWith(`${kind}:`))
  const depth = (place: string): number => place.split('.').length
  const least = Math.min(...places.map(depth))
  const nearest = places.filter((place) => depth(place) === least)
  if (nearest.length === 0 || nearest.length > 2) return undefined
  return { text: `${choices(nearest.map((place) => place.replace(':', '.')))} has this name` }
}

/** Few enough fields are told. */
function whatThereIs(known: readonly string[]): Suggestion | undefined {
  if (known.length === 0) return { text: 'nothing may stand here' }
  return known.length > 8 ? undefined : { text: `there ${known.length === 1 ? 'is only' : 'are'} ${choices([...known].sort(), 'and')}` }
}

function belongs(place: Path): Suggestion {
  const generic = formatPath(place).replaceAll('[-1]', '[]')
  return place.includes(-1) ? { text: `it belongs to \`${generic}\`` } : { text: `it belongs to \`${generic}\``, place }
}

function has(schema: Schema | undefined, key: string): boolean {
  return schema?.properties !== undefined && Object.hasOwn(schema.properties, key)
}

/** The paths below `spec` that end with a key, leaving out the parts of pods; -1 stands for any item of a list. */
function placesOf(key: string, schemas: KindSchemas, { root }: Judged): Path[] {
  const found: Path[] = []
  const walk = (schema: Schema | undefined, at: Path): void => {
    const own = schema === undefined ? undefined : resolve(schemas, schema)
    if (own === undefined || at.length > 8) return
    if (own.items !== undefined) walk(own.items, [...at, -1])
    for (const [name, part] of Object.entries(own.properties ?? {})) {
      if (name === key) found.push([...at, name])
      if (name !== 'template') walk(part, [...at, name])
    }
  }
  walk(nodeAt(schemas, root, ['spec']), ['spec'])
  return found
}
