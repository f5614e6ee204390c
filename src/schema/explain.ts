import type { Fault } from './fault.js'
import type { SchemaProblem } from './problem.js'

export function explain(faults: readonly Fault[], _value: unknown, _release: string): readonly SchemaProblem[] {
  return faults.map((fault) => ({ rule: fault.problem?.rule ?? 'invalid-value', at: fault.path, message: fault.problem?.message ?? fault.type }))
}
