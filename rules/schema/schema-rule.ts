import type { Resource } from '../../src/model/resource.js'
import type { Problem, RuleContext, SharedFindings } from '../../src/rule/rule.js'
import type { SchemaRule } from '../../src/schema/problem.js'

/** What the API server says of a resource: nothing of most. */
export const schemaFindings: SharedFindings = (resource, workspace) => workspace.schemaProblems(resource)

/** The check of a rule that repeats what the API server says: the schema stage has judged the resource, the rule reports its share. */
export function schemaCheck(rule: SchemaRule): (resource: Resource, context: RuleContext<unknown>) => Generator<Problem> {
  return function* check(resource, { workspace }) {
    for (const { rule: found, at, on, message, rename } of workspace.schemaProblems(resource)) {
      if (found !== rule) continue
      const problem = { at, message, ...(on === undefined ? {} : { on }) }
      if (rename === undefined) yield problem
      else yield { ...problem, fix: { title: `Rename to \`${rename}\``, safety: 'safe', changes: [{ rename: at, to: rename }] } }
    }
  }
}
