import ts from 'typescript'

/** A top-level statement of the module that ajv writes: what it declares and which declarations of the module it uses. */
interface Statement {
  readonly text: string
  readonly declares: readonly string[]
  readonly uses: readonly string[]
  /** The chunks whose validators reach this statement. */
  readonly chunks: Set<Chunk>
}

/** The validators of a kind for the releases of an era; 0 is the newest era. */
export interface Chunk {
  readonly kind: string
  readonly era: number
}

/**
 * Splits the one module that ajv writes: its exports `root_0`, `root_1` ... belong to the chunks `chunks[0]`, `chunks[1]` ... What several
 * eras of a kind use stands in the newest of them, what several kinds use in modules of its own. A chunk imports only modules of which it
 * needs something, so that neither a small kind loads what only big kinds share, nor a new release what only old releases have.
 */
export function splitModule(source: string, chunks: readonly Chunk[]): Map<string, string> {
  const statements = parse(source)
  const byName = new Map(statements.flatMap((statement) => statement.declares.map((name) => [name, statement] as const)))
  chunks.forEach((chunk, at) => {
    const pending = [byName.get(`root_${at}`)]
    for (let statement = pending.pop(); statement !== undefined; statement = pending.pop()) {
      if (statement.chunks.has(chunk)) continue
      statement.chunks.add(chunk)
      for (const name of statement.uses) pending.push(byName.get(name))
    }
  })
  const modules = new Map<string, Statement[]>()
  for (const statement of statements) {
    if (statement.chunks.size === 0) continue
    const name = moduleOf(statement)
    modules.set(name, [...(modules.get(name) ?? []), statement])
  }
  return new Map([...modules].map(([name, own]) => [name, moduleText(name, own, byName)]))
}

/** The name of a chunk's module, without its ending. */
export function chunkName({ kind, era }: Chunk): string {
  return `${kind}-${era}`
}

function moduleOf(statement: Statement): string {
  const kinds = new Set([...statement.chunks].map(({ kind }) => kind))
  const era = Math.min(...[...statement.chunks].map((chunk) => chunk.era))
  const [only = ''] = kinds
  if (kinds.size === 1) return chunkName({ kind: only, era })
  return chunkName({ kind: [...kinds].some((kind) => !podKinds.has(kind)) ? 'common' : 'pods', era })
}

/** Kinds that describe pods: what only they share is big and need not be loaded for a KafkaTopic. */
const podKinds = new Set(['Kafka', 'KafkaBridge', 'KafkaConnect', 'KafkaMirrorMaker', 'KafkaMirrorMaker2', 'KafkaNodePool'])

function moduleText(name: string, own: readonly Statement[], byName: ReadonlyMap<string, Statement>): string {
  const imports = new Map<string, Set<string>>()
  for (const statement of own) {
    for (const used of statement.uses) {
      const from = moduleOf(byName.get(used) ?? statement)
      if (from !== name) imports.set(from, (imports.get(from) ?? new Set()).add(used))
    }
  }
  const declared = own.flatMap((statement) => statement.declares)
  return [
    ...[...imports].map(([from, names]) => `import { ${[...names].join(', ')} } from './${from}.js'`),
    ...own.map((statement) => statement.text),
    `export { ${declared.join(', ')} }`,
    '',
  ].join('\n')
}

function parse(source: string): Statement[] {
  const file = ts.createSourceFile('validators.js', source, ts.ScriptTarget.ESNext, false, ts.ScriptKind.JS)
  const found: { text: string; declares: string[] }[] = []
  for (const statement of file.statements) {
    const text = source.slice(statement.getStart(file), statement.end).replace(/^export /, '')
    if (ts.isVariableStatement(statement)) {
      found.push({ text, declares: statement.declarationList.declarations.map(({ name }) => (ts.isIdentifier(name) ? name.text : '')) })
    } else if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      found.push({ text, declares: [statement.name.text] })
    } else if (!text.includes('use strict')) {
      throw new Error(`unexpected statement in ajv's code: ${text.slice(0, 100)}`)
    }
  }
  const names = new Set(found.flatMap(({ declares }) => declares))
  return found.map(({ text, declares }) => {
    const words = new Set(text.match(/[A-Za-z_$][\w$]*/g))
    return { text, declares, uses: [...words].filter((word) => names.has(word) && !declares.includes(word)), chunks: new Set() }
  })
}
