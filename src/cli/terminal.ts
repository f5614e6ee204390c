import { fstatSync, writeSync } from 'node:fs'
import type { Text } from '../report/reporter.js'

/** Pieces of a text are collected here; what is written next takes the same place. */
let collected: Buffer | undefined

/** Writes all of `text` to a descriptor, waiting for slow readers. False when nobody reads any more (`| head`), which is no mistake. */
export function writeAll(descriptor: number, text: Text): boolean {
  if (typeof text === 'string') return writeBytes(descriptor, Buffer.from(text))
  collected ??= Buffer.allocUnsafeSlow(256 * 1024)
  let used = 0
  for (const piece of text) {
    // A character has at most three bytes for each of its units.
    const fits = used + 3 * piece.length <= collected.length
    if (!fits && !writeBytes(descriptor, collected.subarray(0, used))) return false
    if (!fits) used = 0
    if (3 * piece.length <= collected.length) used += collected.write(piece, used)
    else if (!writeBytes(descriptor, Buffer.from(piece))) return false
  }
  return writeBytes(descriptor, collected.subarray(0, used))
}

function writeBytes(descriptor: number, bytes: Buffer): boolean {
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EPIPE') return false
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
  return true
}

/**
 * The columns of a terminal; undefined when the descriptor is none. `process.stdout` loads streams and sockets, so it is only touched
 * when the descriptor may be a terminal.
 */
export function terminalWidth(descriptor: 1 | 2): number | undefined {
  if (!kindOf(descriptor).character) return undefined
  const stream = descriptor === 1 ? process.stdout : process.stderr
  return stream.isTTY ? stream.columns : undefined
}

/** Should a report on standard output have colours? The option decides, then NO_COLOR and FORCE_COLOR, then who reads: a terminal, or the log of a CI. */
export function wantsColor(option: boolean | undefined, environment: NodeJS.ProcessEnv, descriptor: 1 | 2): boolean {
  if (option !== undefined) return option
  if ((environment.NO_COLOR ?? '') !== '') return false
  if ((environment.FORCE_COLOR ?? '') !== '') return environment.FORCE_COLOR !== '0'
  if (environment.TERM === 'dumb') return false
  const { character, file } = kindOf(descriptor)
  return (character && terminalWidth(descriptor) !== undefined) || ((environment.CI ?? '') !== '' && !file && !character)
}

function kindOf(descriptor: number): { readonly character: boolean; readonly file: boolean } {
  try {
    const stats = fstatSync(descriptor)
    return { character: stats.isCharacterDevice(), file: stats.isFile() }
  } catch {
    return { character: false, file: false }
  }
}
