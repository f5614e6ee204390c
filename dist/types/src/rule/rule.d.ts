import type { Path, Change } from '../yaml/document.js';
import type { Resource } from '../model/resource.js';
import type { Workspace } from '../model/workspace.js';
import type { Tenant } from './settings.js';
/** How much a finding matters, from the user's point of view. */
export type Severity = 'error' | 'warning' | 'info';
/**
 * When the defect would come to light if nobody linted: while reading the file (`parse`), when the API server refuses it (`apply`),
 * when the Strimzi operator refuses, ignores or overrides it (`reconcile`), when Kafka fails or misbehaves (`runtime`),
 * or only in the eyes of an experienced reviewer (`review`).
 */
export type Stage = 'parse' | 'apply' | 'reconcile' | 'runtime' | 'review';
/** The presets that a rule gives a severity for; `all` is every rule at its production severity. */
export type Preset = 'recommended' | 'production' | 'dev';
/** A severity, or `off`, or a severity with options: the same form in presets and in the configuration file. */
export type RuleSetting = Severity | 'off' | readonly [Severity | 'off', Readonly<Record<string, unknown>>];
/** An option of a rule, as a piece of JSON Schema that the configuration file is checked against. */
export type OptionSchema = {
    readonly type: 'integer' | 'number';
    readonly minimum?: number;
    readonly maximum?: number;
    readonly default: number;
    readonly description: string;
} | {
    readonly type: 'string';
    readonly enum?: readonly string[];
    readonly default: string;
    readonly description: string;
} | {
    readonly type: 'boolean';
    readonly default: boolean;
    readonly description: string;
} | {
    readonly type: 'array';
    readonly items: {
        readonly type: 'string';
    };
    readonly default: readonly string[];
    readonly description: string;
};
export type OptionSchemas = Readonly<Record<string, OptionSchema>>;
/** The values a rule sees: `OptionsOf<{ spare: { type: 'integer', … } }>` is `{ spare: number }`. */
export type OptionsOf<Schemas extends OptionSchemas> = {
    readonly [Name in keyof Schemas]: Schemas[Name] extends {
        type: 'integer' | 'number';
    } ? number : Schemas[Name] extends {
        type: 'boolean';
    } ? boolean : Schemas[Name] extends {
        type: 'array';
    } ? readonly string[] : string;
};
/** A repair as data. `safe`: repairs what cannot work, or a new spelling of the same meaning. `suggestion`: changes what Kafka does; a person chooses. */
export interface FixProposal {
    readonly title: string;
    readonly safety: 'safe' | 'suggestion';
    readonly changes: readonly Change[];
}
/** Another place that takes part in a problem, in the same or another resource. */
export interface RelatedPlace {
    readonly resource: Resource;
    readonly at: Path;
    readonly message: string;
}
/**
 * What a rule yields. `at` is a path inside the resource that was given to the rule. Where the path does not exist, the finding stands on the
 * key of the nearest ancestor that does, so a missing field is reported where it would have to be written.
 */
