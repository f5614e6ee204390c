import { clusterName } from '../model/links.js'
import { kindKey, type Resource } from '../model/resource.js'
import type { Workspace } from '../model/workspace.js'

/** Something a rule asked the workspace, with the answer. */
export interface Question {
  /** What a change must touch for the answer to be another: see `touchedBy`. */
  readonly scopes: readonly string[]
  readonly ask: (workspace: Workspace) => unknown
  /** In which of several possible worlds it was asked. */
  readonly world: number
  readonly answer: unknown
  /** How many candidates a link had in the course of the answer: the engine runs rules in as many worlds. */
  readonly ambiguity: number
}

/** A run of rules that questions were asked for. It is stale when one of the answers would be another now. */
export interface Asker {
  stale: boolean
  /** The keys of its questions. */
  readonly asked: Set<string>
}

interface Known {
  question: Question
  readonly askers: Set<Asker>
}

/** All questions of all runs; those that a change touches are asked again, once for all runs that depend on them. */
export class Questions {
  readonly #known = new Map<string, Known>()
  readonly #byScope = new Map<string, Set<string>>()

  /** The answer to the question of that name, which is asked only if nobody did before. */
  answer(key: string, asker: Asker, pose: () => Question): Question {
    let known = this.#known.get(key)
    if (known === undefined) {
      known = { question: pose(), askers: new Set() }
      this.#known.set(key, known)
      for (const scope of known.question.scopes) {
        const keys = this.#byScope.get(scope)
        if (keys === undefined) this.#byScope.set(scope, new Set([key]))
        else keys.add(key)
      }
    }
    known.askers.add(asker)
    asker.asked.add(key)
    return known.question
  }

  /** Nobody is interested in this run any more. Questions that were asked for it alone are forgotten. */
  retire(asker: Asker): void {
    for (const key of asker.asked) {
      const known = this.#known.get(key)
      known?.askers.delete(asker)
      if (known?.askers.size === 0) this.#forget(key, known.question)
    }
    asker.asked.clear()
  }

  /** Asks again what may have another answer now. Askers for whom that is so become stale. */
  askAgain(touched: ReadonlySet<string>, workspace: Workspace): void {
    const keys = new Set<string>()
    for (const scope of touched) for (const key of this.#byScope.get(scope) ?? []) keys.add(key)
    for (const key of keys) {
      const known = this.#known.get(key)
      if (known === undefined) continue
      const { question } = known
      const now = posed(question, workspace)
      known.question = now
      if (now.ambiguity === question.ambiguity && isSame(now.answer, question.answer)) continue
      for (const asker of known.askers) asker.stale = true
    }
  }

  #forget(key: string, { scopes }: Question): void {
    this.#known.delete(key)
    for (const scope of scopes) {
      const keys = this.#byScope.get(scope)
      keys?.delete(key)
      if (keys?.size === 0) this.#byScope.delete(scope)
    }
  }
}

/** Asks, in the world of the question, and leaves the workspace as it was. */
export function posed(question: Omit<Question, 'answer' | 'ambiguity'>, workspace: Workspace): Question {
  const { world, ambiguity } = workspace
  workspace.world = question.world
  workspace.ambiguity = 1
  const answered = { ...question, answer: question.ask(workspace), ambiguity: workspace.ambiguity }
  workspace.world = world
  workspace.ambiguity = ambiguity
  return answered
}

/** Resources are the same when they are one object; everything else when it holds the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || 'document' in a) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key as never], b[key as never]))
}

/** The scopes that questions may have. */
export const scope = {
  any: 'any',
  kind: (kind: string): string => `kind ${kind}`,
  file: (path: string): string => `file ${path}`,
  name: (kind: string, name: string): string => `name ${kind}/${name}`,
  /** The resources of a kind that name a cluster by their label. */
  label: (kind: string, cluster: string | undefined): string => `label ${kind}/${cluster ?? ''}`,
  target: (number: number): string => `target ${number}`,
}

/** The scopes that a resource touches when it comes or goes. */
export function touchedBy(resource: Resource): readonly string[] {
  const kind = kindKey(resource)
  return [scope.any, scope.kind(kind), scope.file(resource.file.path), scope.name(kind, resource.name), scope.label(kind, clusterName(resource))]
}
