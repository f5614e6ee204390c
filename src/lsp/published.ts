import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node'
import type { Finding, Report, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Buffer } from './buffers.js'
import type { Client } from './client.js'
import { diagnosticOf, type Places } from './diagnostics.js'

/** The diagnostics of a file, with what they were made of. */
interface Made {
  readonly findings: readonly Finding[]
  /** The file, and the files of related places. */
  readonly sources: readonly (SourceFile | undefined)[]
  readonly diagnostics: readonly Diagnostic[]
  readonly text: string
  /** Names these diagnostics to clients that ask for them. */
  readonly id: string
}

/** What clients have been told of each file, so that they are told again only when it is something else. */
export class Published {
  readonly #made = new Map<string, Made>()
  readonly #sent = new Map<string, { readonly text: string; readonly version: number | undefined }>()
  /** Files whose diagnostics the client asks for, with the name of what it got; it would show them twice if they were sent as well. */
  readonly #pulled = new Map<string, string>()
  #count = 0

  constructor(
    private readonly client: Client,
    private readonly rules: ReadonlyMap<string, Rule>,
    private readonly send: (params: PublishDiagnosticsParams) => void,
  ) {}

  /** The diagnostics of a file, converted only when its findings or the texts that they point into are others than the last time. */
  make(uri: string, name: string, findings: readonly Finding[], files: Report['files'], places: Places): Made {
    const before = this.#made.get(uri)
    const sources = [name, ...findings.flatMap(({ related }) => related.map(({ file }) => file))].map((file) => files.get(file))
    if (before !== undefined && isSame(before.findings, findings) && isSame(before.sources, sources)) return before
    const diagnostics = findings.map((finding) => diagnosticOf(finding, this.rules.get(finding.rule), this.client, places))
    const text = JSON.stringify(diagnostics)
    const made = { findings, sources, diagnostics, text, id: before?.text === text ? before.id : String(this.#count++) }
    this.#made.set(uri, made)
    return made
  }

  /** Sends diagnostics that the client does not have yet. True when it asks for them itself and they are not those that it got. */
  publish(uri: string, { diagnostics, text, id }: Pick<Made, 'diagnostics' | 'text' | 'id'>, buffer: Buffer | undefined): boolean {
    if (this.#pulled.has(uri) && buffer !== undefined) {
      this.#clear(uri)
      return this.#pulled.get(uri) !== id
    }
    const before = this.#sent.get(uri)
    if (before?.text === text && before.version === buffer?.version) return false
    if (before === undefined && buffer === undefined && diagnostics.length === 0) return false
    this.#sent.set(uri, { text, version: buffer?.version })
    this.send({ uri, ...(buffer !== undefined && { version: buffer.version }), diagnostics: [...diagnostics] })
    if (buffer === undefined && diagnostics.length === 0) this.forget(uri)
    return false
  }

  /** The client asks for the diagnostics of a file, now and from now on. */
  pulls(uri: string): void {
    if (!this.#pulled.has(uri)) this.#pulled.set(uri, '')
    this.#clear(uri)
  }

  /** The client got the diagnostics of that name. */
  pulled(uri: string, id: string): void {
    this.#pulled.set(uri, id)
  }

  /** The file was closed: from now on it is told of without being asked. */
  closed(uri: string): void {
    this.#pulled.delete(uri)
  }

  /** The URIs that have diagnostics in the editor. */
  get uris(): readonly string[] {
    return [...this.#sent.keys()]
  }

  /** The file is gone. */
  remove(uri: string): void {
    this.#clear(uri)
    this.forget(uri)
  }

  private forget(uri: string): void {
    this.#sent.delete(uri)
    this.#made.delete(uri)
  }

  #clear(uri: string): void {
    const before = this.#sent.get(uri)
    if (before !== undefined && before.text !== '[]') this.send({ uri, diagnostics: [] })
    this.#sent.delete(uri)
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index])
}
