import { closest } from '../text/closest.js'
import { compareVersions, strimziReleases } from './releases.js'

const names: readonly string[] = strimziReleases.map(({ name }) => name)
const minors: readonly string[] = [...new Set(names.map((name) => name.split('.', 2).join('.')))]

/**
 * The releases that a person means, newest first: one for a release (`1.2.0`), a part of one (`1.2`: the newest 1.2.x) or `latest`; all in
 * between for a range (`0.45..1.2`: from the oldest 0.45.x to the newest 1.2.x). A complaint when there are none.
 */
export function selectReleases(text: string): readonly string[] | { readonly complaint: string } {
  const [from = '', to, ...more] = text.split('..')
  if (to === undefined) {
    const [newest] = releasesNamed(from)
    return newest === undefined ? { complaint: unknown(text) } : [newest]
  }
  if (more.length > 0 || from === '' || to === '') return { complaint: `"${text}" is not a range of releases such as 0.45..1.2` }
  const first = releasesNamed(from).at(-1)
  const [last] = releasesNamed(to)
  if (first === undefined) return { complaint: unknown(from) }
  if (last === undefined) return { complaint: unknown(to) }
  const between = names.filter((name) => compareVersions(name, first) >= 0 && compareVersions(name, last) <= 0)
  return between.length > 0 ? between : { complaint: `the range ${text} ends before it begins: did you mean ${to}..${from}?` }
}

/** The releases that a name stands for, newest first. */
function releasesNamed(name: string): readonly string[] {
  if (name === 'latest') return names.slice(0, 1)
  return names.includes(name) ? [name] : names.filter((release) => /^\d+(?:\.\d+)?$/.test(name) && release.startsWith(`${name}.`))
}

function unknown(name: string): string {
  const minor = /^v?(\d+\.\d+)(?:\.|$)/.exec(name)?.[1] ?? ''
  const near = releasesNamed(minor)[0] ?? closest(name, [...names, 'latest', 'auto']) ?? closest(name, minors)
  const hint = near === undefined ? '' : `: did you mean ${near}?`
  return `unknown Strimzi release "${name}"${hint} (auto, latest, a release from ${names.at(-1) ?? ''} to ${names[0] ?? ''}, or a range such as 0.45..1.2)`
}

/** Releases as people say them: `0.45.0, 0.49.0 to 1.2.0`; what has no other release in between is one span. */
export function releaseSpans(releases: readonly string[]): string {
  const chosen = new Set(releases)
  const spans: string[] = []
  let first: string | undefined
  let last = ''
  const close = (): void => {
    if (first !== undefined) spans.push(first === last ? first : `${first} to ${last}`)
    first = undefined
  }
  for (const name of names.toReversed()) {
    if (!chosen.has(name)) close()
    else {
      first ??= name
      last = name
    }
  }
  close()
  return spans.join(', ')
}
