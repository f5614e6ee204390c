import type { Definitions, Schema } from './schema.js'

/** What a root schema asks beyond JSON Schema. */
export interface Extras {
  /** The field of `spec` that the scale subresource reads. */
  readonly scale?: string
  /** Where CEL rules apply: a path, in which `[]` stands for every item and `{}` for every value of a map, and the names of the rules. */
  readonly rules?: readonly (readonly [path: readonly string[], names: readonly string[]])[]
}

/** Collects the extras of a root definition; undefined when it has none. */
export function extrasOf(root: string, definitions: Definitions): Extras | undefined {
  const rules: [readonly string[], readonly string[]][] = []
  collect({ ref: root }, definitions, [], rules)
  const scale = definitions[root]?.scale
  if (scale === undefined && rules.length === 0) return undefined
  return { ...(scale !== undefined && { scale }), ...(rules.length > 0 && { rules }) }
}

function collect(schema: Schema, definitions: Definitions, path: readonly string[], rules: [readonly string[], readonly string[]][]): void {
  const own = schema.ref === undefined ? schema : definitions[schema.ref]
  if (own === undefined) return
  if (own.rules !== undefined) rules.push([path, own.rules])
  for (const [name, part] of Object.entries(own.properties ?? {})) {
    if (path.length > 0 || name !== 'status') collect(part, definitions, [...path, name], rules)
  }
  if (own.items !== undefined) collect(own.items, definitions, [...path, '[]'], rules)
  if (own.values !== undefined) collect(own.values, definitions, [...path, '{}'], rules)
}
