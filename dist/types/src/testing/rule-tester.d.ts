import type { ExampleSettings, Rule } from '../rule/rule.js';
import type { Settings } from '../rule/settings.js';
/**
 * Runs the examples of a rule as tests and checks its metadata. Gives everything that is wrong, in words; an empty list is a pass.
 *
 * An invalid example marks each line where the rule must report with `# error`, `# warning` or `# info`, the severity under the preset `all`;
 * a finding without a mark and a mark without a finding both fail. `others` are the rules that the examples must not violate at the stages
 * `parse` and `apply`: an example is a manifest that the API server takes.
 */
export declare function testRule(rule: Rule, others?: readonly Rule[]): Promise<readonly string[]>;
interface Example {
    readonly title: string;
    readonly options?: Readonly<Record<string, unknown>>;
    readonly settings?: ExampleSettings;
}
/** All rules at the preset `all`, the tested one with the options of the example. */
export declare function exampleSettings(rule: Rule | undefined, rules: readonly Rule[], example: Pick<Example, 'options' | 'settings'>): Settings;
export {};
