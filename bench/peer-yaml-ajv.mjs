// What a short program would do: `yaml` for the documents, ajv compiled at start, no places and no rules.
import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { parseAllDocuments } from 'yaml'

const [, , file, schemas] = process.argv
const ajv = new Ajv({ strict: false, allErrors: true })
const validators = new Map(Object.entries(JSON.parse(readFileSync(schemas, 'utf8'))).map(([kind, schema]) => [kind, ajv.compile(schema)]))
let refused = 0
for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
  const value = document.toJS()
  if (validators.get(value?.kind)?.(value) === false) refused++
}
process.stdout.write(`${refused} documents refused\n`)
