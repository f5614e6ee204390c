import { presetNames } from '../config/config.js'
import { colorsFor, type Colors } from '../report/colors.js'
import { visible, wrap } from '../report/visible.js'
import { presetSetting, severityOf } from '../rule/levels.js'
import type { InvalidExample, OptionSchema, Rule, Stage, ValidExample } from '../rule/rule.js'
import { closest } from '../text/closest.js'
import { dedent } from '../text/dedent.js'
import { rules } from '../../rules/index.js'
import { explainOptionCommand, optionPrefix, type OptionQuestion } from './explain-option.js'
import type { ExitCode } from './run.js'
import { terminalWidth, wantsColor, writeAll } from './terminal.js'

const widest = 100

const stages: Readonly<Record<Stage, string>> = {
  parse: 'when the file is read',
  apply: 'when the API server refuses it',
  reconcile: 'when the Strimzi operator refuses, ignores or overrides it',
  runtime: 'when Kafka fails or misbehaves',
  review: 'in the eyes of an experienced reviewer',
}

/** Prints what a rule is about, or what is known about an option of Kafka (`kafka:retention.ms`). */
export async function explainCommand(question: OptionQuestion): Promise<ExitCode> {
  const { name, color } = question
  if (name.startsWith(optionPrefix)) return await explainOptionCommand(question)
  const rule = rules.find(({ id }) => id === name)
  if (rule === undefined) {
    const ids = rules.map(({ id }) => id)
    const near = closest(name, ids) ?? ids.find((id) => id.includes(name))
    writeAll(2, `error: unknown rule "${visible(name)}"${near === undefined ? ': strimzi-lint rules lists them' : `: did you mean ${near}?`}\n`)
    return 2
  }
  writeAll(1, explanation(rule, await colorsFor(wantsColor(color, process.env, 1)), Math.min(terminalWidth(1) ?? widest, widest)))
  return 0
}

/** All that a rule file says, for people: demand, reasons, severities, options, examples, sources. */
export function explanation(rule: Rule, colors: Colors, width: number): string {
  const paragraph = (text: string, margin = ''): string => text.trim().split(/\n\s*\n/)
    .map((part) => wrap(part.replace(/\s+/g, ' ').trim(), width - margin.length).map((line) => margin + line).join('\n')).join('\n\n')
  const severities = presetNames.map((preset) => {
    const setting = presetSetting(rule, preset)
    const options = typeof setting === 'string' ? '' : ` ${JSON.stringify(setting[1])}`
    return `  ${preset.padEnd(12)} ${severityOf(setting)}${options}`
  })
  const parts = [
    `${colors.bold(rule.id)}  ${colors.dim(rule.area)}\n\n${paragraph(rule.summary)}`,
    `${heading('Why', colors)}\n${paragraph(rule.why, '  ')}`,
    `${heading('Comes to light', colors)} ${stages[rule.stage]}`,
    `${heading('Applies to', colors)} ${rule.kinds.join(', ')}`,
    `${heading('Severity', colors)}\n${severities.join('\n')}`,
  ]
  const options = Object.entries(rule.options ?? {})
  if (options.length > 0) parts.push(`${heading('Options', colors)}\n${options.map(([name, schema]) => optionLines(name, schema, colors)).join('\n')}`)
  for (const example of rule.examples.invalid) parts.push(...invalidExample(example, colors))
  for (const example of rule.examples.valid) parts.push(exampleBlock('Right', colors.green, example, colors))
  if (rule.links.length > 0) parts.push(`${heading('Sources', colors)}\n${rule.links.map((link) => `  ${link}`).join('\n')}`)
  return `${parts.join('\n\n')}\n`
}

function heading(text: string, colors: Colors): string {
  return colors.bold(`${text}:`)
}

function optionLines(name: string, schema: OptionSchema, colors: Colors): string {
  const limits = [
    schema.type,
    ...('minimum' in schema && schema.minimum !== undefined ? [`at least ${schema.minimum}`] : []),
    ...('maximum' in schema && schema.maximum !== undefined ? [`at most ${schema.maximum}`] : []),
    ...('enum' in schema && schema.enum !== undefined ? [schema.enum.join(' | ')] : []),
    `default ${JSON.stringify(schema.default)}`,
  ]
  return `  ${name} ${colors.dim(`(${limits.join(', ')})`)}: ${schema.description}`
}

function invalidExample(example: InvalidExample, colors: Colors): string[] {
  const wrong = exampleBlock('Wrong', colors.red, example, colors)
  return example.fixed === undefined ? [wrong] : [wrong, exampleBlock('Right', colors.green, { title: 'the same, repaired', yaml: example.fixed }, colors)]
}

function exampleBlock(label: string, paint: (text: string) => string, { title, yaml, options, settings }: ValidExample, colors: Colors): string {
  const given = [options, settings].filter((each) => each !== undefined).map((each) => ` ${JSON.stringify(each)}`).join('')
  const lines = dedent(yaml).trimEnd().split('\n').map((line) => `    ${line.replace(/# (error|warning|info)$/, (mark) => paint(mark))}`)
  return `${colors.bold(paint(`${label}:`))} ${title}${colors.dim(given)}\n\n${lines.join('\n')}`
}
