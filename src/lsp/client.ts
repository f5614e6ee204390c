import { DiagnosticTag, MarkupKind, type InitializeParams } from 'vscode-languageserver/node'
import { chooseEncoding, type Encoding } from './positions.js'

/** What a client can do, as far as answers depend on it. */
export interface Client {
  readonly encoding: Encoding
  /** Edits with versions; clients that do not declare them (Neovim) get plain changes. */
  readonly documentChanges: boolean
  readonly markdown: boolean
  readonly completionMarkdown: boolean
  readonly codeDescription: boolean
  readonly relatedInformation: boolean
  readonly tags: readonly DiagnosticTag[]
  readonly pull: boolean
  readonly refresh: boolean
  readonly symbolTree: boolean
  readonly definitionLinks: boolean
  readonly watchedFiles: boolean
  readonly configuration: boolean
  readonly configurationChanges: boolean
  readonly folders: boolean
}

export function clientOf({ capabilities }: InitializeParams): Client {
  const { general, textDocument, workspace } = capabilities
  const hover = textDocument?.hover?.contentFormat
  const documentation = textDocument?.completion?.completionItem?.documentationFormat
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    markdown: hover?.includes(MarkupKind.Markdown) === true,
    completionMarkdown: documentation?.includes(MarkupKind.Markdown) === true,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    tags: textDocument?.publishDiagnostics?.tagSupport?.valueSet ?? [],
    pull: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
  }
}
