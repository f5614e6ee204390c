import type { Resource } from '../model/resource.js'
import type { Finding, Fix, Related } from '../rule/finding.js'
import type { Span } from '../text/span.js'
import { originOf } from './run.js'

/** Findings on a resource in a text where documents stand elsewhere than when they were read: by how many characters, for those that moved. */
export function moved(findings: readonly Finding[], resource: Resource, shifts: ReadonlyMap<Resource, number>): readonly Finding[] {
  if (shifts.size === 0 || findings.length === 0) return findings
  const by = shifts.get(resource) ?? 0
  return findings.map((finding) => {
    const related = finding.related.map((place) => movedRelated(place, shifts))
    if (by === 0 && related.every((place, index) => place === finding.related[index])) return finding
    return { ...finding, span: shifted(finding.span, by), related, ...(finding.fix && { fix: movedFix(finding.fix, by) }) }
  })
}

function movedRelated(related: Related, shifts: ReadonlyMap<Resource, number>): Related {
  const origin = originOf(related)
  const by = origin === undefined ? undefined : shifts.get(origin)
  return by === undefined ? related : { ...related, span: shifted(related.span, by) }
}

function movedFix(fix: Fix, by: number): Fix {
  return { ...fix, edits: fix.edits.map(({ span, text }) => ({ span: shifted(span, by), text })) }
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}
