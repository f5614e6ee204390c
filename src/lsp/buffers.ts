import { basename, extname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver/node'
import { applyEdits } from '../text/edits.js'
import { Positions, type Encoding } from './positions.js'

/** A text that is open in the editor. */
export interface Buffer {
  readonly uri: string
  /** Absent for texts that are not in a file yet. */
  readonly path: string | undefined
  readonly languageId: string
  readonly version: number
  readonly text: string
  readonly positions: Positions
}

export function openBuffer({ uri, languageId, version, text }: TextDocumentItem, encoding: Encoding): Buffer {
  return { uri, path: pathOf(uri), languageId, version, text, positions: new Positions(text, encoding) }
}

/** The buffer after edits, each in terms of the text that the one before left. */
export function editBuffer(buffer: Buffer, version: number, changes: readonly TextDocumentContentChangeEvent[], encoding: Encoding): Buffer {
  let { text, positions } = buffer
  for (const change of changes) {
    if ('range' in change) {
      const { start, end } = positions.span(change.range)
      text = applyEdits(text, [{ span: { start, end: Math.max(start, end) }, text: change.text }]) ?? text
    } else {
      text = change.text
    }
    positions = new Positions(text, encoding)
  }
  return { ...buffer, version, text, positions }
}

/** Whether a buffer can hold manifests. Of JSON only what looks like an object of Kubernetes does, of Markdown what a person asked for. */
export function isManifest({ languageId, path, text }: Buffer, markdown: boolean): boolean {
  const extension = path === undefined ? '' : extname(path).toLowerCase()
  if (extension === '.json' || (extension === '' && /^jsonc?$/.test(languageId))) return /"apiVersion"\s*:\s*"/.test(text) && /"kind"\s*:\s*"/.test(text)
  if (/^\.(md|markdown)$/.test(extension)) return markdown
  return /^\.ya?ml$/.test(extension) || /yaml|helm/i.test(languageId) || (path !== undefined && basename(path) === 'Kustomization')
}

/** The path of a `file:` URI, however the client writes it. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined
  } catch {
    return undefined
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href
}
