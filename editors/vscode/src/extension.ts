import { commands, workspace, type ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node'

let client: LanguageClient | undefined

/** Starts the server and leaves the rest to it. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(commands.registerCommand('strimzi-lint.restart', async () => {
    await client?.stop()
    await start(context)
  }))
  await start(context)
}

export async function deactivate(): Promise<void> {
  await client?.stop()
}

async function start(context: ExtensionContext): Promise<void> {
  const selector = ['yaml', 'json', 'helm', 'markdown'].flatMap((language) => [{ scheme: 'file', language }, { scheme: 'untitled', language }])
  client = new LanguageClient('strimzi-lint', 'strimzi-lint', serverOptions(context), {
    documentSelector: selector,
    synchronize: { configurationSection: 'strimzi-lint' },
  })
  await client.start()
}

/** The program that a person named, else the one that comes with the extension, run by the Node of VS Code. */
function serverOptions(context: ExtensionContext): ServerOptions {
  const named = workspace.getConfiguration('strimzi-lint').get<string>('server') ?? ''
  if (named !== '') return { command: named, args: ['lsp', '--stdio'] }
  return { module: context.asAbsolutePath('server/strimzi-lint.cjs'), args: ['lsp'], transport: TransportKind.stdio }
}
