import type { Finding, ResourceIdentity } from '../rule/finding.js'
import type { Change, ResourceUpgrade, Upgrade } from '../rule/upgrade.js'
import { count } from '../text/count.js'
import type { Colors } from './colors.js'
import { resourceTitle } from './counts.js'
import { Positions } from './positions.js'
import { displayWidth, visible } from './visible.js'

/** Names of resources that are listed in one line before the others are only counted. */
const namesShown = 6
/** The widest column of paths. */
const widestPath = 44

/** The answer to "what happens to my manifests when the operator is upgraded?", for people: by file and resource, what to write where. */
export function prettyUpgrade(upgrade: Upgrade, colors: Colors): string {
  const positions = new Positions(upgrade.files)
  const parts: string[] = []
  for (const [file, resources] of byFile(upgrade.resources)) {
    const lines = [colors.bold(colors.underline(visible(file)))]
    for (const group of alike(resources)) lines.push(...groupLines(group, positions, upgrade, colors))
    parts.push(`${lines.join('\n')}\n`)
  }
  for (const { rule, file, error } of upgrade.failures) parts.push(`${colors.red('our bug')} rule ${rule} failed in ${visible(file)}: ${visible(error)}\n`)
  parts.push(summary(upgrade, colors))
  return parts.join('\n')
}

/** Whether something stops working. */
export function breaks(upgrade: Upgrade): boolean {
  return upgrade.resources.some(({ changes }) => changes.some((change) => change.breaks))
}

function byFile(resources: readonly ResourceUpgrade[]): Map<string, ResourceUpgrade[]> {
  const files = new Map<string, ResourceUpgrade[]>()
  for (const resource of resources) files.set(resource.file, [...(files.get(resource.file) ?? []), resource])
  return files
}

/** Resources of a kind of which only the apiVersion changes are told together. */
function alike(resources: readonly ResourceUpgrade[]): ResourceUpgrade[][] {
  const groups = new Map<string, ResourceUpgrade[]>()
  resources.forEach((each, index) => {
    const plain = each.changes.length === 1 && each.changes[0]?.kind === 'api-version' && each.resolved.length === 0
    const key = plain ? `${each.resource.kind} ${each.resource.apiVersion}` : String(index)
    groups.set(key, [...(groups.get(key) ?? []), each])
  })
  return [...groups.values()]
}

function groupLines(group: readonly ResourceUpgrade[], positions: Positions, upgrade: Upgrade, colors: Colors): string[] {
  const [first] = group
  if (first === undefined) return []
  const title = group.length === 1 ? visible(resourceTitle(first.resource)) : `${count(group.length, first.resource.kind)}: ${names(group)}`
  const lines = [`  ${colors.bold(title)} ${colors.dim('─')} ${first.summary}`]
  const rows = repeated(first.changes).map(({ change, times }) => row(change, times, positions, upgrade.to))
  const width = Math.min(widestPath, Math.max(0, ...rows.map(({ path }) => displayWidth(path))))
  for (const { place, path, text, change } of rows) {
    const padding = ' '.repeat(Math.max(0, width - displayWidth(path)))
    const paint = change.breaks ? colors.red : colors.yellow
    lines.push(`    ${colors.cyan((group.length === 1 ? place : '').padStart(7))}  ${paint(path)}${padding}  ${text}`)
  }
  for (const finding of first.resolved) lines.push(`    ${colors.cyan(placeOf(finding, positions).padStart(7))}  ${colors.green('resolved')} ${visible(finding.message)}`)
  return lines
}

function names(group: readonly ResourceUpgrade[]): string {
  const shown = group.slice(0, namesShown).map(({ resource }) => visible(resource.name === '' ? 'one without a name' : resource.name))
  return `${shown.join(', ')}${group.length > namesShown ? ` and ${group.length - namesShown} more` : ''}`
}

/** Changes that are the same but for the item of a list stand in one row, at the first. */
function repeated(changes: readonly Change[]): { readonly change: Change; readonly times: number }[] {
  const rows = new Map<string, { change: Change; times: number }>()
  for (const change of changes) {
    const key = JSON.stringify([change.kind, generic(change.finding.path), generic(change.instead ?? change.finding.message)])
    const known = rows.get(key)
    if (known === undefined) rows.set(key, { change, times: 1 })
    else known.times += 1
  }
  return [...rows.values()]
}

function generic(path: string): string {
  return path.replace(/\[\d+\]/g, '[]')
}

function row(change: Change, times: number, positions: Positions, to: string): { place: string; path: string; text: string; change: Change } {
  const text = times === 1 ? advice(change, to) : `${generic(advice(change, to))} (${times} times)`
  return { place: placeOf(change.finding, positions), path: visible(times === 1 ? change.finding.path : generic(change.finding.path)), text: visible(text), change }
}

