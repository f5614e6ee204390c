import { deprecatedFields } from '../facts/deprecated-fields.js'
import { isAtLeast, release as releaseNamed } from '../facts/releases.js'
import { groupOf, servedVersions } from '../facts/served.js'
import { upgradeWay } from '../facts/upgrade-way.js'
import type { Finding, ResourceIdentity } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Settings } from '../rule/settings.js'
import type { Change, ChangeKind, ResourceUpgrade, Upgrade } from '../rule/upgrade.js'
import { moveOf, requiredAt } from '../schema/history.js'
import { count } from '../text/count.js'
import type { LintInput } from './input.js'
import { lint } from './lint.js'
import { rewriteFor } from './rewrite.js'

/** Where one of these stands, the server looks at nothing else. */
const unservedRules: ReadonlySet<string> = new Set(['unserved-api-version', 'unknown-kind'])

/** What `rewriteFor` takes away. */
const rewrittenRules: ReadonlySet<string> = new Set([...unservedRules, 'kafka-version-unsupported'])

/** They announce what the newer release says by itself. */
const announcements: ReadonlySet<string> = new Set(['deprecated-field', 'deprecated-api-version'])

/** The areas whose rules say what a release accepts. The others may fall silent only because the cluster cannot be understood until it is rewritten. */
const releaseAreas: ReadonlySet<string> = new Set(['schema', 'versions', 'kafka-options'])

/** The first release without ZooKeeper. */
const withoutZooKeeper = '0.46.0'

/**
 * Lints for two releases and keeps what differs. For the newer one the manifests are judged as they are, and as if apiVersions and Kafka versions
 * that it does not know were changed already, so that everything is said at once and nothing only after the first change.
 */
export async function compareReleases(input: LintInput, rules: readonly Rule[], settings: Settings, from: string, to: string): Promise<Upgrade> {
  const { fleet: _fleet, literal: _literal, crds: _crds, ...common } = settings
  const before = await lint(input, rules, { ...common, strimzi: from })
  const asIs = await lint(input, rules.filter(({ id }) => rewrittenRules.has(id)), { ...common, strimzi: to })
  const after = await lint(rewriteFor(to, input, rules), rules, { ...common, strimzi: to })

  const absent = new Set(before.findings.filter(({ rule }) => unservedRules.has(rule)).map(ownerOf))
  const places = new Map<string, { resource: ResourceIdentity; file: string; changes: Change[]; resolved: Finding[] }>()
  const notInFrom = new Map<string, { resource: ResourceIdentity; file: string }>()
  for (const { file, resource, status } of before.documents) {
    if (resource === undefined || status === 'skipped' || status === 'failed') continue
    const owner = ownerOf({ file, resource })
    if (absent.has(owner)) notInFrom.set(owner, { resource, file })
    else places.set(owner, { resource, file, changes: [], resolved: [] })
  }
  const areas = new Map(rules.map(({ id, area }) => [id, area]))
  const known = new Set(before.findings.map(keyOf))
  const found = new Map([...asIs.findings, ...after.findings].map((finding) => [keyOf(finding), finding]))
  for (const [key, finding] of found) {
    if (!known.has(key)) places.get(ownerOf(finding))?.changes.push(changeOf(finding, to, areas.get(finding.rule)))
  }
  for (const finding of before.findings) {
    const surely = releaseAreas.has(areas.get(finding.rule) ?? '') && !announcements.has(finding.rule)
    if (surely && !found.has(keyOf(finding))) places.get(ownerOf(finding))?.resolved.push(finding)
  }
  const resources = Array.from(places.values(), (each): ResourceUpgrade => {
    const changes = withoutRepetition(each.changes, to)
    const restated = new Set(changes.map(({ finding }) => finding.path))
    const resolved = each.resolved.filter(({ path }) => !restated.has(path))
    return { resource: each.resource, file: each.file, summary: summaryOf(changes, from, to), changes, resolved }
  }).filter(({ changes, resolved }) => changes.length + resolved.length > 0)
  return {
    from,
    to,
    way: upgradeWay(from, to),
    resources,
    untouched: places.size - resources.length,
    notInFrom: [...notInFrom.values()],
    documents: before.documents,
    files: before.files,
    unread: before.unread,
    failures: [...before.failures, ...asIs.failures, ...after.failures],
  }
}

/** The same in two runs: neither the wording nor the severity counts. */
function keyOf({ rule, file, span, path }: Finding): string {
  return JSON.stringify([rule, file, span.start, path])
}

/** The apiVersion does not count: what was rewritten has another one. */
function ownerOf({ file, resource }: { readonly file: string; readonly resource?: ResourceIdentity }): string {
  return JSON.stringify([file, resource?.kind, resource?.namespace, resource?.name])
}

function changeOf(finding: Finding, to: string, area: string | undefined): Change {
  const { resource, path, rule } = finding
  const kind = resource?.kind ?? ''
  const change = (as: ChangeKind, instead?: string): Change =>
    ({ kind: as, finding, breaks: finding.severity === 'error', ...(instead !== undefined && { instead }) })
  switch (rule) {
    case 'unserved-api-version':
      return change('api-version', servedVersions(kind, to).map((version) => `${groupOf(kind) ?? ''}/${version}`)[0])
    case 'unknown-kind':
      return change('kind')
    case 'kafka-version-unsupported':
      return change('kafka-version', releaseNamed(to)?.kafkaVersions.join(', '))
    case 'unknown-field': {
      const place = moveOf(kind, path) ?? successorOf(kind, path)
      return change(place === undefined ? 'remove' : 'move', place)
    }
    case 'missing-field':
      return change('add')
    case 'invalid-value':
    case 'wrong-type':
    case 'invalid-combination':
      return change('value')
    default:
      return change(area === 'kafka-options' ? 'option' : 'review')
  }
}

