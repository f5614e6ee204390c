import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { execute, npmTool, root, type Section } from './section.js'

/** The Action's contract test once more, under the Node.js that GitHub's runners start it with. */
const section: Section = {
  name: 'the GitHub Action on Node.js 24',
  run() {
    const own = process.version.startsWith('v24.') ? process.execPath : undefined
    const tool = own === undefined ? npmTool('node', '24') : undefined
    if (tool !== undefined && 'skipped' in tool) return tool
    const node = own ?? join(tool?.modules ?? '', 'node/bin/node')
    if (!existsSync(node)) return { skipped: 'the package node@24 holds no program for this machine' }
    const version = execute(node, ['--version']).stdout.trim()
    if (!version.startsWith('v24.')) throw new Error(`${node} is ${version}`)
    const output = execute(process.execPath, ['--import', 'tsx', join(root, 'src/action/action.test.ts')], { env: { ...process.env, ACTION_NODE: node } }).stdout
    const passed = /Passed:\s+(\d+)/.exec(output)?.[1] ?? '0'
    if (passed === '0') throw new Error('no test ran')
    return { ran: `${passed} tests with ${version}` }
  },
}

export default section
