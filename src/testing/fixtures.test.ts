import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rules } from '../../rules/index.js'
import { openProject } from '../config/project.js'
import { lint } from '../engine/lint.js'
import type { Report } from '../rule/finding.js'
import { LineIndex } from '../text/lines.js'

/**
 * Whole files with the findings they must give. `fixtures/ok/*.yaml` must be silent under the preset `recommended`; `fixtures/err/x.yaml` gives the
 * lines of `x.out`; a folder of `fixtures/projects/` is linted with its own configuration and gives `expected.out`.
 * `UPDATE=1` writes the expectations anew: read the diff before you commit it.
 */
const fixtures = suite('fixtures')
const root = fileURLToPath(new URL('../../fixtures/', import.meta.url))

async function run(folder: string, path: string): Promise<Report> {
  const project = await openProject({ cwd: folder, paths: [path], know: [], only: [], skip: [], markdown: true }, rules)
  if ('complaints' in project) throw new Error([...project.complaints, ...project.mistakes.map(({ message }) => message)].join('\n'))
  return lint(project.input, rules, project.settings)
}

/** One line for each finding, related place, and document that was not simply checked. */
function lines(report: Report): string {
  const at = (file: string, offset: number) => {
    const { line, column } = new LineIndex(report.files.get(file)?.text ?? '').place(offset)
    return `${file}:${line}:${column}`
  }
  const findings = report.findings.flatMap(({ file, span, severity, rule, stage, message, related, fix }) => [
    `${at(file, span.start)} ${severity} ${rule} (${stage}) ${message}${fix === undefined ? '' : ` [fix: ${fix.title}, ${fix.safety}]`}`,
    ...related.map((other) => `    ${at(other.file, other.span.start)} ${other.message}`),
  ])
  const documents = report.documents.flatMap(({ file, index, status, reason }) =>
    status === 'checked' ? [] : [`${file}#${index} ${status}: ${reason ?? ''}`],
  )
  const failures = report.failures.map(({ rule, error }) => `${rule} threw ${error}`)
  return [...findings, ...documents, ...failures, `${report.documents.length} documents, ${report.findings.length} findings`].join('\n') + '\n'
}

function compare(path: string, actual: string): void {
  if (process.env.UPDATE === '1') writeFileSync(path, actual)
  assert.is(actual, existsSync(path) ? readFileSync(path, 'utf8') : '')
}

const list = (folder: string) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [])

for (const name of list('ok').filter((each) => /\.(ya?ml|json|md)$/.test(each))) {
  fixtures(`ok/${name} is silent`, async () => {
    const { findings, failures } = await run(join(root, 'ok'), name)
    assert.equal(failures, [])
    assert.equal(findings.map(({ rule, message }) => `${rule}: ${message}`), [])
  })
}

for (const name of list('err').filter((each) => !each.endsWith('.out'))) {
  fixtures(`err/${name}`, async () => {
    compare(join(root, 'err', name.replace(/\.[^.]+$/, '.out')), lines(await run(join(root, 'err'), name)))
  })
}

for (const name of list('projects')) {
  fixtures(`projects/${name}`, async () => {
    compare(join(root, 'projects', name, 'expected.out'), lines(await run(join(root, 'projects', name), '.')))
  })
}

fixtures.run()
