import { Ajv } from 'ajv'
import { jsonSchemas, rootId, rootSchema } from './ajv.js'
import { ajvOptions } from './ajv-options.js'
import type { AjvError, Validator } from './kind.js'
import type { Definitions } from './schema.js'

/**
 * Compiles a root definition at run time, as the build does with Strimzi's. Patterns are Go's; what JavaScript cannot read is given to
 * `unreadable` and matches everything.
 */
export function compile(root: string, definitions: Definitions, unreadable: (pattern: string) => void): Validator {
  const regExp = (pattern: string): RegExp => {
    const readable = toJavaScript(pattern)
    if (readable === undefined) unreadable(pattern)
    return readable ?? /(?:)/
  }
  // The text of the function is only asked for when a validator is written to a file.
  const ajv = new Ajv({ ...ajvOptions, code: { regExp: Object.assign(regExp, { code: 'new RegExp' }) }, schemas: jsonSchemas(definitions) })
  const compiled = ajv.compile(rootSchema(root, definitions))
  const validator: Validator = (value) => {
    const valid = compiled(value)
    validator.errors = (compiled.errors ?? []).map(({ instancePath, keyword, params, schemaPath }): AjvError =>
      ({ instancePath, keyword, params: params as AjvError['params'], inner: branch.test(schemaPath) }))
    return valid
  }
  if (ajv.getSchema(rootId(root)) === undefined) throw new Error(`${root} was not compiled`)
  return validator
}

/** Inside a branch of a condition, which the error of the condition itself sums up. A property may have the name of a keyword. */
const branch = /(?<!\/properties)\/(?:(?:anyOf|oneOf)\/\d+|not)(?:\/|$)(?=.)/

/** A pattern of Go's RE2 as JavaScript writes it; undefined when there is no such pattern. */
function toJavaScript(pattern: string): RegExp | undefined {
  const flags = /^\(\?([ims]+)\)/.exec(pattern)
  const source = pattern.slice(flags?.[0].length ?? 0)
    .replaceAll('\\A', '^').replaceAll('\\z', '$').replaceAll('(?P<', '(?<')
    .replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all)
  for (const mode of ['u', '']) {
    try {
      return new RegExp(source, `${flags?.[1] ?? ''}${mode}`)
    } catch {
      // Go escapes characters that JavaScript does not, in its stricter mode.
    }
  }
  return undefined
}

const classes: Readonly<Partial<Record<string, string>>> = {
  alpha: 'A-Za-z', digit: '0-9', alnum: '0-9A-Za-z', lower: 'a-z', upper: 'A-Z', space: '\\s', word: '\\w', xdigit: '0-9A-Fa-f',
}
