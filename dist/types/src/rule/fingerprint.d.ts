import type { Finding, FindingIdentity, ResourceIdentity } from './finding.js';
import type { Path } from '../yaml/document.js';
/** The identity of a finding. */
export declare function identityOf({ rule, resource, file, path, stablePath }: Finding): FindingIdentity;
/** A resource as identities name it: `KafkaTopic kafka/orders`. */
export declare function resourceKey({ kind, namespace, name }: ResourceIdentity): string;
/** An identity as one text, to compare and to look up. */
export declare function identityKey({ rule, resource, file, path }: FindingIdentity): string;
/**
 * A fingerprint for each finding, in their order: 32 hexadecimal digits and an ordinal (`…:0`), which only tells findings apart that share an
 * identity (the same cluster in two overlays).
 */
export declare function fingerprints(findings: readonly Finding[]): string[];
/**
 * A path in which the items of lists are called by what names them, so that it stays when an item is inserted before:
 * `spec.listeners[plain].port`, `spec.authorization.acls[topic orders Read,Write]`. An item without a name keeps its position.
 */
export declare function stablePath(value: unknown, path: Path): string;
