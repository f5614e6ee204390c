import { isPlaceholder } from '../text/placeholder.js'
import type { CustomKinds } from './custom.js'
import { explain } from './explain.js'
import { valueAt, type Fault } from './fault.js'
import { judge } from './judge.js'
import type { SchemaProblem } from './problem.js'


export interface ValidateOptions {
  /** The Strimzi release whose CRDs judge; one that `releases()` lists. */
  readonly release: string
  /** The resource is a fragment (a patch, a test's assertion): nothing is called missing. */
  readonly partial?: boolean
  /** The manifest is applied as it stands: a placeholder in `metadata`, such as `name: ${NAME}`, is the name that the server refuses. */
  readonly literalMetadata?: boolean
  /** Kinds of CustomResourceDefinitions that were given; they come before Strimzi's own. */
  readonly custom?: CustomKinds | undefined
}

/**
 * What an API server with the CRDs of a Strimzi release would refuse about one resource, one problem for each cause, in the order of the
 * server. Of kinds that are not Strimzi's only what surely cannot be applied is found.
 */
export function validate(value: unknown, options: ValidateOptions): readonly SchemaProblem[] {
  const faults = judge(value, options.release, options.custom)
  return faults.length === 0 ? [] : problemsOf(faults, value, options)
}

function problemsOf(faults: readonly Fault[], value: unknown, options: ValidateOptions): readonly SchemaProblem[] {
  return explain(faults.filter((fault) => isSure(fault, value, options)), value, options.release, options.custom)
}

/** False for what cannot be known: what is missing in a fragment, and what a placeholder will become. */
function isSure(fault: Fault, value: unknown, options: ValidateOptions): boolean {
  if (options.partial === true && fault.missing === true) return false
  if (fault.type === 'UnknownField' || fault.missing === true) return true
  if (options.literalMetadata === true && fault.path[0] === 'metadata') return true
  const own = valueAt(value, fault.path)
  const key = fault.path.at(-1)
  return !(typeof own === 'string' && isPlaceholder(own)) && !(typeof key === 'string' && isPlaceholder(key))
}
