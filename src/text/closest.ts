/**
 * The candidate that `word` was most probably meant to be, for "did you mean"; undefined when nothing is near enough or two are equally near.
 * Upper and lower case, and the separators `.`, `-`, `_` and space, hardly count: `minInsyncReplicas` is near `min.insync.replicas`.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > longestWord) return undefined
  let best: string | undefined
  let bestScore = Infinity
  let tied = false
  for (const candidate of candidates) {
    if (candidate === word) continue
    const score = dissimilarity(word, candidate)
    if (score < bestScore) {
      best = candidate
      bestScore = score
      tied = false
    } else if (score === bestScore && candidate !== best) {
      tied = true
    }
  }
  return tied || bestScore === Infinity ? undefined : best
}

/** Longer words are not compared: nobody misspells 100 characters, and the comparison is quadratic. */
const longestWord = 100

/** 0 for a difference in case or separators only, else the edits that are needed; Infinity when the words have too little in common. */
function dissimilarity(word: string, candidate: string): number {
  const lower = word.toLowerCase()
  const candidateLower = candidate.toLowerCase()
  if (lower === candidateLower) return 0
  const bare = lower.replace(separators, '')
  const candidateBare = candidateLower.replace(separators, '')
  if (bare === candidateBare && bare !== '') return 0.5
  const bound = Math.min(3, Math.floor(Math.max(bare.length, candidateBare.length) / 3))
  if (bound === 0) return Infinity
  const isBare = bare === lower && candidateBare === candidateLower
  const distance = Math.min(editDistance(lower, candidateLower, bound), isBare ? Infinity : editDistance(bare, candidateBare, bound) + 0.5)
  if (distance <= bound) return distance
  // A plural or an unfinished word.
  return bare.length >= 4 && candidateBare.startsWith(bare) && candidateBare.length - bare.length <= bare.length ? bound + 0.5 : Infinity
}

const separators = /[.\-_ ]/g

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); anything above `bound` is Infinity. */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return Infinity
  // What words have in common at their begin costs nothing, and misspelt words have most in common.
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return same === 0 ? distanceOfRest(a, b, bound) : distanceOfRest(a.slice(same), b.slice(same), bound)
}

function distanceOfRest(a: string, b: string, bound: number): number {
  if (a === '' || b === '') return a.length + b.length
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > bound) return Infinity
    beforeLast = last
    last = row
  }
  const distance = last[b.length] ?? Infinity
  return distance > bound ? Infinity : distance
}
