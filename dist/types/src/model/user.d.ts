import type { Path } from '../yaml/document.js';
import type { KafkaCluster } from './cluster.js';
import { type Resource } from './resource.js';
import { type Mapping } from './value.js';
import type { Sourced } from './config.js';
import type { Workspace } from './workspace.js';
/** The quotas of a KafkaUser: bytes per second and broker, percent of a broker's request threads, partition mutations per second. */
export declare const quotaKeys: readonly ["producerByteRate", "consumerByteRate", "requestPercentage", "controllerMutationRate"];
export type QuotaKey = (typeof quotaKeys)[number];
/** One ACL rule of a KafkaUser, whatever the API generation wrote (`operation` or `operations`). */
export interface Acl {
    readonly path: Path;
    /** Where the name stands, or would stand. */
    readonly namePath: Path;
    /** `topic`, `group`, `transactionalId`, `cluster`. */
    readonly resourceType: string;
    /** The name or prefix; undefined when absent or unreadable. */
    readonly name: string | undefined;
    /** Kafka's default is `literal`. */
    readonly patternType: string;
    readonly operations: readonly string[];
    readonly deny: boolean;
}
/** A KafkaUser. */
export declare class User {
    #private;
    readonly resource: Resource;
    readonly workspace: Workspace;
    constructor(resource: Resource, workspace: Workspace);
    get cluster(): KafkaCluster | undefined;
    /** `tls`, `tls-external`, `scram-sha-512`; undefined when no credentials are asked for. */
    get authenticationType(): string | undefined;
    get quotas(): Mapping | undefined;
    quota(key: QuotaKey): Sourced<number> | undefined;
    get acls(): readonly Acl[];
}
/** Whether the pattern of an ACL covers a name. */
export declare function covers(acl: Acl, name: string): boolean;
export declare function allowsChange(acl: Acl): boolean;
