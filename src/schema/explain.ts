import { closest } from '../text/closest.js'
import { count } from '../text/count.js'
import type { Path } from '../yaml/document.js'
import { formatPath } from '../yaml/path.js'
import type { CustomKinds } from './custom.js'
import { entry, valueAt, type Fault } from './fault.js'
import { movedTo, valueReleases } from './history.js'
import { kindNamed } from './kind.js'
import { nodeAt } from './lookup.js'
import type { SchemaProblem } from './problem.js'
import { describePattern } from './patterns.js'
import type { Schema } from './schema.js'
import { versionsOf } from '../facts/served.js'
import { suggest, type Judged, type Suggestion } from './suggest.js'
import { article, choices, describe } from './wording.js'

/**
 * Turns the faults of one resource into problems for people: one for each cause, in our own words, with what would be right.
 * `value` is the resource that was judged.
 */
export function explain(faults: readonly Fault[], value: unknown, release: string, custom?: CustomKinds): readonly SchemaProblem[] {
  const judged = judgedBy(value, release, custom)
  const wrong = new Set(faults.filter(({ keyword }) => keyword === 'type').map(({ path }) => formatPath(path)))
  const suggestions = new Map<Fault, Suggestion | undefined>()
  const meant = new Set<string>()
  for (const fault of faults) {
    if (fault.keyword !== 'additionalProperties' || judged === undefined || isBelow(fault.path, wrong)) continue
    if (suggestions.size >= mostSuggestions) break
    const suggestion = suggest(fault.path, judged)
    suggestions.set(fault, suggestion)
    const place = suggestion?.place ?? (suggestion?.rename === undefined ? undefined : [...fault.path.slice(0, -1), suggestion.rename])
    if (place !== undefined) meant.add(formatPath(place))
  }
  const problems = new Map<string, SchemaProblem>()
  for (const fault of faults) {
    const place = formatPath(fault.path)
    // What stands below a value of the wrong type, or is missing because its key is misspelt or misplaced, has the same cause.
    if (isBelow(fault.path, wrong) || (fault.keyword !== 'type' && wrong.has(place))) continue
    if (fault.keyword === 'required' && meant.has(place)) continue
    if (fault.keyword === 'oneOf' && alternatives(fault).some((key) => meant.has(formatPath([...fault.path, key])))) continue
    const problem = fault.problem === undefined ? describeFault(fault, value, judged, suggestions.get(fault)) : { ...fault.problem, at: fault.path }
    if (problem !== undefined && !problems.has(place)) problems.set(place, problem)
  }
  return [...problems.values()]
}

/** More unknown keys than this in one resource are not misspelt, and each suggestion takes a search. */
const mostSuggestions = 100

function judgedBy(value: unknown, release: string, custom: CustomKinds | undefined): Judged | undefined {
  const kind = entry(value, 'kind')
  const apiVersion = entry(value, 'apiVersion')
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return undefined
  const served = custom === undefined ? kindNamed(kind)?.served(apiVersion, release) : undefined
  if (served !== undefined) return { kind, version: served.version, release, root: served.root, schemas: served.kind.schemas(), custom: false }
  const [group = '', version = ''] = apiVersion.split('/')
  const own = custom?.find(group, kind)
  const judge = own ?? kindNamed(kind)
  const root = judge?.root(version, release)
  return judge === undefined || root === undefined ? undefined : { kind, version, release, root, schemas: judge.schemas(), custom: own !== undefined }
}

function isBelow(path: Path, places: ReadonlySet<string>): boolean {
  return places.size > 0 && path.some((_, length) => length > 0 && places.has(formatPath(path.slice(0, length))))
}

function alternatives(fault: Fault): readonly string[] {
  return Array.isArray(fault.demand) ? (fault.demand as readonly string[]) : []
}

