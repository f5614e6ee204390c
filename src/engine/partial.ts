import type { SourceFile } from '../rule/finding.js'
import { asList, asString, entry, isMapping } from '../model/value.js'
import type { YamlDocument } from '../yaml/document.js'

/** Files and folders by which kuttl and Chainsaw tell assertions from resources. */
const assertion = /(^|[/-])(assert|asserts|assertion|assertions|errors?)([-_]?\d*)\.ya?ml$|(^|\/)[^/]*[-_.](assert|error)s?\.ya?ml$|(^|\/)(asserts?|assertions?)\//

/** Why the resources of a file are only parts of resources, judging by its name. */
export function partialByName(path: string): string | undefined {
  return assertion.test(path) ? 'assertion of a test' : undefined
}

/** The files that a kustomization names as patches, as paths like those of the run. */
export function patchesOf(file: SourceFile, documents: readonly YamlDocument[]): readonly string[] {
  const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/') + 1) : ''
  return documents.flatMap(({ value }) => {
    if (!isMapping(value)) return []
    const named = [
      ...asList(entry(value, 'patches')).map((patch) => (isMapping(patch) ? entry(patch, 'path') : patch)),
      ...asList(entry(value, 'patchesStrategicMerge')),
      ...asList(entry(value, 'patchesJson6902')).map((patch) => entry(patch, 'path')),
    ]
    return named.flatMap((name) => {
      const path = asString(name)
      return path === undefined || path.includes('\n') ? [] : [normalise(folder + path)]
    })
  })
}

export function isKustomization(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path)
}

/** Resolves `.` and `..` inside a relative path. */
function normalise(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}
