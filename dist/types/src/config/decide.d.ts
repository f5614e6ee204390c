import type { Rule } from '../rule/rule.js';
import type { Subject } from '../rule/settings.js';
import type { Config, Override, PresetName, RuleChoice } from './config.js';
/** What can set a rule: a preset, a configuration file, or one of its overrides. Later layers go over earlier ones. */
export type Layer = {
    readonly preset: PresetName;
} | {
    readonly config: Config;
    readonly override?: number;
};
/** The layers of a configuration in the order in which they count. A preset that a person chose for the run stands for all presets of the files. */
export declare function layersOf(config: Config, chosen?: PresetName): readonly Layer[];
export declare function overrideOf(layer: Layer): Override | undefined;
/** What a layer says about a rule; undefined when it says nothing. */
export declare function choiceIn(layer: Layer, rule: Rule): RuleChoice | undefined;
/** What layers make of a rule: the last severity counts, options add up. */
export declare function decide(rule: Rule, layers: readonly Layer[]): RuleChoice;
/** Whether the selectors of an override other than `files` fit. What the subject does not say fits none. */
export declare function selectsResource({ kinds, namespaces, names, labels }: Override, subject: Subject): boolean;
