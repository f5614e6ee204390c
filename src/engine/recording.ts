import { clusterName, parentKind } from '../model/links.js'
import { kindKey, type Resource } from '../model/resource.js'
import { Tenancy, type HeldAcl } from '../model/tenancy.js'
import { Workspace, type Target, type WorkspaceContext } from '../model/workspace.js'
import type { SchemaProblem } from '../schema/problem.js'
import type { Path } from '../yaml/document.js'
import { posed, scope, type Asker, type Questions } from './questions.js'

/** Numbers by which questions name the objects that they are about. */
const numbers = new WeakMap<object, number>()
let count = 0

export function numberOf(value: object): number {
  let number = numbers.get(value)
  if (number === undefined) numbers.set(value, (number = count++))
  return number
}

/** A value as part of the key of a question: resources by number, paths and what else is told of resources by what it is. */
function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (isPath(value)) return JSON.stringify(value)
  if ('user' in value && 'acl' in value) return `${nameOf(value.user)} ${JSON.stringify(value.acl)}`
  return `#${numberOf(value)}`
}

function isPath(value: object): value is Path {
  return Array.isArray(value) && value.every((step) => typeof step === 'string' || typeof step === 'number')
}

/**
 * A workspace that writes down what rules ask it. Everything that a rule learns about other resources comes through the methods below (the
 * others are made of them), so a rule says the same as long as their answers stay the same.
 */
export class RecordingWorkspace extends Workspace {
  readonly #questions: Questions
  #asker: Asker | undefined
  override readonly tenancy: Tenancy

  constructor(resources: readonly Resource[], context: WorkspaceContext, questions: Questions) {
    super(resources, context)
    this.#questions = questions
    this.tenancy = this.#recordingTenancy()
  }

  /** Runs rules and records what they ask. Views are made anew for each run: what one has cached, the next would not ask. */
  record(asker: Asker, run: () => void): void {
    this.#asker = asker
    this.forgetViews()
    try {
      run()
    } finally {
      this.#asker = undefined
    }
  }

