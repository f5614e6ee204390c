import type { Folder } from './folder.js'

/** How long the server waits after an edit for the next one, in milliseconds. */
export const debounce = 60

/** While a folder is checked, other messages are answered at least this often, in milliseconds. */
const breath = 15

/**
 * Runs the checks of folders one after the other. An edit starts the waiting anew and ends a check that is under way: what it would have found
 * is out of date.
 */
export class Checks {
  readonly #dirty = new Set<Folder>()
  readonly #stale = new Set<Folder>()
  readonly #edits = new Map<Folder, number>()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  constructor(
    private readonly load: (folder: Folder) => Promise<void>,
    private readonly found: (folder: Folder) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** A text of the folder changed; `fromDisk` when its files and configuration have to be read again. */
  touch(folder: Folder, fromDisk = false): void {
    this.#dirty.add(folder)
    if (fromDisk) this.#stale.add(folder)
    this.#edits.set(folder, this.#editsOf(folder) + 1)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#run(), debounce)
  }

  /** Checks at once what waits, so that the folder's revision is that of its texts. */
  async settled(folder: Folder): Promise<void> {
    while (this.#dirty.has(folder)) await this.#run()
  }

  forget(folder: Folder): void {
    this.#dirty.delete(folder)
    this.#stale.delete(folder)
    this.#edits.delete(folder)
  }

  async #run(): Promise<void> {
    if (this.#running !== undefined) {
      await this.#running
      return
    }
    clearTimeout(this.#timer)
    this.#running = this.#checkAll()
    try {
      await this.#running
    } finally {
      this.#running = undefined
    }
  }

  async #checkAll(): Promise<void> {
    for (const folder of [...this.#dirty]) {
      try {
        await this.#check(folder)
      } catch (error) {
        // A mistake of ours: the next edit gets another chance.
        this.#dirty.delete(folder)
        this.failed(error)
      }
    }
  }

  async #check(folder: Folder): Promise<void> {
    const edits = this.#editsOf(folder)
    if (this.#stale.delete(folder)) await this.load(folder)
    let rested = performance.now()
    const isCurrent = (): boolean => this.#editsOf(folder) === edits
    const revision = await folder.check(() => {
      if (!isCurrent()) return false
      if (performance.now() - rested < breath) return true
      return new Promise((resolve) => {
        setImmediate(() => {
          rested = performance.now()
          resolve(isCurrent())
        })
      })
    }, () => { if (isCurrent()) this.found(folder) })
    if (revision === undefined || !isCurrent()) return
    this.#dirty.delete(folder)
    this.found(folder)
  }

  #editsOf(folder: Folder): number {
    return this.#edits.get(folder) ?? 0
  }
}
