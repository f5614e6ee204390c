import { resolve } from 'node:path'
import {
  DiagnosticSeverity, type Diagnostic, type Location, type PublishDiagnosticsParams, type TextDocumentContentChangeEvent, type TextDocumentItem,
} from 'vscode-languageserver/node'
import { emptyConfig } from '../config/config.js'
import { readConfig } from '../config/read.js'
import type { Resource } from '../model/resource.js'
import type { Finding, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'
import type { Span } from '../text/span.js'
import { editBuffer, isManifest, openBuffer, pathOf, uriOf, type Buffer } from './buffers.js'
import { Checks } from './checks.js'
import type { Client } from './client.js'
import { diagnosticOf, source, type Places } from './diagnostics.js'
import { noEditorSettings, type EditorSettings, type Folder } from './folder.js'
import { Folders } from './folders.js'
import type { Page } from './page.js'
import { Positions } from './positions.js'
import { Published } from './published.js'

/** How the server speaks up. */
export interface Voice {
  diagnostics(params: PublishDiagnosticsParams): void
  /** Diagnostics that the client asked for are out of date. */
  refresh(): void
  /** For the log that nobody sees unless looking for it. */
  log(message: string): void
  /** For a person, who has to do something about it. */
  warn(message: string): void
}

/** Everything that the server knows of one editor: its folders and open texts, and what it was told about them. */
export class Editor {
  readonly rules: ReadonlyMap<string, Rule>
  readonly folders: Folders
  readonly published: Published
  #settings: EditorSettings = noEditorSettings
  readonly #buffers = new Map<string, Buffer>()
  readonly #checks: Checks
  readonly #positions = new WeakMap<SourceFile, Positions>()
  readonly #said = new Set<string>()
  readonly #grouped = new WeakMap<readonly Finding[], ReadonlyMap<string, readonly Finding[]>>()
  readonly #openPaths = new Map<string, string>()

  constructor(readonly client: Client, rules: readonly Rule[], private readonly voice: Voice) {
    this.started = new Promise((resolve) => { this.#start = resolve })
    this.rules = new Map(rules.map((rule) => [rule.id, rule]))
    this.folders = new Folders(rules)
    this.published = new Published(client, this.rules, (params) => { voice.diagnostics(params) })
    this.#checks = new Checks(
      (folder) => folder.load(this.#settings),
      (folder) => { this.#tell(folder) },
      (error) => { voice.log(error instanceof Error ? (error.stack ?? error.message) : String(error)) },
    )
  }

  /** Resolves when the folders are known: before, nobody can say which files an open text belongs to. */
  readonly started: Promise<void>
  #start: (() => void) | undefined

  /** The folders of the workspace, as paths. Open texts find their new folders. */
  setRoots(roots: readonly string[]): void {
    const before = new Set(this.folders.all)
    this.folders.setRoots(roots)
    const now = new Set(this.folders.all)
    for (const folder of before) {
      if (now.has(folder)) continue
      this.#checks.forget(folder)
      for (const name of folder.revision?.report.files.keys() ?? []) this.published.remove(this.#uriOf(folder.pathOf(name)))
    }
    for (const buffer of this.#buffers.values()) this.#place(buffer)
    for (const folder of this.folders.all) this.#checks.touch(folder, true)
  }

  /** The first folders and settings; only now open texts are looked at. */
  start(settings: EditorSettings, roots: readonly string[]): void {
    this.#settings = settings
    this.#start?.()
    this.#start = undefined
    this.setRoots(roots)
  }

  configure(settings: EditorSettings): void {
    this.#settings = settings
    for (const buffer of this.#buffers.values()) this.#place(buffer)
    this.reload()
  }

  /** Files on the disk changed. */
  reload(paths?: readonly string[]): void {
    const folders = paths === undefined ? this.folders.all : this.folders.all.filter((folder) => paths.some((path) => folder.holds(path)))
    for (const folder of folders) this.#checks.touch(folder, true)
  }

  open(item: TextDocumentItem): void {
    this.#take(openBuffer(item, this.client.encoding), true)
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const buffer = this.#buffers.get(uri)
    if (buffer !== undefined) this.#take(editBuffer(buffer, version, changes, this.client.encoding), false)
  }

  close(uri: string): void {
    const buffer = this.#buffers.get(uri)
    if (buffer === undefined) return
    this.#buffers.delete(uri)
    this.published.closed(uri)
    const path = placeOf(buffer)
    this.#openPaths.delete(path)
    const folder = this.folders.of(path)
    folder.close(folder.nameOf(path))
    this.folders.release(folder)
    if (folder.file(folder.nameOf(path)) === undefined) this.published.remove(uri)
    this.#checks.touch(folder)
  }

  #take(buffer: Buffer, isNew: boolean): void {
    this.#buffers.set(buffer.uri, buffer)
    this.#openPaths.set(placeOf(buffer), buffer.uri)
    if (this.#start !== undefined) return
    const folder = this.#place(buffer)
    this.#checks.touch(folder, isNew && folder.revision === undefined)
  }

  /** Tells the folder of a buffer what its text is; a configuration file is looked at for itself. */
  #place(buffer: Buffer): Folder {
    const path = placeOf(buffer)
    const folder = this.folders.of(path)
    const name = folder.nameOf(path)
    if (folder.isConfiguration(path)) {
      this.#tellConfiguration(buffer)
    } else if (isManifest(buffer, this.#settings.markdown)) {
      const known = folder.file(name)
      folder.open(known?.text === buffer.text ? known : { path: name, text: buffer.text })
    } else {
      folder.close(name)
    }
    return folder
  }

  /** What is open under a URI, with what was found around it; undefined for texts that hold no manifests. */
  page(uri: string): Page | undefined {
    const buffer = this.#buffers.get(uri)
    if (buffer === undefined || this.#start !== undefined) return undefined
    const path = placeOf(buffer)
    const folder = this.folders.of(path)
    const file = folder.file(folder.nameOf(path))
    if (file?.text !== buffer.text) return undefined
    return { uri, version: buffer.version, file, positions: buffer.positions, folder, revision: folder.revision }
  }

  /** The same, when everything that is open in the folder has been checked. */
  async checkedPage(uri: string): Promise<Page | undefined> {
    await this.started
    const buffer = this.#buffers.get(uri)
    if (buffer !== undefined) await this.#checks.settled(this.folders.of(placeOf(buffer)))
    return this.page(uri)
  }

  /** The findings in a page, if they were found in its very text. */
  findingsIn({ file, revision }: Page): readonly Finding[] {
    return revision?.report.files.get(file.path) === file ? (this.#byFile(revision.report.findings).get(file.path) ?? []) : []
  }

  /** The diagnostics of a page for a client that asks for them, and their name. */
  pull(page: Page): { readonly id: string; readonly diagnostics: readonly Diagnostic[] } {
    const { uri, file, folder, revision } = page
    const made = this.published.make(uri, file.path, this.findingsIn(page), revision?.report.files ?? new Map(), this.places(folder))
    this.published.pulled(uri, made.id)
    return made
  }

  diagnosticOf(finding: Finding, folder: Folder): Diagnostic {
    return diagnosticOf(finding, this.rules.get(finding.rule), this.client, this.places(folder))
  }

  /** How the files of a folder's report are found in the editor. */
  places(folder: Folder): Places {
    const files = folder.revision?.report.files
    return {
      positions: (name) => this.#positionsOf(files?.get(name) ?? { path: name, text: '' }),
      uri: (name) => this.#uriOf(folder.pathOf(name)),
    }
  }

  /** Where a resource stands: its name, or its kind when it has none. */
  locationOf(folder: Folder, resource: Resource): Location | undefined {
    const name = resource.file.path
    const document = folder.revision?.inFile(name).find((read) => read.resource === resource)?.document
    const place = document?.place([...resource.root, 'metadata', 'name']) ?? document?.place([...resource.root, 'kind'])
    if (place === undefined) return undefined
    const places = this.places(folder)
    return { uri: places.uri(name), range: places.positions(name).range(place.value) }
  }

  /** Tells the client what a check found, as far as it does not know it yet. */
  #tell(folder: Folder): void {
    this.#tellProblems(folder)
    const { revision } = folder
    if (revision === undefined) return
    const { report, part } = revision
    const byFile = this.#byFile(report.findings)
    const places = this.places(folder)
    const told = new Set<string>()
    let outdated = false
    for (const [name, file] of report.files) {
      const path = folder.pathOf(name)
      // A folder in a folder answers for its own files, and newer texts will have their own check.
      if (this.folders.of(path) !== folder || folder.file(name) !== file || part?.has(name) === false) continue
      const uri = this.#uriOf(path)
      told.add(uri)
      const made = this.published.make(uri, name, byFile.get(name) ?? [], report.files, places)
      outdated = this.published.publish(uri, made, this.#buffers.get(uri)) || outdated
    }
    for (const uri of part === undefined ? this.published.uris : []) {
      const path = pathOf(uri)
      if (!told.has(uri) && path !== undefined && folder.holds(path) && this.folders.of(path) === folder && !folder.isConfiguration(path) &&
        folder.file(folder.nameOf(path)) === undefined) this.published.remove(uri)
    }
    if (outdated) this.voice.refresh()
  }

  /** Mistakes in the configuration, in the settings, and exceptions in rules. */
  #tellProblems(folder: Folder): void {
    for (const complaint of folder.complaints) this.#once(complaint, () => { this.voice.warn(`strimzi-lint: ${complaint}`) })
    for (const { rule, file, error } of folder.revision?.report.failures ?? []) {
      this.#once(`${rule} ${error}`, () => { this.voice.log(`the rule ${rule} failed on ${file}; this is our bug: please report it\n${error}`) })
    }
    const mistaken = new Map([...folder.mistaken].map(([name, file]) => [folder.pathOf(name), file]))
    for (const path of new Set([...mistaken.keys(), ...(folder.configurationPath === undefined ? [] : [folder.configurationPath])])) {
      const uri = this.#uriOf(path)
      if (this.#buffers.has(uri)) continue
      const mistakes = folder.mistakes.filter(({ file }) => folder.pathOf(file) === path)
      this.#publishMistakes(uri, mistakes, new Positions(mistaken.get(path)?.text ?? '', this.client.encoding), undefined)
    }
  }

  #tellConfiguration(buffer: Buffer): void {
    // Files that it extends are looked at when it is saved.
    const { problems } = readConfig(buffer.text, [...this.rules.values()], () => emptyConfig)
    this.#publishMistakes(buffer.uri, problems, buffer.positions, buffer)
  }

  #publishMistakes(uri: string, mistakes: readonly { readonly span: Span; readonly message: string }[], positions: Positions, buffer: Buffer | undefined): void {
    const diagnostics = mistakes.map(({ span, message }) => ({
      range: positions.range(span), severity: DiagnosticSeverity.Error, source, code: 'configuration', message,
    }))
    this.published.publish(uri, { diagnostics, text: JSON.stringify(diagnostics), id: '' }, buffer)
  }

  #once(name: string, say: () => void): void {
    if (this.#said.has(name)) return
    this.#said.add(name)
    say()
  }

  #byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
    const known = this.#grouped.get(findings)
    if (known !== undefined) return known
    const grouped = new Map<string, Finding[]>()
    for (const finding of findings) {
      const group = grouped.get(finding.file)
      if (group === undefined) grouped.set(finding.file, [finding])
      else group.push(finding)
    }
    this.#grouped.set(findings, grouped)
    return grouped
  }

  #positionsOf(file: SourceFile): Positions {
    let positions = this.#positions.get(file)
    if (positions === undefined) this.#positions.set(file, (positions = new Positions(file.text, this.client.encoding)))
    return positions
  }

  /** The URI of a path, as the client writes it when the file is open. */
  #uriOf(path: string): string {
    return this.#openPaths.get(path) ?? uriOf(path)
  }
}

/** Where a buffer stands; a text that is in no file yet stands in a folder of its own. */
function placeOf({ uri, path }: Buffer): string {
  return path ?? resolve('/', 'untitled', encodeURIComponent(uri), 'untitled.yaml')
}
