import { readFileSync } from 'node:fs'

/** A commit to compare with: how people call it, and what git is asked for. */
export interface BaseCommit {
  readonly name: string
  readonly revision: string
}

/**
 * The state that the event of a workflow started from, in the order in which to try: they may not all be in the clone. Empty for events without
 * one (a schedule, a new branch).
 */
export function baseCommits(environment: NodeJS.ProcessEnv): readonly BaseCommit[] {
  const event = readEvent(environment.GITHUB_EVENT_PATH)
  const commits: BaseCommit[] = []
  const add = (name: string, revision: unknown): void => {
    if (typeof revision === 'string' && /^[0-9a-f]{40,64}(\^1)?$/.test(revision) && !/^0+$/.test(revision)) commits.push({ name, revision })
  }
  const branch: unknown = at(event, 'pull_request', 'base', 'ref')
  const name = typeof branch === 'string' ? `the base branch ${branch}` : 'the base branch'
  // The commit that GitHub merged the pull request with is nearer than the base branch as it was when the event was sent.
  if (/^refs\/pull\/\d+\/merge$/.test(environment.GITHUB_REF ?? '')) add(name, `${environment.GITHUB_SHA ?? ''}^1`)
  add(name, at(event, 'pull_request', 'base', 'sha'))
  add('the base of the merge group', at(event, 'merge_group', 'base_sha'))
  add('the state before the push', at(event, 'before'))
  return commits
}

function readEvent(path: string | undefined): unknown {
  if (path === undefined || path === '') return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // Without a readable event there is no base, and that is said where it is missed.
    return undefined
  }
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((node, key) => (typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined), value)
}
