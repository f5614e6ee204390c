import { dirname } from 'node:path'
import type { Rule } from '../rule/rule.js'
import { Folder } from './folder.js'

/** The folders of the editor, and those of files that are open and lie in none of them. */
export class Folders {
  #workspace: readonly Folder[] = []
  readonly #single = new Map<string, Folder>()

  constructor(private readonly rules: readonly Rule[]) {}

  get all(): readonly Folder[] {
    return [...this.#workspace, ...this.#single.values()]
  }

  get roots(): readonly string[] {
    return this.#workspace.map(({ root }) => root)
  }

  /** The folders of the workspace are these now; those that stay keep what they know. */
  setRoots(roots: readonly string[]): void {
    const before = new Map(this.#workspace.map((folder) => [folder.root, folder]))
    this.#workspace = [...new Set(roots)].map((root) => before.get(root) ?? new Folder(root, true, this.rules))
    this.#single.clear()
  }

  /** The folder that answers for a file: the innermost of the workspace, else its own folder, of which only open files count. */
  of(path: string): Folder {
    const [innermost] = this.#workspace.filter((folder) => folder.holds(path)).sort((a, b) => b.root.length - a.root.length)
    if (innermost !== undefined) return innermost
    const root = dirname(path)
    let folder = this.#single.get(root)
    if (folder === undefined) this.#single.set(root, (folder = new Folder(root, false, this.rules)))
    return folder
  }

  /** Forgets a folder of single files when none of them is open any more. */
  release(folder: Folder): void {
    if (this.#single.get(folder.root) === folder && folder.isIdle) this.#single.delete(folder.root)
  }
}
