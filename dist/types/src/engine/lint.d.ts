import type { DocumentRecord, Finding, Report, RuleFailure } from '../rule/finding.js';
import type { Rule } from '../rule/rule.js';
import type { Settings } from '../rule/settings.js';
import type { LintInput } from './input.js';
import { Judge } from './judge.js';
import { type Project, type ReadDocument } from './read.js';
/**
 * Lints texts: the whole of strimzi-lint in one function. Reads the documents, finds out which Strimzi release judges each, runs the rules and
 * returns what was found, with a record of what became of every document.
 *
 * Never throws on input: broken YAML, unknown kinds and exceptions in rules all end in the report. The same input gives the same report.
 */
export declare function lint(input: LintInput, rules: readonly Rule[], settings: Settings): Promise<Report>;
/** What a run found, in the form and order of a report. */
export declare function reportOf(input: LintInput, project: Pick<Project, 'documents' | 'unread'>, judge: Judge, findings: readonly Finding[], failures: readonly RuleFailure[], documents: readonly DocumentRecord[], rules: readonly Rule[], settings: Settings): Report;
/** What is found in a document without any rule: problems of the text itself, and of what was meant as a resource and is none. */
export declare function textFindings(read: ReadDocument, neighbours: readonly ReadDocument[], settings: Settings): readonly Finding[];
