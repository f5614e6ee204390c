import type { Path } from '../yaml/document.js'
import type { KindSchemas, Schema } from './schema.js'

/** The schema of the node at a path below a root definition, its reference followed; undefined where the schema says nothing. */
export function nodeAt(schemas: KindSchemas, root: string, path: Path): Schema | undefined {
  let node = resolve(schemas, { ref: root })
  for (const step of path) {
    if (node === undefined) return undefined
    const next: Schema | undefined = typeof step === 'number' ? node.items : child(node, step)
    node = next === undefined ? undefined : resolve(schemas, next)
  }
  return node
}

/** The schema behind a reference. */
export function resolve(schemas: KindSchemas, schema: Schema): Schema | undefined {
  return schema.ref === undefined ? schema : schemas.definitions[schema.ref]
}

function child(node: Schema, key: string): Schema | undefined {
  return node.properties !== undefined && Object.hasOwn(node.properties, key) ? node.properties[key] : node.values
}
