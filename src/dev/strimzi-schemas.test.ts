import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { shared } from '../testing/shared.js'
import { strimziStore } from './strimzi-schemas.js'
import { trimValidators } from './trim-validators.js'

const store = fileURLToPath(new URL('../../schemas/strimzi/', import.meta.url))

const generator = suite('the store of schemas')

generator('is what the generator makes of the CRDs', () => {
  const crds = shared('strimzi/crds')
  if (crds === undefined) return
  const files = strimziStore(crds)
  assert.equal(readdirSync(store).filter((file) => /^[A-Z]/.test(file) && !files.has(file)), [])
  for (const [name, text] of files) assert.ok(readFileSync(join(store, name), 'utf8') === text, `schemas/strimzi/${name} differs: run npm run generate:strimzi`)
})

generator('has every definition once, and none that nothing refers to', () => {
  const names = new Map<string, string>()
  const used = new Set<string>()
  for (const file of readdirSync(store)) {
    const text = readFileSync(join(store, file), 'utf8')
    if (!/^[A-Z]|^shared/.test(file)) continue
    const content = JSON.parse(text) as { definitions?: object; roots?: Record<string, Record<string, string>> }
    for (const name of Object.keys(content.definitions ?? content)) {
      assert.is(names.get(name), undefined, `${name} stands in ${names.get(name) ?? ''} and ${file}`)
      names.set(name, file)
    }
    for (const [, name = ''] of text.matchAll(/"ref":"([^"]+)"/g)) used.add(name)
    for (const versions of Object.values(content.roots ?? {})) for (const name of Object.values(versions)) used.add(name)
  }
  assert.ok(names.size > 500)
  assert.equal([...names.keys()].filter((name) => !used.has(name)), [])
  assert.equal([...used].filter((name) => !names.has(name)), [])
})

generator('ajv’s code is only trimmed where it is understood', () => {
  const error = 'const err0 = {instancePath:instancePath+"/a",schemaPath:"#/properties/a/type",keyword:"type",params:{type: "string"}};\n'
  const rest = 'if(vErrors === null){\nvErrors = [err0];\n}\nelse {\nvErrors.push(err0);\n}\nerrors++;\n'
  assert.match(trimValidators(`function validate1(data){\n${error}${rest}}`), 'vErrors = fault(vErrors, instancePath+"/a", "type", {type: "string"});')
  assert.throws(() => trimValidators(`function validate1(data){\n${error}other\n}`), 'ajv writes other code')
})

generator.run()
