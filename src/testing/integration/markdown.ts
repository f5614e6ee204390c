import { markdown } from '../../report/markdown.js'
import { context, hostile } from '../../report/report.example.js'
import { inFormat, reportsOn } from '../reports.js'
import { sharedPath } from '../shared.js'
import { execute, hasProgram, type Section } from './section.js'

/** GitHub's Markdown parser: whatever manifests hold, only the tags that the report is made of come out. */
const section: Section = {
  name: 'GitHub Markdown (cmark-gfm)',
  async run() {
    if (!hasProgram('cmark-gfm')) return { skipped: 'cmark-gfm is not on the PATH (Debian: cmark-gfm)' }
    const corpus = sharedPath('corpus/files')
    const texts = [markdown(hostile, context), ...(corpus === undefined ? [] : await inFormat(await reportsOn(corpus, 50), 'markdown'))]
    for (const text of texts) {
      const html = execute('cmark-gfm', ['--unsafe', '-e', 'table', '-e', 'strikethrough', '-e', 'autolink', '-e', 'tasklist'], { input: text }).stdout
      const wrong = html.replace(/<!-- -->/g, '').match(/<(?!\/?(?:h2|h3|p|ul|li|code|pre|details|summary|table|thead|tbody|tr|t[hd]|strong|sub|br)\b)[^>]*>|<\w+ (?!align="right"|lang="text"|class="language-text")[^>]*>/g)
        ?.filter((tag) => tag !== '<br />')
      if (wrong !== undefined && wrong.length > 0) throw new Error(`tags of somebody else: ${wrong.slice(0, 5).join(' ')}`)
      const rows = html.match(/<tr>[^]*?<\/tr>/g) ?? []
      if (rows.some((row) => row.match(/<t[hd]\b/g)?.length !== 5)) throw new Error('a row has more or fewer cells than the table')
    }
    return { ran: `${texts.length} reports, one of them hostile` }
  },
}

export default section
