import type { Tenant } from '../rule/settings.js';
import type { Resource } from './resource.js';
import { type Acl } from './user.js';
import type { Workspace } from './workspace.js';
/** An ACL rule together with the user that holds it. */
export interface HeldAcl {
    readonly user: Resource;
    readonly acl: Acl;
}
/** Who owns what in a workspace: tenants by configuration, else by namespace or label. */
export declare class Tenancy {
    #private;
    constructor(workspace: Workspace);
    get tenants(): readonly Tenant[];
    get configured(): boolean;
    /** The tenants that may use a topic, group or transactional id by their prefixes, or everything that begins with it when it is a prefix. */
    owning(name: string): readonly Tenant[];
    /** The tenant that a name belongs to; undefined when no tenant has such a prefix, and when several do. */
    ownerOfName(name: string): string | undefined;
    /**
     * The tenant that a resource belongs to: by the label `label` when one is given, else by its namespace as configured, else (users) by a name
     * that begins with the name or prefix of a tenant whose namespaces nobody listed. Without configured tenants each namespace is one.
     * Undefined when nothing says so.
     */
    ownerOf(resource: Resource, label?: string): string | undefined;
    /** The prefixes of a tenant, for a message. */
    prefixesOf(tenant: string | undefined): string;
    /** The Kafka that a topic or user means: the one its label leads to, else the only one of that name, whatever the namespaces say. */
    kafkaOf(resource: Resource): Resource | undefined;
    /** Whether two topics or users can be of one Kafka cluster: their labels say the same, and do not lead to two different resources. */
    sameCluster(a: Resource, b: Resource): boolean;
    /**
     * Whether several tenants use a Kafka cluster: two or more are configured, none of them owns its namespace, and not all topics and users in
     * sight are of nobody; or, without configuration, users of two or more namespaces belong to it.
     */
    isShared(kafka: Resource): boolean;
    /** The KafkaTopic resources of the same cluster that an ACL covers. */
    topicsUnder({ user, acl }: HeldAcl): Generator<Resource>;
    /**
     * Rights of other users of the same cluster on names that this one covers too; of users with the same owner (by `label`) only one or two.
     */
    overlapping({ user, acl }: HeldAcl, label?: string): Generator<HeldAcl>;
    /** Whether a topic is one that Kafka, Strimzi, Connect or MirrorMaker keeps its state in, which belongs to the platform. */
    isInternalTopic(name: string): boolean;
}
