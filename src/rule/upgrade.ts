import type { DocumentRecord, Finding, Report, ResourceIdentity, RuleFailure, SourceFile } from './finding.js'

/** What has to be done about a place. `review`: a rule has something new to say, whatever the API accepts. */
export type ChangeKind = 'api-version' | 'kafka-version' | 'kind' | 'move' | 'remove' | 'add' | 'value' | 'option' | 'review'

export interface Change {
  readonly kind: ChangeKind
  /** What the newer release says, at the place as it is today. */
  readonly finding: Finding
  /** Whether the resource does not work until it is changed. */
  readonly breaks: boolean
  /** What to write instead: an apiVersion, Kafka versions, the new place of a field. */
  readonly instead?: string
}

/** One resource that the upgrade is about. */
export interface ResourceUpgrade {
  readonly resource: ResourceIdentity
  readonly file: string
  /** What is to be done, in a few words: `the apiVersion, 4 fields that move`. */
  readonly summary: string
  /** Gravest first, then in the order of the text. */
  readonly changes: readonly Change[]
  /** What the older release says and the newer one does not. */
  readonly resolved: readonly Finding[]
}

/** What an upgrade of the operator means for the manifests. */
export interface Upgrade {
  readonly from: string
  readonly to: string
  /** The releases to stop at, the newer last, each with the Kafka versions that it shares with the one before; empty for a step back. */
  readonly way: readonly { readonly release: string; readonly kafka: readonly string[] }[]
  /** In the order of files and documents; resources that the upgrade does not touch are left out. */
  readonly resources: readonly ResourceUpgrade[]
  /** How many resources the upgrade leaves as they are. */
  readonly untouched: number
  /** Resources that the older release does not have: they are written for another one, and nothing is said about them. */
  readonly notInFrom: readonly { readonly resource: ResourceIdentity; readonly file: string }[]
  readonly documents: readonly DocumentRecord[]
  readonly files: ReadonlyMap<string, SourceFile>
  readonly unread: Report['unread']
  readonly failures: readonly RuleFailure[]
}
