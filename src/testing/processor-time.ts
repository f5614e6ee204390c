/**
 * Starts to count; what it returns tells the milliseconds of processor time that this process has taken since, all threads together. A clock on
 * the wall also counts what other programs do on a busy machine, and a test that bounds it fails for their sake.
 */
export function processorTime(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
}
