import { read, type Resource } from '../model/resource.js'
import type { Workspace } from '../model/workspace.js'
import { formatPath } from '../yaml/path.js'
import type { editsFor } from '../yaml/edit.js'
import { stablePath } from '../rule/fingerprint.js'
import type { Finding, Fix, Related, RuleFailure } from '../rule/finding.js'
import type { FixProposal, Problem, RelatedPlace, ResourceType, Rule, SharedFindings } from '../rule/rule.js'
import type { RuleLevel, Settings, Subject } from '../rule/settings.js'
import { spanOf } from './place.js'
import { identityOf } from './read.js'

/** A rule is run in at most this many possible worlds (equally near candidates of a link); beyond that it stays silent. */
const mostWorlds = 8

/** The area whose rules repeat what the API server says. Where one of them stands, a rule of another area that marks the same place is silent. */
const schemaArea = 'schema'

/** What all resources of a run have in common. */
export interface RuleRun {
  readonly workspace: Workspace
  readonly settings: Settings
  /** How fixes become text edits. */
  readonly editsFor: typeof editsFor
  /** Takes the exceptions of rules. */
  readonly failures: RuleFailure[]
}

/** Runs those of the rules that are on for the resource; exceptions are our bugs and end as failures, not as findings. */
export function runRules(resource: Resource, rules: readonly Rule[], run: RuleRun): Finding[] {
  if (rules.length === 0) return []
  const { workspace, settings, failures } = run
  const findings: Finding[] = []
  let refused: Set<string> | undefined
  for (const { shared, rules: applying } of rulesAbout(resource, rules, settings)) {
    if (shared !== undefined && foundNothing(shared, resource, workspace)) continue
    for (const { rule, level } of applying) {
      try {
        for (const problem of problemsOf(rule, resource, workspace, level)) {
          const path = formatPath(problem.at)
          if (rule.area !== schemaArea) {
            refused ??= new Set(workspace.schemaProblems(resource).map((found) => formatPath(found.at)))
            if (refused.has(path)) continue
          }
          findings.push(findingOf(rule, level, resource, problem, path, run))
        }
      } catch (error) {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
        failures.push({ rule: rule.id, file: resource.file.path, resource: identityOf(resource), error: message })
      }
    }
  }
  return findings
}

/** Whether the findings that rules share are none, so that the rules need not be asked. What cannot be found is the rules' failure to tell. */
function foundNothing(shared: SharedFindings, resource: Resource, workspace: Workspace): boolean {
  try {
    const found = shared(resource, workspace)
    return (found instanceof Map ? found.size : (found as readonly unknown[]).length) === 0
  } catch {
    return false
  }
}

/** Rules to be asked: those that pick from the same findings together, all others together. */
interface Applying {
  readonly shared: SharedFindings | undefined
  readonly rules: { readonly rule: Rule; readonly level: RuleLevel }[]
}

/** The rules that are on and about something that stands in a resource, by settings, list of rules, kind and keys: thousands of resources share a few. */
const applying = new WeakMap<ReadonlyMap<string, RuleLevel>, WeakMap<readonly Rule[], Map<string, readonly Applying[]>>>()

function rulesAbout(resource: Resource, rules: readonly Rule[], settings: Settings): readonly Applying[] {
  const levels = settings.levels(subjectOf(resource))
  let byRules = applying.get(levels)
  if (byRules === undefined) applying.set(levels, (byRules = new WeakMap<readonly Rule[], Map<string, readonly Applying[]>>()))
  let byKeys = byRules.get(rules)
  if (byKeys === undefined) byRules.set(rules, (byKeys = new Map<string, readonly Applying[]>()))
  const keys: string[] = []
  collectKeys(read(resource, ['spec']), keys)
  const name = `${resource.apiVersion} ${resource.kind}\n${keys.join('\n')}`
  let found = byKeys.get(name)
  if (found === undefined) {
    found = applyingTo(resource, rulesForKeys(keys, rules), levels, settings)
    // A repository has few shapes of resources; a hostile file, or an editor that runs for days, may have many.
    if (byKeys.size >= 1000) byKeys.clear()
    byKeys.set(name, found)
  }
  return found
}

function rulesForKeys(keys: readonly string[], rules: readonly Rule[]): readonly Rule[] {
  // An option is meant behind any prefix (`log.`, `producer.override.`): all ends of a key that begin after a dot. No option is longer than this.
  const present = new Set<string>()
  for (const key of keys) {
    if (present.has(key)) continue
    present.add(key)
    if (key.length > 500) continue
    for (let dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) present.add(key.slice(dot + 1))
  }
  return rules.filter(({ about }) => about === undefined || about.some((key) => present.has(key)))
}

