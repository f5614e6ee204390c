import type { KafkaCluster } from './cluster.js';
import { Config, type Sourced } from './config.js';
import { type Resource } from './resource.js';
import type { Workspace } from './workspace.js';
/** The three topics in which Kafka Connect keeps its state, with the configuration keys and the fields of `v1`. */
export declare const storageTopics: readonly [{
    readonly key: "config";
    readonly topicField: "configStorageTopic";
    readonly topicKey: "config.storage.topic";
    readonly factorKey: "config.storage.replication.factor";
}, {
    readonly key: "offset";
    readonly topicField: "offsetStorageTopic";
    readonly topicKey: "offset.storage.topic";
    readonly factorKey: "offset.storage.replication.factor";
}, {
    readonly key: "status";
    readonly topicField: "statusStorageTopic";
    readonly topicKey: "status.storage.topic";
    readonly factorKey: "status.storage.replication.factor";
}];
/** A KafkaConnect cluster; hides that `v1` has typed fields where `v1beta2` has worker options. */
export declare class ConnectCluster {
    #private;
    readonly resource: Resource;
    readonly workspace: Workspace;
    constructor(resource: Resource, workspace: Workspace);
    /** The Kafka cluster it stores its state in and, by default, works on; undefined when it is not to be seen. */
    get kafka(): KafkaCluster | undefined;
    /** The worker configuration. */
    get config(): Config;
    get groupId(): Sourced<string> | undefined;
    storageTopic(topic: (typeof storageTopics)[number]): Sourced<string> | undefined;
    /** Whether KafkaConnector resources configure this cluster (`strimzi.io/use-connector-resources`). */
    get usesConnectorResources(): boolean;
    /** The KafkaConnector resources that name this cluster; undefined when their number cannot be told. */
    get connectors(): readonly Resource[] | undefined;
}
