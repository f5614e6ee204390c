import type { SourceFile } from '../rule/finding.js';
import type { Path, YamlDocument } from '../yaml/document.js';
import { type Mapping } from './value.js';
/** One object of a cluster, as a manifest declares it: a document, or an item of a `kind: List`. */
export interface Resource {
    readonly file: SourceFile;
    readonly document: YamlDocument;
    /** Resources of one scope stand in one example: a block of a Markdown file, or a whole file of any other kind. */
    readonly scope: number;
    /** The path from the document to the resource: empty, or `['items', 2]`. */
    readonly root: Path;
    readonly value: Mapping;
    readonly apiVersion: string;
    readonly group: string;
    readonly version: string;
    readonly kind: string;
    /** Whether it is meant for Strimzi, as the function of that name says; nearly every rule asks. */
    readonly isStrimzi: boolean;
    /** Empty when the manifest gives none. */
    readonly name: string;
    /** Absent when the manifest leaves it to kubectl, Kustomize or Argo CD. */
    readonly namespace: string | undefined;
    readonly labels: Mapping;
    readonly annotations: Mapping;
    /** Why only a part of the resource stands here (a patch, a test's assertion): nothing may be called missing. */
    readonly partial: string | undefined;
}
/** Why an example in a page is only a part: unlike a patch it is laid over nothing. */
export declare const abbreviated = "an example that is abbreviated with ...";
/**
 * True for resources that are meant for Strimzi: of one of its API groups in any version, or of one of its kinds without a group
 * (`v1`, `kafka.strimzi.io` without a version), which is a mistake. Kinds of the same name in other groups are not Strimzi's.
 */
export declare function isStrimzi({ group, kind }: {
    readonly group: string;
    readonly kind: string;
}): boolean;
/** The name by which rules select kinds: `KafkaTopic` for Strimzi's, `apps/Deployment` and `core/Service` for others. */
export declare function kindKey({ isStrimzi, group, kind }: Pick<Resource, 'isStrimzi' | 'group' | 'kind'>): string;
/** The value at a path inside a resource. */
export declare function read(resource: Resource, path: Path): unknown;
/** Makes a resource of a mapping that has apiVersion and kind; undefined for any other value. */
export declare function resourceOf(file: SourceFile, document: YamlDocument, value: Mapping, { root, scope, partial }: Pick<Resource, 'root' | 'scope' | 'partial'>): Resource | undefined;
