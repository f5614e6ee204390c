import type { Resource } from '../model/resource.js'
import { valueAt } from '../model/value.js'
import type { Span } from '../text/span.js'
import type { Path } from '../yaml/document.js'

/**
 * The span of a path inside a resource: the value when it is a scalar, the key when it is a mapping, a list or empty (`on` decides otherwise).
 * Where the path does not exist, the key of the nearest ancestor that does; for the resource itself, its `kind`.
 */
export function spanOf(resource: Resource, at: Path, on: 'key' | 'value' | undefined): Span {
  const { document, root } = resource
  for (let length = at.length; length > 0; length--) {
    const path = length === at.length ? at : at.slice(0, length)
    const place = document.place(root.length === 0 ? path : [...root, ...path])
    if (place === undefined) continue
    const exact = length === at.length
    if (place.key === undefined) return exact || length === 1 ? place.value : firstEntry(resource, path) ?? place.value
    if (!exact || on === 'key') return place.key
    if (on === 'value') return place.value.start === place.value.end ? place.key : place.value
    const value = valueAt(resource.value, path)
    return value === null || typeof value === 'object' ? place.key : place.value
  }
  return kindSpan(resource)
}

/** An item of a list has no key: what is missing in it is reported at its first entry. */
function firstEntry(resource: Resource, path: Path): Span | undefined {
  const value = valueAt(resource.value, path)
  const first = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value)[0] : undefined
  return first === undefined ? undefined : resource.document.place([...resource.root, ...path, first])?.key
}

function kindSpan({ document, root }: Resource): Span {
  return document.place([...root, 'kind'])?.value ?? document.place(root)?.value ?? document.span
}
