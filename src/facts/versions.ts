/** The numbers of a dotted version: `4.3.1` is [4, 3, 1]. What is not a number ends the list, so `4.x` is [4] and `latest` is []. */
/** Few versions occur, and they are compared for nearly every resource. */
const parsed = new Map<string, readonly number[]>()

function numbers(version: string): readonly number[] {
  let known = parsed.get(version)
  if (known === undefined) parsed.set(version, (known = readNumbers(version)))
  return known
}

function readNumbers(version: string): readonly number[] {
  const result: number[] = []
  for (const part of version.split('.', 8)) {
    const digits = /^\d{1,9}/.exec(part)?.[0]
    if (digits === undefined) break
    result.push(Number(digits))
    if (digits.length < part.length) break
  }
  return result
}

/**
 * Orders dotted versions (`0.9.0` before `0.10.0`); a missing part counts as 0, so `4.3` equals `4.3.0`, and what follows a number
 * (`-rc1`, `-IV0`) is not looked at. Negative when `a` is older, positive when it is newer.
 */
export function compareVersions(a: string, b: string): number {
  const left = numbers(a)
  const right = numbers(b)
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** The first two parts of a version: `4.3.1` and `4.3-IV0` are `4.3`; undefined when there are not two. */
export function minorVersion(version: string): string | undefined {
  const [major, minor] = numbers(version)
  return minor === undefined ? undefined : `${String(major)}.${String(minor)}`
}
