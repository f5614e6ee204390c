import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lintProject, withBaseline } from '../config/lint-project.js'
import type { Project } from '../config/project.js'
import { realPath } from '../config/repository.js'
import { repairTexts } from '../engine/fix.js'
import { lint } from '../engine/lint.js'
import { visible } from '../report/visible.js'
import type { Report } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import { unifiedDiff } from './diff.js'
import type { LintOptions } from './lint-options.js'
import { terminalWidth, writeAll } from './terminal.js'
import { count } from '../text/count.js'

/**
 * Repairs what can be repaired safely. With `--diff` nothing is written: the output is a patch, and the report that of the files as they are.
 * Standard input comes out repaired, and the report moves to standard error.
 */
export async function repair(
  project: Project, rules: readonly Rule[], options: LintOptions,
): Promise<{ readonly report: Report; readonly output: string | undefined }> {
  const { input, settings } = project
  const { changed, applied, refused, report: repaired } = await repairTexts(input, (each) => lint(each, rules, settings))
  const report = withBaseline(repaired, project)
  for (const file of refused) writeAll(2, `note: the repairs of ${visible(file)} were thrown away: the result could not be read any more\n`)
  if (options.diff) {
    const patch = input.files.map(({ path, text }) => unifiedDiff(path, text, changed.get(path) ?? text)).join('')
    return { report: await lintProject(project, rules), output: terminalWidth(1) === undefined ? patch : patch.split('\n').map(visible).join('\n') }
  }
  const standardInput = options.paths.includes('-') ? (options.standardInput ?? '<stdin>') : undefined
  let written = 0
  for (const [file, text] of changed) if (file !== standardInput && replaceFile(file, text)) written += 1
  if (written > 0) writeAll(2, `Applied ${count(applied, 'fix', 'fixes')} in ${count(written, 'file')}\n`)
  if (standardInput === undefined) return { report, output: undefined }
  return { report, output: changed.get(standardInput) ?? input.files.find(({ path }) => path === standardInput)?.text ?? '' }
}

/** Puts a new text in the place of a file at one stroke, so that nobody sees half of it; keeps its mode, and a link stays a link. */
export function replaceFile(file: string, text: string): boolean {
  const path = realPath(file)
  const draft = join(dirname(path), `.strimzi-lint-${process.pid}-${Date.now()}.tmp`)
  try {
    const { mode } = statSync(path)
    writeFileSync(draft, text, { flag: 'wx', mode })
    chmodSync(draft, mode)
    renameSync(draft, path)
    return true
  } catch (error) {
    rmSync(draft, { force: true })
    writeAll(2, `error: ${visible(file)} cannot be written: ${error instanceof Error ? error.message : String(error)}\n`)
    return false
  }
}
