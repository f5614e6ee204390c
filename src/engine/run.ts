import type { Resource } from '../model/resource.js'
import { file } from '../model/filing.js'
import { entry } from '../model/value.js'
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

/** A resource with the rules for its kind. */
export interface ResourceRules {
  readonly resource: Resource
  readonly rules: readonly Rule[]
}

/**
 * Runs those of the rules that are on for each resource; exceptions are our bugs and end as failures, not as findings.
 *
 * Rule by rule, and not resource by resource: what the processor has at hand is then the code of one rule and not of dozens, which takes a tenth
 * off the time of 2,000 documents.
 */
export function runRules(judged: readonly ResourceRules[], run: RuleRun): Finding[] {
  const { workspace, settings } = run
  const objections: Objection[] = []
  for (const [{ shared, rules }, resources] of byRulesAbout(judged, settings)) {
    const asked = shared === undefined ? resources : resources.filter((resource) => !foundNothing(shared, resource, workspace))
    for (const { rule, level } of rules) ask(rule, level, asked, run, objections)
  }
  return objections.flatMap((objection) => findingsOf(objection, run))
}

/** What a rule has against a resource. */
interface Objection {
  readonly rule: Rule
  readonly level: RuleLevel
  readonly resource: Resource
  readonly problems: readonly Problem[]
}

function ask(rule: Rule, level: RuleLevel, resources: readonly Resource[], { workspace, failures }: RuleRun, objections: Objection[]): void {
  const context = { options: level.options, workspace }
  for (const resource of resources) {
    try {
      workspace.world = 0
      workspace.ambiguity = 1
      const found = rule.check(resource, context)
      // Nearly always there is nothing: what is rare stands in functions of its own.
      if (found === undefined) continue
      const problems = inEveryWorld(found, rule, resource, context)
      if (problems.length > 0) objections.push({ rule, level, resource, problems })
    } catch (error) {
      failures.push(failureOf(error, rule, resource))
    }
  }
}

/** The resources that the same rules are to be asked about. */
function byRulesAbout(judged: readonly ResourceRules[], settings: Settings): ReadonlyMap<Applying, readonly Resource[]> {
  const resourcesOf = new Map<Applying, Resource[]>()
  for (const { resource, rules } of judged) {
    if (rules.length > 0) for (const group of rulesAbout(resource, rules, settings)) file(resourcesOf, group, resource)
  }
  return resourcesOf
}

function failureOf(error: unknown, rule: Rule, resource: Resource): RuleFailure {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { rule: rule.id, file: resource.file.path, resource: identityOf(resource), error: message }
}

/** The findings for the problems that a rule has with a resource. */
function findingsOf({ rule, level, resource, problems }: Objection, run: RuleRun): Finding[] {
  const refused: readonly string[] = rule.area === schemaArea ? none : run.workspace.schemaProblems(resource).map(({ at }) => formatPath(at))
  const findings: Finding[] = []
  for (const problem of problems) {
    const path = formatPath(problem.at)
    if (!refused.includes(path)) findings.push(findingOf(rule, level, resource, problem, path, run))
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

/**
 * The keys of resources one after another, each a step from the one before, and at the last the rules that are about them. Thousands of resources
 * share a few ways, and to go one takes a tenth of the time of writing the keys down as one long name (30 ms of 2,000 resources).
 */
interface Step {
  readonly next: Map<string, Step>
  found?: readonly Applying[]
}

/** The steps that one list of rules has under one choice of levels. */
interface Steps {
  first: Step
  count: number
}

/** A repository has few shapes of resources; a hostile file, or an editor that runs for days, may have many: then all are forgotten. */
const mostSteps = 20_000

/** The rules that are on and about something that stands in a resource, by levels, list of rules, type and keys. */
const applying = new WeakMap<ReadonlyMap<string, RuleLevel>, WeakMap<readonly Rule[], Steps>>()

function rulesAbout(resource: Resource, rules: readonly Rule[], settings: Settings): readonly Applying[] {
  const levels = settings.levels(subjectOf(resource))
  let byRules = applying.get(levels)
  if (byRules === undefined) applying.set(levels, (byRules = new WeakMap<readonly Rule[], Steps>()))
  let steps = byRules.get(rules)
  if (steps === undefined || steps.count > mostSteps) byRules.set(rules, (steps = { first: { next: new Map() }, count: 0 }))
  const spec = entry(resource.value, 'spec')
  const ofKind = steps.first.next.get(resource.kind) ?? newStep(resource.kind, steps.first, steps)
  const ofType = ofKind.next.get(resource.apiVersion) ?? newStep(resource.apiVersion, ofKind, steps)
  const last = stepsThrough(spec, ofType, steps)
  return (last.found ??= applyingTo(resource, rulesForKeys(keysOf(spec), rules), levels, settings))
}

/** Goes all keys of a value, at any depth, in the order of the text. */
function stepsThrough(value: unknown, from: Step, steps: Steps): Step {
  if (typeof value !== 'object' || value === null) return from
  let at = from
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) if (typeof item === 'object') at = stepsThrough(item, at, steps)
    return at
  }
  for (const key in value) {
    at = at.next.get(key) ?? newStep(key, at, steps)
    const inner = (value as Readonly<Record<string, unknown>>)[key]
    if (typeof inner === 'object') at = stepsThrough(inner, at, steps)
  }
  return at
}

function newStep(key: string, from: Step, steps: Steps): Step {
  const step = { next: new Map<string, Step>() }
  // A resource with too many keys goes its way alone and leaves no trace.
  if (steps.count++ < mostSteps) from.next.set(key, step)
  return step
}

function keysOf(value: unknown): readonly string[] {
  const keys: string[] = []
  collectKeys(value, keys)
  return keys
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

type Found = NonNullable<ReturnType<Rule['check']>>

/** Those of the problems of the first possible world that hold in all others, too. */
function inEveryWorld(found: Found, rule: Rule, resource: Resource, context: Parameters<Rule['check']>[1]): readonly Problem[] {
  const { workspace } = context
  let holding = listed(found)
  const worlds = workspace.ambiguity
  if (worlds > mostWorlds) return none
  for (let world = 1; world < worlds && holding.length > 0; world++) {
    workspace.world = world
    const holds = new Set(listed(rule.check(resource, context) ?? none).map((problem) => formatPath(problem.at)))
    holding = holding.filter((problem) => holds.has(formatPath(problem.at)))
  }
  workspace.world = 0
  return holding
}

const none: readonly never[] = []

/** Not by `in`, which asks each of the many kinds of generators anew. */
function isOne(found: Found): found is Problem {
  return (found as Partial<Iterable<Problem>>)[Symbol.iterator] === undefined
}

function listed(found: Found): readonly Problem[] {
  if (Array.isArray(found)) return found as readonly Problem[]
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
