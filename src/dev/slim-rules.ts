import ts from 'typescript'

/** What a rule file says to people, and no lint run needs. */
const docs: ReadonlySet<string> = new Set(['why', 'links', 'examples'])

/**
 * The source of a rule file in which the texts for people are looked up in a table instead: `why` becomes
 * `get why() { return <table>["<id>"].why }`. They are nine tenths of a rule, and compiling them would be a good part of the start of every
 * run. Gives the source as it is when it is no plain `export default defineRule({ … })`.
 */
export function slimRule(source: string, table: string): string {
  const file = ts.createSourceFile('rule.ts', source, ts.ScriptTarget.Latest)
  const rule = file.statements.flatMap((statement) => (ts.isExportAssignment(statement) ? definition(statement.expression) : []))[0]
  const id = rule?.properties.flatMap((property) =>
    (ts.isPropertyAssignment(property) && nameOf(property) === 'id' && ts.isStringLiteral(property.initializer) ? [property.initializer.text] : []))[0]
  if (rule === undefined || id === undefined) return source
  let result = ''
  let at = 0
  for (const property of rule.properties) {
    const name = nameOf(property)
    if (name === undefined || !docs.has(name) || !ts.isPropertyAssignment(property)) continue
    result += `${source.slice(at, property.getStart(file))}get ${name}() { return ${table}[${JSON.stringify(id)}].${name} }`
    at = property.end
  }
  return result + source.slice(at)
}

/** The object that is given to `defineRule`. */
function definition(expression: ts.Expression): ts.ObjectLiteralExpression[] {
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression) || expression.expression.text !== 'defineRule') return []
  const [argument] = expression.arguments
  return argument !== undefined && ts.isObjectLiteralExpression(argument) ? [argument] : []
}

function nameOf(property: ts.ObjectLiteralElementLike): string | undefined {
  return property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : undefined
}
