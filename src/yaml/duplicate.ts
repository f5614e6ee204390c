import type { YamlProblem } from './document.js'
import type { Entry } from './tree.js'

/** The same key twice in one mapping. */
export interface Duplicate {
  readonly name: string
  /** How deep the mapping stands; 0 is the root. */
  readonly depth: number
  readonly first: Entry
  readonly second: Entry
  /** One of the two comes from a merge key. */
  readonly merged: boolean
}

/** One problem for each key that stands twice; one for all that stand twice because a `---` is missing between two resources. */
export function duplicateProblems(duplicates: readonly Duplicate[]): YamlProblem[] {
  const problems: YamlProblem[] = []
  const atRoot = duplicates.filter(isAtRoot)
  const glued = gluedAt(duplicates)
  for (const { first, second } of glued) {
    problems.push({
      code: 'yaml-duplicate-key',
      message: 'a line with --- is missing before this second apiVersion: two resources stand in one document, and kubectl would lose the first',
      span: { start: second.keyStart, end: second.keyEnd },
      related: [{ message: 'the first resource begins here', span: { start: first.keyStart, end: first.keyEnd } }],
    })
  }
  const explained = glued.length > 0 ? new Set(atRoot) : new Set<Duplicate>()
  for (const duplicate of duplicates) {
    if (!explained.has(duplicate)) problems.push(problemOf(duplicate))
  }
  return problems
}

/** The second apiVersion of each resource that stands in one document with the one before, for want of a `---`. What such a document means nobody can say. */
export function gluedAt(duplicates: readonly Duplicate[]): readonly Duplicate[] {
  const again = (name: string): Duplicate[] => duplicates.filter((duplicate) => isAtRoot(duplicate) && duplicate.name === name)
  const kinds = again('kind')
  return again('apiVersion').filter((_, index) => kinds[index] !== undefined)
}

function isAtRoot({ depth, merged }: Duplicate): boolean {
  return depth === 0 && !merged
}

function problemOf({ name, first, second, merged }: Duplicate): YamlProblem {
  const message = merged
    ? `${JSON.stringify(name)} is also merged in with <<: kubectl lets the later one win, an API server that is given the YAML itself refuses it`
    : `${JSON.stringify(name)} stands twice in this mapping: kubectl keeps only the last one`
  const [at, other] = first.keyStart <= second.keyStart ? [second, first] : [first, second]
  return {
    code: 'yaml-duplicate-key',
    message,
    span: { start: at.keyStart, end: at.keyEnd },
    related: [{ message: merged ? 'the other one is here' : 'the first one is here', span: { start: other.keyStart, end: other.keyEnd } }],
  }
}
