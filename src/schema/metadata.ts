import type { Path } from '../yaml/document.js'
import { formatPath } from '../yaml/path.js'
import { entry, hide, isMapping, type Fault, type FaultType, type Mapping } from './fault.js'
import { labelValueFault, qualifiedNameFaults, subdomainFault } from './names.js'
import { article, describe } from './wording.js'
import { closest } from '../text/closest.js'

type FieldType = 'string' | 'int64' | 'boolean' | 'time' | 'strings' | 'string map' | 'owners' | 'managers' | 'any'

/** The fields of `metadata` (ObjectMeta of apimachinery 0.34) and how Go decodes them, in the order of kubectl's JSON. */
const objectMeta: Readonly<Record<string, FieldType>> = {
  annotations: 'string map',
  creationTimestamp: 'time',
  deletionGracePeriodSeconds: 'int64',
  deletionTimestamp: 'time',
  finalizers: 'strings',
  generateName: 'string',
  generation: 'int64',
  labels: 'string map',
  managedFields: 'managers',
  name: 'string',
  namespace: 'string',
  ownerReferences: 'owners',
  resourceVersion: 'string',
  selfLink: 'string',
  uid: 'string',
}
const ownerReference: Readonly<Record<string, FieldType>> = {
  apiVersion: 'string',
  kind: 'string',
  name: 'string',
  uid: 'string',
  controller: 'boolean',
  blockOwnerDeletion: 'boolean',
}
const managedFieldsEntry: Readonly<Record<string, FieldType>> = {
  manager: 'string',
  operation: 'string',
  apiVersion: 'string',
  time: 'time',
  fieldsType: 'string',
  fieldsV1: 'any',
  subresource: 'string',
}

/**
 * Judges `metadata` as the API server does: first Go decodes it (a wrong type refuses the whole object and hides every other error), then
 * unknown keys, names, labels, annotations, finalizers and owners are judged. `decoded` is false when decoding failed.
 */
export function judgeMetadata(metadata: unknown): { readonly faults: readonly Fault[]; readonly decoded: boolean } {
  if (isPlainMetadata(metadata)) return { faults: [], decoded: true }
  if (metadata !== undefined && metadata !== null && !isMapping(metadata)) {
    return { faults: [decodeFault(['metadata'], metadata, 'a mapping', '')], decoded: false }
  }
  const [first, ...more] = decodeStruct(metadata, objectMeta, ['metadata'])
  if (first !== undefined) return { faults: [first, ...more.map(hide)], decoded: false }
  const faults = [
    ...unknownKeys(metadata, objectMeta, ['metadata']),
    ...nameFaults(metadata),
    ...labelFaults(entry(metadata, 'labels')),
    ...annotationFaults(entry(metadata, 'annotations')),
    ...finalizerFaults(entry(metadata, 'finalizers')),
    ...ownerFaults(entry(metadata, 'ownerReferences')),
  ]
  const namespace = entry(metadata, 'namespace')
  if (typeof namespace !== 'string' || namespace === '' || namespaceName.test(namespace)) return { faults, decoded: true }
  const message = `${describe(namespace)} cannot be the name of a namespace: lower case letters, digits and \`-\` only, at most 63 characters`
  return { faults: [invalid(['metadata', 'namespace'], message, 'NotFound', ''), ...faults.map(hide)], decoded: false }
}

/** True for what nearly all metadata is: a name, a namespace, labels and annotations without anything unusual. False says nothing. */
export function isPlainMetadata(metadata: unknown): boolean {
  if (!isMapping(metadata)) return false
  let named = false
  for (const key in metadata) {
    const value = metadata[key]
    switch (key) {
      case 'name':
      case 'namespace':
        if (typeof value !== 'string' || !namespaceName.test(value)) return false
        named ||= key === 'name'
        break
      case 'labels':
      case 'annotations':
        if (!isMapping(value) || !isPlainMap(value, key === 'labels')) return false
        break
      default:
        return false
    }
  }
  return named
}

function isPlainMap(map: Mapping, labels: boolean): boolean {
  let size = 0
  for (const key in map) {
    const value = map[key]
    if (typeof value !== 'string' || key.length > 63 || !plainKey.test(key)) return false
    if (labels && labelValueFault(value) !== undefined) return false
    size += value.length + key.length
  }
  // A UTF-16 unit has at most three bytes.
  return labels || size * 3 <= annotationsLimit
}

