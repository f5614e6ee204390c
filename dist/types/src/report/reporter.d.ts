import type { Report } from '../rule/finding.js';
import type { Rule, Severity } from '../rule/rule.js';
import type { Colors } from './colors.js';
/** What a report says besides its findings, and how it is dressed; the same for every format, each uses what it needs. */
export interface ReportContext {
    /** The version of strimzi-lint. */
    readonly version: string;
    /** All rules; the metadata of those that fired goes into formats that carry it. */
    readonly rules: readonly Rule[];
    /** The path of a file from the root of the repository, with `/` between its parts and never leading out of it. */
    readonly locate: (file: string) => string;
    /** For formats that people read. */
    readonly colors: Colors;
    /** Columns of the terminal; sentences are wrapped there. Absent: not wrapped. */
    readonly width?: number;
    /** How long the run took. Absent: not said, so that the output is reproducible. */
    readonly milliseconds?: number;
    /** Leave out everything but findings. */
    readonly quiet?: boolean;
    /** The mildest severity that fails the run, for formats that tell passed from failed. Absent: error. */
    readonly failOn?: Severity | 'never';
}
/** Text, or pieces of it in their order: a report of megabytes is written piece by piece and never stands in memory as a whole. */
export type Text = string | Iterable<string>;
/** A report format: pure, the same input gives the same text, which ends with a newline unless it is empty. */
export type Reporter = (report: Report, context: ReportContext) => Text;
/** All pieces of a text together. */
export declare function wholeText(text: Text): string;
/** Every format by name, loaded on first use. */
export declare const formats: {
    readonly pretty: () => Promise<Reporter>;
    readonly json: () => Promise<Reporter>;
    readonly sarif: () => Promise<Reporter>;
    readonly 'github-sarif': () => Promise<Reporter>;
    readonly github: () => Promise<Reporter>;
    readonly markdown: () => Promise<Reporter>;
    readonly junit: () => Promise<Reporter>;
    readonly gitlab: () => Promise<Reporter>;
    readonly compact: () => Promise<Reporter>;
    readonly ndjson: () => Promise<Reporter>;
};
export type Format = keyof typeof formats;
export declare const formatNames: readonly Format[];
