import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import {
  createProtocolConnection, DidOpenTextDocumentNotification, DidChangeTextDocumentNotification, ExitNotification, InitializedNotification, InitializeRequest,
  PublishDiagnosticsNotification, ShutdownRequest, StreamMessageReader, StreamMessageWriter,
  type ClientCapabilities, type InitializeParams, type InitializeResult, type ProtocolConnection, type PublishDiagnosticsParams, type Range,
} from 'vscode-languageserver-protocol/node'

/** What most editors can do. */
export const usualCapabilities: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true }, workspaceFolders: true },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] }, versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    completion: { completionItem: { documentationFormat: ['markdown'] } },
  },
}

export interface Start {
  /** The program that serves, with its arguments. */
  readonly command: readonly string[]
  readonly root: string | null
  readonly capabilities?: ClientCapabilities
  readonly options?: unknown
  readonly folders?: readonly string[]
  readonly milliseconds?: number
}

/** An editor without a screen: Microsoft's side of the protocol, and what was received over it. */
export class LspClient {
  readonly connection: ProtocolConnection
  readonly process: ChildProcessWithoutNullStreams
  /** All diagnostics that were sent, oldest first. */
  readonly sent: PublishDiagnosticsParams[] = []
  /** What the server logged or showed. */
  readonly log: string[] = []
  /** How often the server said that diagnostics must be asked for again. */
  refreshes = 0
  /** Sent when the server asks for the settings. */
  settings: unknown
  readonly #versions = new Map<string, number>()
  readonly #waiting = new Set<() => void>()
  readonly #milliseconds: number
  #initialized: InitializeResult | undefined

  private constructor({ command: [program = '', ...args], options, milliseconds = 30_000 }: Start) {
    this.process = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.connection = createProtocolConnection(new StreamMessageReader(this.process.stdout), new StreamMessageWriter(this.process.stdin))
    this.settings = options
    this.#milliseconds = milliseconds
    const { connection } = this
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.sent.push(params)
      this.#look()
    })
    for (const method of ['window/logMessage', 'window/showMessage']) {
      connection.onNotification(method, ({ message }: { message: string }) => {
        this.log.push(message)
        this.#look()
      })
    }
    connection.onRequest('client/registerCapability', () => null)
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++
      this.#look()
      return null
    })
    connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => this.settings ?? null))
    this.process.stderr.on('data', (chunk: Buffer) => { this.log.push(chunk.toString()) })
    connection.listen()
  }

  static async start(how: Start): Promise<LspClient> {
    const { root, capabilities = usualCapabilities, options, folders } = how
    const client = new LspClient(how)
    const params: InitializeParams = {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- a required member
      rootUri: root === null ? null : pathToFileURL(root).href,
      capabilities,
      ...(options !== undefined && { initializationOptions: options }),
      workspaceFolders: folders?.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })) ?? null,
    }
    client.#initialized = await client.connection.sendRequest(InitializeRequest.type, params)
    await client.connection.sendNotification(InitializedNotification.type, {})
    return client
  }

  /** What the server said it can do. */
  get initialized(): InitializeResult {
    if (this.#initialized === undefined) throw new Error('the server was not asked')
    return this.#initialized
  }

  #look(): void {
    for (const check of [...this.#waiting]) check()
  }

  async open(uri: string, text: string, languageId = 'yaml'): Promise<void> {
    this.#versions.set(uri, 1)
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version: 1, text } })
  }

  /** Sends edits, each in terms of the text that the one before leaves; returns the new version. */
  async change(uri: string, ...contentChanges: readonly ({ range: Range; text: string } | { text: string })[]): Promise<number> {
    const version = (this.#versions.get(uri) ?? 0) + 1
    this.#versions.set(uri, version)
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [...contentChanges] })
    return version
  }

  /** The last diagnostics of a file. */
  diagnostics(uri: string): PublishDiagnosticsParams | undefined {
    return this.sent.findLast((params) => params.uri === uri)
  }

  /** Waits for diagnostics of a file that fit: of a version, or such that a condition holds. */
  async waitFor(uri: string, fits: number | ((params: PublishDiagnosticsParams) => boolean)): Promise<PublishDiagnosticsParams> {
    const wanted = typeof fits === 'number' ? ({ version }: PublishDiagnosticsParams) => version === fits : fits
    return this.until(() => {
      const last = this.diagnostics(uri)
      return last !== undefined && wanted(last) ? last : undefined
    }, `diagnostics of ${uri}`)
  }

  /** Waits until something can be seen. */
  async until<Found>(look: () => Found | undefined, what: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check)
        reject(new Error(`no ${what} within ${this.#milliseconds} ms; the last: ${JSON.stringify(this.sent.at(-1))}; log: ${this.log.join('\n')}`))
      }, this.#milliseconds)
      const check = (): void => {
        const found = look()
        if (found === undefined) return
        clearTimeout(timer)
        this.#waiting.delete(check)
        resolve(found)
      }
      this.#waiting.add(check)
      check()
    })
  }

  /** Ends the session as editors do; the exit code of the server. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve))
    await this.connection.sendRequest(ShutdownRequest.type)
    await this.connection.sendNotification(ExitNotification.type)
    return ended
  }
}
