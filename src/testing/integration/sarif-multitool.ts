import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from 'sarif'
import { context, hostile } from '../../report/report.example.js'
import { sarif } from '../../report/sarif.js'
import { inFormat, reportsOn } from '../reports.js'
import { sharedPath } from '../shared.js'
import { execute, npmTool, type Section } from './section.js'

const version = '5.7.0'
const count = 200

/** Microsoft's validator with its rules for SARIF and for GitHub: no error and no warning on reports about files of other people. */
const section: Section = {
  name: 'SARIF Multitool (Sarif;Ghas)',
  async run() {
    const tool = npmTool('@microsoft/sarif-multitool', version)
    if ('skipped' in tool) return tool
    const corpus = sharedPath('corpus/files')
    if (corpus === undefined) return { skipped: '../shared is not here' }
    const platform = process.platform === 'win32' ? 'win32' : process.platform
    const program = join(tool.modules, `@microsoft/sarif-multitool-${platform}`, `Sarif.Multitool${platform === 'win32' ? '.exe' : ''}`)
    chmodSync(program, 0o755)

    const folder = mkdtempSync(join(tmpdir(), 'strimzi-lint-sarif-'))
    try {
      const texts = [sarif(hostile, context), ...(await inFormat(await reportsOn(corpus, count), 'sarif'))]
      texts.forEach((text, index) => { writeFileSync(join(folder, `${index}.sarif`), text) })
      const found = validate(program, folder, [join(folder, '*.sarif')])
      if (found.length > 0) throw new Error(`${found.length} complaints\n${found.slice(0, 20).join('\n')}`)
      writeFileSync(join(folder, 'bad.sarif'), (texts[0] ?? '').replace('"startLine":1', '"startLine":0'))
      if (validate(program, folder, [join(folder, 'bad.sarif')]).length === 0) throw new Error('the validator says nothing of a log that is wrong')
      const results = texts.reduce((sum, text) => sum + ((JSON.parse(text) as Log).runs[0]?.results?.length ?? 0), 0)
      return { ran: `${texts.length} logs with ${results} results, no error or warning` }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** Errors and warnings of the validator, from its own report: its exit code says nothing of them. */
function validate(program: string, folder: string, targets: readonly string[]): string[] {
  const output = join(folder, 'validation.json')
  execute(program, [
    'validate', ...targets, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning;Note', '--kind', 'Fail',
    '--max-file-size-in-kb', '100000', '-o', output, '--log', 'ForceOverwrite', '-q',
  ])
  const [run] = (JSON.parse(readFileSync(output, 'utf8')) as Log).runs
  const results = (run?.results ?? []).filter(({ level = 'warning' }) => level !== 'note').map(({ ruleId = '', level = 'warning', locations, message }) =>
    `${level} ${ruleId} ${locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? ''} ${(message.arguments ?? [message.text ?? '']).slice(0, 2).join(' | ').slice(0, 200)}`)
  const [invocation] = run?.invocations ?? []
  const troubles = [...(invocation?.toolExecutionNotifications ?? []), ...(invocation?.toolConfigurationNotifications ?? [])]
    .filter(({ level = 'warning' }) => level !== 'note' && level !== 'none').map(({ message }) => `the tool: ${message.text ?? ''}`)
  return [...results, ...troubles]
}

export default section
