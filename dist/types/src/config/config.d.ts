import type { SourceFile } from '../rule/finding.js';
import type { Severity } from '../rule/rule.js';
import type { Tenant } from '../rule/settings.js';
import type { Span } from '../text/span.js';
/** The presets that a person can name; `all` is every rule at its production severity, and at `info` where production has it off. */
export declare const presetNames: readonly ["recommended", "production", "dev", "all"];
export type PresetName = (typeof presetNames)[number];
/** What a configuration file says about one rule. Options that it does not name keep the value of the preset. */
export interface RuleChoice {
    readonly severity: Severity | 'off';
    readonly options: Readonly<Record<string, unknown>>;
}
/** Other settings of rules for a part of the resources. Every selector that is given must fit; of its values, one. */
export interface Override {
    /** Globs as in .gitignore, relative to the folder of the file. */
    readonly files: readonly string[];
    /** Kinds, namespaces and names, with `*`. A resource without a namespace fits no namespace. */
    readonly kinds: readonly string[];
    readonly namespaces: readonly string[];
    readonly names: readonly string[];
    /** Labels that the resource must have, all of them; values with `*`. */
    readonly labels: Readonly<Record<string, string>>;
    readonly rules: ReadonlyMap<string, RuleChoice>;
    /** Whether `files` name a file, given by its absolute path; present when `files` are. */
    readonly holds?: (path: string) => boolean;
}
/** A configuration file, read and checked. */
export interface Config {
    readonly strimzi?: string;
    readonly kafka?: string;
    /** Presets and other configuration files, later ones over earlier ones and this one over all. Without any preset the default one is first. */
    readonly extends: readonly (PresetName | Config)[];
    readonly rules: ReadonlyMap<string, RuleChoice>;
    /** Later ones over earlier ones. */
    readonly overrides: readonly Override[];
    readonly tenants: readonly Tenant[];
    /** Globs as in .gitignore, relative to the folder of the file. */
    readonly ignore: readonly string[];
    /** Files and folders with CustomResourceDefinitions, relative to the folder of the file. */
    readonly crds?: readonly string[];
    /** The baseline, relative to the folder of the file. */
    readonly baseline?: string;
    /** The file as people call it, and its absolute path; absent when a program made the configuration. */
    readonly source?: SourceFile & {
        readonly absolute: string;
    };
}
/** A mistake in a configuration file. */
export interface ConfigProblem {
    readonly span: Span;
    /** Where in the file, as people write it: `rules["topic-name"]`. */
    readonly path: string;
    readonly message: string;
}
export declare const emptyConfig: Config;
