import type { FindingIdentity, Report } from '../rule/finding.js';
import type { Settings } from '../rule/settings.js';
/** A finding that was known when the baseline was made. */
export interface BaselineEntry extends FindingIdentity {
    /** How many findings share this identity (the same cluster in several overlays); absent: one. */
    readonly count?: number;
    /** What it said when it was taken in; only for readers of the file. */
    readonly message?: string;
    readonly reason?: string;
    readonly owner?: string;
    /** The last day on which it counts. */
    readonly until?: string;
}
/** Findings that do not fail a run, because an old repository has them and nobody should add more. */
export interface Baseline {
    /** The file as people call it. */
    readonly file: string;
    readonly entries: readonly BaselineEntry[];
    /** The run covers the folder that the file stands in: a resource that it does not see is gone. */
    readonly complete: boolean;
}
/** The report with the findings that the baseline knows among those that do not count. */
export declare function applyBaseline(report: Report, baseline: Baseline, settings: Settings): Report;
/** What an update makes of a baseline. */
export interface BaselineUpdate {
    /** Sorted by rule, resource and path. */
    readonly entries: readonly BaselineEntry[];
    /** Entries (or some of their findings) that are gone. */
    readonly pruned: number;
    /** Findings that are in it now and were not before. */
    readonly added: number;
    /** Findings that it does not know and that were not taken in. */
    readonly fresh: number;
}
/**
 * Brings a baseline up to date with a report that was made without it: entries go when what they stand for is repaired, and what is new is taken
 * in only with `acceptNew`: the number of known findings can only sink otherwise. Reasons, owners and days stay as they are.
 */
export declare function updateBaseline(report: Report, baseline: Baseline, settings: Settings, acceptNew: boolean): BaselineUpdate;
