import type { Rule } from '../src/rule/rule.js';
/** Every rule, by area. A new rule is one file and one line here. */
export declare const rules: readonly Rule[];
