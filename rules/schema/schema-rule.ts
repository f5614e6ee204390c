import type { Resource } from '../../src/model/resource.js'
import type { Problem, RuleContext, SharedFindings } from '../../src/rule/rule.js'
import type { SchemaProblem, SchemaRule } from '../../src/schema/problem.js'

/** What the API server says of a resource: nothing of most. */
export const schemaFindings: SharedFindings = (resource, workspace) => workspace.schemaProblems(resource)

/** The check of a rule that repeats what the API server says: the schema stage has judged the resource, the rule reports its share. */
export function schemaCheck(rule: SchemaRule): (resource: Resource, context: RuleContext<unknown>) => readonly Problem[] {
  return (resource, { workspace }) => workspace.schemaProblems(resource).filter((found) => found.rule === rule).map(reported)
}

/** A problem as rules report it. */
function reported({ at, on, message, rename }: SchemaProblem): Problem {
  const problem = { at, message, ...(on === undefined ? {} : { on }) }
  if (rename === undefined) return problem
  return { ...problem, fix: { title: `Rename to \`${rename}\``, safety: 'safe', changes: [{ rename: at, to: rename }] } }
}
