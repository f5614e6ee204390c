import type { Path } from '../yaml/document.js';
import { Config, type Sourced } from './config.js';
import { type BrokerPlacement } from './placement.js';
import type { NodePool } from './pool.js';
import { type Resource } from './resource.js';
import { TopicDefaults } from './topic-defaults.js';
import { type Mapping } from './value.js';
import type { Workspace } from './workspace.js';
interface Rack {
    readonly path: Path;
    readonly topologyKey: string | undefined;
}
/** One listener of a Kafka cluster. */
export interface Listener {
    readonly path: Path;
    readonly name: string;
    readonly type: string;
    readonly port: number | undefined;
    readonly tls: boolean;
    readonly value: Mapping;
}
/** A Kafka cluster with its node pools; hides ZooKeeper and KRaft, `spec.kafka.replicas` and pools. */
export declare class KafkaCluster {
    #private;
    readonly resource: Resource;
    readonly workspace: Workspace;
    constructor(resource: Resource, workspace: Workspace);
    get name(): string;
    /** The node pools that name this cluster; undefined when it cannot be told which of several with the same name is meant. */
    get pools(): readonly NodePool[] | undefined;
    /** The pools that hold partitions. */
    get brokerPools(): readonly NodePool[];
    /** The placement rules for brokers, for each broker pool in sight; of the Kafka's own pod template alone when no pool is. */
    get brokerPlacements(): readonly BrokerPlacement[];
    /** The number of brokers in each rack, when it can be told. */
    get brokersByRack(): ReadonlyMap<string, number> | undefined;
    /** Whether the nodes come from KafkaNodePool resources, seen or not. */
    get usesNodePools(): boolean;
    /** The number of brokers: the sum over the pools with the broker role, or `spec.kafka.replicas`; undefined when it cannot be seen. */
    get brokers(): number | undefined;
    /** Where the number of brokers is written, as places for `related`: the replicas of each broker pool, or `spec.kafka.replicas`. */
    get brokerPlaces(): readonly {
        readonly resource: Resource;
        readonly at: Path;
        readonly message: string;
    }[];
    /** The number of KRaft controllers; undefined when it cannot be seen, and for clusters with ZooKeeper. */
    get controllers(): number | undefined;
    /** `spec.kafka.config`. */
    get config(): Config;
    /** What a broker option is in the end: as written (unless Strimzi drops the key), or Kafka's default for the version in force. */
    option(key: string): Sourced<unknown> | undefined;
    number(key: string): Sourced<number> | undefined;
    boolean(key: string): Sourced<boolean> | undefined;
    text(key: string): Sourced<string> | undefined;
    /** What topics get that do not say otherwise. */
    get topicDefaults(): TopicDefaults;
    /** Rack awareness as declared; `topologyKey` is undefined when racks come from an environment variable or are unreadable. */
    get rack(): Rack | undefined;
    get listeners(): readonly Listener[];
    /** `spec.kafka.quotas`; the type is `kafka` or `strimzi`. */
    get quotas(): Mapping | undefined;
    get cruiseControl(): Mapping | undefined;
    get cruiseControlConfig(): Config;
    /** The KafkaTopic resources of this cluster; undefined when the same topic stands in several equally near places. */
    get topics(): readonly Resource[] | undefined;
    get users(): readonly Resource[] | undefined;
}
export {};
