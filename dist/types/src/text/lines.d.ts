/** A place as people and protocols count it: line and column from 1, columns in UTF-16 units. */
export interface LinePlace {
    readonly line: number;
    readonly column: number;
}
/** Offsets to lines and back, for one text. `\n`, `\r\n` and a lone `\r` each end a line. */
export declare class LineIndex {
    private readonly text;
    private readonly starts;
    /** The line that was found last. */
    private last;
    constructor(text: string);
    /** How many lines the text has; an empty text has one. */
    get count(): number;
    /** The place of an offset. Offsets outside the text are moved to its start or end. */
    place(offset: number): LinePlace;
    /** The offset of a place. A column beyond its line gives the end of the line, a line beyond the text the end of the text. */
    offset({ line, column }: LinePlace): number;
    /** The text of a line (from 1) without its line break; empty for lines that do not exist. */
    lineText(line: number): string;
    private start;
    private end;
}
