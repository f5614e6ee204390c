import type { SourceFile } from './finding.js';
import type { Severity } from './rule.js';
/** A group of people or applications that share a cluster, with the names they may use. */
export interface Tenant {
    readonly name: string;
    /** Prefixes of topic, group and transactional-id names that belong to the tenant, separator included (`team-a.`). */
    readonly prefixes: readonly string[];
    /** Namespaces whose resources belong to the tenant. */
    readonly namespaces: readonly string[];
}
/** How a rule is set for one resource. */
export interface RuleLevel {
    readonly severity: Severity;
    /** Defaults filled in, checked against the rule's option schemas. */
    readonly options: Readonly<Record<string, unknown>>;
}
/** What overrides select by. */
export interface Subject {
    readonly file: string;
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
    /** As they are written: a value need not be a string. */
    readonly labels?: Readonly<Record<string, unknown>>;
}
/** Everything a run may depend on besides the texts and the rules; resolved from presets, the configuration file and the command line. */
export interface Settings {
    /** `auto`, or the release that judges everything (`1.2.0`). */
    readonly strimzi: string;
    /** All releases of a range, newest first: each of them judges, and findings say in which they hold. `strimzi` is the newest. */
    readonly fleet?: readonly string[];
    /**
     * The question is whether the server takes the texts as they stand: a name such as `${NAME}` is then no placeholder, and a file that is only
     * `[]` no other kind of file. Set when a release is asked for on the command line.
     */
    readonly literal?: boolean;
    /** The Kafka version to assume; absent: what the manifest says, else the release's default. */
    readonly kafka?: string;
    readonly tenants: readonly Tenant[];
    /** Files with CustomResourceDefinitions: the kinds that they define are judged by them. */
    readonly crds?: readonly SourceFile[];
    /** The day of the run, `2027-01-31`: later than the `until` of a suppression, it no longer counts. Absent: every day is early enough. */
    readonly today?: string;
    /** The rules that are on for a subject, by rule id; rules that are off are absent. Cheap: called for every resource. */
    levels(subject: Subject): ReadonlyMap<string, RuleLevel>;
}
