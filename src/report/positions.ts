import type { SourceFile } from '../rule/finding.js'
import { LineIndex } from '../text/lines.js'

/** A place in every way that somebody may count it: line and column from 1, columns and offset in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** Lines and columns for the files of a report; the index of a file is built when it is first asked for. */
export class Positions {
  private readonly files: ReadonlyMap<string, SourceFile>
  private readonly indexes = new Map<string, LineIndex>()

  constructor(files: ReadonlyMap<string, SourceFile>) {
    this.files = files
  }

  at(file: string, offset: number): Position {
    const { line, column } = this.index(file).place(offset)
    return { line, column, offset }
  }

  /** The lines of a file; those of an empty text when the report does not hold the file. */
  index(file: string): LineIndex {
    let index = this.indexes.get(file)
    if (index === undefined) this.indexes.set(file, (index = new LineIndex(this.files.get(file)?.text ?? '')))
    return index
  }
}
