import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

/** Which part may import which: the table of docs/architecture.md. A part may always import itself. */
const table: Readonly<Record<string, readonly string[]>> = {
  text: [],
  yaml: ['text'],
  facts: ['text', 'schemas'],
  model: ['text', 'yaml', 'facts', 'rule (types)', 'schema (types)'],
  rule: ['text', 'yaml', 'model (types)'],
  schema: ['text', 'yaml', 'facts', 'schemas', 'build'],
  kafka: ['text', 'yaml', 'facts', 'model', 'rule (types)'],
  rules: ['text', 'yaml', 'facts', 'model', 'rule', 'schema', 'kafka'],
  engine: ['text', 'yaml', 'facts', 'model', 'rule', 'schema'],
  config: ['text', 'yaml', 'facts', 'model', 'rule', 'engine', 'schemas'],
  report: ['text', 'facts', 'rule', 'model'],
  cli: ['text', 'yaml', 'facts', 'model', 'rule', 'rules', 'schema', 'kafka', 'engine', 'config', 'report', 'lsp', 'package.json'],
  lsp: ['text', 'yaml', 'facts', 'model', 'rule', 'rules', 'schema', 'kafka', 'engine', 'config', 'report'],
  action: ['text', 'yaml', 'facts', 'model', 'rule', 'rules', 'schema', 'kafka', 'engine', 'config', 'report', 'package.json'],
  testing: ['text', 'yaml', 'facts', 'model', 'rule', 'engine'],
  index: ['text', 'yaml', 'facts', 'model', 'rule', 'rules', 'schema', 'kafka', 'engine', 'config', 'report', 'testing', 'package.json'],
}

const root = fileURLToPath(new URL('../', import.meta.url))
const statement = /^(?:import|export)\s(?<types>type\s)?[^'"]*?from\s+'(?<from>\.[^']+)'|\bimport\(\s*['`](?<lazy>\.[^'`]+)['`]/gm

/** The part that a file of the repository belongs to: its folder under `src`, or `rules`, `schemas`, `build`. */
function partOf(file: string): string {
  const [top = '', second = ''] = file.split('/')
  return top === 'src' ? second.replace(/\.[tj]s$/, '') : top
}

const imports = suite('imports point one way')

imports('every import stands in the table', () => {
  const wrong: string[] = []
  let seen = 0
  for (const file of globSync(['src/**/*.ts', 'rules/**/*.ts'], { cwd: root, ignore: ['**/*.test.ts', '**/*.example.ts', 'src/dev/**'] })) {
    const part = partOf(file)
    // Of `testing`, only the rule tester is part of the program; the rest runs tests.
    if (part === 'testing' && file !== 'src/testing/rule-tester.ts') continue
    const allowed = table[part]
    if (allowed === undefined) {
      wrong.push(`${file}: the part \`${part}\` is not in the table`)
      continue
    }
    for (const { groups } of readFileSync(join(root, file), 'utf8').matchAll(statement)) {
      const target = groups?.from ?? groups?.lazy ?? ''
      const to = partOf(relative(root, join(root, dirname(file), target)))
      seen++
      if (to === part || allowed.includes(to)) continue
      if (groups?.types !== undefined && allowed.includes(`${to} (types)`)) continue
      wrong.push(`${file} imports ${target}: \`${part}\` must not depend on \`${to}\``)
    }
  }
  assert.is(wrong.join('\n'), '')
  assert.ok(seen > 50, `only ${seen} imports were read: is the pattern right?`)
})

imports.run()
