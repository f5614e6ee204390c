import { closest } from '../text/closest.js'
import type { Path } from '../yaml/document.js'
import { isMapping, type Mapping } from './fault.js'
import { crdKeywords } from './structural.js'
import { article, choices } from './wording.js'

/** What is wrong with a CustomResourceDefinition, at a place in it. */
export interface CrdProblem {
  readonly at: Path
  readonly message: string
}

const typeNames = ['object', 'array', 'string', 'integer', 'number', 'boolean'] as const
const numbers = ['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const
const flags = [
  'nullable', 'exclusiveMinimum', 'exclusiveMaximum', 'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource',
] as const
const junctors = ['allOf', 'anyOf', 'oneOf'] as const

/** More nodes than any CRD has: aliases can make a small text so big. */
const mostNodes = 300_000

/** Says why a value is no schema as Kubernetes demands of a CRD; nothing when it is one, and `toSchema` can take it. */
export function* schemaProblems(schema: unknown, at: Path): Generator<CrdProblem> {
  const budget = { nodes: 0 }
  yield* nodeProblems(schema, at, false, budget)
  if (budget.nodes > mostNodes) yield { at, message: `the schema has more than ${mostNodes} parts` }
}

/** `condition`: inside allOf, anyOf, oneOf and not, where types need not be given. */
function* nodeProblems(schema: unknown, at: Path, condition: boolean, budget: { nodes: number }): Generator<CrdProblem> {
  if (++budget.nodes > mostNodes) return
  if (!isMapping(schema)) {
    yield { at, message: `a schema must be a mapping, but this is ${article(schema)}` }
    return
  }
  yield* keywordProblems(schema, at)
  yield* typeProblems(schema, at, condition)
  yield* valueProblems(schema, at)
  const { properties, additionalProperties, items, not } = schema
  if (isMapping(properties)) for (const [key, part] of Object.entries(properties)) yield* nodeProblems(part, [...at, 'properties', key], condition, budget)
  else if (properties !== undefined) yield { at: [...at, 'properties'], message: `\`properties\` must be a mapping, but this is ${article(properties)}` }
  if (additionalProperties !== undefined && typeof additionalProperties !== 'boolean') yield* nodeProblems(additionalProperties, [...at, 'additionalProperties'], condition, budget)
  if (items !== undefined) yield* nodeProblems(items, [...at, 'items'], condition, budget)
  if (not !== undefined) yield* nodeProblems(not, [...at, 'not'], true, budget)
  for (const junctor of junctors) {
    const parts = schema[junctor]
    if (parts === undefined) continue
    if (Array.isArray(parts)) for (const [index, part] of parts.entries()) yield* nodeProblems(part, [...at, junctor, index], true, budget)
    else yield { at: [...at, junctor], message: `\`${junctor}\` must be a list of schemas, but this is ${article(parts)}` }
  }
}

function* keywordProblems(schema: Mapping, at: Path): Generator<CrdProblem> {
  for (const keyword of Object.keys(schema)) {
    if (crdKeywords.has(keyword)) continue
    const near = closest(keyword, crdKeywords)
    const hint = keyword === '$ref' ? '; a CRD must hold the whole schema' : near === undefined ? '' : `; did you mean \`${near}\`?`
    yield { at: [...at, keyword], message: `\`${keyword}\` is not a keyword of a CRD schema${hint}` }
  }
  if (schema.properties !== undefined && schema.additionalProperties !== undefined && schema.additionalProperties !== false) {
    yield { at: [...at, 'additionalProperties'], message: 'a schema cannot have `properties` and `additionalProperties`' }
  }
  if (schema.uniqueItems === true) yield { at: [...at, 'uniqueItems'], message: '`uniqueItems` is forbidden in a CRD; use `x-kubernetes-list-type: set`' }
}

function* typeProblems(schema: Mapping, at: Path, condition: boolean): Generator<CrdProblem> {
  const { type } = schema
  const free = condition || schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true
  if (type === undefined || type === '') {
    if (!free) yield { at: [...at, 'type'], message: `a schema needs \`type\`: ${choices(typeNames)}` }
  } else if (!typeNames.some((name) => name === type)) yield { at: [...at, 'type'], message: `\`type\` must be one of ${choices(typeNames)}, but this is ${article(type)}` }
  else if (type === 'array' && schema.items === undefined && !condition) yield { at: [...at, 'items'], message: 'an array needs `items`' }
}

function* valueProblems(schema: Mapping, at: Path): Generator<CrdProblem> {
  const demand = (keyword: string, what: string, holds: boolean): CrdProblem[] =>
    schema[keyword] === undefined || holds ? [] : [{ at: [...at, keyword], message: `\`${keyword}\` must be ${what}, but this is ${article(schema[keyword])}` }]
  for (const keyword of numbers) yield* demand(keyword, 'a number', typeof schema[keyword] === 'number')
  for (const keyword of flags) yield* demand(keyword, '`true` or `false`', typeof schema[keyword] === 'boolean')
  yield* demand('required', 'a list of names', isListOfStrings(schema.required))
  yield* demand('enum', 'a list', Array.isArray(schema.enum))
  yield* demand('pattern', 'a regular expression', typeof schema.pattern === 'string')
  const keys = schema['x-kubernetes-list-map-keys']
  yield* demand('x-kubernetes-list-map-keys', 'a list of names', isListOfStrings(keys))
  const kinds = ['atomic', 'set', 'map']
  yield* demand('x-kubernetes-list-type', choices(kinds), kinds.some((kind) => kind === schema['x-kubernetes-list-type']))
  if (schema['x-kubernetes-list-type'] === 'map' && keys === undefined) {
    yield { at: [...at, 'x-kubernetes-list-map-keys'], message: 'a list of type `map` needs `x-kubernetes-list-map-keys`' }
  }
  const rules = schema['x-kubernetes-validations']
  yield* demand('x-kubernetes-validations', 'a list of rules', Array.isArray(rules))
  if (!Array.isArray(rules)) return
  for (const [index, rule] of rules.entries()) {
    if (!isMapping(rule) || typeof rule.rule !== 'string') yield { at: [...at, 'x-kubernetes-validations', index], message: 'a validation needs `rule`, a CEL expression' }
  }
}

function isListOfStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
