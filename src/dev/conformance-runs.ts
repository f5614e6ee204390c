import { readFileSync, readdirSync } from 'node:fs'
import { rules } from '../../rules/index.js'
import { emptyConfig } from '../config/config.js'
import { noChoices, resolveSettings } from '../config/settings.js'
import { lint } from '../engine/lint.js'
import { readCrd } from '../schema/crd.js'
import { CustomKind, CustomKinds } from '../schema/custom.js'
import { entry, serverField, type Fault } from '../schema/fault.js'
import { judge } from '../schema/judge.js'
import { sharedPath } from '../testing/shared.js'
import { parseStream } from '../yaml/stream.js'
import type { Case } from './conformance.js'

/**
 * The verdicts as a person gets them: all cases of a release in one folder, linted with `--strimzi <release> --no-config`. A case is refused when an
 * error of the stages `parse` and `apply` stands on it, or a document of it could not be read.
 */
export async function lintVerdicts(cases: readonly Case[]): Promise<ReadonlyMap<string, 'accepted' | 'rejected'>> {
  const verdicts = new Map<string, 'accepted' | 'rejected'>()
  for (const [release, own] of byRelease(cases)) {
    const files = own.map(({ id, manifest }) => ({ path: `${id}.yaml`, text: manifest }))
    const { findings, documents } = await lint({ files }, rules, resolveSettings(rules, emptyConfig, { ...noChoices, strimzi: release }))
    const refused = new Set([
      ...findings.filter(({ stage, severity }) => severity === 'error' && (stage === 'parse' || stage === 'apply')).map(({ file }) => file),
      ...documents.filter(({ status }) => status === 'failed').map(({ file }) => file),
    ])
    for (const { id } of own) verdicts.set(id, refused.has(`${id}.yaml`) ? 'rejected' : 'accepted')
  }
  return verdicts
}

/**
 * The cases that Strimzi's CRDs, read and compiled at run time as those of users are, judge otherwise than the validators of the build, by id.
 * Undefined when the CRDs are not here.
 */
export async function judgedOtherwise(cases: readonly Case[]): Promise<readonly string[] | undefined> {
  const different: string[] = []
  for (const [release, own] of byRelease(cases)) {
    const custom = await customKinds(release)
    if (custom === undefined) return undefined
    for (const { id, manifest } of own) {
      for (const value of parseStream(manifest).flatMap((document) => (document.value === undefined ? [] : items(document.value)))) {
        if (told(judge(value, release)) !== told(judge(value, release, custom))) different.push(id)
      }
    }
  }
  return different
}

function items(value: unknown): readonly unknown[] {
  const list = entry(value, 'kind') === 'List' ? entry(value, 'items') : undefined
  return Array.isArray(list) ? (list as readonly unknown[]) : [value]
}

function told(faults: readonly Fault[]): string {
  return faults.filter(({ hidden }) => hidden !== true).map((fault) => `${fault.type} ${serverField(fault)}`).sort().join('\n')
}

interface StoredCrd {
  readonly group: string
  readonly kind: string
  readonly plural: string
  readonly versions: readonly { readonly name: string; readonly schema: unknown }[]
}

async function customKinds(release: string): Promise<CustomKinds | undefined> {
  const folder = sharedPath(`strimzi/crds/${release}/`)
  if (folder === undefined) return undefined
  const kinds = new CustomKinds()
  for (const file of readdirSync(folder)) {
    const { group, kind, plural, versions } = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as StoredCrd
    const { definition, problems } = readCrd({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.${group}` },
      spec: { group, names: { kind, plural }, versions: versions.map(({ schema, ...version }) => ({ ...version, schema: { openAPIV3Schema: schema } })) },
    })
    if (definition === undefined || problems.length > 0) throw new Error(`${release}/${file}: ${problems.map(({ message }) => message).join('; ')}`)
    const custom = new CustomKind(definition)
    for (const { name } of definition.versions) await custom.load(name)
    kinds.add(custom)
  }
  return kinds
}

function byRelease(cases: readonly Case[]): Map<string, Case[]> {
  const releases = new Map<string, Case[]>()
  for (const one of cases) releases.set(one.release, [...(releases.get(one.release) ?? []), one])
  return releases
}
