import type { Report } from '../rule/finding.js';
/**
 * The report of the state after with only the findings that the state before does not have. Both are linted in full, so a finding is new wherever
 * its cause stands: in an unchanged file too, when a changed one causes it. Findings are compared by identity, so lines and files may move;
 * of several equal ones (the same cluster in two overlays) those that are in the same file as before are known first.
 */
export declare function newSince(before: Report, after: Report, base: string): Report;
