import { CodeActionKind, type CodeAction, type Diagnostic, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node'
import { chooseFixes } from '../engine/fix.js'
import type { Finding } from '../rule/finding.js'
import { applyEdits } from '../text/edits.js'
import type { Edit, Span } from '../text/span.js'
import { parseStream } from '../yaml/stream.js'
import type { Client } from './client.js'
import type { Page } from './page.js'

/** All safe repairs of a file at once, as editors apply them on save. */
export const fixAllKind = 'source.fixAll.strimzi-lint'

/** What a suppression says until somebody writes the reason. */
const reason = 'say why this is accepted'

/** What can be done about the findings in a range: repairs, suppressions, and all safe repairs of the file. */
export function actionsAt(
  page: Page, range: Span, findings: readonly Finding[], diagnosticOf: (finding: Finding) => Diagnostic, client: Client, only: readonly string[] | undefined,
): CodeAction[] {
  const wanted = (kind: string): boolean => only === undefined || only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`))
  const actions: CodeAction[] = []
  const here = findings.filter(({ span }) => span.start <= range.end && range.start <= span.end)
  if (wanted(CodeActionKind.QuickFix)) {
    for (const finding of here) {
      const { fix } = finding
      const diagnostics = [diagnosticOf(finding)]
      if (fix !== undefined && keepsReadable(page, fix.edits)) {
        actions.push({ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred: fix.safety === 'safe', edit: editOf(page, fix.edits, client) })
      }
    }
    for (const finding of here) {
      const edit = suppression(page, finding)
      if (edit === undefined) continue
      const title = `Suppress ${finding.rule} here, with a reason`
      actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnosticOf(finding)], edit: editOf(page, [edit], client) })
    }
  }
  if (wanted(fixAllKind)) {
    const fixes = chooseFixes(findings).get(page.file.path) ?? []
    const edits = fixes.flatMap((fix) => fix.edits)
    // Nobody needs it in a list of quick fixes when there is only one.
    if (fixes.length > (only === undefined ? 1 : 0) && keepsReadable(page, edits)) {
      actions.push({ title: `Apply all safe fixes of this file (${fixes.length})`, kind: fixAllKind, edit: editOf(page, edits, client) })
    }
  }
  return actions
}

/** No edit may leave a text that says less than before to a parser. */
function keepsReadable({ file }: Page, edits: readonly Edit[]): boolean {
  const text = applyEdits(file.text, edits)
  return text !== undefined && problemsIn(text) <= problemsIn(file.text)
}

function problemsIn(text: string): number {
  return parseStream(text).reduce((sum, { problems }) => sum + problems.length, 0)
}

/** The comment that suppresses a finding, on a line of its own above it; undefined where a comment cannot stand. */
function suppression(page: Page, { rule, span, stage }: Finding): Edit | undefined {
  const { text, path } = page.file
  if (stage === 'parse' || /\.(json|md|markdown)$/i.test(path) || /^[\s\uFEFF]*\{/.test(text)) return undefined
  const at = page.positions.lineStart(span.start)
  const indentation = /^[ \t]*/.exec(text.slice(at, span.start))?.[0] ?? ''
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const edit = { span: { start: at, end: at }, text: `${indentation}# strimzi-lint-disable-next-line ${rule} -- ${reason}${lineBreak}` }
  return keepsValues(text, edit) ? edit : undefined
}

/** In a text of several lines, a comment would become part of it. */
function keepsValues(text: string, edit: Edit): boolean {
  const changed = applyEdits(text, [edit]) ?? text
  const values = (each: string): string => JSON.stringify(parseStream(each).filter(({ empty }) => !empty).map(({ value }) => value ?? null))
  return values(changed) === values(text)
}

function editOf({ uri, version, positions }: Page, edits: readonly Edit[], client: Client): WorkspaceEdit {
  const changes: TextEdit[] = edits.map(({ span, text }) => ({ range: positions.range(span), newText: text }))
  return client.documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] } : { changes: { [uri]: changes } }
}