/** The field that took the place of a deprecated one. */
function successorOf(kind: string, path: string): string | undefined {
  const field = deprecatedFields(kind).find(({ steps }) => steps.join('.').replaceAll('.[]', '[]') === generic(path))
  return field?.replacement?.join('.').replaceAll('.[]', '[]')
}

function generic(path: string): string {
  return path.replace(/\[\d+\]/g, '[]')
}

/** One change for each cause: of a kind that is gone nothing else counts, and a field that is needed in the place of another is that one's move. */
function withoutRepetition(all: readonly Change[], to: string): readonly Change[] {
  const gone = all.filter(({ kind }) => kind === 'kind')
  if (gone.length > 0) return gone
  const changes = withReplacedTypes(all)
  const moved = new Map<string, string>()
  for (const { kind, finding } of changes) {
    const old = kind === 'add' ? moveOf(finding.resource?.kind ?? '', finding.path) : undefined
    const item = /^.*\[\d+\]/.exec(finding.path)?.[0] ?? ''
    const place = changes.find((other) => other.kind !== 'add' && generic(other.finding.path) === old && other.finding.path.startsWith(item))?.finding.path
    if (place !== undefined) moved.set(finding.path, place)
  }
  const targets = new Map([...moved].map(([target, place]) => [place, target]))
  return changes
    .filter(({ kind, finding }) => kind !== 'add' || !moved.has(finding.path))
    .map((change): Change => {
      const target = targets.get(change.finding.path)
      return target === undefined ? change : { ...change, kind: 'move', breaks: true, instead: `${target}${withParts(change.finding, target, to)}` }
    })
    .sort((a, b) => Number(b.breaks) - Number(a.breaks) || a.finding.span.start - b.finding.span.start || (a.finding.path < b.finding.path ? -1 : 1))
}

/** Where a type is replaced by another (`oauth` by `custom`), the fields that only the old one has go with it. */
function withReplacedTypes(changes: readonly Change[]): readonly Change[] {
  const replaced = new Map<string, Change>()
  for (const change of changes) {
    const { finding, kind } = change
    const old = kind === 'value' && finding.path.endsWith('.type') ? /^`type` is "([^"]*)"/.exec(finding.message)?.[1] : undefined
    const now = old === undefined ? undefined : moveOf(finding.resource?.kind ?? '', `${finding.path}=${old}`)?.split('=')[1]
    if (now !== undefined) replaced.set(finding.path.slice(0, -'type'.length), { ...change, instead: `type: ${now}` })
  }
  if (replaced.size === 0) return changes
  const parentOf = ({ kind, finding }: Change): string | undefined => (kind === 'remove' ? [...replaced.keys()].find((parent) => finding.path.startsWith(parent)) : undefined)
  return changes.filter((change) => parentOf(change) === undefined).map((change): Change => {
    const parent = change.finding.path.slice(0, -'type'.length)
    const own = change.kind === 'value' ? replaced.get(parent) : undefined
    if (own?.finding !== change.finding) return change
    const lost = changes.filter((each) => parentOf(each) === parent).map(({ finding }) => finding.path.slice(parent.length))
    return lost.length === 0 ? own : { ...own, instead: `${own.instead ?? ''} without ${lost.join(', ')}` }
  })
}

/** What must stand in a mapping that is new. */
function withParts({ resource }: Finding, target: string, to: string): string {
  const kind = resource?.kind ?? ''
  const steps = target.replace(/\[(\d+)\]/g, '.$1').split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const parts = requiredAt(kind, servedVersions(kind, to)[0] ?? '', to, steps)
  return parts.length === 0 ? '' : ` with ${parts.join(', ')}`
}

function summaryOf(changes: readonly Change[], from: string, to: string): string {
  const number = (kind: ChangeKind): number => changes.filter((change) => change.kind === kind).length
  const fields = (kind: ChangeKind, one: string, many: string): string => (number(kind) === 0 ? '' : `${count(number(kind), 'field')} ${number(kind) === 1 ? one : many}`)
  const parts = [
    number('kind') > 0 ? 'another kind' : '',
    number('api-version') > 0 ? 'the apiVersion' : '',
    number('kafka-version') > 0 ? 'the Kafka version' : '',
    fields('move', 'that moves', 'that move'),
    fields('remove', 'that goes', 'that go'),
    fields('add', 'that is needed', 'that are needed'),
    number('value') > 0 ? count(number('value'), 'value') : '',
    number('option') > 0 ? count(number('option'), 'Kafka option') : '',
  ].filter((part) => part !== '')
  const zooKeeper = changes.some(({ finding: { path, rule } }) => rule === 'unknown-field' && path === 'spec.zookeeper')
  const first = zooKeeper && !isAtLeast(from, withoutZooKeeper) && isAtLeast(to, withoutZooKeeper)
  const advice = first ? '; a cluster that still runs on ZooKeeper must be migrated to KRaft before 0.46.0' : ''
  const only = parts.length === 1 && changes.every(({ kind }) => kind === 'api-version' || kind === 'kafka-version') ? 'only ' : ''
  return parts.length === 0 ? 'nothing to change' : `${only}${parts.join(', ')}${advice}`
}
