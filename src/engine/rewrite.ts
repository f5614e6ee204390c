import { release as releaseNamed } from '../facts/releases.js'
import { groupOf, isServed, servedVersions } from '../facts/served.js'
import type { Resource } from '../model/resource.js'
import { declaredKafkaVersion } from '../model/versions.js'
import type { SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import { applyEdits } from '../text/edits.js'
import type { Edit } from '../text/span.js'
import type { Path } from '../yaml/document.js'
import { Catalogue } from './catalogue.js'
import type { LintInput } from './input.js'
import { readProject } from './read.js'

/**
 * The texts with the apiVersions and Kafka versions that a release knows in place of those that it does not. What is shorter is filled up with
 * spaces, so everything else keeps its place; what would be longer stays as it is.
 */
export function rewriteFor(release: string, input: LintInput, rules: readonly Rule[]): LintInput {
  const edits = new Map<string, Edit[]>()
  const project = readProject(input, new Catalogue(rules).kinds)
  for (const { resource } of [...project.documents, ...project.known]) {
    if (resource?.isStrimzi !== true) continue
    const own = editsFor(resource, release)
    if (own.length > 0) edits.set(resource.file.path, [...(edits.get(resource.file.path) ?? []), ...own])
  }
  const rewrite = (file: SourceFile): SourceFile => {
    const own = edits.get(file.path)
    return own === undefined ? file : { ...file, text: applyEdits(file.text, own) ?? file.text }
  }
  return { ...input, files: input.files.map(rewrite), known: (input.known ?? []).map(rewrite) }
}

function editsFor(resource: Resource, to: string): Edit[] {
  const { group, kind, version, apiVersion } = resource
  const edits: Edit[] = []
  const [served] = servedVersions(kind, to)
  if (served !== undefined && groupOf(kind) === group && !isServed(to, group, kind, version)) {
    edits.push(...replacement(resource, ['apiVersion'], apiVersion, `${group}/${served}`))
  }
  const declared = declaredKafkaVersion(resource)
  const release = releaseNamed(to)
  if (declared !== undefined && release !== undefined && !release.kafkaVersions.includes(declared.version)) {
    edits.push(...replacement(resource, declared.path, declared.version, release.defaultKafkaVersion))
  }
  return edits
}

/** Nothing when the text at the path is not what it says (an alias), or too short. */
function replacement(resource: Resource, path: Path, old: string, now: string): Edit[] {
  const span = resource.document.place([...resource.root, ...path])?.value
  const written = span === undefined ? '' : resource.file.text.slice(span.start, span.end)
  if (span === undefined || !written.includes(old) || now.length > old.length) return []
  return [{ span, text: written.replace(old, now).padEnd(written.length) }]
}
