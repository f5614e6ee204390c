import { isAbsolute, relative, resolve, sep } from 'node:path'
import { withBaseline } from '../config/lint-project.js'
import { configPath, openConfig, openProject, type Project } from '../config/project.js'
import { configNames, shownPath } from '../config/repository.js'
import { noChoices, type Choices } from '../config/settings.js'
import { Session, type Revision } from '../engine/session.js'
import type { Finding, SourceFile } from '../rule/finding.js'
import type { Rule } from '../rule/rule.js'

/** What a person sets in the editor; the configuration file of the folder counts as on the command line. */
export interface EditorSettings extends Choices {
  readonly config?: string | false
  readonly markdown: boolean
}

export const noEditorSettings: EditorSettings = { ...noChoices, markdown: false }

/**
 * A folder of the editor's workspace: its manifests on the disk, the texts that are open over them, and what was found in them. What the
 * command line says in this folder, this says of the same texts.
 */
export class Folder {
  /** What the last check found; absent before the first. */
  revision: Revision | undefined
  /** Mistakes in the configuration file, which keep the settings from before. */
  mistakes: readonly Finding[] = []
  /** The files that the mistakes stand in. */
  mistaken: ReadonlyMap<string, SourceFile> = new Map()
  configurationPath: string | undefined
  /** What is wrong with the settings of the editor. */
  complaints: readonly string[] = []
  #files: ReadonlyMap<string, SourceFile> = new Map()
  readonly #open = new Map<string, SourceFile>()
  #session: Session
  #settingsKey = ''
  #project: Project | undefined

  /** `whole`: the folder's files are read; else only what is open in it counts. */
  constructor(readonly root: string, private readonly whole: boolean, private readonly rules: readonly Rule[]) {
    this.#session = new Session(rules, { strimzi: 'auto', tenants: [], levels: () => new Map() })
  }

  /** The name of a file in reports: from the root of the folder, as the command line shows it there. */
  nameOf(path: string): string {
    return shownPath(relative(this.root, path))
  }

  pathOf(name: string): string {
    return resolve(this.root, name)
  }

  holds(path: string): boolean {
    const inside = relative(this.root, path)
    return inside !== '' && !isAbsolute(inside) && inside !== '..' && !inside.startsWith(`..${sep}`)
  }

  isConfiguration(path: string): boolean {
    return configNames.some((name) => path.endsWith(`${sep}${name}`))
  }

  /** Reads configuration and files from the disk. Texts that did not change stay what they were, so nothing is done twice. */
  async load(settings: EditorSettings): Promise<void> {
    if (!this.whole && this.#open.size === 0) return
    const choices = { ...settings, cwd: this.root, paths: this.whole ? [] : [...this.#open.keys()], know: [] }
    this.configurationPath = configPath(choices)
    const opened = await openConfig(choices, this.rules)
    const project = await openProject(choices, this.rules)
    const refused = 'complaints' in project
    this.complaints = refused ? project.complaints : []
    this.mistakes = refused ? project.mistakes : []
    this.mistaken = refused ? project.files : new Map()
    if (refused) return
    const before = this.#files
    const files = this.whole ? project.input.files : []
    this.#files = new Map(files.map((file) => [file.path, before.get(file.path)?.text === file.text ? (before.get(file.path) ?? file) : file]))
    this.#project = project
    const key = JSON.stringify([settings, [...opened.files.values()], project.settings.crds, project.settings.today])
    if (key === this.#settingsKey) return
    this.#settingsKey = key
    this.#session = new Session(this.rules, project.settings)
  }

  /** Whether nothing is open in it. */
  get isIdle(): boolean {
    return this.#open.size === 0
  }

  /** Puts an open text in the place of the file on the disk. */
  open(file: SourceFile): void {
    this.#open.set(file.path, file)
  }

  /** The file on the disk counts again. */
  close(name: string): void {
    this.#open.delete(name)
  }

  /** The text of a file as it counts now. */
  file(name: string): SourceFile | undefined {
    return this.#open.get(name) ?? this.#files.get(name)
  }

  /** Checks what changed; undefined when `proceed` said no in between. The first time, `early` is called when what is open has been checked. */
  async check(proceed: () => boolean | Promise<boolean>, early: () => void): Promise<Revision | undefined> {
    const files = new Map(this.#files)
    for (const [name, file] of this.#open) files.set(name, file)
    const revision = await this.#session.update({ files: [...files.values()] }, {
      proceed,
      first: [...this.#open.keys()],
      early: (some) => {
        this.#take(some)
        early()
      },
    })
    if (revision !== undefined) this.#take(revision)
    return revision
  }

  #take(revision: Revision): void {
    const project = this.#project
    this.revision = project === undefined ? revision : { ...revision, report: withBaseline(revision.report, project) }
  }
}
