import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver/node'
import type { Finding } from '../rule/finding.js'
import type { Rule, Severity } from '../rule/rule.js'
import type { Client } from './client.js'
import type { Positions } from './positions.js'

export const source = 'strimzi-lint'

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
}

/** What diagnostics need to know about the rest of the workspace. */
export interface Places {
  /** The positions of a file of the same report, and its URI. */
  positions(file: string): Positions
  uri(file: string): string
}

/** A finding in the terms of the protocol, as far as the client understands them. */
export function diagnosticOf(finding: Finding, rule: Rule | undefined, client: Client, places: Places): Diagnostic {
  const { file, span, severity, message, related } = finding
  const href = client.codeDescription ? rule?.links.find((link) => link.startsWith('http')) : undefined
  const tags = tagsOf(finding.rule).filter((tag) => client.tags.includes(tag))
  return {
    range: places.positions(file).range(span),
    severity: severities[severity],
    code: finding.rule,
    ...(href !== undefined && { codeDescription: { href } }),
    source,
    message,
    ...(tags.length > 0 && { tags }),
    ...(client.relatedInformation && related.length > 0 && {
      relatedInformation: related.map((place) => ({
        location: { uri: places.uri(place.file), range: places.positions(place.file).range(place.span) },
        message: place.message,
      })),
    }),
  }
}

/** Editors strike deprecated text through, and fade text that could go. */
function tagsOf(rule: string): readonly DiagnosticTag[] {
  if (rule.startsWith('deprecated-')) return [DiagnosticTag.Deprecated]
  return rule.startsWith('redundant-') || rule === 'suppression-unused' ? [DiagnosticTag.Unnecessary] : []
}
