import type { Path } from '../yaml/document.js';
import type { KafkaCluster } from './cluster.js';
import { Config } from './config.js';
import { type Resource } from './resource.js';
import type { Workspace } from './workspace.js';
/** A Kafka cluster at one end of a mirror, as the KafkaMirrorMaker2 describes it. */
export interface MirrorEnd {
    readonly alias: string;
    /** Where this end is described. */
    readonly path: Path;
    readonly bootstrapServers: string | undefined;
    readonly config: Config;
    /** The Kafka resource behind it, when it is one of the workspace. */
    readonly kafka: KafkaCluster | undefined;
}
/** One connector of a mirror. */
export interface MirrorConnector {
    /** Where it stands, or would stand. */
    readonly path: Path;
    readonly present: boolean;
    readonly config: Config;
}
/** One flow from a source to the target. */
export interface MirrorFlow {
    readonly path: Path;
    readonly source: MirrorEnd | undefined;
    readonly target: MirrorEnd | undefined;
    readonly sourceConnector: MirrorConnector;
    readonly checkpointConnector: MirrorConnector;
    /** Gone in `v1`; there `present` is always false. */
    readonly heartbeatConnector: MirrorConnector;
}
/** A KafkaMirrorMaker2; hides that `v1beta2` lists clusters and refers to them by alias, and `v1` nests them. */
export declare class Mirror {
    #private;
    readonly resource: Resource;
    readonly workspace: Workspace;
    constructor(resource: Resource, workspace: Workspace);
    /** The cluster where the workers keep their state: `spec.target`, or the one that `connectCluster` names. */
    get target(): MirrorEnd | undefined;
    get flows(): readonly MirrorFlow[];
}
