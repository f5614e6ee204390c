import { isAllowed, type OptionClass, type OptionProblem } from '../../src/kafka/check.js'
import { optionProblems } from '../../src/kafka/maps.js'
import type { Resource } from '../../src/model/resource.js'
import type { Problem, RuleContext, Severity } from '../../src/rule/rule.js'

/** The kinds that carry options of Kafka. */
export const optionKinds = ['Kafka', 'KafkaTopic', 'KafkaConnect', 'KafkaConnector', 'KafkaMirrorMaker2', 'KafkaBridge'] as const

/** The option of rules that somebody may want to leave some keys out of. */
export const allow = {
  type: 'array',
  items: { type: 'string' },
  default: [] as readonly string[],
  description: 'Keys that are not reported; a `*` at the end stands for the rest of a key.',
} as const

/** The check of a rule that reports one class of problem; `milder` are effects that are less than the rule's severity says. */
export function optionCheck(name: OptionClass, milder: Partial<Record<OptionProblem['effect'], Severity>> = {}) {
  return (resource: Resource, { options, workspace }: RuleContext<{ readonly allow?: readonly string[] }>): readonly Problem[] => {
    const problems = optionProblems(resource, workspace).get(name)
    if (problems === undefined) return none
    return problems.filter(({ key }) => !isAllowed(key, options.allow ?? none)).map((problem) => reported(problem, milder[problem.effect]))
  }
}

const none: readonly never[] = []

/** A problem as rules report it. */
export function reported({ at, on, message, byOperator, fix }: OptionProblem, severity?: Severity): Problem {
  return { at, on, message, ...(severity && { severity }), ...(byOperator && { stage: 'reconcile' }), ...(fix && { fix }) }
}
