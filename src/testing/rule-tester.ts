import { lint } from '../engine/lint.js'
import type { Finding } from '../rule/finding.js'
import { levelOf, namedSetting, presetSetting, severityOf } from '../rule/levels.js'
import type { ExampleSettings, InvalidExample, Rule, ValidExample } from '../rule/rule.js'
import type { RuleLevel, Settings } from '../rule/settings.js'
import { dedent } from '../text/dedent.js'
import { applyEdits } from '../text/edits.js'
import { LineIndex } from '../text/lines.js'

const mark = /[ \t]*#[ \t]*(error|warning|info)[ \t]*$/gm

/**
 * Runs the examples of a rule as tests and checks its metadata. Gives everything that is wrong, in words; an empty list is a pass.
 *
 * An invalid example marks each line where the rule must report with `# error`, `# warning` or `# info`, the severity under the preset `all`;
 * a finding without a mark and a mark without a finding both fail. `others` are the rules that the examples must not violate at the stages
 * `parse` and `apply`: an example is a manifest that the API server takes.
 */
export async function testRule(rule: Rule, others: readonly Rule[] = []): Promise<readonly string[]> {
  const wrong = metadataMistakes(rule)
  for (const example of rule.examples.invalid) wrong.push(...(await testInvalid(rule, example, others)))
  for (const example of rule.examples.valid) wrong.push(...(await testValid(rule, example, others)))
  return wrong
}

function metadataMistakes(rule: Rule): string[] {
  const wrong: string[] = []
  const demand = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`${rule.id}: ${what}`)
  }
  const { examples, options = {} } = rule
  demand(/^[a-z]+(-[a-z0-9]+)*$/.test(rule.id), 'the id is not in kebab case')
  demand(/^[A-Z`].*\.$/s.test(rule.summary), 'the summary is not a sentence with a full stop')
  demand(rule.why.length >= 80 && rule.why.trim().endsWith('.'), '`why` does not explain (at least 80 characters, full sentences)')
  demand(rule.links.length > 0 && rule.links.every((link) => link.startsWith('https://')), 'no link, or one that is not https')
  demand(examples.invalid.length > 0 && examples.valid.length > 0, 'an invalid and a valid example are needed')
  const isOn = Object.values(rule.presets).some((setting) => severityOf(setting) !== 'off')
  demand(isOn || /\boff\b/.test(rule.why), '`why` does not say why every preset has it off')
  const titles = [...examples.invalid, ...examples.valid].map(({ title }) => title)
  demand(new Set(titles).size === titles.length, 'two examples have the same title')
  const used = new Set([...examples.invalid, ...examples.valid].flatMap((example) => Object.keys(example.options ?? {})))
  for (const name of Object.keys(options)) demand(used.has(name), `no example uses the option \`${name}\``)
  for (const name of used) demand(Object.hasOwn(options, name), `an example uses the unknown option \`${name}\``)
  return wrong
}

async function testInvalid(rule: Rule, example: InvalidExample, others: readonly Rule[]): Promise<string[]> {
  const text = dedent(example.yaml)
  const { findings, wrong } = await lintExample(rule, text, example, others)
  const at = `${rule.id}, invalid example "${example.title}"`
  const expected = marks(text)
  const lines = new LineIndex(text)
  const actual = findings.map(({ span, severity }) => `${lines.place(span.start).line} ${severity}`)
  if (expected.length === 0) wrong.push(`${at}: no line is marked with # error, # warning or # info`)
  for (const line of expected) if (!actual.includes(line)) wrong.push(`${at}: no finding at line ${line}`)
  findings.forEach((finding, index) => {
    const line = actual[index] ?? ''
    if (!expected.includes(line)) wrong.push(`${at}: unmarked finding at line ${line}: ${finding.message}`)
    if (/[.!]$/.test(finding.message)) wrong.push(`${at}: a message ends without a full stop: ${finding.message}`)
  })
  const fixed = applyFixes(text, findings)
  if (fixed === text) {
    if (example.fixed !== undefined) wrong.push(`${at}: \`fixed\` is given, but the rule proposes no fix`)
    return wrong
  }
  if (example.fixed === undefined) return [...wrong, `${at}: the rule proposes a fix; state what it makes in \`fixed\`:\n${fixed}`]
  if (unmarked(fixed) !== unmarked(dedent(example.fixed))) wrong.push(`${at}: the fix makes\n${fixed}`)
  const again = await lintExample(rule, fixed, example, others)
  wrong.push(...again.wrong.map((what) => `${what} (after the fix)`))
  if (applyFixes(fixed, again.findings) !== fixed) wrong.push(`${at}: the fix is not idempotent`)
  return wrong
}

