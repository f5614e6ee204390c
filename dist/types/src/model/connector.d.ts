import { ConnectCluster } from './connect.js';
import { Config, type Sourced } from './config.js';
import { type Resource } from './resource.js';
import type { Workspace } from './workspace.js';
/** Names of topics that a connector reads or writes: one name, or all that begin with it. */
export interface TopicNames {
    readonly name: string;
    readonly patternType: 'literal' | 'prefix';
    readonly key: string;
}
/** A KafkaConnector. */
export declare class Connector {
    #private;
    readonly resource: Resource;
    readonly workspace: Workspace;
    constructor(resource: Resource, workspace: Workspace);
    /** The Connect cluster that runs it; undefined when it is not to be seen. */
    get connect(): ConnectCluster | undefined;
    get className(): string;
    get config(): Config;
    /** Whether it writes to Kafka (`source`) or reads from it (`sink`), by its class; undefined when the class does not tell. */
    get direction(): 'source' | 'sink' | undefined;
    /** The codec of what a source writes: its own, else the worker's, else Kafka's default; undefined when the worker is not to be seen. */
    get codec(): Sourced<string> | undefined;
    /** The topics that its configuration names, for sinks those it reads and for sources those it writes. */
    get topics(): readonly TopicNames[];
}