/** Undefined for a fault that is only the server's second error about one cause. */
function describeFault(fault: Fault, value: unknown, judged: Judged | undefined, suggestion: Suggestion | undefined): SchemaProblem | undefined {
  const { path } = fault
  const node = judged === undefined ? undefined : nodeAt(judged.schemas, judged.root, path)
  const found = valueAt(value, path)
  const name = nameOf(path)
  switch (fault.keyword) {
    case 'additionalProperties': {
      const where = path.length === 1 ? `a ${judged?.kind ?? 'resource'}` : `\`${formatPath(path.slice(0, -1))}\``
      const free = suggestion?.rename !== undefined && entry(valueAt(value, path.slice(0, -1)), suggestion.rename) === undefined
      const rename = free ? suggestion.rename : undefined
      const message = `\`${String(path.at(-1))}\` is not a field of ${where}${suggestion === undefined ? '' : `; ${suggestion.text}`}`
      return { rule: 'unknown-field', at: path, on: 'key', message, ...(rename !== undefined && { rename }) }
    }
    case 'required':
      return { rule: 'missing-field', at: path, message: missing(path, node, value, judged) }
    case 'type':
      return { rule: 'wrong-type', at: path, message: `${name} must be ${wanted(node, fault.demand)}, but this is ${article(found)}${quoting(found, node)}` }
    case 'enum':
      return { rule: 'invalid-value', at: path, message: notAChoice(path, found, alternatives(fault), judged) }
    case 'pattern':
      return { rule: 'invalid-value', at: path, message: `${name} is ${describe(found)}, but must be ${describePattern(String(fault.demand))}` }
    case 'minimum':
    case 'maximum':
      return { rule: 'invalid-value', at: path, message: `${name} is ${describe(found)}, but must be ${range(node) ?? `${fault.keyword === 'minimum' ? 'at least' : 'at most'} ${String(fault.demand)}`}` }
    case 'exclusiveMinimum':
    case 'exclusiveMaximum': {
      const limit = fault.keyword === 'exclusiveMinimum' ? 'greater' : 'less'
      return { rule: 'invalid-value', at: path, message: `${name} is ${describe(found)}, but must be ${limit} than ${String(fault.demand)}` }
    }
    case 'multipleOf':
      return { rule: 'invalid-value', at: path, message: `${name} is ${describe(found)}, but must be a multiple of ${String(fault.demand)}` }
    case 'minLength':
    case 'maxLength':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return { rule: 'invalid-value', at: path, message: `${name} has ${size(found)}, but ${fault.keyword.startsWith('min') ? 'needs at least' : 'may have at most'} ${String(fault.demand)}` }
    case 'anyOf':
    case 'not':
      return { rule: 'invalid-combination', at: path, message: combination(path, fault.keyword, node) }
    case 'minItems':
      return { rule: 'invalid-value', at: path, message: `${name} has no items, but needs at least ${String(fault.demand)}` }
    case 'oneOf': {
      const which = alternatives(fault)
      if (which.length === 0) return { rule: 'invalid-combination', at: path, message: combination(path, fault.keyword, node) }
      const where = `\`${formatPath(path)}\``
      const message = fault.missing === true ? `${where} needs one of ${choices(which, 'and')}, and has none` : `${where} has ${choices(which, 'and')}, but only one of them may be set; remove the other`
      return { rule: 'invalid-combination', at: path, message }
    }
    default:
      return undefined
  }
}

function size(value: unknown): string {
  if (typeof value === 'string') return count(Array.from(value).length, 'character')
  if (Array.isArray(value)) return count(value.length, 'item')
  return count(typeof value === 'object' && value !== null ? Object.keys(value).length : 0, 'key')
}

/** A condition that does not hold, with the fields that its alternatives ask for, when that is all they say. */
function combination(path: Path, keyword: 'anyOf' | 'oneOf' | 'not', node: Schema | undefined): string {
  const where = path.length === 0 ? 'the resource' : `\`${formatPath(path)}\``
  const parts = keyword === 'not' ? [node?.not] : node?.[keyword]
  const fields = (parts ?? []).map((part) => (part?.required ?? []).join(' and '))
  const told = fields.length > 0 && fields.every((each) => each !== '') ? `: ${choices(fields, keyword === 'not' ? 'and' : 'or')}` : ''
  if (keyword === 'not') return `${where} is a combination that the definition forbids${told}`
  return `${where} fits ${keyword === 'anyOf' ? 'none' : 'not exactly one'} of the alternatives that the definition has${told}`
}

/** How a place is called in a sentence: the last key, with the index when it is an item of a list. */
function nameOf(path: Path): string {
  const at = path.findLastIndex((step) => typeof step === 'string')
  return at < 0 ? 'the resource' : `\`${path[at] ?? ''}${formatPath(path.slice(at + 1))}\``
}