export interface Problem {
    readonly at: Path;
    /** Mark the key instead of the value. Default: the value when it is a scalar, the key when it is a mapping, a list or empty. */
    readonly on?: 'key' | 'value';
    /** What is, why it hurts here, and what would be right; one sentence, no full stop. */
    readonly message: string;
    /** For a branch that is graver or milder than the rule's setting. `off` always wins. */
    readonly severity?: Severity;
    readonly stage?: Stage;
    readonly related?: readonly RelatedPlace[];
    readonly fix?: FixProposal;
}
export interface RuleContext<Options> {
    readonly options: Options;
    readonly workspace: Workspace;
}
/** An example that is documentation and test at once. */
export interface InvalidExample {
    readonly title: string;
    /** YAML in which each line with a finding ends with the comment `# error`, `# warning` or `# info` (the severity under the `all` preset). */
    readonly yaml: string;
    /** What `yaml` becomes when the rule's fixes (safe ones and suggestions) are applied; required when the rule proposes one here. */
    readonly fixed?: string;
    readonly options?: Readonly<Record<string, unknown>>;
    readonly settings?: ExampleSettings;
}
export interface ValidExample {
    readonly title: string;
    readonly yaml: string;
    readonly options?: Readonly<Record<string, unknown>>;
    readonly settings?: ExampleSettings;
}
/** Settings outside the rule that an example needs. */
export interface ExampleSettings {
    readonly strimzi?: string;
    readonly kafka?: string;
    readonly today?: string;
    readonly tenants?: readonly {
        readonly name: string;
        readonly prefixes: readonly string[];
        readonly namespaces?: readonly string[];
    }[];
}
/** What resources have in common that are of one kind and apiVersion. */
export type ResourceType = Pick<Resource, 'group' | 'kind' | 'version'>;
export interface ConcernContext<Options> {
    readonly options: Options;
    readonly tenants: readonly Tenant[];
}
/** Finds, once for several rules, what each of them reports a part of; kept by whoever finds it. */
export type SharedFindings = (resource: Resource, workspace: Workspace) => readonly unknown[] | ReadonlyMap<unknown, unknown>;
/** A rule: metadata, docs, options, examples and one function. A rule file in `rules/` is the single source of all of it. */
export interface RuleDefinition<Schemas extends OptionSchemas> {
    /** Kebab case; names what is wrong and reads well after the word "allow". */
    readonly id: string;
    /** The folder of the rule file, e.g. `replication`; also usable with `--only` and `--skip`. */
    readonly area: string;
    /** The demand in one sentence, with a full stop; Markdown code spans allowed. */
    readonly summary: string;
    /** Strimzi kinds by name; others as `group/Kind` (`apps/Deployment`, `core/Service`); `*` for every resource of Strimzi's API groups. */
    readonly kinds: readonly string[];
    readonly stage: Stage;
    readonly presets: Readonly<Record<Preset, RuleSetting>>;
    /** Why it hurts, for somebody who has never heard of it: two to five sentences. */
    readonly why: string;
    /** Pages that say so: Strimzi or Kafka documentation, proposals, KIPs. */
    readonly links: readonly string[];
    readonly options?: Schemas;
    /**
     * Keys without which the rule has nothing to say: where none of them stands anywhere in the `spec` of a resource, alone or at the end of an
     * option with a prefix (`log.retention.ms`), the rule is not asked.
     * A matter of speed only, for rules about a few options; a rule about what is missing must not have it.
     */
    readonly about?: readonly string[];
    /**
     * Whether the rule has anything to say of resources of a kind and apiVersion, with its options and the configured tenants: told once for all
     * of them, and where it has nothing to say, the rule is not asked.
     */
    concerns?(type: ResourceType, context: ConcernContext<OptionsOf<Schemas>>): boolean;
    /**
     * The findings that several rules share and that this one picks its own from: where there are none, the rule is not asked. A matter of speed
     * only: of most resources dozens of rules need not be asked then. They must depend on nothing that a link leads to.
     */
    readonly picksFrom?: SharedFindings;
    readonly examples: {
        readonly invalid: readonly InvalidExample[];
        readonly valid: readonly ValidExample[];
    };
    /** What is wrong: a generator where there may be several problems, a function that returns the one or nothing where there is at most one. */
    check(resource: Resource, context: RuleContext<OptionsOf<Schemas>>): Iterable<Problem> | Problem | undefined;
}
/** A rule as the engine sees it: its options are what the settings say, checked against the schemas before the run. */
export type Rule = Omit<RuleDefinition<OptionSchemas>, 'check' | 'concerns'> & {
    concerns?(type: ResourceType, context: ConcernContext<Readonly<Record<string, unknown>>>): boolean;
    check(resource: Resource, context: RuleContext<Readonly<Record<string, unknown>>>): Iterable<Problem> | Problem | undefined;
};
/** Gives a rule file its types: `export default defineRule({ … })`. Here the types of a rule's own options are let go. */
export declare function defineRule<const Schemas extends OptionSchemas>(rule: RuleDefinition<Schemas>): Rule;
