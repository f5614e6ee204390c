import type { Rule } from '../rule/rule.js';
import type { RuleLevel, Settings } from '../rule/settings.js';
import { type Config, type PresetName } from './config.js';
import { type Layer } from './decide.js';
/** What a person decides for one run; it goes over the configuration file. */
export interface Choices {
    /** The folder that file names are relative to; absent: that of the process. */
    readonly cwd?: string;
    /** The day of the run, for suppressions that end: `2027-01-31`. */
    readonly today?: string;
    /** `auto`, a release, a part of one, `latest`, or a range. */
    readonly strimzi?: string;
    readonly kafka?: string;
    readonly preset?: string;
    /** Rule ids and areas; empty: all. A rule that is named runs even if it is off. */
    readonly only: readonly string[];
    /** Rule ids and areas. */
    readonly skip: readonly string[];
}
export declare const noChoices: Choices;
/** What is wrong with choices, in the words of the command line; empty when they can be used. */
export declare function checkChoices(choices: Choices, rules: readonly Rule[]): string[];
/** The settings of a run: defaults, then presets, then the configuration file, then the choices for this run, which must have been checked. */
export declare function resolveSettings(rules: readonly Rule[], config: Config, choices: Choices): Settings;
/** The preset that a person chose for the run. */
export declare function presetChosen({ preset }: Choices): PresetName | undefined;
/** Whether `only` and `skip` leave a rule in the run. */
export declare function isChosen({ id, area }: Rule, { only, skip }: Choices): boolean;
/** The level of a rule after all layers that hold. A rule that a person named for the run is not off. */
export declare function levelFor(rule: Rule, layers: readonly Layer[], { only }: Choices): RuleLevel | undefined;
/** What a configuration says last: the file itself, then those that it extends from the last to the first. */
export declare function lastOf<Value>(config: Config, read: (config: Config) => Value | undefined): Value | undefined;