function missing(path: Path, node: Schema | undefined, value: unknown, judged: Judged | undefined): string {
  const key = String(path.at(-1))
  const where = path.length === 1 ? `a ${judged?.kind ?? 'resource'}` : `\`${formatPath(path.slice(0, -1))}\``
  const moved = judged === undefined || judged.custom ? undefined : movedTo(judged.kind, path)
  const old = moved?.startsWith('spec.config[') === true ? moved.slice('spec.config["'.length, -2) : undefined
  if (old !== undefined && judged !== undefined) {
    const present = entry(entry(entry(value, 'spec'), 'config'), old) !== undefined
    const rest = present ? `; move \`${old}\` of \`spec.config\` there` : `, where older versions had \`${old}\` in \`spec.config\``
    return `${where} needs \`${key}\` in \`${judged.version}\`${rest}`
  }
  const parts = node?.type === 'object' && node.required !== undefined ? ` with ${choices(node.required, 'and')}` : ''
  const hint = node === undefined ? '' : node.enum !== undefined || node.minimum !== undefined ? ` (${wanted(node, node.type)})` : ` (${typeNames[node.type ?? 'object'] ?? 'a value'}${parts})`
  return `${where} needs \`${key}\`${hint}, which is missing`
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: '`true` or `false`',
  'int-or-string': 'an integer or a string',
}

/** What would be right, as precisely as the schema says. */
function wanted(node: Schema | undefined, demand: unknown): string {
  if (node?.enum !== undefined) return `${node.enum.length > 1 ? 'one of ' : ''}${choices(node.enum)}`
  const type = node?.type ?? (Array.isArray(demand) ? 'int-or-string' : String(demand))
  const limits = node === undefined ? undefined : range(node)
  return `${typeNames[type] ?? type}${limits === undefined ? '' : ` ${limits.replace(/^at/, 'of at')}`}`
}

function range(node: Schema | undefined): string | undefined {
  if (node?.minimum !== undefined && node.maximum !== undefined) return `between ${node.minimum} and ${node.maximum}`
  if (node?.minimum !== undefined) return `at least ${node.minimum}`
  return node?.maximum === undefined ? undefined : `at most ${node.maximum}`
}

/** What to do about quotes, when they are what is wrong. */
function quoting(found: unknown, node: Schema | undefined): string {
  const type = node?.type
  if (type === 'array' && found !== null) return '; begin each item with `-`'
  if (typeof found === 'string') {
    const isNumber = (type === 'integer' || type === 'number') && found.trim() !== '' && Number.isFinite(Number(found))
    const isBoolean = type === 'boolean' && /^(?:true|false)$/i.test(found)
    return isNumber || isBoolean ? '; write it without quotes' : ''
  }
  const isScalar = typeof found === 'number' || typeof found === 'boolean'
  if (isScalar && (type === 'string' || type === 'int-or-string') && node?.enum === undefined) return '; write it in quotes'
  return ''
}

function notAChoice(path: Path, found: unknown, values: readonly unknown[], judged: Judged | undefined): string {
  const start = `${nameOf(path)} is ${describe(found)}, but must be ${values.length > 1 ? 'one of ' : ''}${choices(values)}`
  if (typeof found !== 'string' || judged === undefined) return start
  const nearest = closest(found, values.map(String))
  if (nearest !== undefined) return `${start}; did you mean \`${nearest}\`?`
  if (judged.custom) return start
  const { kind, version } = judged
  const moved = movedTo(kind, path, found)?.split('=')[1]
  for (const other of [version, ...versionsOf(kind).filter((name) => name !== version)]) {
    const releases = valueReleases(kind, other, path, found)
    const [newest] = releases
    const oldest = releases.at(-1)
    if (newest === undefined || oldest === undefined) continue
    const use = moved === undefined ? '' : `, where \`${moved}\` takes its place`
    return other === version
      ? `${start} (\`${found}\` is known from Strimzi ${oldest} on)`
      : `${start} (\`${found}\` belongs to \`${other}\`, Strimzi ${oldest} to ${newest}, and is not in \`${version}\`${use})`
  }
  return start
}
