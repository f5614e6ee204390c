import type { Path } from '../yaml/document.js'
import { builtinFaults } from './builtin.js'
import { celRules } from './cel.js'
import { envelopeFaults } from './envelope.js'
import { entry, hide, isMapping, valueAt, type Fault, type FaultType } from './fault.js'
import type { CustomKinds } from './custom.js'
import type { AjvError, Kind, Served } from './kind.js'
import { kindNamed } from './kind.js'
import { nodeAt } from './lookup.js'
import { judgeMetadata } from './metadata.js'
import { prepare, prepareWithNulls } from './prepare.js'
import { isServed } from '../facts/served.js'
import type { Extras } from './extras.js'
import { largestInt32 } from './schema.js'

/**
 * Every error that an API server with the CRDs of a Strimzi release reports for a value that is sent to it as one object.
 * Faults that the server does not get as far as are `hidden`. Of kinds that are not Strimzi's hardly anything is judged
 * (`builtin.ts`), but for those of `custom`, which come before Strimzi's own and must have been loaded.
 */
export function judge(value: unknown, release: string, custom?: CustomKinds): readonly Fault[] {
  const served = custom === undefined ? servedBy(value, release) : undefined
  if (served === undefined) return judgeWithEnvelope(value, release, custom)
  return served.form.fits(value) ? [] : judgeBy(value, served.kind, served.root)
}

/** What judges a resource of a kind and version that the release serves; undefined for everything else. */
function servedBy(value: unknown, release: string): Served | undefined {
  const kind = entry(value, 'kind')
  const apiVersion = entry(value, 'apiVersion')
  // With `items`, kubectl takes anything for a list.
  if (typeof kind !== 'string' || typeof apiVersion !== 'string' || entry(value, 'items') !== undefined) return undefined
  return kindNamed(kind)?.served(apiVersion, release)
}

function judgeWithEnvelope(value: unknown, release: string, custom: CustomKinds | undefined): readonly Fault[] {
  const envelope = envelopeFaults(value, release, custom)
  if (envelope.length > 0) return envelope
  const kindName = String(entry(value, 'kind'))
  const [group = '', version = ''] = String(entry(value, 'apiVersion')).split('/')
  const own = custom?.find(group, kindName)
  if (own !== undefined) {
    const root = own.root(version)
    return root === undefined ? [] : judgeBy(value, own, root)
  }
  if (!isServed(release, group, kindName, version)) return builtinFaults(value)
  const kind = kindNamed(kindName)
  const root = kind?.root(version, release)
  if (kind === undefined || root === undefined) throw new Error(`${kindName} has no schema in ${release}`)
  return judgeBy(value, kind, root)
}

/** Judges a value by one root schema of a kind. */
export function judgeBy(value: unknown, kind: Kind, root: string): readonly Fault[] {
  const metadata = judgeMetadata(entry(value, 'metadata'))
  const prepared = kind.prepare?.(value, root) ?? prepare(value)
  const structural = structuralFaults(value, prepared, kind, root)
  const extras = kind.extras(root)
  const scale = scaleFault(prepared, extras?.scale)
  const found = [...structural, ...(scale === undefined ? [] : [scale]), ...(kind.moreFaults?.(prepared, root) ?? [])]
  const cel = extras?.rules === undefined ? [] : [...celFaults(prepared, extras.rules)]
  if (found.length === 0 && cel.length === 0) return metadata.faults
  if (!metadata.decoded) return [...metadata.faults, ...found.map(hide), ...cel.filter((fault) => isWhole(fault, found)).map(hide)]
  const isBlocked = [...metadata.faults, ...found].some(({ type }) => blocking.has(type))
  return [...metadata.faults, ...found, ...(isBlocked ? cel.filter((fault) => isWhole(fault, found)).map(hide) : cel)]
}

/** True when nothing else is wrong with the object that a CEL rule refuses. */
function isWhole(refused: Fault, others: readonly Fault[]): boolean {
  const object = refused.path.slice(0, -1)
  return !others.some(({ path }) => object.every((step, i) => path[i] === step) || path.every((step, i) => object[i] === step))
}

/** Faults after which the server does not evaluate CEL rules. */
const blocking: ReadonlySet<FaultType> = new Set(['FieldValueTypeInvalid', 'FieldValueNotSupported', 'FieldValueRequired', 'FieldValueTooLong'])

function structuralFaults(value: unknown, prepared: unknown, kind: Kind, root: string): Fault[] {
  const validate = kind.validator(root)
  const faults: Fault[] = []
  if (!validate(prepared)) for (const error of validate.errors ?? []) faults.push(...toFaults(error, prepared, kind, root))
  if (prepared === value) return faults
  const withNulls = prepareWithNulls(value)
  if (!validate(withNulls)) {
    const known = new Set(faults.map((fault) => (fault.type === 'UnknownField' ? fault.path.join('\n') : '')))
    for (const error of validate.errors ?? []) {
      if (error.keyword !== 'additionalProperties') continue
      faults.push(...[...toFaults(error, withNulls, kind, root)].filter((fault) => !known.has(fault.path.join('\n'))))
    }
  }
  return faults
}

const types: Readonly<Record<string, FaultType>> = {
  type: 'FieldValueTypeInvalid',
  enum: 'FieldValueNotSupported',
  required: 'FieldValueRequired',
  additionalProperties: 'UnknownField',
}

