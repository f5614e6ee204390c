import { abbreviated, kindKey, resourceOf, type Resource } from '../model/resource.js'
import { asList, entry, isMapping, type Mapping } from '../model/value.js'
import type { DocumentRecord, ResourceIdentity, SourceFile } from '../rule/finding.js'
import type { Path, YamlDocument, YamlProblem } from '../yaml/document.js'
import { fencedYaml } from '../yaml/markdown.js'
import { parseStream } from '../yaml/stream.js'
import type { LintInput } from './input.js'
import { isKustomization, partialByName, patchesOf } from './partial.js'
import { brokenTemplateReason, templateReason } from './templates.js'

/** A document with what became of it before any rule ran. */
export interface ReadDocument {
  readonly file: SourceFile
  readonly document: YamlDocument
  readonly record: DocumentRecord
  readonly resource?: Resource
  /** What the parser says about the document, given once however many items it holds; nothing for templates. */
  readonly problems: readonly YamlProblem[]
  /** The document is part of a template: what is wrong with it is gone once it is rendered. */
  readonly template?: boolean
}

/** One file, read: pure, and remembered by the identity of the `SourceFile`, so a host that keeps its texts never parses one twice. */
interface ReadFile {
  readonly template: string | undefined
  readonly examples: readonly (readonly YamlDocument[])[]
  /** What the documents were last taken for, and under which circumstances: the resources of a text that stays are the same objects. */
  documents?: { readonly partial: string | undefined; readonly judged: ReadonlySet<string>; readonly read: readonly ReadDocument[] }
}

const readFiles = new WeakMap<SourceFile, ReadFile>()

function readFile(file: SourceFile): ReadFile {
  const known = readFiles.get(file)
  if (known !== undefined) return known
  const markdown = isMarkdown(file.path)
  const template = markdown ? undefined : templateReason(file.path, file.text)
  const examples = template !== undefined ? [] : markdown ? fencedYaml(file.text).map(({ documents }) => documents) : [parseStream(file.text)]
  const read = { template, examples }
  readFiles.set(file, read)
  return read
}

export function isMarkdown(path: string): boolean {
  return /\.(md|markdown)$/i.test(path)
}

/** The texts of a run, read into documents and resources. Every document ends with a record: nothing is skipped in silence. */
export interface Project {
  readonly documents: readonly ReadDocument[]
  /** Documents of files that are only known. */
  readonly known: readonly ReadDocument[]
  /** The documents of a file that is reported on. */
  inFile(file: SourceFile): readonly ReadDocument[]
  /** Files that hold no documents of their own: templates, Markdown without YAML. */
  readonly unread: readonly { readonly file: string; readonly status: 'skipped'; readonly reason: string }[]
}

/** Reads all texts. `judged` says for which foreign kinds some rule exists (`apps/Deployment`). */
export function readProject(input: LintInput, judged: ReadonlySet<string>): Project {
  const known = input.known ?? []
  const patches = new Set<string>()
  for (const file of [...input.files, ...known]) {
    if (isKustomization(file.path)) for (const path of patchesOf(file, readFile(file).examples.flat())) patches.add(path)
  }
  const unread: { file: string; status: 'skipped'; reason: string }[] = []
  const byFile = new Map<SourceFile, readonly ReadDocument[]>()
  for (const file of input.files) {
    const { template } = readFile(file)
    if (template !== undefined) unread.push({ file: file.path, status: 'skipped', reason: template })
    byFile.set(file, documentsOf(file, patches, judged))
  }
  const reported = new Set(input.files.map((file) => file.path))
  return {
    documents: [...byFile.values()].flat(),
    known: known.filter((file) => !reported.has(file.path)).flatMap((file) => documentsOf(file, patches, judged)),
    inFile: (file) => byFile.get(file) ?? [],
    unread,
  }
}

