import { homedir } from 'node:os'
import { dirname, parse } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import {
  CodeActionKind, createConnection, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, DocumentDiagnosticReportKind, LSPErrorCodes,
  MessageType, ResponseError, ShowMessageNotification, TextDocumentSyncKind,
  type CancellationToken, type Connection, type DocumentSymbol, type InitializeParams, type InitializeResult, type Location, type SymbolInformation,
} from 'vscode-languageserver/node'
import { rules } from '../../rules/index.js'
import { actionsAt, fixAllKind } from './actions.js'
import { pathOf } from './buffers.js'
import { clientOf } from './client.js'
import { completionsAt, resolveCompletion } from './completion.js'
import { source } from './diagnostics.js'
import { Editor } from './editor.js'
import { hoverAt } from './hover.js'
import { targetsAt } from './links.js'
import { section, settingsOf } from './settings.js'
import { symbolsOf } from './symbols.js'

/** Serves one editor over a pair of streams, until it says `exit` or the input ends; both end the process. */
export function serve(input: NodeJS.ReadStream, output: NodeJS.WriteStream, version: string): void {
  // Each edit leaves some MB behind; left to itself, V8 lets them pile up to a multiple of what the server needs.
  setFlagsFromString('--heap-growing-percent=40')
  const connection = createConnection(input, output)
  // Whatever is printed by mistake must not break the protocol.
  console.log = (...args) => { connection.console.log(args.map(String).join(' ')) }
  // A mistake of ours is told in the log and costs one answer, not the server.
  process.on('uncaughtException', (error) => { connection.console.error(error.stack ?? error.message) })
  process.on('unhandledRejection', (error) => { connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)) })
  connection.onInitialize((params) => {
    const editor = editorFor(connection, params)
    answer(connection, editor)
    follow(connection, editor, params)
    return capabilities(editor, version)
  })
  connection.listen()
}

function editorFor(connection: Connection, params: InitializeParams): Editor {
  const client = clientOf(params)
  return new Editor(client, rules, {
    diagnostics: (sent) => void connection.sendDiagnostics(sent),
    refresh: () => { if (client.refresh) void connection.languages.diagnostics.refresh().catch(() => undefined) },
    log: (message) => { connection.console.error(message) },
    warn: (message) => void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
  })
}

function capabilities({ client }: Editor, version: string): InitializeResult {
  return {
    serverInfo: { name: source, version },
    capabilities: {
      positionEncoding: client.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      hoverProvider: true,
      completionProvider: { resolveProvider: true, triggerCharacters: [' ', '.', '/'] },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      definitionProvider: true,
      documentSymbolProvider: true,
      ...(client.pull && { diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: false } }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  }
}

/** Follows what happens in the editor and on the disk. */
function follow(connection: Connection, editor: Editor, params: InitializeParams): void {
  const { client } = editor
  const roots = rootsOf(params)
  const settings = async (sent: unknown): Promise<ReturnType<typeof settingsOf>> => {
    const asked: unknown = client.configuration ? await connection.workspace.getConfiguration(section).catch(() => null) : null
    return settingsOf(asked ?? sent)
  }
  connection.onInitialized(async () => {
    if (client.watchedFiles) {
      const watchers = ['**/*.{yaml,yml,json,md}', '**/{.gitignore,Kustomization}'].map((globPattern) => ({ globPattern }))
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined)
    }
    if (client.configurationChanges) void connection.client.register(DidChangeConfigurationNotification.type, { section }).catch(() => undefined)
    if (client.folders) connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => pathOf(uri)))
      editor.setRoots([...editor.folders.roots.filter((root) => !gone.has(root)), ...usable(added.map(({ uri }) => pathOf(uri)))])
    })
    editor.start(await settings(params.initializationOptions), roots)
  })
  connection.onDidChangeConfiguration(async ({ settings: sent }) => { editor.configure(await settings(sent)) })
  connection.onDidChangeWatchedFiles(({ changes }) => { editor.reload(changes.flatMap(({ uri }) => pathOf(uri) ?? [])) })
  connection.onDidOpenTextDocument(({ textDocument }) => { editor.open(textDocument) })
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => { editor.change(uri, version, contentChanges) })
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => { editor.close(uri) })
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    // Where nobody watches the disk, a save is the moment to look at it.
    if (!client.watchedFiles) editor.reload([pathOf(uri) ?? ''])
  })
}

