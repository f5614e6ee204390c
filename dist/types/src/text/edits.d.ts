import type { Edit } from './span.js';
/** Applies edits to a text, or returns undefined when two of them overlap or one lies outside the text. Insertions at one place keep their order. */
export declare function applyEdits(text: string, edits: readonly Edit[]): string | undefined;
/** A text on which edits are made one after the other, each in terms of the text as it then is. */
export declare class Draft {
    private readonly original;
    private pieces;
    constructor(original: string);
    /** The text with all edits so far. */
    get text(): string;
    /** Makes one edit; its span refers to `text` as it is now. */
    edit({ span, text }: Edit): void;
    /** All edits so far as edits of the original text, in its order and without overlaps. */
    edits(): Edit[];
}
