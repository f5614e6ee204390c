import type { SourceFile } from '../rule/finding.js';
/** The texts of a run. A host has read them; the engine touches no file system. */
export interface LintInput {
    /** Files to report on. */
    readonly files: readonly SourceFile[];
    /** Files that are only read for context (`--know`); nothing is reported on them. */
    readonly known?: readonly SourceFile[];
    /** Files that were named or found and could not be read, or were left out, with the reason. */
    readonly unread?: readonly {
        readonly file: string;
        readonly status: 'skipped' | 'failed';
        readonly reason: string;
    }[];
    /**
     * Fixes will be applied: each is tried on its document first, and left out when the document would then not say what the rule means. A mere
     * report spares this; of a thousand fixes one may turn out to be impossible when it is applied.
     */
    readonly applyingFixes?: boolean;
}
