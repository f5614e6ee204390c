/**
 * strimzi-lint as a library: the same engine as the command line, without a file system.
 *
 * ```ts
 * import { formatReport, lint, rules, settingsFor } from 'strimzi-lint'
 *
 * const report = await lint({ files: [{ path: 'topic.yaml', text }] }, rules, settingsFor({ preset: 'production' }))
 * ```
 */
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