function placeOf({ file, span }: Finding, positions: Positions): string {
  const { line, column } = positions.at(file, span.start)
  return `${line}:${column}`
}

/** What to do, in a few words where the path says the rest. */
function advice({ kind, finding, instead }: Change, to: string): string {
  switch (kind) {
    case 'api-version':
      return instead === undefined ? finding.message : `write ${instead}`
    case 'kafka-version':
      return instead === undefined ? finding.message : `raise to one of Kafka ${instead}`
    case 'move':
      return instead === undefined ? finding.message : `${isSibling(finding.path, instead) ? 'now' : 'move to'} ${instead}`
    case 'value':
      return instead === undefined ? finding.message : `write ${instead}`
    case 'remove':
      return `remove: Strimzi ${to} has no such field here`
    default:
      return finding.message
  }
}

/** A field that only got another name. */
function isSibling(path: string, instead: string): boolean {
  const parent = (text: string): string => generic(text).replace(/[^.\]]+$/, '')
  return parent(path) === parent(instead) && !instead.includes(' ')
}

function summary(upgrade: Upgrade, colors: Colors): string {
  const { from, to, way, resources, untouched, notInFrom } = upgrade
  const broken = resources.filter(({ changes }) => changes.some((change) => change.breaks)).length
  const milder = resources.length - broken
  const counted = [
    broken > 0 ? colors.bold(colors.red(`${count(broken, 'resource')} must change`)) : colors.green('No resource must change'),
    milder > 0 ? `${milder} more ${milder === 1 ? 'has' : 'have'} something new or resolved` : '',
    untouched > 0 ? `${untouched} ${untouched === 1 ? 'stays as it is' : 'stay as they are'}` : '',
  ].filter((part) => part !== '')
  const lines = [`Strimzi ${from} to ${to}: ${counted.join(', ')}`]
  if (notInFrom.length > 0) lines.push(`  ${colors.dim('left out')} ${count(notInFrom.length, 'resource')} that Strimzi ${from} does not have: ${notInFrom.slice(0, namesShown).map(titled).join(', ')}`)
  if (way.length > 1) {
    const steps = way.map(({ release, kafka }) => `${release} ${colors.dim(`(Kafka ${kafka.at(-1) ?? ''})`)}`)
    lines.push(`  ${colors.dim('way')} ${[from, ...steps].join(' → ')}: neighbours run the Kafka version in common, and a cluster must run it for the step`)
  }
  const skipped = upgrade.documents.filter(({ status }) => status === 'skipped').length + upgrade.unread.length
  const failed = upgrade.documents.filter(({ status }) => status === 'failed').length
  if (skipped > 0) lines.push(`  ${colors.dim('skipped')} ${count(skipped, 'document')} (strimzi-lint tells why)`)
  if (failed > 0) lines.push(`  ${colors.red('failed')} ${count(failed, 'document')} (strimzi-lint tells why)`)
  return `${lines.join('\n')}\n`
}

function titled({ resource }: { readonly resource: ResourceIdentity }): string {
  return visible(resourceTitle(resource))
}

/** The same for programs; docs/json-report.md describes the shape. */
export function jsonUpgrade(upgrade: Upgrade, version: string): string {
  const positions = new Positions(upgrade.files)
  const finding = ({ rule, severity, stage, message, file, span, path }: Finding): Record<string, unknown> =>
    ({ rule, severity, stage, message, path, start: positions.at(file, span.start), end: positions.at(file, span.end) })
  const resources = upgrade.resources.map(({ resource, file, summary: short, changes, resolved }) => ({
    file, resource, summary: short,
    changes: changes.map(({ kind, breaks: broken, instead, finding: found }) => ({ kind, breaks: broken, instead, ...finding(found) })),
    resolved: resolved.map(finding),
  }))
  const changes = upgrade.resources.flatMap((each) => each.changes)
  const counts = {
    mustChange: upgrade.resources.filter((each) => each.changes.some((change) => change.breaks)).length,
    untouched: upgrade.untouched,
    changes: changes.length,
    resolved: upgrade.resources.reduce((sum, each) => sum + each.resolved.length, 0),
  }
  const fields: readonly (readonly [string, unknown])[] = [
    ['version', 1], ['tool', { name: 'strimzi-lint', version }], ['from', upgrade.from], ['to', upgrade.to], ['summary', counts], ['way', upgrade.way],
    ['resources', resources], ['notInFrom', upgrade.notInFrom], ['unread', upgrade.unread], ['failures', upgrade.failures],
  ]
  const text = (name: string, value: unknown): string =>
    name === 'resources' && resources.length > 0 ? `[\n${resources.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]` : JSON.stringify(value)
  return `{\n${fields.map(([name, value]) => `  "${name}": ${text(name, value)}`).join(',\n')}\n}\n`
}