async function testValid(rule: Rule, example: ValidExample, others: readonly Rule[]): Promise<string[]> {
  const text = dedent(example.yaml)
  const { findings, wrong } = await lintExample(rule, text, example, others)
  const at = `${rule.id}, valid example "${example.title}"`
  if (marks(text).length > 0) wrong.push(`${at}: a valid example carries a mark`)
  for (const { message } of findings) wrong.push(`${at}: unexpected finding: ${message}`)
  return wrong
}

interface Example {
  readonly title: string
  readonly options?: Readonly<Record<string, unknown>>
  readonly settings?: ExampleSettings
}

async function lintExample(
  rule: Rule,
  text: string,
  example: Example,
  others: readonly Rule[],
): Promise<{ findings: readonly Finding[]; wrong: string[] }> {
  const rules = [rule, ...others.filter((other) => other.id !== rule.id)]
  const report = await lint({ files: [{ path: 'example.yaml', text }], applyingFixes: true }, rules, exampleSettings(rule, rules, example))
  const wrong: string[] = []
  const at = `${rule.id}, example "${example.title}"`
  for (const failure of report.failures) wrong.push(`${at}: ${failure.rule} threw ${failure.error}`)
  for (const { status, reason } of report.documents) if (status === 'failed' && rule.area !== 'syntax') wrong.push(`${at}: a document failed: ${String(reason)}`)
  for (const finding of report.findings) {
    if (finding.rule === rule.id || (finding.stage !== 'parse' && finding.stage !== 'apply') || finding.severity !== 'error') continue
    wrong.push(`${at}: ${finding.rule} rejects it: ${finding.message}`)
  }
  return { findings: report.findings.filter((finding) => finding.rule === rule.id), wrong }
}

/** All rules at the preset `all`, the tested one with the options of the example. */
export function exampleSettings(rule: Rule | undefined, rules: readonly Rule[], example: Pick<Example, 'options' | 'settings'>): Settings {
  const levels = new Map<string, RuleLevel>()
  for (const each of rules) {
    const level = levelOf(each, each === rule ? namedSetting(each) : presetSetting(each, 'all'), each === rule ? example.options : {})
    if (level !== undefined) levels.set(each.id, level)
  }
  const { strimzi = 'auto', kafka, today, tenants = [] } = example.settings ?? {}
  return {
    strimzi,
    ...(kafka === undefined ? {} : { kafka }),
    ...(today === undefined ? {} : { today }),
    tenants: tenants.map((tenant) => ({ namespaces: [], ...tenant })),
    levels: () => levels,
  }
}

function applyFixes(text: string, findings: readonly Finding[]): string {
  let end = -1
  const edits = findings
    .flatMap(({ fix }) => (fix === undefined ? [] : [fix.edits]))
    .sort((a, b) => (a[0]?.span.start ?? 0) - (b[0]?.span.start ?? 0))
    .flatMap((group) => {
      if ((group[0]?.span.start ?? 0) < end) return []
      end = Math.max(end, group.at(-1)?.span.end ?? 0)
      return group
    })
  return applyEdits(text, edits) ?? text
}

function marks(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const [, severity] = /#[ \t]*(error|warning|info)[ \t]*$/.exec(line) ?? []
    return severity === undefined ? [] : [`${index + 1} ${severity}`]
  })
}

function unmarked(text: string): string {
  return text.replace(mark, '').trimEnd()
}
