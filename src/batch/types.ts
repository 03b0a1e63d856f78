/** What moves between discovery, workers, results file and summary of a batch. Plain data, clonable between processes. */
import type { Justification } from '../audit/justify.js';
import type { AppRole } from '../audit/request.js';
import type { Audit, AuditVerdict, Grade, MessageData, Outcome, SettingsFile } from '../audit/types.js';
import type { ApiRange } from '../bytes/api-range.js';
import type { Limits } from '../bytes/limits.js';
import type { Lang, Rulebook, Severity, Verdict } from '../rulebook/types.js';
import type { CategoryRule } from './category-map.js';
import type { DiscoveryMessage } from '../words/batch.js';
import type { Shard } from './shard.js';

/** One app to audit: a file, the split APKs of one app, or a decoded folder. */
export interface Target {
  /** The path as the file system knows it: names need not be valid UTF-8. */
  path: Uint8Array;
  /** The path as text; bytes that are not UTF-8 show as U+FFFD. Attacker-controlled text. */
  file: string;
  /** Bytes, when it was found; null when it could not be asked. */
  size: number | null;
  /** Time of the last change in nanoseconds since 1970, as decimal digits; null when it could not be asked. */
  modified: string | null;
  /** The split APKs of one app; `path` is then the folder they lie in, or the first of them. */
  parts?: string[];
  /** `path` is a folder that is one app: decoded by apktool, or sources. */
  folder?: true;
  /** `path` and `file` are an address of a file on a server. Only the workers of a queue open it. */
  remote?: true;
}

/** Everything that decides what an audit says, besides the file itself. */
export interface BatchSetup {
  rulebook: Rulebook;
  tool: { name: string; version: string };
  /** Rules of `--category-map`, first match wins. */
  categoryRules: readonly CategoryRule[];
  /** The category of apps that no rule matches; null: nobody says what they need. */
  defaultCategory: string | null;
  policies: readonly string[];
  features: readonly string[];
  /** Whose apps they are; absent: consumers'. */
  role?: AppRole;
  /** The settings file that counts. */
  settings?: SettingsFile;
  /** What somebody answers for, in every app. */
  justifications?: readonly Justification[];
  /** ISO date. */
  asOf: string;
  /** The language of the texts taken from the rulebook. Default: English. */
  lang?: Lang;
  /** Whether the code is read; absent: no. */
  code?: boolean;
  /** Whether files on servers are read whole, for their SHA-256; absent: only what is needed of them. */
  wholeRemote?: true;
  apiRange: ApiRange | null;
  /** The part of the batch that this run has; absent: all of it. What an audit says does not depend on it. */
  shard?: Shard;
  limits: Readonly<Limits>;
  /** Where audits are remembered; null: nowhere. */
  cacheDir: string | null;
  /** The folder that gets an HTML report for each app; null or absent: none are written. */
  reportsDir?: string | null;
}

/** One line of the results file. */
export interface BatchRecord {
  recordVersion: string;
  /** Digest of the settings of the run: lines of different runs are never mixed. */
  run: string;
  /** The part of a batch that the run had, such as `3/16`; absent: all of it. */
  shard?: string;
  file: string;
  /** The path in base64 when it is not valid UTF-8, else null. */
  fileBytes: string | null;
  /** Bytes, when it was read. */
  size: number | null;
  /** Nanoseconds since 1970 as decimal digits. */
  modified: string | null;
  /** SHA-256 of what was read, see `digestOfTarget`; null when it was not read whole. */
  digest: string | null;
  audit: Audit;
}

/** What the summary keeps of one audit. */
export interface BatchRow {
  file: string;
  fileBytes: string | null;
  package: string | null;
  label: string | null;
  versionName: string | null;
  category: string | null;
  outcome: Outcome;
  score: number | null;
  grade: Grade | null;
  verdict: AuditVerdict | null;
  points: number | null;
  /** Without accepted findings; absent where none were asked to be. */
  accepted?: { score: number; verdict: AuditVerdict };
  errorCode: string | null;
  /** Anomalies above `info`. */
  anomalies: number;
  /** Findings that are not suppressed, by severity. */
  findings: Record<Severity, number>;
  /** Data types that cost points. */
  overRequested: OverRequested[];
  /** SHA-256 of the file; null for what is several files or could not be read. */
  sha256?: string | null;
  /** Why there is no score. May hold attacker-controlled text. */
  errorMessage?: string | null;
  /** What {@link BatchRow.errorMessage} is made of. */
  errorData?: MessageData | null;
  /** The known SDKs in its code that use permissions; absent when the code was not looked at. */
  sdks?: SdkUse[];
}

export interface OverRequested {
  dataType: string;
  name: string;
  /** The worst of its findings. */
  severity?: Severity;
  verdict?: Verdict;
  points?: number;
  /** The permissions that its findings name. */
  permissions?: string[];
}

/** A known SDK and the permissions that its code uses in one app. */
export interface SdkUse {
  id: string;
  name: string;
  kind: string;
  permissions: string[];
}

/** What a worker hands back for one file. */
export interface WorkerAnswer {
  /** The line of the results file, without its line feed. */
  line: string;
  row: BatchRow;
  cached: boolean;
  /** Why the audit could not be remembered, e.g. `ENOSPC`; null when it was, or needed not be. */
  cacheError: string | null;
  /** Why its HTML report could not be written; null or absent when it was, or was not asked for. */
  reportError?: string | null;
  /** The process holds so much memory that another one should take the next file. */
  isSpent?: boolean;
}

/** Something met while looking for files that is not an audit. */
export type DiscoveryNote = DiscoveryMessage & {
  kind: DiscoveryNoteKind;
  /** Attacker-controlled text. */
  file: string;
};

export type DiscoveryNoteKind =
  /** A folder or a file that may not be read, or is gone: the result could miss an app. */
  | 'unreadable'
  /** A FIFO, a socket or a device. */
  | 'not-a-file'
  /** A link to a folder that is scanned already, a loop of links, or a link to nothing. */
  | 'link'
  /** Named like an APK, but no archive at all. */
  | 'not-an-archive'
  /** A pattern that no file matches. */
  | 'no-match'
  /** Of a file that several results name, they do not say the same. */
  | 'conflict'
  /** A shard that no result is of. */
  | 'missing';
