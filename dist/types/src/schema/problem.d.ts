import type { Path } from '../yaml/document.js';
/** The rule ids under which the schema stage reports; each has a rule file in `rules/schema/`. */
export type SchemaRule = 'unknown-field' | 'missing-field' | 'wrong-type' | 'invalid-value' | 'invalid-combination' | 'invalid-metadata' | 'unserved-api-version' | 'unknown-kind';
/** One thing that a Kubernetes API server with the CRDs of a Strimzi release would refuse. One problem per cause. */
export interface SchemaProblem {
    readonly rule: SchemaRule;
    /** Path inside the resource; for a missing field, the path where it would stand. */
    readonly at: Path;
    readonly on?: 'key' | 'value';
    readonly message: string;
    /** A new key for a misspelt one, when there is exactly one good candidate. */
    readonly rename?: string;
}
