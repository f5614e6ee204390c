import { colorsFor, type Colors } from '../report/colors.js'
import { severityOf } from '../rule/levels.js'
import type { Rule } from '../rule/rule.js'
import { rules } from '../../rules/index.js'
import type { ExitCode } from './run.js'
import { wantsColor, writeAll } from './terminal.js'

const presets = ['recommended', 'production', 'dev'] as const

/** Prints all rules by area. */
export async function rulesCommand({ format, color }: { readonly format: 'table' | 'json'; readonly color?: boolean }): Promise<ExitCode> {
  const colors = await colorsFor(wantsColor(color, process.env, 1))
  writeAll(1, format === 'json' ? rulesJson(rules) : rulesTable(rules, colors))
  return 0
}

/** A JSON array with the metadata of a rule on each line. */
export function rulesJson(list: readonly Rule[]): string {
  const lines = sorted(list).map(({ id, area, summary, kinds, stage, presets: settings, why, links, options }) =>
    JSON.stringify({ id, area, summary, kinds, stage, presets: settings, why, links, options: options ?? {} }))
  return `[\n${lines.map((line) => `  ${line}`).join(',\n')}\n]\n`
}

/** Rules by area: severity in each preset, id, and what is demanded. */
export function rulesTable(list: readonly Rule[], colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan, off: colors.dim }
  const idWidth = Math.max(4, ...list.map(({ id }) => id.length))
  let output = `${colors.dim(`  ${presets.map((preset) => preset.padEnd(12)).join('')}${'rule'.padEnd(idWidth)}  demand`)}\n`
  let area = ''
  for (const rule of sorted(list)) {
    if (rule.area !== area) {
      area = rule.area
      output += `\n${colors.bold(area)}\n`
    }
    const severities = presets.map((preset) => {
      const severity = severityOf(rule.presets[preset])
      return paint[severity](severity.padEnd(12))
    })
    output += `  ${severities.join('')}${rule.id.padEnd(idWidth)}  ${rule.summary.replaceAll('`', '')}\n`
  }
  return `${output}\n${list.length} rules; strimzi-lint explain <rule> says more\n`
}

function sorted(list: readonly Rule[]): Rule[] {
  return [...list].sort((a, b) => (a.area === b.area ? (a.id < b.id ? -1 : 1) : a.area < b.area ? -1 : 1))
}
