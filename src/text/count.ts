/** A number with its noun: `1 broker`, `3 brokers`. The plural is the noun with an `s` unless given. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`
}