const plainKey = /^(?:[a-z0-9][a-z0-9-]*[a-z0-9](?:\.[a-z0-9][a-z0-9-]*[a-z0-9])*\/)?[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/

const namespaceName = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/

function* decodeStruct(value: unknown, fields: Readonly<Record<string, FieldType>>, at: Path): Generator<Fault> {
  for (const [key, type] of Object.entries(fields)) {
    const part = entry(value, key)
    if (part !== undefined) yield* decode(part, type, [...at, key])
  }
}

function* decode(value: unknown, type: FieldType, at: Path): Generator<Fault> {
  const fits = (expected: string, ok: boolean): Fault[] => (ok ? [] : [decodeFault(at, value, expected)])
  switch (type) {
    case 'string':
      yield* fits('a string', typeof value === 'string')
      break
    case 'boolean':
      yield* fits('true or false', typeof value === 'boolean')
      break
    case 'int64':
      yield* fits('an integer', typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 63)
      break
    case 'time':
      if (typeof value === 'string' && !isTime(value)) yield decodeFault(at, value, 'a time such as `2024-05-01T12:00:00Z`', '')
      else yield* fits('a time such as `2024-05-01T12:00:00Z`', typeof value === 'string')
      break
    case 'strings':
      if (!Array.isArray(value)) yield decodeFault(at, value, 'a list of strings')
      else for (const [i, item] of value.entries()) if (item !== null) yield* atField(decode(item, 'string', [...at, i]), at)
      break
    case 'string map':
      if (!isMapping(value)) yield decodeFault(at, value, 'a mapping of strings')
      else for (const [key, item] of Object.entries(value)) if (item !== null) yield* atField(decode(item, 'string', [...at, key]), at)
      break
    case 'owners':
    case 'managers':
      if (!Array.isArray(value)) yield decodeFault(at, value, 'a list')
      else {
        for (const [i, item] of value.entries()) {
          if (item !== null && !isMapping(item)) yield decodeFault([...at, i], item, 'a mapping', at.join('.'))
          else yield* decodeStruct(item, type === 'owners' ? ownerReference : managedFieldsEntry, [...at, i])
        }
      }
      break
    case 'any':
      break
  }
}

/** Go names the field and not the key or the item in it. */
function* atField(faults: Iterable<Fault>, at: Path): Generator<Fault> {
  for (const fault of faults) yield { ...fault, field: at.join('.') }
}

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/

/** RFC 3339, and a day and time of day that exist. */
function isTime(text: string): boolean {
  const [, time] = rfc3339.exec(text) ?? []
  if (time === undefined) return false
  const date = new Date(`${time}Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(time)
}

function decodeFault(path: Path, value: unknown, expected: string, field?: string): Fault {
  const at = path.findLastIndex((step) => typeof step === 'string')
  const name = `\`${path[at] ?? ''}${formatPath(path.slice(at + 1))}\``
  const quoted = expected === 'a string' && (typeof value === 'number' || typeof value === 'boolean') ? '; write it in quotes' : ''
  const message = `${name} must be ${expected}, but this is ${article(value)}${quoted}`
  return { type: 'DecodeError', path, ...(field !== undefined && { field }), problem: { rule: 'invalid-metadata', message } }
}

function* unknownKeys(metadata: unknown, fields: Readonly<Record<string, FieldType>>, at: Path): Generator<Fault> {
  if (!isMapping(metadata)) return
  for (const [key, value] of Object.entries(metadata)) {
    const path = [...at, key]
    const type = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (type === undefined) {
      const rename = closest(key, Object.keys(fields))
      const other = at.length === 1 ? '; settings belong under `spec`, notes under `annotations`' : ''
      const hint = rename === undefined ? other : `; did you mean \`${rename}\`?`
      yield {
        type: 'UnknownField',
        path,
        problem: {
          rule: 'unknown-field',
          on: 'key',
          message: `\`${key}\` is not a field of \`${formatPath(at)}\`${hint}`,
          ...(rename !== undefined && { rename }),
        },
      }
    } else if ((type === 'owners' || type === 'managers') && Array.isArray(value)) {
      const inner = type === 'owners' ? ownerReference : managedFieldsEntry
      for (const [i, item] of value.entries()) yield* unknownKeys(item, inner, [...path, i])
    }
  }
}

function invalid(path: Path, message: string, type: FaultType = 'FieldValueInvalid', field?: string): Fault {
  return { type, path, ...(field !== undefined && { field }), problem: { rule: 'invalid-metadata', message } }
}

function* nameFaults(metadata: unknown): Generator<Fault> {
  const name = entry(metadata, 'name') ?? ''
  const prefix = entry(metadata, 'generateName') ?? ''
  if (typeof name !== 'string' || typeof prefix !== 'string') return
  if (name !== '') {
    const fault = subdomainFault(name)
    if (fault !== undefined) yield invalid(['metadata', 'name'], `the name ${describe(name)} ${fault}`)
    return
  }
  if (prefix === '') {
    const problem = { rule: 'missing-field', message: 'the resource has no name; `metadata.name` is required' } as const
    yield { type: 'FieldValueRequired', path: ['metadata', 'name'], problem, missing: true }
    return
  }
  // The server adds five letters to the prefix, cut so that all fits; a dash before them is fine.
  const fault = subdomainFault(prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix)
  const made = subdomainFault(`${prefix.slice(0, 58)}xxxxx`)
  if (fault !== undefined) yield invalid(['metadata', 'generateName'], `the name prefix ${describe(prefix)} ${fault}`)
  if (made !== undefined) {
    yield invalid(['metadata', 'generateName'], `a name that begins with ${describe(prefix)} ${made}`, undefined, 'metadata.name')
  }
}

function* labelFaults(labels: unknown): Generator<Fault> {
  if (!isMapping(labels)) return
  for (const [key, value] of Object.entries(labels)) {
    const path = ['metadata', 'labels', key]
    for (const fault of qualifiedNameFaults(key)) yield onKey(path, `the label name ${describe(key)} ${fault}`)
    const fault = labelValueFault(typeof value === 'string' ? value : '')
    if (fault !== undefined) yield invalid(path, `the label value ${describe(value)} ${fault}`, undefined, 'metadata.labels')
  }
}

/** The server's limit for all keys and values of annotations together, in bytes. */
const annotationsLimit = 262_144

function* annotationFaults(annotations: unknown): Generator<Fault> {
  if (!isMapping(annotations)) return
  let size = 0
  for (const [key, value] of Object.entries(annotations)) {
    size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0)
    for (const fault of qualifiedNameFaults(key.toLowerCase())) {
      yield onKey(['metadata', 'annotations', key], `the annotation name ${describe(key)} ${fault}`)
    }
  }
  if (size > annotationsLimit) {
    const message = `the annotations have ${size} bytes together; the API server accepts at most ${annotationsLimit}`
    yield invalid(['metadata', 'annotations'], message, 'FieldValueTooLong')
  }
}

function onKey(path: Path, message: string): Fault {
  return { type: 'FieldValueInvalid', path, field: path.slice(0, -1).join('.'), problem: { rule: 'invalid-metadata', on: 'key', message } }
}

function* finalizerFaults(finalizers: unknown): Generator<Fault> {
  if (!Array.isArray(finalizers)) return
  const names = finalizers.map((item: unknown) => item ?? '')
  for (const [i, item] of names.entries()) {
    if (typeof item !== 'string') continue
    for (const fault of qualifiedNameFaults(item)) {
      yield invalid(['metadata', 'finalizers', i], `the finalizer ${describe(item)} ${fault}`, undefined, 'metadata.finalizers')
    }
  }
  if (names.includes('orphan') && names.includes('foregroundDeletion')) {
    yield invalid(['metadata', 'finalizers'], 'the finalizers `orphan` and `foregroundDeletion` exclude each other; keep one')
  }
}

/** `version`, or `group/version`. */
const hasVersion = /^(?:[^/]*\/)?[^/]+$/

function* ownerFaults(owners: unknown): Generator<Fault> {
  if (!Array.isArray(owners)) return
  const at = ['metadata', 'ownerReferences']
  for (const [i, owner] of owners.entries()) {
    for (const key of ['apiVersion', 'kind', 'name', 'uid']) {
      const given = entry(owner, key)
      if (typeof given === 'string' && given !== '' && (key !== 'apiVersion' || hasVersion.test(given))) continue
      const problem = { rule: 'missing-field', message: `an owner reference needs \`${key}\`` } as const
      yield { type: 'FieldValueInvalid', path: [...at, i, key], field: `${at.join('.')}.${key}`, problem, missing: true }
    }
    if (entry(owner, 'apiVersion') === 'v1' && entry(owner, 'kind') === 'Event') {
      yield invalid([...at, i], 'an Event cannot own anything', undefined, at.join('.'))
    }
  }
  if (owners.filter((owner) => entry(owner, 'controller') === true).length > 1) {
    yield invalid(at, 'only one owner reference may have `controller: true`')
  }
}
