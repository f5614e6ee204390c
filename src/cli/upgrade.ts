import { openProject } from '../config/project.js'
import { compareReleases } from '../engine/upgrade.js'
import { colorsFor } from '../report/colors.js'
import { breaks, jsonUpgrade, prettyUpgrade } from '../report/upgrade.js'
import { rules } from '../../rules/index.js'
import { refuse } from './lint.js'
import type { UpgradeOptions } from './options.js'
import type { ExitCode } from './run.js'
import { wantsColor, writeAll } from './terminal.js'
import { version } from './version.js'

/** Lints for two releases and tells what changes between them: 1 when something must be changed, 2 when it cannot be told. */
export async function upgradeCommand(options: UpgradeOptions): Promise<ExitCode> {
  const { from, to, ...choices } = options
  const project = await openProject({ ...choices, strimzi: 'auto', only: [], skip: [], cwd: process.cwd() }, rules)
  if ('complaints' in project) return await refuse(project, options)
  const upgrade = await compareReleases(project.input, rules, project.settings, from, to)
  const colors = await colorsFor(options.format === 'pretty' && wantsColor(options.color, process.env, 1))
  writeAll(1, options.format === 'json' ? jsonUpgrade(upgrade, version) : prettyUpgrade(upgrade, colors))
  if (project.missing.length > 0 || upgrade.failures.length > 0) return 2
  return breaks(upgrade) ? 1 : 0
}