function applyingTo(type: ResourceType, rules: readonly Rule[], levels: ReadonlyMap<string, RuleLevel>, { tenants }: Settings): readonly Applying[] {
  const groups = new Map<SharedFindings | undefined, Applying>()
  for (const rule of rules) {
    const level = levels.get(rule.id)
    if (level === undefined || rule.concerns?.(type, { options: level.options, tenants }) === false) continue
    const group = groups.get(rule.picksFrom)
    if (group === undefined) groups.set(rule.picksFrom, { shared: rule.picksFrom, rules: [{ rule, level }] })
    else group.rules.push({ rule, level })
  }
  return [...groups.values()]
}

function collectKeys(value: unknown, keys: string[]): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) collectKeys(item, keys)
    return
  }
  for (const key of Object.keys(value)) {
    keys.push(key)
    collectKeys((value as Readonly<Record<string, unknown>>)[key], keys)
  }
}

/** A resource as settings select it. */
export function subjectOf({ file, kind, name, namespace, labels }: Resource): Subject {
  return { file: file.path, kind, name, ...(namespace !== undefined && { namespace }), labels }
}

/** What a rule says of a resource in every possible world. */
function problemsOf(rule: Rule, resource: Resource, workspace: Workspace, level: RuleLevel): readonly Problem[] {
  const context = { options: level.options, workspace }
  workspace.world = 0
  workspace.ambiguity = 1
  let problems = listed(rule.check(resource, context))
  const worlds = workspace.ambiguity
  if (worlds > 1 && problems.length > 0) {
    if (worlds > mostWorlds) return none
    for (let world = 1; world < worlds && problems.length > 0; world++) {
      workspace.world = world
      const holds = new Set(listed(rule.check(resource, context)).map((problem) => formatPath(problem.at)))
      problems = problems.filter((problem) => holds.has(formatPath(problem.at)))
    }
    workspace.world = 0
  }
  return problems
}

const none: readonly never[] = []

/** Not by `in`, which asks each of the many kinds of generators anew. */
function isOne(found: Iterable<Problem> | Problem): found is Problem {
  return (found as Partial<Iterable<Problem>>)[Symbol.iterator] === undefined
}

function listed(found: ReturnType<Rule['check']>): readonly Problem[] {
  if (found === undefined) return none
  if (isOne(found)) return [found]
  // Not `[...]`: nearly always there is none, and to find that out by a loop is faster.
  let problems: Problem[] | undefined
  for (const problem of found) (problems ??= []).push(problem)
  return problems ?? none
}

function findingOf(rule: Rule, level: RuleLevel, resource: Resource, problem: Problem, path: string, run: RuleRun): Finding {
  const fix = problem.fix === undefined ? undefined : fixOf(resource, problem.fix, run)
  const finding: Writable<Finding> = {
    rule: rule.id,
    severity: problem.severity ?? level.severity,
    stage: problem.stage ?? rule.stage,
    message: problem.message,
    file: resource.file.path,
    span: spanOf(resource, problem.at, problem.on),
    path,
    resource: identityOf(resource),
    related: problem.related?.map(relatedTo) ?? [],
  }
  // Only a path through a list has another name.
  const stable = /\[\d/.test(path) ? stablePath(resource.value, problem.at) : path
  if (stable !== path) finding.stablePath = stable
  if (fix !== undefined) finding.fix = fix
  return finding
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

const origins = new WeakMap<Related, Resource>()

function relatedTo({ resource, at, message }: RelatedPlace): Related {
  const related = { message, file: resource.file.path, span: spanOf(resource, at, undefined), path: formatPath(at), resource: identityOf(resource) }
  origins.set(related, resource)
  return related
}

/** The resource that a related place of a rule stands in: hosts that keep findings while texts move need it. */
export function originOf(related: Related): Resource | undefined {
  return origins.get(related)
}

/** Text edits for a fix; undefined when they cannot be made without touching something else (aliases, merge keys). */
function fixOf({ file, document, root }: Resource, { title, safety, changes }: FixProposal, run: RuleRun): Fix | undefined {
  const edits = run.editsFor(file.text, document, root, changes)
  return edits === undefined || edits.length === 0 ? undefined : { title, safety, edits }
}
