import type { ReportingDescriptor } from 'sarif'
import { severityOf } from '../rule/levels.js'
import type { InvalidExample, Rule, Severity, Stage } from '../rule/rule.js'
import { dedent } from '../text/dedent.js'
import { cut } from './visible.js'

/** GitHub's words for a severity. */
export function level(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'info' ? 'note' : severity
}

/** How sure a finding of a stage is: what the API server refuses is certain, what a reviewer would say is a judgement. */
const precision: Readonly<Record<Stage, 'very-high' | 'high' | 'medium'>> = {
  parse: 'very-high', apply: 'very-high', reconcile: 'high', runtime: 'high', review: 'medium',
}
const problemSeverity = { error: 'error', warning: 'warning', info: 'recommendation' } as const
/** CVSS-like scores as strings: high from 7.0, medium from 4.0. Ours never reach critical, because a manifest alone proves no exploit. */
const securityScore = { error: '8.0', warning: '5.5', info: '3.0' } as const
/** The area whose rules guard access and secrets; GitHub shows their findings as security alerts. */
const securityArea = 'security'
const textLimit = 1_000

/** The metadata of a rule that fired, in GitHub's terms. A rule that is not in the list (of a plugin, or our mistake) is described by its id. */
export function describeRule(id: string, rule: Rule | undefined): ReportingDescriptor {
  if (rule === undefined) {
    const text = id.replaceAll('-', ' ')
    return { id, shortDescription: { text }, fullDescription: { text }, help: { text } }
  }
  const severity = gravest(rule)
  const security = rule.area === securityArea
  const [helpUri] = rule.links
  return {
    id,
    name: id.replace(/(?:^|-)([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()),
    shortDescription: { text: cut(withoutMarkdown(rule.summary), textLimit) },
    fullDescription: { text: cut(withoutMarkdown(rule.why), textLimit) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: level(severity) },
    properties: {
      tags: ['kafka', 'strimzi', rule.area, rule.stage],
      precision: precision[rule.stage],
      'problem.severity': problemSeverity[severity],
      ...(security && { 'security-severity': securityScore[severity] }),
    },
  }
}

/** The gravest severity that any preset gives. */
function gravest(rule: Rule): Severity {
  const severities = Object.values(rule.presets).map(severityOf)
  return severities.includes('error') ? 'error' : severities.includes('warning') ? 'warning' : 'info'
}

function withoutMarkdown(text: string): string {
  return text.replaceAll('`', '').replace(/\s+/g, ' ').trim()
}

function helpText(rule: Rule): string {
  const links = rule.links.map((link) => `\n- ${link}`).join('')
  return `${withoutMarkdown(rule.summary)}\n\n${withoutMarkdown(rule.why)}${links === '' ? '' : `\n\nSources:${links}`}`
}

function helpMarkdown(rule: Rule): string {
  const parts = [`**${rule.summary}**`, rule.why.trim()]
  const [example] = rule.examples.invalid
  if (example !== undefined) parts.push(exampleMarkdown(example))
  const options = Object.entries(rule.options ?? {})
  if (options.length > 0) {
    parts.push(`Options:\n${options.map(([name, { description, default: value }]) => `- \`${name}\` (default \`${JSON.stringify(value)}\`): ${description}`).join('\n')}`)
  }
  if (rule.links.length > 0) parts.push(`Sources:\n${rule.links.map((link) => `- <${link}>`).join('\n')}`)
  parts.push(`\`strimzi-lint explain ${rule.id}\` says more.`)
  return parts.join('\n\n')
}

function exampleMarkdown({ title, yaml, fixed }: InvalidExample): string {
  const wrong = `Wrong (${title}):\n\n\`\`\`yaml\n${dedent(yaml).trimEnd()}\n\`\`\``
  return fixed === undefined ? wrong : `${wrong}\n\nRight:\n\n\`\`\`yaml\n${dedent(fixed).trimEnd()}\n\`\`\``
}
