import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { editorSession, judge, type Seen } from '../editor-session.js'
import { execute, hasProgram, root, type Section } from './section.js'

/** Eglot in Emacs 29 or newer, in batch; EMACS names the program when it is not on the PATH. */
const section: Section = {
  name: 'Emacs (Eglot)',
  async run() {
    const program = process.env.EMACS ?? 'emacs'
    if (!hasProgram(program)) return { skipped: `${program} is not on the PATH (Debian: emacs-nox; EMACS names it)` }
    const version = execute(program, ['--version']).stdout.split('\n')[0] ?? ''
    if (!/Emacs (29|[3-9]\d)/.test(version)) return { skipped: `${version} is too old: 29 is needed` }
    const session = await editorSession()
    try {
      const env = { ...process.env, FILE: session.file, SERVER: session.server.join(' ') }
      const { stdout } = execute(program, ['-Q', '--batch', '-l', join(root, 'src/testing/integration/editors/eglot.el')], { cwd: session.root, env })
      return { ran: judge(JSON.parse(stdout.split('\n').find((line) => line.startsWith('{')) ?? '') as Seen, session) }
    } finally {
      rmSync(session.home, { recursive: true, force: true })
    }
  },
}

export default section
