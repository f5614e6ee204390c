import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '../../rules/index.js'
import { formatReport, lint, settingsFor } from '../index.js'
import type { Format } from '../report/reporter.js'
import type { Report } from '../rule/finding.js'

/**
 * Reports on files that other people wrote, each on its own under the preset `all`: those with findings first, then clean and broken ones,
 * `count` altogether.
 */
export async function reportsOn(folder: string, count: number): Promise<readonly Report[]> {
  const settings = settingsFor({ preset: 'all' })
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name)).sort()
  const found: Report[] = []
  const quiet: Report[] = []
  for (const name of names) {
    const report = await lint({ files: [{ path: name.replaceAll('\\', '/'), text: readFileSync(join(folder, name), 'utf8') }] }, rules, settings)
    const list = report.findings.length > 0 ? found : quiet
    list.push(report)
    if (found.length >= Math.ceil(count * 0.9) && found.length + quiet.length >= count) break
  }
  return [...found.slice(0, count - Math.min(quiet.length, Math.floor(count / 10))), ...quiet].slice(0, count)
}

/** The same reports in a format. */
export async function inFormat(reports: readonly Report[], format: Format): Promise<readonly string[]> {
  return Promise.all(reports.map((report) => formatReport(report, format)))
}