function* toFaults(error: AjvError, value: unknown, kind: Kind, root: string): Generator<Fault> {
  if (error.inner === true) return
  const { keyword, params } = error
  const at = toPath(error.instancePath, value)
  const type = types[keyword] ?? 'FieldValueInvalid'
  switch (keyword) {
    case 'additionalProperties':
      yield { type, keyword, path: [...at, String(params.additionalProperty)] }
      break
    case 'required':
      yield { type, keyword, path: [...at, String(params.missingProperty)], missing: true }
      break
    case 'type':
      yield { type, keyword, path: at, demand: params.type }
      yield* keysInWrongType(valueAt(value, at), at, params.type, kind, root)
      break
    case 'oneOf': {
      const alternatives = nodeAt(kind.schemas(), root, at)?.exactlyOne ?? []
      const given = alternatives.filter((key) => entry(valueAt(value, at), key) !== undefined)
      if (alternatives.length === 0) {
        yield { type, keyword, path: at }
        break
      }
      // The server names what the nearest branch misses, and nothing when several branches hold.
      const none = given.length === 0 && isMapping(valueAt(value, at))
      const [first] = alternatives
      if (none && first !== undefined) yield { type: 'FieldValueRequired', keyword, path: at, field: serverPath([...at, first]), demand: alternatives, missing: true }
      else yield { type, keyword, path: at, field: '', demand: given }
      break
    }
    case 'enum':
      yield { type, keyword, path: at, demand: nodeAt(kind.schemas(), root, at)?.enum ?? params.allowedValues }
      break
    default:
      yield { type, keyword, path: at, demand: params.pattern ?? params.limit ?? params.multipleOf }
  }
}

function serverPath(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('')
}

/** The keys below a value of the wrong type are unknown as well, as far as the schema says nothing about them. */
function* keysInWrongType(value: unknown, at: Path, expected: unknown, kind: Kind, root: string): Generator<Fault> {
  if (typeof value !== 'object' || value === null) return
  const schema = nodeAt(kind.schemas(), root, at)
  if (schema === undefined || schema.open === true) return
  if (Array.isArray(value)) {
    if (expected !== 'array') for (const [i, item] of value.entries()) yield* allKeys(item, [...at, i])
    return
  }
  if (expected !== 'object') yield* allKeys(value, at)
}

function* allKeys(value: unknown, at: Path): Generator<Fault> {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* allKeys(item, [...at, i])
  else if (isMapping(value)) {
    for (const key of Object.keys(value)) yield { type: 'UnknownField', keyword: 'additionalProperties', path: [...at, key] }
  }
}

/** From ajv's JSON pointer to a path; a step into a list is a number. */
function toPath(pointer: string, value: unknown): Path {
  const path: (string | number)[] = []
  let at = value
  let end = 0
  while (end < pointer.length) {
    const start = end + 1
    end = pointer.indexOf('/', start)
    if (end < 0) end = pointer.length
    const part = pointer.slice(start, end)
    const step = part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part
    if (Array.isArray(at)) {
      const index = Number(step)
      path.push(index)
      at = (at as readonly unknown[])[index]
    } else {
      path.push(step)
      at = isMapping(at) && Object.hasOwn(at, step) ? at[step] : undefined
    }
  }
  return path
}

/** The scale subresource reads a number of replicas, which must fit into 32 bits whatever the schema says. */
function scaleFault(value: unknown, field: string | undefined): Fault | undefined {
  const spec = field === undefined ? undefined : entry(value, 'spec')
  if (field === undefined || spec === undefined) return undefined
  const base = { type: 'FieldValueInvalid', path: ['spec', field], keyword: 'scale' } as const
  // One more error of the server about the same cause.
  if (!isMapping(spec)) return base
  const replicas = entry(spec, field)
  if (replicas === undefined) return undefined
  if (typeof replicas !== 'number' || !Number.isInteger(replicas)) return base
  if (replicas >= 0 && replicas <= largestInt32) return undefined
  return { ...base, problem: { rule: 'invalid-value', message: `\`${field}\` is ${replicas}, but must be between 0 and ${largestInt32}` } }
}

function* celFaults(value: unknown, rules: NonNullable<Extras['rules']>): Generator<Fault> {
  for (const [pattern, names] of rules) {
    for (const { at, self } of matches(value, pattern, [])) {
      for (const name of names) {
        const refusal = isMapping(self) ? celRules[name]?.judge(self) : undefined
        if (refusal === undefined) continue
        yield {
          type: 'FieldValueInvalid',
          path: [...at, refusal.key],
          field: serverPath(at),
          keyword: 'cel',
          missing: refusal.missing === true,
          problem: { rule: 'invalid-combination', message: refusal.message },
        }
      }
    }
  }
}

function* matches(value: unknown, pattern: readonly string[], at: Path): Generator<{ readonly at: Path; readonly self: unknown }> {
  const [step, ...rest] = pattern
  if (step === undefined) yield { at, self: value }
  else if (step === '[]' && Array.isArray(value)) for (const [i, item] of value.entries()) yield* matches(item, rest, [...at, i])
  else if (step === '{}' && isMapping(value)) for (const [key, item] of Object.entries(value)) yield* matches(item, rest, [...at, key])
  else {
    const part = entry(value, step)
    if (part !== undefined) yield* matches(part, rest, [...at, step])
  }
}
