import type { Resource } from '../model/resource.js'
import type { Finding, SourceFile } from '../rule/finding.js'
import type { Settings } from '../rule/settings.js'
import { isCrd, readCrd, type CustomDefinition } from '../schema/crd.js'
import type { CrdProblem } from '../schema/crd-shape.js'
import { CustomKind, CustomKinds } from '../schema/custom.js'
import { count } from '../text/count.js'
import { formatPath } from '../yaml/path.js'
import { spanOf } from './place.js'
import { identityOf, readProject, type ReadDocument } from './read.js'

/** The CustomResourceDefinitions of a run (`--crds`), read. */
export interface Definitions {
  readonly kinds: CustomKinds
  /** The documents that they stand in, and all others of these files. */
  readonly documents: readonly ReadDocument[]
  /** What is wrong with the definitions, in their files. */
  readonly problems: readonly { readonly resource: Resource; readonly problem: CrdProblem }[]
  /** What was given and is of no use. */
  readonly notes: readonly string[]
}

const crdKind: ReadonlySet<string> = new Set(['apiextensions.k8s.io/CustomResourceDefinition'])
const none: Definitions = { kinds: new CustomKinds(), documents: [], problems: [], notes: [] }

/** The last that were read: a run for many releases, and an editor, read and compile them once. */
let last: { readonly files: readonly SourceFile[]; readonly definitions: Definitions } | undefined

/** Reads the files with CustomResourceDefinitions: streams, Lists, other documents beside them. */
export function readDefinitions(files: readonly SourceFile[] | undefined): Definitions {
  if (files === undefined || files.length === 0) return none
  if (last === undefined || !isSame(files, last.files)) last = { files, definitions: readAll(files) }
  return last.definitions
}

function isSame(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return a === b || (a.length === b.length && a.every(({ path, text }, index) => path === b[index]?.path && text === b[index].text))
}

function readAll(files: readonly SourceFile[]): Definitions {
  const project = readProject({ files }, crdKind)
  const kinds = new CustomKinds()
  const problems: Definitions['problems'][number][] = []
  const notes = project.unread.map(({ file, reason }) => `no definitions were read from ${file}: ${reason}`)
  let others = 0
  let found = 0
  for (const { resource, record } of project.documents) {
    if (resource === undefined || !isCrd(resource.value)) {
      if (resource !== undefined || (record.status === 'skipped' && record.reason !== 'empty')) others += 1
      continue
    }
    found += 1
    const read = readCrd(resource.value)
    for (const problem of read.problems) problems.push({ resource, problem })
    if (read.definition !== undefined && !kinds.add(new CustomKind(read.definition))) problems.push({ resource, problem: definedBefore(read.definition) })
  }
  if (others > 0) notes.push(`${count(others, 'document')} given as definitions ${others === 1 ? 'is' : 'are'} none and ${others === 1 ? 'was' : 'were'} left out`)
  if (found === 0) notes.push('there is no CustomResourceDefinition in what was given as such')
  return { kinds, documents: project.documents, problems, notes }
}

function definedBefore({ group, kind }: CustomDefinition): CrdProblem {
  return { at: ['spec', 'names', 'kind'], message: `\`${kind}\` of \`${group}\` is defined more than once; the first definition counts` }
}

/** The rule under which problems of definitions are reported. */
const rule = 'invalid-definition'

/** What is wrong with the definitions, as findings. */
export function definitionFindings({ problems }: Definitions, settings: Settings): Finding[] {
  return problems.flatMap(({ resource, problem: { at, message } }): Finding[] => {
    const file = resource.file.path
    const level = settings.levels({ file, kind: resource.kind, name: resource.name }).get(rule)
    if (level === undefined) return []
    const span = spanOf(resource, at, undefined)
    return [{ rule, severity: level.severity, stage: 'apply', message, file, span, path: formatPath(at), resource: identityOf(resource), related: [] }]
  })
}

/** At most so many conditions of a kind are named in a note. */
const mostNamed = 3

/** What of the definitions that these resources need is left to the server, by kind and version. */
export function unjudgedNotes({ kinds, notes }: Definitions, resources: readonly Resource[]): string[] {
  if (kinds.all.length === 0) return [...notes]
  const used = new Map<string, readonly string[]>()
  for (const { group, kind, version, apiVersion } of resources) {
    const unjudged = kinds.find(group, kind)?.unjudged(version) ?? []
    if (unjudged.length > 0) used.set(`${apiVersion} ${kind}`, unjudged)
  }
  const told = Array.from(used, ([name, unjudged]) => {
    const more = unjudged.length > mostNamed ? `, and ${unjudged.length - mostNamed} more` : ''
    return `not evaluated in ${name}: ${unjudged.slice(0, mostNamed).join(', ')}${more}`
  })
  return [...notes, ...told]
}

/** The kinds that are defined, as rules name kinds. */
export function definedKinds({ kinds }: Definitions): readonly string[] {
  return kinds.all.map(({ definition: { group, kind } }) => `${group}/${kind}`)
}