function documentsOf(file: SourceFile, patches: ReadonlySet<string>, judged: ReadonlySet<string>): readonly ReadDocument[] {
  const partial = patches.has(file.path) ? 'patch of a kustomization' : partialByName(file.path)
  const markdown = isMarkdown(file.path)
  const known = readFile(file)
  if (known.documents?.partial !== partial || known.documents?.judged !== judged) {
    const read = known.examples.flatMap((documents, scope) => {
      const circumstances = { scope, partial, markdown, judged }
      return documents.flatMap((document) => readDocument(file, document, circumstances))
    })
    known.documents = { partial, judged, read }
  }
  return known.documents.read
}

interface Circumstances {
  readonly scope: number
  readonly partial: string | undefined
  readonly markdown: boolean
  readonly judged: ReadonlySet<string>
}

function readDocument(file: SourceFile, document: YamlDocument, circumstances: Circumstances): ReadDocument[] {
  const { index, span, value, problems } = document
  const unjudged = (reason: string, status: 'skipped' | 'failed' = 'skipped'): ReadDocument[] => [
    { file, document, problems, record: { file: file.path, index, span, status, reason } },
  ]
  if (document.empty) return unjudged('empty')
  if (problems.length > 0) {
    const text = file.text.slice(span.start, span.end)
    const template = brokenTemplateReason(file.path, text)
    if (template !== undefined) return unjudged(template).map((read) => ({ ...read, problems: [], template: true }))
    if (value === undefined && circumstances.markdown && !text.includes('strimzi.io/')) {
      return unjudged('a fragment that is no YAML').map((read) => ({ ...read, problems: [] }))
    }
    if (value === undefined && circumstances.markdown && abbreviation.test(text)) return unjudged(abbreviated).map((read) => ({ ...read, problems: [] }))
    if (value === undefined) return unjudged(problems[0]?.message ?? 'not readable', 'failed')
  }
  if (!isMapping(value)) return unjudged(value === null ? 'empty' : 'not a mapping')
  const items = listItems(value)
  if (items === undefined) return [readResource(file, document, value, [], circumstances)]
  if (items.length === 0) return unjudged('empty List')
  return items.map((item, position) => readResource(file, document, item, ['items', position], circumstances))
}

/** The items of a `v1` List; undefined for every other document. */
function listItems(value: Mapping): readonly unknown[] | undefined {
  return entry(value, 'kind') === 'List' && entry(value, 'apiVersion') === 'v1' ? asList(entry(value, 'items')) : undefined
}

/** Dots on a line of their own: in a page they stand for what the example leaves out. */
const abbreviation = /^\s*\.{3}\s*$/m

function readResource(file: SourceFile, document: YamlDocument, value: unknown, root: Path, circumstances: Circumstances): ReadDocument {
  const { markdown, judged } = circumstances
  const partial = circumstances.partial ?? (markdown && abbreviation.test(file.text.slice(document.span.start, document.span.end)) ? abbreviated : undefined)
  const position = root[1] as number | undefined
  // Written field by field: there are thousands, and copies of copies took longer than the linking of resources.
  const record: { -readonly [Field in keyof DocumentRecord]: DocumentRecord[Field] } = { file: file.path, index: document.index, span: document.span, status: 'checked' }
  if (position !== undefined) record.item = position
  const problems = position === undefined || position === 0 ? document.problems : []
  const resource = isMapping(value) ? resourceOf(file, document, value, { root, scope: circumstances.scope, partial }) : undefined
  if (resource === undefined) {
    record.status = 'skipped'
    record.reason = !isMapping(value) ? 'not a mapping' : `${markdown ? 'a fragment' : 'not a Kubernetes object'} (no apiVersion and kind)`
    return { file, document, problems, record }
  }
  record.resource = identityOf(resource)
  if (!resource.isStrimzi && !judged.has(kindKey(resource))) {
    record.status = 'skipped'
    record.reason = `not a Strimzi resource (${resource.apiVersion} ${resource.kind})`
  } else if (partial !== undefined) {
    record.status = 'partial'
    record.reason = partial
  }
  return { file, document, problems, resource, record }
}

export function identityOf(resource: Resource): ResourceIdentity {
  const { apiVersion, kind, name, namespace } = resource
  return namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, name, namespace }
}
