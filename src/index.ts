/**
 * strimzi-lint as a library: the same engine as the command line, without a file system.
 *
 * ```ts
 * import { formatReport, lint, rules, settingsFor } from 'strimzi-lint'
 *
 * const report = await lint({ files: [{ path: 'topic.yaml', text }] }, rules, settingsFor({ preset: 'production' }))
 * process.stdout.write(await formatReport(report, 'pretty'))
 * ```
 */
import packageJson from '../package.json' with { type: 'json' }
import { rules } from '../rules/index.js'
import { emptyConfig } from './config/config.js'
import { checkChoices, resolveSettings, type Choices } from './config/settings.js'
import { noColors } from './report/colors.js'
import { formats, wholeText, type Format } from './report/reporter.js'
import type { Report } from './rule/finding.js'
import type { Rule } from './rule/rule.js'
import type { Settings } from './rule/settings.js'

/** Settings from a preset, versions and names of rules, without a configuration file. Throws a RangeError that says which choice makes no sense. */
export function settingsFor(choices: Partial<Choices> = {}, among: readonly Rule[] = rules): Settings {
  const all = { only: [], skip: [], ...choices }
  const complaints = checkChoices(all, among)
  if (complaints.length > 0) throw new RangeError(complaints.join('; '))
  return resolveSettings(among, emptyConfig, all)
}

/** A report as text in one of the formats of the command line. `locate` gives the path of a file from the root of its repository. */
export async function formatReport(report: Report, format: Format, locate: (file: string) => string = (file) => file): Promise<string> {
  const reporter = await formats[format]()
  return wholeText(reporter(report, { version: packageJson.version, rules, locate, colors: noColors }))
}

export type { Choices } from './config/settings.js'
export type { Format } from './report/reporter.js'
export { lint } from './engine/lint.js'
export type { LintInput } from './engine/input.js'
export { defineRule } from './rule/rule.js'
export type {
  FixProposal,
  OptionSchema,
  OptionSchemas,
  OptionsOf,
  Preset,
  Problem,
  RelatedPlace,
  Rule,
  RuleContext,
  RuleDefinition,
  RuleSetting,
  Severity,
  Stage,
} from './rule/rule.js'
export type { BaselineOutcome, DocumentRecord, Finding, Fix, Related, Report, ResourceIdentity, RuleFailure, SourceFile, SuppressedFinding, Suppression } from './rule/finding.js'
export { fingerprints } from './rule/fingerprint.js'
export { newSince } from './engine/compare.js'
export { applyBaseline, updateBaseline } from './engine/baseline.js'
export type { Baseline, BaselineEntry, BaselineUpdate } from './engine/baseline.js'
export type { RuleLevel, Settings, Subject, Tenant } from './rule/settings.js'
export type { Edit, Span } from './text/span.js'
export { applyEdits } from './text/edits.js'
export { LineIndex } from './text/lines.js'
export type { Resource } from './model/resource.js'
export { Workspace } from './model/workspace.js'
export { rules } from '../rules/index.js'
export { testRule } from './testing/rule-tester.js'
