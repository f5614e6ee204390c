import index from '../../schemas/strimzi/index.json' with { type: 'json' }

/** Spans of releases, each with its first and last release. */
type Spans = readonly (readonly [string, string])[]

interface KindFacts {
  readonly group: string
  readonly plural: string
  readonly served: Readonly<Record<string, Spans>>
}

const facts = index as unknown as { readonly releases: readonly string[]; readonly kinds: Readonly<Record<string, KindFacts>> }
const kinds = new Map(Object.entries(facts.kinds))
/** Asked for every resource, so sorted and found once. */
const sortedVersions = new Map(Array.from(kinds, ([kind, { served }]) => [kind, Object.keys(served).sort((a, b) => maturity(b) - maturity(a))]))
const servedSpans = new Map(
  Array.from(kinds, ([kind, { served }]) => [kind, new Map(Object.entries(served).flatMap(([version, spans]) => wholeSpan(spans).map((span) => [version, span])))]),
)
/** 0 is the newest release. */
const positions = new Map(facts.releases.map((release, position) => [release, position]))

/** The Strimzi releases that the schemas cover, newest first. */
export function releases(): readonly string[] {
  return facts.releases
}

/** The kinds that Strimzi has or had, in alphabetical order. */
export function strimziKinds(): readonly string[] {
  return [...kinds.keys()]
}

/** The API group of a Strimzi kind; undefined for any other kind. */
export function groupOf(kind: string): string | undefined {
  return kinds.get(kind)?.group
}

/** True when the API server refuses nothing of `group/version kind` for its name alone, with the CRDs of that release. */
export function isServed(release: string, group: string, kind: string, version: string): boolean {
  return groupOf(kind) === group && inSpans(release, spans(kind, version))
}

/** The releases that serve a kind in a version, newest first; empty when none does. */
export function serving(kind: string, version: string): readonly string[] {
  const own = spans(kind, version)
  return facts.releases.filter((release) => inSpans(release, own))
}

/** The versions of a kind that a release serves, the newest version first. */
export function servedVersions(kind: string, release: string): readonly string[] {
  return versionsOf(kind).filter((version) => inSpans(release, spans(kind, version)))
}

/** All versions of a kind that any release served, the newest version first. */
export function versionsOf(kind: string): readonly string[] {
  return sortedVersions.get(kind) ?? []
}

/** The oldest and the newest release that serve a kind in a version; undefined when none does. */
export function servedSpan(kind: string, version: string): ServedSpan | undefined {
  return servedSpans.get(kind)?.get(version)
}

interface ServedSpan {
  readonly since: string
  readonly until: string
}

function wholeSpan(spans: Spans): readonly ServedSpan[] {
  const [first] = spans
  const last = spans.at(-1)
  return first === undefined || last === undefined ? [] : [{ since: first[0], until: last[1] }]
}

/** Negative when release `a` is older than `b`, positive when it is newer. Both must be releases that `releases()` lists. */
export function compareReleases(a: string, b: string): number {
  return position(b) - position(a)
}

function position(release: string): number {
  return positions.get(release) ?? Infinity
}

function spans(kind: string, version: string): Spans {
  const served = kinds.get(kind)?.served
  return served !== undefined && Object.hasOwn(served, version) ? (served[version] ?? []) : []
}

function inSpans(release: string, own: Spans): boolean {
  const at = position(release)
  return own.some(([first, last]) => position(last) <= at && at <= position(first))
}

/** Orders v1alpha1 < v1beta1 < v1beta2 < v1 as Kubernetes does. */
function maturity(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? []
  return Number(major) * 1000 + (stage === undefined ? 900 : stage === 'beta' ? 500 : 0) + Number(minor)
}
