import type { Edit, Span } from '../text/span.js';
import type { Severity, Stage } from './rule.js';
/** What names a resource in a cluster; `namespace` is absent when the manifest leaves it to kubectl, Kustomize or Argo CD. */
export interface ResourceIdentity {
    readonly apiVersion: string;
    readonly kind: string;
    /** Empty when the manifest has no name (`generateName`, or a mistake). */
    readonly name: string;
    readonly namespace?: string;
}
/** A repair of one file, ready to apply: edits do not overlap and are in the order of the text. */
export interface Fix {
    readonly title: string;
    readonly safety: 'safe' | 'suggestion';
    readonly edits: readonly Edit[];
}
export interface Related {
    readonly message: string;
    readonly file: string;
    readonly span: Span;
    readonly path: string;
    readonly resource?: ResourceIdentity;
}
/** One problem at one exact place. Line and column are computed by reporters, from the text of the file. */
export interface Finding {
    readonly rule: string;
    readonly severity: Severity;
    readonly stage: Stage;
    readonly message: string;
    /** The file as it was named or found, with `/` between its parts; never resolved to an absolute path. */
    readonly file: string;
    readonly span: Span;
    /** Where in the resource, as people write it: `spec.config["min.insync.replicas"]`, `spec.listeners[0].port`. Empty for the whole document. */
    readonly path: string;
    /** The path with the items of lists called by what names them (`spec.listeners[plain].port`), where that differs from `path`; see `stablePath`. */
    readonly stablePath?: string;
    readonly resource?: ResourceIdentity;
    readonly related: readonly Related[];
    readonly fix?: Fix;
    /** The releases in which it holds, newest first, when a range judges and it does not hold in all of it; the message says so too. */
    readonly releases?: readonly string[];
}
/** Why a finding does not count: a person said so beside it, on the resource, or in the baseline. */
export interface Suppression {
    readonly kind: 'comment' | 'annotation' | 'baseline';
    /** In the person's words; a baseline may give none. */
    readonly reason: string;
}
export interface SuppressedFinding extends Finding {
    readonly suppressed: Suppression;
}
/**
 * What stays the same about a finding while people edit around it: the rule, the resource (kind, namespace, name; not its apiVersion, so a
 * migration keeps it) and the place in it; not lines, not the wording, and not the file. What is outside a resource, or in one without a name,
 * is known by its file.
 */
export interface FindingIdentity {
    readonly rule: string;
    /** `KafkaTopic kafka/orders`; without the namespace when the manifest has none, `KafkaTopic` alone when it has no name. */
    readonly resource?: string;
    readonly file?: string;
    readonly path: string;
}
/** What became of a document, or of one item of a `kind: List`. */
export interface DocumentRecord {
    readonly file: string;
    /** Position of the document in its file, from 0. */
    readonly index: number;
    /** Position in a `kind: List`, from 0. */
    readonly item?: number;
    readonly span: Span;
    /** `partial`: checked as a fragment (a patch, a test's assertion), so nothing is called missing. */
    readonly status: 'checked' | 'partial' | 'skipped' | 'failed';
    /** Why it was skipped, failed or taken as partial; a phrase such as `Helm template` or `not a Strimzi resource (apps/v1 Deployment)`. */
    readonly reason?: string;
    readonly resource?: ResourceIdentity;
    /** The Strimzi release that judged it. */
    readonly strimzi?: string;
}
/** A text that was linted. `error` instead of a text when it could not be read (missing, binary, too large, no permission). */
export interface SourceFile {
    readonly path: string;
    readonly text: string;
}
/** An exception in a rule: our bug, not the user's. */
export interface RuleFailure {
    readonly rule: string;
    readonly file: string;
    readonly resource?: ResourceIdentity;
    readonly error: string;
}
/** How a run agrees with its baseline. */
export interface BaselineOutcome {
    readonly file: string;
    /** Findings that it holds back. */
    readonly known: number;
    /** Entries whose `until` is over: what they stood for counts again. */
    readonly expired: number;
    /** Entries that no longer occur, as far as this run can tell: their resource was checked, or the whole folder of the baseline was. */
    readonly outdated: readonly FindingIdentity[];
}
/** Everything a reporter needs; the same input gives the same report, whatever the order of files and rules. */
export interface Report {
    /** Sorted by file, place, rule; without duplicates. */
    readonly findings: readonly Finding[];
    /** What was found and does not count, sorted like the findings. */
    readonly suppressed: readonly SuppressedFinding[];
    readonly documents: readonly DocumentRecord[];
    /** The texts of all files that documents, findings or related places stand in, by path. */
    readonly files: ReadonlyMap<string, SourceFile>;
    /** Files that were named or found and yielded no document at all, with the reason (`binary file`, `no such file`, `Helm template`). */
    readonly unread: readonly {
        readonly file: string;
        readonly status: 'skipped' | 'failed';
        readonly reason: string;
    }[];
    /** The Strimzi releases that judged, newest first, and how many resources each. */
    readonly strimzi: readonly {
        readonly release: string;
        readonly resources: number;
        readonly inferred: boolean;
    }[];
    readonly failures: readonly RuleFailure[];
    /** What the baseline did, when there is one; what it holds back is among `suppressed`. */
    readonly baseline?: BaselineOutcome;
    /** With what the texts were compared, when only what is new was asked for, and how many findings were there before. */
    readonly comparison?: {
        readonly base: string;
        readonly known: number;
    };
    /** Remarks on the run as a whole, e.g. that Kafka options of an old version were not checked. */
    readonly notes: readonly string[];
}
