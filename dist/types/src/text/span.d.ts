/** A half-open range `[start, end)` of UTF-16 offsets into one original text. */
export interface Span {
    readonly start: number;
    readonly end: number;
}
/** A text edit: what stands in `span` is replaced by `text`. */
export interface Edit {
    readonly span: Span;
    readonly text: string;
}
