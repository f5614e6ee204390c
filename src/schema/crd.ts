import type { Path } from '../yaml/document.js'
import { celRules } from './cel.js'
import { schemaProblems, type CrdProblem } from './crd-shape.js'
import { entry, isMapping } from './fault.js'
import type { Schema } from './schema.js'
import { toSchema, type CrdSchema } from './structural.js'
import { article } from './wording.js'

/** A version of a kind, as its CustomResourceDefinition has it. */
export interface CustomVersion {
  readonly name: string
  readonly served: boolean
  /** The root; absent when it cannot be used, which a problem tells. */
  readonly schema?: Schema
  /** What a server would judge and we do not, for people: `the CEL rule "self.a > 1" at spec.b`. */
  readonly unjudged: readonly string[]
}

/** A kind that a CustomResourceDefinition defines. */
export interface CustomDefinition {
  readonly group: string
  readonly kind: string
  readonly versions: readonly CustomVersion[]
}

/** Whether a value was meant as a CustomResourceDefinition. */
export function isCrd(value: unknown): boolean {
  return entry(value, 'kind') === 'CustomResourceDefinition'
}

/** Reads a CustomResourceDefinition. Without a definition the problems say why; with one they may concern single versions. */
export function readCrd(value: unknown): { readonly definition?: CustomDefinition; readonly problems: readonly CrdProblem[] } {
  const apiVersion = entry(value, 'apiVersion')
  if (apiVersion !== 'apiextensions.k8s.io/v1') {
    return { problems: [{ at: ['apiVersion'], message: `a CustomResourceDefinition must have apiVersion \`apiextensions.k8s.io/v1\`, but this is ${article(apiVersion ?? null)}` }] }
  }
  const spec = entry(value, 'spec')
  const names = entry(spec, 'names')
  const group = entry(spec, 'group')
  const kind = entry(names, 'kind')
  const versions = entry(spec, 'versions')
  const problems = [
    ...text(group, ['spec', 'group'], 'the API group'),
    ...text(kind, ['spec', 'names', 'kind'], 'the kind'),
    ...nameProblems(value, group, entry(names, 'plural')),
  ]
  if (!Array.isArray(versions) || versions.length === 0) problems.push({ at: ['spec', 'versions'], message: 'a CustomResourceDefinition needs `versions`, a list of at least one' })
  if (typeof group !== 'string' || typeof kind !== 'string' || !Array.isArray(versions)) return { problems }
  const read = versions.map((version: unknown, index) => readVersion(version, ['spec', 'versions', index]))
  return {
    definition: { group, kind, versions: read.flatMap(({ version }) => version ?? []) },
    problems: [...problems, ...read.flatMap((each) => each.problems)],
  }
}

function* text(value: unknown, at: Path, what: string): Generator<CrdProblem> {
  if (typeof value !== 'string' || value === '') yield { at, message: `a CustomResourceDefinition needs \`${at.join('.')}\`, ${what}` }
}

function* nameProblems(value: unknown, group: unknown, plural: unknown): Generator<CrdProblem> {
  yield* text(plural, ['spec', 'names', 'plural'], 'the name of the resources in URLs')
  const name = entry(entry(value, 'metadata'), 'name')
  if (typeof plural !== 'string' || typeof group !== 'string' || name === `${plural}.${group}`) return
  yield { at: ['metadata', 'name'], message: `the name must be \`${plural}.${group}\`, plural and group, but is ${article(name ?? null)}` }
}

function readVersion(value: unknown, at: Path): { readonly version?: CustomVersion; readonly problems: readonly CrdProblem[] } {
  const name = entry(value, 'name')
  if (typeof name !== 'string' || name === '') return { problems: [{ at: isMapping(value) ? [...at, 'name'] : at, message: 'a version needs `name`' }] }
  const served = entry(value, 'served') === true
  const place = [...at, 'schema', 'openAPIV3Schema']
  const crd = entry(entry(value, 'schema'), 'openAPIV3Schema')
  const problems = crd === undefined
    ? [{ at: place, message: `version \`${name}\` has no schema; \`schema.openAPIV3Schema\` is required` }]
    : [...schemaProblems(crd, place)].slice(0, mostProblems)
  if (problems.length > 0) return { version: { name, served, unjudged: [] }, problems }

  const subresources = entry(value, 'subresources')
  const replicas = entry(entry(subresources, 'scale'), 'specReplicasPath')
  const scale = typeof replicas === 'string' ? /^\.spec\.(\w+)$/.exec(replicas)?.[1] : undefined
  const schema: Schema = {
    ...toSchema(crd as CrdSchema, knownRule),
    ...(scale !== undefined && { scale }),
    ...(entry(subresources, 'status') === undefined && { plainStatus: true }),
  }
  return { version: { name, served, schema, unjudged: [...unjudged(crd as CrdSchema, '')] }, problems: [] }
}

/** Whoever wrote more mistakes than this into one schema learns enough from these. */
const mostProblems = 20

/** The name of a CEL rule that we have code for. */
function knownRule(text: string): string | undefined {
  return Object.keys(celRules).find((name) => celRules[name]?.text === text)
}

/** Formats that a server does not check either, beyond the type. */
const silentFormats: ReadonlySet<string> = new Set(['int32', 'int64', 'float', 'double', 'password', 'int-or-string'])

/** CEL rules and formats that only a server knows how to judge. */
function* unjudged(crd: CrdSchema & { readonly format?: unknown }, at: string): Generator<string> {
  const where = at === '' ? '' : ` at ${at}`
  for (const { rule } of crd['x-kubernetes-validations'] ?? []) {
    if (knownRule(rule) === undefined) yield `the CEL rule ${JSON.stringify(rule.length > 80 ? `${rule.slice(0, 77)}...` : rule)}${where}`
  }
  if (typeof crd.format === 'string' && !silentFormats.has(crd.format)) yield `the format ${crd.format}${where}`
  for (const [key, part] of Object.entries(crd.properties ?? {})) if (at !== '' || key !== 'status') yield* unjudged(part, at === '' ? key : `${at}.${key}`)
  if (crd.items !== undefined) yield* unjudged(crd.items, `${at}[]`)
  if (typeof crd.additionalProperties === 'object') yield* unjudged(crd.additionalProperties, `${at}.*`)
}
