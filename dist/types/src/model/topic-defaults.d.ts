import type { Path } from '../yaml/document.js';
import type { KafkaCluster } from './cluster.js';
import { type Sourced } from './config.js';
import type { Resource } from './resource.js';
import type { Workspace } from './workspace.js';
/** The options of a log, by the keys of topics: of one topic, or of the topics of a cluster that say nothing of their own. */
export interface LogOptions {
    readonly resource: Resource;
    /** Whether the resource itself writes the option. */
    writes(key: string): boolean;
    /** Where the option stands, or would stand. */
    at(key: string): Path;
    /** What the option is in the end; undefined when that cannot be told. */
    number(key: string): Sourced<number> | undefined;
    boolean(key: string): Sourced<boolean> | undefined;
    text(key: string): Sourced<string> | undefined;
    names(key: string): Sourced<readonly string[]> | undefined;
}
/** What topics get that do not say otherwise: broker options, which have other names and units, or Kafka's defaults. */
export declare class TopicDefaults implements LogOptions {
    #private;
    readonly cluster: KafkaCluster;
    constructor(cluster: KafkaCluster);
    get resource(): Resource;
    writes(key: string): boolean;
    at(key: string): Path;
    option(key: string): Sourced<unknown> | undefined;
    number(key: string): Sourced<number> | undefined;
    boolean(key: string): Sourced<boolean> | undefined;
    text(key: string): Sourced<string> | undefined;
    names(key: string): Sourced<readonly string[]> | undefined;
}
/** The log options of a KafkaTopic or a Kafka. */
export declare function logOptions(resource: Resource, workspace: Workspace): LogOptions | undefined;
