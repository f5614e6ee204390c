import moves from '../../schemas/strimzi/moves.json' with { type: 'json' }
import type { Path } from '../yaml/document.js'
import { formatPath } from '../yaml/path.js'
import { kindNamed } from './kind.js'
import { nodeAt, resolve } from './lookup.js'
import type { KindSchemas } from './schema.js'
import { serving } from '../facts/served.js'

/**
 * The releases whose schema of a kind in a version knows a field, newest first: all that serve it when the path leads through a place that
 * accepts anything, none when no release knows the field. The kind must be loaded (in any release); else the answer is none.
 */
export function fieldReleases(kind: string, version: string, path: Path): readonly string[] {
  const loaded = kindNamed(kind)
  if (loaded === undefined) return []
  const schemas = loaded.schemas()
  const answers = new Map<string, boolean>()
  return serving(kind, version).filter((release) => {
    const root = loaded.root(version, release)
    if (root === undefined) return false
    let answer = answers.get(root)
    if (answer === undefined) {
      answer = knows(schemas, root, path)
      answers.set(root, answer)
    }
    return answer
  })
}

/** True when a root schema lists the field, or accepts anything at its place. */
function knows(schemas: KindSchemas, root: string, path: Path): boolean {
  let node = resolve(schemas, { ref: root })
  for (const step of path) {
    if (node === undefined) return false
    const named = typeof step === 'number' ? node.items : node.properties !== undefined && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined
    const next = named ?? (typeof step === 'number' ? undefined : node.values)
    if (next === undefined) return node.open === true
    node = resolve(schemas, next)
  }
  return true
}

/**
 * Where a field of a v1beta2 resource stands in v1, or the other way round, when it moved or got another name: the path as people write it,
 * with `[]` for list items, and the kind before it when it is another one. With a `value`, what `path=value` became. Undefined when it
 * did not move.
 */
export function movedTo(kind: string, path: Path, value?: string): string | undefined {
  return moveOf(kind, `${formatPath(path)}${value === undefined ? '' : `=${value}`}`)
}

/** The same for a path as people write it, with or without the positions of list items, and `=value` at its end. */
export function moveOf(kind: string, path: string): string | undefined {
  const known = (moves as Readonly<Record<string, Readonly<Record<string, string>>>>)[kind]
  if (known === undefined) return undefined
  const text = path.replace(/\[\d+\]/g, '[]')
  return Object.hasOwn(known, text) ? known[text] : Object.entries(known).find(([, to]) => to === text)?.[0]
}

/** The enumeration at a path in every version and release: which releases accept a value there. */
export function valueReleases(kind: string, version: string, path: Path, value: unknown): readonly string[] {
  const loaded = kindNamed(kind)
  if (loaded === undefined) return []
  return serving(kind, version).filter((release) => {
    const root = loaded.root(version, release)
    const node = root === undefined ? undefined : nodeAt(loaded.schemas(), root, path)
    return node?.enum?.some((known) => known === value) === true
  })
}

/** The fields that a release demands of the mapping at a path of a kind, as far as the kind is loaded. */
export function requiredAt(kind: string, version: string, release: string, path: Path): readonly string[] {
  const loaded = kindNamed(kind)
  const root = loaded?.root(version, release)
  return loaded === undefined || root === undefined ? [] : (nodeAt(loaded.schemas(), root, path)?.required ?? [])
}
