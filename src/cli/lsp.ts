import { version } from './version.js'

/** Serves an editor until it says `exit` or closes the input; both end the process. The server is a file of its own, which nothing else loads. */
export async function lspCommand(): Promise<never> {
  const { serve } = await import('../lsp/server.js')
  serve(process.stdin, process.stdout, version)
  return new Promise(() => undefined)
}
