import type { Path } from '../yaml/document.js';
import type { KafkaCluster } from './cluster.js';
import type { NodePool } from './pool.js';
import { type Resource } from './resource.js';
import { type Mapping } from './value.js';
/** A demand on where pods are scheduled. */
export interface PlacementTerm {
    /** `spread` and `anti-affinity` keep pods apart, `affinity` brings them together, `node` pins them to nodes with a label. */
    readonly kind: 'spread' | 'anti-affinity' | 'affinity' | 'node';
    /** The node label that the term counts by, or pins. */
    readonly topologyKey: string;
    /** `required` for terms the scheduler must obey. */
    readonly required: boolean;
    /** The selector of the pods it counts; undefined for node pins. */
    readonly labelSelector: Mapping | undefined;
    /** For node pins: the values the label may have. */
    readonly values: readonly string[];
    readonly resource: Resource;
    readonly path: Path;
}
/** All terms of the pod template at `template` (the path of a `pod` template) of a resource. */
export declare function placementTerms(resource: Resource, template: Path): readonly PlacementTerm[];
/**
 * The terms for the pods of one broker or controller pool: its own pod template and that of the Kafka resource, merged as the target release does
 * (field by field, the pool's wins; before 0.49 a pool with a template of its own takes nothing from the Kafka).
 */
export declare function poolPlacement(pool: NodePool, cluster: KafkaCluster): readonly PlacementTerm[];
/** The placement rules for the brokers of one pool, or of a Kafka without pools in sight. */
export interface BrokerPlacement {
    readonly pool: NodePool | undefined;
    readonly terms: readonly PlacementTerm[];
}
/** See `KafkaCluster.brokerPlacements`, which keeps them: half a dozen rules ask. */
export declare function brokerPlacements(cluster: KafkaCluster): readonly BrokerPlacement[];
/** The terms of the Kafka resource's own pod template. */
export declare function clusterPlacement(cluster: KafkaCluster): readonly PlacementTerm[];
/** Whether a label selector matches a set of labels, as Kubernetes evaluates it. An absent selector matches nothing, an empty one everything. */
export declare function selects(selector: Mapping | undefined, labels: Mapping): boolean;
