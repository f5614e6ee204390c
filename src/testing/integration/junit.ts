import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inFormat, reportsOn } from '../reports.js'
import { sharedPath } from '../shared.js'
import { execute, hasProgram, root, type Section } from './section.js'

/** libxml2's own program, Jenkins' schema, and reports about files of other people. */
const section: Section = {
  name: 'JUnit XSD (xmllint)',
  async run() {
    if (!hasProgram('xmllint')) return { skipped: 'xmllint is not on the PATH (Debian: libxml2-utils)' }
    const corpus = sharedPath('corpus/files')
    if (corpus === undefined) return { skipped: '../shared is not here' }
    const folder = mkdtempSync(join(tmpdir(), 'strimzi-lint-junit-'))
    try {
      const texts = await inFormat(await reportsOn(corpus, 200), 'junit')
      const files = texts.map((text, index) => {
        const file = join(folder, `${index}.xml`)
        writeFileSync(file, text)
        return file
      })
      const schema = join(root, 'fixtures/junit/jenkins-junit.xsd')
      execute('xmllint', ['--noout', '--schema', schema, ...files])
      const bad = join(folder, 'bad.xml')
      writeFileSync(bad, (texts[0] ?? '').replace('<testsuite ', '<testsuite kind="x" '))
      execute('xmllint', ['--noout', '--schema', schema, bad], { status: 3 })
      return { ran: `${files.length} reports are valid` }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default section
