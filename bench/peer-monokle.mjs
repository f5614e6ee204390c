// @monokle/validation with its offline validators (YAML syntax, resource links), when it is installed; not a dependency of this project.
import { readFileSync } from 'node:fs'
import { createDefaultMonokleValidator, extractK8sResources } from '@monokle/validation'

const [, , file] = process.argv
const resources = extractK8sResources([{ id: file, path: file, content: readFileSync(file, 'utf8') }])
const validator = createDefaultMonokleValidator()
await validator.preload({ plugins: { 'yaml-syntax': true, 'resource-links': true } })
const response = await validator.validate({ resources })
process.stdout.write(`${response.runs.reduce((sum, run) => sum + run.results.length, 0)} results\n`)
