import { type Resource } from './resource.js';
import type { Sourced } from './config.js';
import type { KafkaCluster } from './cluster.js';
import type { Workspace } from './workspace.js';
/** A KafkaNodePool. */
export declare class NodePool {
    #private;
    readonly resource: Resource;
    readonly workspace: Workspace;
    constructor(resource: Resource, workspace: Workspace);
    get clusterName(): string | undefined;
    get cluster(): KafkaCluster | undefined;
    /** `broker`, `controller`; empty when the pool does not say, as in a patch. */
    get roles(): readonly string[];
    hasRole(role: 'broker' | 'controller'): boolean;
    /** The number of nodes; undefined when it is not a number that can be read (a placeholder, a patch without it). */
    get replicas(): Sourced<number> | undefined;
}
