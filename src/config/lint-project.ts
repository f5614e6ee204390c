import { applyBaseline } from '../engine/baseline.js'
import { newSince } from '../engine/compare.js'
import { lint } from '../engine/lint.js'
import type { Report } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Project } from './project.js'

/** Lints a project: with a baseline what it knows does not count, with another state to compare with only what is new since then is left. */
export async function lintProject(project: Project, rules: readonly Rule[]): Promise<Report> {
  const { input, settings, base } = project
  if (base === undefined) return withBaseline(await lint(input, rules, settings), project)
  // Both states in full: among equal findings only all of them tell which is new.
  const all = await lint({ files: [...input.files, ...(input.known ?? [])], unread: input.unread ?? [] }, rules, settings)
  const before = await lint(base.input, rules, settings)
  const compared = newSince(before, withBaseline(all, project), base.name)
  return only(compared, new Set([...input.files.map(({ path }) => path), ...(input.unread ?? []).map(({ file }) => file)]))
}

/** The report after the baseline, if there is one. */
export function withBaseline(report: Report, { baseline, settings }: Pick<Project, 'baseline' | 'settings'>): Report {
  return baseline === undefined ? report : applyBaseline(report, baseline, settings)
}

/** The part of a report that is about some files. */
function only(report: Report, files: ReadonlySet<string>): Report {
  const isIn = ({ file }: { readonly file: string }): boolean => files.has(file)
  const documents = report.documents.filter(isIn)
  const strimzi = report.strimzi.flatMap((judge) => {
    // A release that was named judges everything, alone or as one of a fleet.
    const resources = documents.filter(({ strimzi: by }) => by !== undefined && (by === judge.release || !judge.inferred)).length
    return resources === 0 ? [] : [{ ...judge, resources }]
  })
  return {
    ...report, findings: report.findings.filter(isIn), suppressed: report.suppressed.filter(isIn), documents, strimzi,
    unread: report.unread.filter(isIn),
  }
}
