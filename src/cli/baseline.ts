import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { baselineName, baselineText } from '../config/baseline.js'
import { openBaseline, openProject } from '../config/project.js'
import { updateBaseline, type BaselineUpdate } from '../engine/baseline.js'
import { lint } from '../engine/lint.js'
import { visible } from '../report/visible.js'
import { rules } from '../../rules/index.js'
import { count } from '../text/count.js'
import { replaceFile } from './fix.js'
import { refuse } from './lint.js'
import type { BaselineOptions } from './options.js'
import type { ExitCode } from './run.js'
import { writeAll } from './terminal.js'

/** Makes a baseline of the findings of today, or takes out of one what is repaired. */
export async function baselineCommand(options: BaselineOptions): Promise<ExitCode> {
  const cwd = process.cwd()
  const project = await openProject({ ...options, cwd, baseline: false }, rules)
  if ('complaints' in project) return await refuse(project, options)
  if (project.missing.length > 0) {
    writeAll(2, `error: nothing is at ${project.missing.map(visible).join(', ')}\n`)
    return 2
  }
  const path = options.baseline === undefined ? (project.baselinePath ?? resolve(cwd, baselineName)) : resolve(cwd, options.baseline)
  const exists = existsSync(path)
  const opened = openBaseline(path, { ...options, cwd }, rules)
  const file = visible(opened.baseline.file)
  if (exists && !options.update) {
    writeAll(2, `error: ${file} is there already: --update takes out what is repaired, --accept-new takes in what is new as well\n`)
    return 2
  }
  if (exists && (opened.complaint !== undefined || opened.mistakes.length > 0)) {
    const files = new Map(opened.text === undefined ? [] : [[opened.text.path, opened.text]])
    return await refuse({ complaints: opened.complaint === undefined ? [] : [opened.complaint], mistakes: opened.mistakes, files }, options)
  }
  if (!exists && options.update && !options.acceptNew) {
    writeAll(2, `error: ${file} is not there: strimzi-lint baseline without --update makes it\n`)
    return 2
  }

  const report = await lint(project.input, rules, project.settings)
  for (const { rule, error } of report.failures) writeAll(2, `error: rule ${rule} failed, which is our bug: ${visible(error)}\n`)
  if (report.failures.length > 0) return 2
  const update = updateBaseline(report, opened.baseline, project.settings, options.acceptNew || !exists)
  const text = baselineText(update.entries, path)
  if (!write(path, text, exists)) return 2
  writeAll(1, summary(file, update, exists))
  const unread = report.unread.filter(({ status }) => status === 'failed').length + report.documents.filter(({ status }) => status === 'failed').length
  if (unread > 0) writeAll(2, `note: ${count(unread, 'file or document', 'files and documents')} could not be read: what is wrong inside is not in the baseline\n`)
  return 0
}

function write(path: string, text: string, exists: boolean): boolean {
  if (exists) return replaceFile(path, text)
  try {
    writeFileSync(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    writeAll(2, `error: the baseline cannot be written: ${error instanceof Error ? error.message : String(error)}\n`)
    return false
  }
}

function summary(file: string, { entries, pruned, added, fresh }: BaselineUpdate, existed: boolean): string {
  const known = entries.reduce((sum, entry) => sum + (entry.count ?? 1), 0)
  const byRules = known === 0 ? '' : ` of ${count(new Set(entries.map(({ rule }) => rule)).size, 'rule')}`
  if (!existed) {
    return `${file}: ${count(known, 'finding')}${byRules}\nCommit it, and write \`baseline: ${file}\` into strimzi-lint.yaml, or run with --baseline ${file}: from now on only new findings fail.\n`
  }
  const lines = [`${file}: ${count(pruned, 'entry is', 'entries are')} repaired and taken out, ${added > 0 ? `${count(added, 'new finding is', 'new findings are')} taken in, ` : ''}${count(known, 'finding is', 'findings are')} known`]
  if (fresh > 0) lines.push(`${count(fresh, 'finding is', 'findings are')} new and not in it: repair them (--accept-new would take them in)`)
  return `${lines.join('\n')}\n`
}
