// @monokle/validation with its offline validators (YAML syntax, resource links), when it is installed; not a dependency of this project.
import { readFileSync } from 'node:fs'
import { createDefaultMonokleValidator } from '@monokle/validation'
import { loadAll } from 'js-yaml'

const [, , file] = process.argv
const text = readFileSync(file, 'utf8')
const texts = text.split(/^---\n/m)
const contents = loadAll(text)
// What its own parser package makes of a file.
const resources = contents.map((content, index) => ({
  id: String(index), fileId: file, filePath: file, fileOffset: 0, text: texts[index], content,
  name: content.metadata.name, namespace: content.metadata.namespace, apiVersion: content.apiVersion, kind: content.kind,
}))
const validator = createDefaultMonokleValidator()
await validator.preload({ plugins: { 'yaml-syntax': true, 'resource-links': true } })
const response = await validator.validate({ resources })
process.stdout.write(`${response.runs.reduce((sum, run) => sum + run.results.length, 0)} results in ${resources.length} resources\n`)