  override get resources(): readonly Resource[] {
    if (this.#asker === undefined) return super.resources
    return this.#ask('resources', [], () => [scope.any], (workspace) => workspace.resources)
  }

  override ofKind(kind: string): readonly Resource[] {
    if (this.#asker === undefined) return super.ofKind(kind)
    return this.#ask('ofKind', [kind], () => [scope.kind(kind)], (workspace) => workspace.ofKind(kind))
  }

  override named(kind: string, name: string): readonly Resource[] {
    if (this.#asker === undefined) return super.named(kind, name)
    return this.#ask('named', [kind, name], () => [scope.name(kind, name)], (workspace) => workspace.named(kind, name))
  }

  override inFile(path: string): readonly Resource[] {
    if (this.#asker === undefined) return super.inFile(path)
    return this.#ask('inFile', [path], () => [scope.file(path)], (workspace) => workspace.inFile(path))
  }

  override target(resource: Resource): Target {
    if (this.#asker === undefined) return super.target(resource)
    return this.#ask('target', [resource], () => [scope.target(numberOf(resource))], (workspace) => workspace.target(resource))
  }

  override schemaProblems(resource: Resource): readonly SchemaProblem[] {
    if (this.#asker === undefined) return super.schemaProblems(resource)
    return this.#ask('schemaProblems', [resource], () => [scope.target(numberOf(resource))], (workspace) => workspace.schemaProblems(resource))
  }

  override candidates(from: Resource, kind: string, name: string, namespace: string | undefined): readonly Resource[] {
    if (this.#asker === undefined) return super.candidates(from, kind, name, namespace)
    const ask = (workspace: Workspace): readonly Resource[] => workspace.candidates(from, kind, name, namespace)
    return this.#ask('candidates', [from, kind, name, namespace], () => [scope.name(kind, name)], ask)
  }

  override parents(resource: Resource): readonly Resource[] {
    if (this.#asker === undefined) return super.parents(resource)
    return this.#ask('parents', [resource], () => parentScopes(resource), (workspace) => workspace.parents(resource))
  }

  override children(kind: string, parent: Resource): readonly Resource[] | undefined {
    if (this.#asker === undefined) return super.children(kind, parent)
    const scopes = (): readonly string[] => [scope.label(kind, parent.name), scope.name(kindKey(parent), parent.name)]
    return this.#ask('children', [kind, parent], scopes, (workspace) => workspace.children(kind, parent))
  }

  override producersInto(kafka: Resource, topic?: string): readonly Resource[] {
    if (this.#asker === undefined) return super.producersInto(kafka, topic)
    const ask = (workspace: Workspace): readonly Resource[] => workspace.producersInto(kafka, topic)
    return this.#ask('producersInto', [kafka, topic], () => producerScopes, ask)
  }

  override isPatched(resource: Resource, path: Path): boolean {
    if (this.#asker === undefined) return super.isPatched(resource, path)
    const scopes = (): readonly string[] => [scope.name(kindKey(resource), resource.name)]
    return this.#ask('isPatched', [resource, path], scopes, (workspace) => workspace.isPatched(resource, path))
  }

  /** Records a question of a rule; what is asked in the course of an answer is no question of its own. */
  #ask<Answer>(name: string, args: readonly unknown[], scopes: () => readonly string[], ask: (workspace: Workspace) => Answer): Answer {
    const asker = this.#asker
    if (asker === undefined) return ask(this)
    this.#asker = undefined
    try {
      const { world } = this
      const key = `${name} ${world} ${args.map(nameOf).join(' ')}`
      const { answer, ambiguity } = this.#questions.answer(key, asker, () => posed({ scopes: scopes(), ask, world }, this))
      if (ambiguity > this.ambiguity) this.ambiguity = ambiguity
      return answer as Answer
    } finally {
      this.#asker = asker
    }
  }

  /** What a tenancy is asked about other resources is recorded as well. */
  #recordingTenancy(): Tenancy {
    const ask = this.#ask.bind(this)
    const isRecording = (): boolean => this.#asker !== undefined
    return new Proxy(new Tenancy(this), {
      get(tenancy, name: keyof Tenancy) {
        const member: unknown = Reflect.get(tenancy, name, tenancy)
        if (typeof member !== 'function') return member
        if (!isRecording()) return (member as (...args: unknown[]) => unknown).bind(tenancy)
        const scopes = tenancyScopes[name] ?? (() => [scope.any])
        return (...args: unknown[]) => ask(name, args, () => (scopes as (...args: unknown[]) => readonly string[])(...args), tenancyQuestion(name, args))
      },
    })
  }
}

/** Made out here, where it can hold nothing of a workspace that is out of date. */
function tenancyQuestion(name: keyof Tenancy, args: readonly unknown[]): (workspace: Workspace) => unknown {
  return ({ tenancy }) => {
    const result: unknown = (tenancy[name] as (...args: readonly unknown[]) => unknown)(...args)
    // What comes one by one is asked for all at once.
    return isGenerator(result) ? [...result] : result
  }
}

/** The kinds that take part in who writes to what. */
const producerScopes = ['Kafka', 'KafkaConnect', 'KafkaConnector', 'KafkaBridge', 'KafkaMirrorMaker2'].map(scope.kind)

function parentScopes(resource: Resource): readonly string[] {
  const kind = parentKind(resource)
  return kind === undefined ? [] : [scope.name(kind, clusterName(resource) ?? '')]
}

/** What the answers of a tenancy depend on; those of other methods on anything. */
const tenancyScopes: { readonly [Name in keyof Tenancy]?: (...args: Parameters<Extract<Tenancy[Name], (...args: never[]) => unknown>>) => readonly string[] } = {
  owning: () => [],
  ownerOfName: () => [],
  ownerOf: () => [],
  prefixesOf: () => [],
  kafkaOf: (resource) => [scope.name('Kafka', clusterName(resource) ?? '')],
  sameCluster: (a, b) => [scope.name('Kafka', clusterName(a) ?? ''), scope.name('Kafka', clusterName(b) ?? '')],
  isShared: ({ name }) => [scope.name('Kafka', name), scope.label('KafkaTopic', name), scope.label('KafkaUser', name), scope.kind('KafkaConnect')],
  topicsUnder: (held) => heldScopes(held, 'KafkaTopic'),
  overlapping: (held) => heldScopes(held, 'KafkaUser'),
  isInternalTopic: () => [scope.kind('KafkaConnect')],
}

function heldScopes({ user }: HeldAcl, kind: string): readonly string[] {
  const cluster = clusterName(user)
  return [scope.label(kind, cluster), scope.name('Kafka', cluster ?? '')]
}

function isGenerator(value: unknown): value is Generator {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value
}
