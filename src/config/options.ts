import type { OptionSchema, Rule } from '../rule/rule.js'
import { closest } from '../text/closest.js'
import { found } from './found.js'

/** A wrong option: `name` is the key, `on` says whether the key or the value (or which item of it) is wrong. */
export interface OptionProblem {
  readonly name: string
  readonly on: 'key' | 'value'
  readonly item?: number
  readonly message: string
}

/** Checks the options given for a rule against its schemas. */
export function checkOptions(rule: Rule, options: Readonly<Record<string, unknown>>): OptionProblem[] {
  const schemas = rule.options ?? {}
  const names = Object.keys(schemas)
  return Object.keys(options).flatMap((name): OptionProblem[] => {
    if (!Object.hasOwn(schemas, name)) return [{ name, on: 'key', message: unknownOption(rule.id, name, names) }]
    const schema = schemas[name]
    return schema === undefined ? [] : checkValue(name, options[name], schema)
  })
}

function unknownOption(id: string, name: string, names: readonly string[]): string {
  if (names.length === 0) return `${id} has no options`
  const near = closest(name, names)
  return `${id} has no option "${name}"${near === undefined ? `: it has ${names.join(', ')}` : `: did you mean ${near}?`}`
}

function checkValue(name: string, value: unknown, schema: OptionSchema): OptionProblem[] {
  const wrong = (message: string, item?: number): OptionProblem[] => [{ name, on: 'value', message, ...(item !== undefined && { item }) }]
  switch (schema.type) {
    case 'integer':
    case 'number': {
      if (typeof value !== 'number' || (schema.type === 'integer' && !Number.isInteger(value))) {
        return wrong(`${name} must be ${schema.type === 'integer' ? 'an integer' : 'a number'}, not ${found(value)}`)
      }
      if (schema.minimum !== undefined && value < schema.minimum) return wrong(`${name} must be at least ${schema.minimum}, not ${value}`)
      if (schema.maximum !== undefined && value > schema.maximum) return wrong(`${name} must be at most ${schema.maximum}, not ${value}`)
      return []
    }
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong(`${name} must be true or false, not ${found(value)}`)
    case 'string': {
      if (typeof value !== 'string') return wrong(`${name} must be a string, not ${found(value)}`)
      if (schema.enum === undefined || schema.enum.includes(value)) return []
      const near = closest(value, schema.enum)
      return wrong(`${name} must be one of ${schema.enum.join(', ')}, not ${found(value)}${near === undefined ? '' : `: did you mean ${near}?`}`)
    }
    case 'array': {
      if (!Array.isArray(value)) return wrong(`${name} must be a list of strings, not ${found(value)}`)
      return value.flatMap((item, index) => typeof item === 'string' ? [] : wrong(`${name} must be a list of strings, and this is ${found(item)}`, index))
    }
  }
}
