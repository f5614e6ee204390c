import type { Path } from '../yaml/document.js';
/** A mapping as decoded from YAML or JSON. */
export type Mapping = Readonly<Record<string, unknown>>;
export declare function isMapping(value: unknown): value is Mapping;
/** The own entry of a mapping; undefined for anything else, and for keys that only `Object.prototype` has. */
export declare function entry(value: unknown, key: string | number): unknown;
/** The value at `path`, or undefined where the path leaves the document. */
export declare function valueAt(root: unknown, path: Path): unknown;
export declare function asString(value: unknown): string | undefined;
export declare function asList(value: unknown): readonly unknown[];
export declare function asMapping(value: unknown): Mapping;
/**
 * A number as Kafka would read it from a configuration value: YAML numbers, and strings that hold nothing but a decimal number.
 * Placeholders, lists, booleans and words are undefined: a rule that cannot see a number stays silent.
 */
export declare function asNumber(value: unknown): number | undefined;
/** A boolean as Kafka would read it from a configuration value (`true`, `"true"`, `"TRUE"`). */
export declare function asBoolean(value: unknown): boolean | undefined;
/** The elements of a Kafka list value (`compact,delete`, or a YAML list, which the operator joins with commas). */
export declare function asNames(value: unknown): readonly string[];
