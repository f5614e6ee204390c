import type { Tenant } from '../rule/settings.js';
import type { SchemaProblem } from '../schema/problem.js';
import type { Path } from '../yaml/document.js';
import { ConnectCluster } from './connect.js';
import { Connector } from './connector.js';
import { KafkaCluster } from './cluster.js';
import { Mirror } from './mirror.js';
import { NodePool } from './pool.js';
import { type Resource } from './resource.js';
import { Tenancy } from './tenancy.js';
import { Topic } from './topic.js';
import { User } from './user.js';
/** The Strimzi release and the Kafka version that a resource is judged by. */
export interface Target {
    readonly strimzi: string;
    readonly kafka: string;
    /** Whether the release was inferred (`auto`) and not given. */
    readonly inferred: boolean;
    /** No release fits what the linked manifests declare; `strimzi` is then the newest that serves the apiVersion. */
    readonly unfit?: boolean;
}
/** What the engine tells the workspace about the run. */
export interface WorkspaceContext {
    readonly tenants: readonly Tenant[];
    target(resource: Resource): Target;
    /** What the API server of the target release would refuse, by the schema stage. */
    schemaProblems(resource: Resource): readonly SchemaProblem[];
}
/**
 * All resources of a run, with the links between them.
 *
 * A repository often holds the same cluster several times (dev, staging, prod). Links go to the nearest candidate; when several are equally
 * near, each of them is one possible world: `world` says which of the candidates links choose, and `ambiguity` records how many there were.
 * The engine runs a rule in each world and keeps what holds in all, so a rule reads as if there were only one.
 */
export declare class Workspace {
    #private;
    readonly tenants: readonly Tenant[];
    /** Who owns what. */
    readonly tenancy: Tenancy;
    /** Which of several equally near candidates links choose. Set by the engine. */
    world: number;
    /** The largest number of candidates that a link had since the engine last set it to 1. */
    ambiguity: number;
    constructor(resources: readonly Resource[], context: WorkspaceContext);
    get resources(): readonly Resource[];
    /** The resources of a kind (`KafkaTopic`, `apps/Deployment`), in the order of files and documents. */
    ofKind(kind: string): readonly Resource[];
    /** The resources of a kind and name, wherever they are. */
    named(kind: string, name: string): readonly Resource[];
    inFile(path: string): readonly Resource[];
    /** The release and Kafka version that judge this resource. */
    target(resource: Resource): Target;
    schemaProblems(resource: Resource): readonly SchemaProblem[];
    /** The resource of a kind and name that `from` means; undefined when there is none to be seen. */
    find(from: Resource, kind: string, name: string, namespace: string | undefined): Resource | undefined;
    /** All equally near resources of a kind and name. */
    candidates(from: Resource, kind: string, name: string, namespace: string | undefined): readonly Resource[];
    /** The resource that the `strimzi.io/cluster` label names: the Kafka of a topic, the KafkaConnect of a connector. */
    parent(resource: Resource): Resource | undefined;
    /** The candidates for `parent`, all equally near. */
    parents(resource: Resource): readonly Resource[];
    /**
     * The resources of a kind that name `parent` by their label. One that exists several times (the same name in several overlays) counts once:
     * the nearest to the parent; undefined when several are equally near, as nobody can tell which of them is applied.
     */
    children(kind: string, parent: Resource): readonly Resource[] | undefined;
    /**
     * Whether a patch in sight, a part of a resource of the same kind and name, writes something at a path. What is missing in a base and written
     * in the patch of an overlay is not missing where it counts.
     */
    isPatched(resource: Resource, path: Path): boolean;
    /** The Kafka cluster that a bootstrap address leads to, when it is one of the workspace; undefined for every other address. */
    clusterAt(from: Resource, bootstrapServers: unknown): KafkaCluster | undefined;
    /** The candidates for `clusterAt`, all equally near. */
    clustersAt(from: Resource, bootstrapServers: unknown): readonly Resource[];
    /** What may write to a Kafka: source connectors, bridges and mirrors; with the name of a topic, the source connectors that name it. */
    producersInto(kafka: Resource, topic?: string): readonly Resource[];
    /** The Kafka cluster of a resource: itself, the one its label names, or the one its `bootstrapServers` lead to. */
    cluster(resource: Resource): KafkaCluster | undefined;
    topic(resource: Resource): Topic;
    user(resource: Resource): User;
    pool(resource: Resource): NodePool;
    connect(resource: Resource): ConnectCluster;
    connector(resource: Resource): Connector;
    mirror(resource: Resource): Mirror;
    /** Forgets what the views have read, so that the next to ask reads it anew. */
    protected forgetViews(): void;
}
