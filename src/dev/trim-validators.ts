/**
 * ajv writes the same eight lines for every possible error, and passes what only `$data` and its own keywords need. Here each error becomes
 * one call and each validator takes the value and its path: a third of the size, and as much less to parse at start.
 * Throws an Error when ajv's code is not as expected, so that an update of ajv cannot slip through.
 */
export function trimValidators(source: string): string {
  const trimmed = source
    .split(/^(?=function validate)/m)
    .map((part) => trim(part))
    .join('')
  const leftover = /^.*(?:rootData|parentData|schemaPath).*$/m.exec(trimmed)
  if (leftover !== null) throw new Error(`ajv writes other code than src/dev/trim-validators.ts expects: ${leftover[0]}`)
  return `${trimmed}\n${faultFunction}`
}

function trim(part: string): string {
  // Only `oneOf` looks at the number of errors; elsewhere the list of errors tells as much.
  const counts = part.includes('_errs')
  const trimmed = part
    .replace(errorBlock, (_, path: string | undefined, schemaPath: string, keyword: string, params: string) => {
      const inner = schemaPath.includes('/oneOf/') ? ', true' : ''
      return `vErrors = fault(vErrors, ${path ?? 'instancePath'}, ${keyword}, ${params}${inner});\n${counts ? 'errors++;\n' : ''}`
    })
    .replace(/\{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}/g, 'instancePath=""')
    .replace(callArguments, (_, path: string | undefined) => `, ${path ?? 'instancePath'})`)
  if (counts) return trimmed
  return trimmed
    .replace(/^errors = vErrors\.length;\n/gm, '')
    .replace(/^let errors = 0;\n/gm, '')
    .replace(/return errors === 0;/g, 'return vErrors === null;')
}

const errorBlock =
  /const (?:err\d+) = \{instancePath(?::([^\n]*?))?,schemaPath:("[^"\n]*"),keyword:("\w+"),params:(\{[^\n]*\})\};\nif\(vErrors === null\)\{\nvErrors = \[err\d+\];\n\}\nelse \{\nvErrors\.push\(err\d+\);\n\}\nerrors\+\+;\n/g

const callArguments = /, \{instancePath(?::([^\n]*?))?,parentData:data\d*,parentDataProperty:[^\n]*?,rootData\}\)/g

/** `inner`: an error inside a branch of `oneOf`, which the error of the `oneOf` itself sums up. */
const faultFunction = `function fault(list, instancePath, keyword, params, inner) {
const error = { instancePath, keyword, params, inner };
if (list === null) return [error];
list.push(error);
return list;
}
`
