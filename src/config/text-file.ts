import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Larger files are not read: no manifest is, and a parser with positions needs many times the size in memory. */
export const largestFile = 20 * 1024 * 1024

/** A text, or why there is none. */
export type TextFile = { readonly text: string } | { readonly reason: string }

/** Reads a file that should be UTF-8 text. Never throws; pipes and devices are read up to the bound. */
export function readTextFile(path: string): TextFile {
  try {
    const descriptor = openSync(path, 'r')
    try {
      return readDescriptor(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return { reason: readFailure(error) }
  }
}

/** Reads standard input up to the bound. */
export function readStandardInput(): TextFile {
  try {
    return readDescriptor(0)
  } catch (error) {
    return { reason: readFailure(error) }
  }
}

const tooLarge: TextFile = { reason: `larger than ${largestFile / 1024 / 1024} MB` }

/** Why a path that names nothing cannot be read. */
export const nothingThere = 'no such file or directory'

/** What stands behind an error of the file system, in words. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return failures.get(code) ?? `cannot be read (${code === '' ? String(error) : code})`
}

const failures: ReadonlyMap<string, string> = new Map([
  ['ENOENT', nothingThere],
  ['ENOTDIR', nothingThere],
  ['EACCES', 'no permission to read it'],
  ['EPERM', 'no permission to read it'],
  ['ELOOP', 'a loop of symbolic links'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EISDIR', 'a directory'],
])

/** Nearly every manifest fits, and then nothing is copied. No `stat` before reading: that would cost as much as reading. */
const scratch = Buffer.allocUnsafeSlow(256 * 1024)

function readDescriptor(descriptor: number): TextFile {
  let bytes: Buffer = scratch
  let used = 0
  for (;;) {
    const length = readSome(descriptor, bytes.subarray(used))
    if (length === 0) return decode(bytes.subarray(0, used))
    used += length
    if (used > largestFile) return tooLarge
    if (used === bytes.length) bytes = larger(bytes, descriptor)
  }
}

/** The bytes with room for all that a file still has, or for as many again of what does not know its size. */
function larger(bytes: Buffer, descriptor: number): Buffer {
  const size = Math.min(fstatSync(descriptor).size, largestFile)
  const copy = Buffer.allocUnsafeSlow(Math.max(size + 1, 2 * bytes.length))
  bytes.copy(copy)
  return copy
}

/** Reads once; a pipe that has nothing to say yet is waited for, and one that was closed on the other side has ended. */
function readSome(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk, 0, chunk.length, null)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}

/** Bytes to text; the reason names the place of the first byte that is not UTF-8. */
export function decode(bytes: Buffer): TextFile {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { reason: 'UTF-16 text; Kubernetes reads UTF-8' }
  // A stray NUL in a text is a syntax error with a place; many of them, or one among bytes that are no text, are another kind of file.
  if (bytes.includes(0) && (!isUtf8(bytes) || nulShare(bytes) > 0.01)) return { reason: 'a binary file' }
  if (isUtf8(bytes)) return { text: bytes.toString('utf8') }
  const at = firstBadByte(bytes)
  const before = bytes.toString('latin1', 0, at)
  const line = before.split('\n').length
  const column = bytes.toString('utf8', before.lastIndexOf('\n') + 1, at).length + 1
  const byte = (bytes[at] ?? 0).toString(16).padStart(2, '0')
  return { reason: `not UTF-8: byte 0x${byte} at line ${line}, column ${column}` }
}

function nulShare(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte === 0) count++
  return count / bytes.length
}

/** The offset of the first byte that begins no UTF-8 character: the longest valid prefix, found by halving. */
function firstBadByte(bytes: Buffer): number {
  let valid = 0
  let invalid = bytes.length
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    // A prefix may end within a character, which is no fault of it: go back to where that character starts.
    let end = middle
    while (end > valid && middle - end < 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
    if (end === valid) break
    if (isUtf8(bytes.subarray(0, end))) valid = end
    else invalid = end
  }
  while (valid < bytes.length) {
    const length = [1, 2, 3, 4].find((size) => valid + size <= bytes.length && isUtf8(bytes.subarray(valid, valid + size)))
    if (length === undefined) return valid
    valid += length
  }
  return valid
}
