/** Writes `docs/rules/`: a page for each rule and an index, all from the rule files. `npx tsx src/dev/rule-docs.ts` */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules } from '../../rules/index.js'
import { presetSetting, severityOf } from '../rule/levels.js'
import type { InvalidExample, OptionSchema, Rule, ValidExample } from '../rule/rule.js'
import { dedent } from '../text/dedent.js'

export const ruleDocsFolder = fileURLToPath(new URL('../../docs/rules/', import.meta.url))

/** The pages by their names. */
export function ruleDocs(rules: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map([['README.md', index(rules)], ...rules.map((rule) => [`${rule.id}.md`, page(rule)] as const)])
}

function page(rule: Rule): string {
  const { id, area, summary, stage, kinds, why, links, options = {}, examples } = rule
  const severities = (['recommended', 'production', 'dev'] as const).map((preset) => `${preset}: ${severityOf(presetSetting(rule, preset))}`)
  return [
    `# ${id}`,
    summary,
    `Area \`${area}\` · stage \`${stage}\` · ${severities.join(' · ')}${kinds.length === 0 || kinds.includes('*') ? '' : ` · judges ${kinds.join(', ')}`}`,
    '## Why',
    why.replace(/\s*\n\s*/g, ' '),
    ...(Object.keys(options).length === 0 ? [] : ['## Options', optionTable(options)]),
    '## Examples',
    ...examples.invalid.flatMap((example) => ['### Not this: ' + example.title, ...preconditions(example), block(example.yaml), ...fixedBlock(example)]),
    ...examples.valid.flatMap((example) => ['### But this: ' + example.title, ...preconditions(example), block(example.yaml)]),
    '## Links',
    links.map((link) => `- <${link}>`).join('\n'),
  ].join('\n\n') + '\n'
}

function block(yaml: string): string {
  return '```yaml\n' + dedent(yaml).trimEnd() + '\n```'
}

function fixedBlock({ fixed }: InvalidExample): string[] {
  return fixed === undefined ? [] : ['With the proposed fix:', block(fixed.replace(/[ \t]*#[ \t]*(error|warning|info)[ \t]*$/gm, ''))]
}

function preconditions({ options, settings }: InvalidExample | ValidExample): string[] {
  const given = { ...(options === undefined ? {} : { options }), ...settings }
  return Object.keys(given).length === 0 ? [] : [`With \`${JSON.stringify(given)}\`:`]
}

function optionTable(options: Readonly<Record<string, OptionSchema>>): string {
  const rows = Object.entries(options).map(
    ([name, schema]) => `| \`${name}\` | ${schema.type} | \`${JSON.stringify(schema.default)}\` | ${schema.description.replaceAll('|', '\\|')} |`,
  )
  return ['| option | type | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function index(rules: readonly Rule[]): string {
  const areas = [...new Set(rules.map(({ area }) => area))]
  const sections = areas.map((area) => {
    const rows = rules
      .filter((rule) => rule.area === area)
      .map((rule) => {
        const severities = (['recommended', 'production', 'dev'] as const).map((preset) => severityOf(presetSetting(rule, preset)))
        return `| [${rule.id}](${rule.id}.md) | ${rule.summary} | ${rule.stage} | ${severities.join(' | ')} |`
      })
    return [`## ${area}`, ['| rule | demand | stage | recommended | production | dev |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n')].join('\n\n')
  })
  return ['# Rules', `${rules.length} rules in ${areas.length} areas. Generated from the rule files.`, ...sections].join('\n\n') + '\n'
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(ruleDocsFolder, { recursive: true, force: true })
  mkdirSync(ruleDocsFolder, { recursive: true })
  for (const [name, text] of ruleDocs(rules)) writeFileSync(join(ruleDocsFolder, name), text)
}
