import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { editorSession, judge, type Seen } from '../editor-session.js'
import { execute, hasProgram, root, type Section } from './section.js'

/** Neovim 0.10 or newer without a screen; NVIM names the program when it is not on the PATH. */
const section: Section = {
  name: 'Neovim',
  async run() {
    const program = process.env.NVIM ?? 'nvim'
    if (!hasProgram(program)) return { skipped: `${program} is not on the PATH (NVIM names it)` }
    const version = execute(program, ['--version']).stdout.split('\n')[0] ?? ''
    if (!/v0\.1\d|v[1-9]/.test(version)) return { skipped: `${version} is too old: 0.10 is needed` }
    const session = await editorSession()
    try {
      const script = join(root, 'src/testing/integration/editors/neovim.lua')
      const { stdout, stderr } = execute(program, ['--headless', '-u', 'NONE', '-l', script, session.file, ...session.server], { cwd: session.root })
      return { ran: judge(JSON.parse(`${stdout}${stderr}`.split('\n').find((line) => line.startsWith('{')) ?? '') as Seen, session) }
    } finally {
      rmSync(session.home, { recursive: true, force: true })
    }
  },
}

export default section
