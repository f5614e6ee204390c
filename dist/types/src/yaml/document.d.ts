import type { Span } from '../text/span.js';
/** Keys and indices that lead from the root of a document to a node. Keys are strings as JSON has them (`010:` is `"8"`). */
export type Path = readonly (string | number)[];
/** Where a node stands in the original text. A value that is empty (`key:`) has an empty span after the colon. */
export interface Place {
    /** The key of a mapping entry, without spaces, anchors or tags; absent for list items and the root. */
    readonly key?: Span;
    /** The value, without leading spaces, comments, anchors or tags. An alias has the span of the alias (`*name`). */
    readonly value: Span;
}
/** What a parser says about a text; `code` is the rule id under which it is reported. */
export interface YamlProblem {
    readonly code: 'yaml-syntax' | 'yaml-duplicate-key' | 'yaml-limit' | 'yaml-text-after-end';
    readonly message: string;
    readonly span: Span;
    readonly related?: readonly {
        readonly message: string;
        readonly span: Span;
    }[];
}
/**
 * One document of a stream. `value` is what a Kubernetes API server would see after kubectl has decoded it
 * (scalars as go-yaml v2 reads them, merge keys applied, keys as strings); `undefined` when the document cannot be read at all.
 */
export interface YamlDocument {
    /** Position in the stream, from 0; empty and comment-only documents count. */
    readonly index: number;
    /** The document in the original text, without the `---` line that begins it. */
    readonly span: Span;
    readonly value: unknown;
    /** True for documents that hold nothing but white space and comments. */
    readonly empty: boolean;
    /** Syntax problems, duplicate keys and text that nobody reads. A document with a value may still have problems of the last two. */
    readonly problems: readonly YamlProblem[];
    /** The place of the node at `path`; undefined when the document has no such node. Computed on first use. */
    place(path: Path): Place | undefined;
    /** The path of the innermost node (key or value) that contains `offset`; for editors. */
    pathAt(offset: number): Path | undefined;
}
/** A change to a document in terms of its values; `src/yaml/edit.ts` turns it into text edits that keep every other byte. */
export type Change = {
    readonly set: Path;
    readonly to: unknown;
} | {
    readonly remove: Path;
} | {
    readonly rename: Path;
    readonly to: string;
};
