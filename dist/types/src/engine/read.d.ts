import { type Resource } from '../model/resource.js';
import type { DocumentRecord, ResourceIdentity, SourceFile } from '../rule/finding.js';
import type { YamlDocument, YamlProblem } from '../yaml/document.js';
import type { LintInput } from './input.js';
/** A document with what became of it before any rule ran. */
export interface ReadDocument {
    readonly file: SourceFile;
    readonly document: YamlDocument;
    readonly record: DocumentRecord;
    readonly resource?: Resource;
    /** What the parser says about the document, given once however many items it holds; nothing for templates. */
    readonly problems: readonly YamlProblem[];
    /** The document is part of a template: what is wrong with it is gone once it is rendered. */
    readonly template?: boolean;
}
export declare function isMarkdown(path: string): boolean;
/** The texts of a run, read into documents and resources. Every document ends with a record: nothing is skipped in silence. */
export interface Project {
    readonly documents: readonly ReadDocument[];
    /** Documents of files that are only known. */
    readonly known: readonly ReadDocument[];
    /** The documents of a file that is reported on. */
    inFile(file: SourceFile): readonly ReadDocument[];
    /** Files that hold no documents of their own: templates, Markdown without YAML. */
    readonly unread: readonly {
        readonly file: string;
        readonly status: 'skipped';
        readonly reason: string;
    }[];
}
/** Reads all texts. `judged` says for which foreign kinds some rule exists (`apps/Deployment`). */
export declare function readProject(input: LintInput, judged: ReadonlySet<string>): Project;
export declare function identityOf(resource: Resource): ResourceIdentity;
