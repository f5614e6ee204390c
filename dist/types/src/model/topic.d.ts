import type { Path } from '../yaml/document.js';
import { Config, type Sourced } from './config.js';
import { type Resource } from './resource.js';
import type { KafkaCluster } from './cluster.js';
import type { LogOptions } from './topic-defaults.js';
import type { Workspace } from './workspace.js';
/** A KafkaTopic, with the values that Kafka will use: written, inherited from the cluster, or Kafka's defaults. */
export declare class Topic implements LogOptions {
    #private;
    readonly resource: Resource;
    readonly workspace: Workspace;
    constructor(resource: Resource, workspace: Workspace);
    /** The name of the topic in Kafka. */
    get name(): string;
    /** The cluster that the topic's label names, when it is to be seen. */
    get cluster(): KafkaCluster | undefined;
    get config(): Config;
    get partitions(): Sourced<number> | undefined;
    /** `spec.replicas`, else the cluster's `default.replication.factor`; undefined when neither can be seen. */
    get replicas(): Sourced<number> | undefined;
    /** The value a topic option has in the end: written here, inherited from the linked cluster's broker option, or Kafka's default. */
    option(key: string): Sourced<unknown> | undefined;
    writes(key: string): boolean;
    at(key: string): Path;
    number(key: string): Sourced<number> | undefined;
    boolean(key: string): Sourced<boolean> | undefined;
    text(key: string): Sourced<string> | undefined;
    names(key: string): Sourced<readonly string[]> | undefined;
}
/** Where the name of a topic in Kafka is written: `spec.topicName` when it is there, else `metadata.name`. */
export declare function topicNamePath(resource: Resource): Path;
