import { type Resource } from '../model/resource.js';
import type { Target, Workspace, WorkspaceContext } from '../model/workspace.js';
import type { DocumentRecord, Report } from '../rule/finding.js';
import type { Settings, Tenant } from '../rule/settings.js';
import type { SchemaProblem } from '../schema/problem.js';
/**
 * Finds the release that judges each resource. With `auto` it is, for each linked group, the newest release that fits what the manifests
 * declare: the apiVersion is served, the Kafka version supported, and ZooKeeper known where it is declared. (Within one apiVersion, the CRDs of newer
 * releases know every field of older ones, so fields mark no age.)
 */
export declare class Judge implements WorkspaceContext {
    #private;
    readonly tenants: readonly Tenant[];
    readonly notes: string[];
    constructor(settings: Settings);
    /**
     * Decides for all resources, given the links between them, and compiles the CRDs that were given: the only asynchronous step of a run. Called again when
     * resources have changed, it decides for the groups that are not as they were.
     */
    assignTargets(workspace: Workspace): Promise<void>;
    target(resource: Resource): Target;
    schemaProblems(resource: Resource): readonly SchemaProblem[];
    /** The final record of a document: which release judged it, or that its API version is not in the facts. */
    record(record: DocumentRecord, resource: Resource): DocumentRecord;
    /** How many resources each release judged, newest first. */
    releases(resources: readonly Resource[]): Report['strimzi'];
}