function rootsOf(params: InitializeParams): string[] {
  const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? []
  // Some clients send no folders, or an empty list, and the root by its old name.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients know only this
  return usable((uris.length > 0 ? uris : [params.rootUri ?? '']).map(pathOf))
}

/** Nobody means all of a disk, or everything that a person has. */
function usable(paths: readonly (string | undefined)[]): string[] {
  return paths.flatMap((path) => {
    const root = path === undefined ? undefined : path.length > 1 ? path.replace(/[/\\]+$/, '') : path
    return root === undefined || root === '' || root === parse(root).root || root === homedir() || root === dirname(homedir()) ? [] : [root]
  })
}

/** Answers what the editor asks. */
function answer(connection: Connection, editor: Editor): void {
  const { client } = editor
  const asked = guard(connection)
  connection.onHover(asked(null, async ({ textDocument, position }) => {
    await editor.started
    const page = editor.page(textDocument.uri)
    return page === undefined ? null : hoverAt(page, page.positions.offset(position), editor.findingsIn(page), editor.rules, client)
  }))
  connection.onCompletion(asked([], async ({ textDocument, position }) => {
    await editor.started
    const page = editor.page(textDocument.uri)
    return page === undefined ? [] : completionsAt(page, page.positions.offset(position), client)
  }))
  connection.onCompletionResolve((item) => {
    try {
      return resolveCompletion(item, client)
    } catch {
      return item
    }
  })
  connection.onCodeAction(asked([], async ({ textDocument, range, context }) => {
    const page = await editor.checkedPage(textDocument.uri)
    if (page === undefined) return []
    return actionsAt(page, page.positions.span(range), editor.findingsIn(page), (finding) => editor.diagnosticOf(finding, page.folder), client, context.only)
  }))
  connection.onDefinition(asked(null, async ({ textDocument, position }): Promise<Location[] | null> => {
    const page = await editor.checkedPage(textDocument.uri)
    if (page === undefined) return null
    return targetsAt(page, page.positions.offset(position)).flatMap((resource) => editor.locationOf(page.folder, resource) ?? [])
  }))
  connection.onDocumentSymbol(asked([], async ({ textDocument: { uri } }) => {
    await editor.started
    const page = editor.page(uri)
    const symbols = page === undefined ? [] : symbolsOf(page)
    return client.symbolTree ? symbols : symbols.flatMap((symbol) => flat(symbol, uri))
  }))
  connection.languages.diagnostics.on(asked({ kind: DocumentDiagnosticReportKind.Full, items: [] }, async ({ textDocument: { uri }, previousResultId }) => {
    editor.published.pulls(uri)
    const page = await editor.checkedPage(uri)
    if (page === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
    const { id, diagnostics } = editor.pull(page)
    return id === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
      : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...diagnostics] }
  }))
}

/** Wraps answers: an exception is told in the log and gives the fallback, and nobody gets an answer that was cancelled. */
function guard(connection: Connection) {
  return <Params, Answer>(fallback: Answer, give: (params: Params) => Answer | Promise<Answer>) =>
    async (params: Params, token: CancellationToken): Promise<Answer | ResponseError<never>> => {
      const cancelled = (): ResponseError<never> => new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
      try {
        const given = await give(params)
        return token.isCancellationRequested ? cancelled() : given
      } catch (error) {
        connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
        return fallback
      }
    }
}

function flat(symbol: DocumentSymbol, uri: string, containerName?: string): SymbolInformation[] {
  const { name, kind, range, children = [] } = symbol
  const own = { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) }
  return [own, ...children.flatMap((child) => flat(child, uri, name))]
}
