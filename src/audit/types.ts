/** The audit: what the report formats render. Plain data, JSON-safe, deterministic. */
import type { Anomaly } from '../bytes/anomaly.js';
import type { FaultMessage } from '../bytes/error-details.js';
import type { Said, StoredClause } from '../bytes/message.js';
import type { Place, Span } from '../bytes/place.js';
import type { AcceptedClause, EvidenceClause } from './clauses.js';
import type { Note } from './notes-data.js';
import type { ApiRange } from '../bytes/api-range.js';
import type { Divergence } from '../facts/divergence.js';
import type {
  AppIdentity,
  AppModule,
  Capability,
  CodeEvidence,
  EffectivePermission,
  InputKind,
  ReadingError,
} from '../facts/facts.js';
import type {
  Authority,
  Basis,
  Lang,
  Severity,
  SourceStatus,
  StatedVerdict,
  Verdict,
  Verification,
} from '../rulebook/types.js';

export type Outcome = 'complete' | 'complete-with-anomalies' | 'version-dependent' | 'refused' | 'incomplete' | 'error';
export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';
/**
 * `fail`: something a text in force bars. `review`: something of weight that no text supports, or that nobody explained.
 * `pass`: neither.
 */
export type AuditVerdict = 'pass' | 'review' | 'fail';

/** What a message of a stored report tells: of another version, perhaps, or changed by somebody. Nothing in it is sure. */
export type MessageData = Readonly<Record<string, unknown>>;

/** A message of a stored report, which brings its English sentence. Attacker-controlled text: escape on output. */
export interface StoredMessage {
  code: string;
  message: string;
  data?: MessageData;
  /** Errors: what to do. */
  hint?: string | null;
}

/** What ended the audit of one file of a batch, though no reader raised it. */
export type FaultError = FaultMessage & Place;
/** Why there is no sure result. */
export type ToldError = ReadingError | FaultError | (StoredMessage & Place);
/** Something odd that Android accepts. */
export type ToldAnomaly = (
  Anomaly | (StoredMessage & Pick<Anomaly, 'severity' | 'android' | 'evidence' | keyof Place>)
) & {
  /** Of stored reports. */
  readonly evidenceMessage?: StoredClause | null;
};

/** A clause as cited in a finding: self-contained, so that the report needs no rulebook to be read. */
export interface Citation {
  clauseId: string;
  policy: string;
  source: string;
  sourceTitle: string;
  title: string;
  issuer: string;
  locator: string | null;
  quote: string | null;
  /** The language of the quotation, ISO 639-1; absent: English. */
  quoteLanguage?: string;
  /** Ours, where the quotation is not in the language of the report. */
  quoteTranslation?: string;
  url: string | null;
  /** The date the instrument was issued or the clause announced. */
  date: string | null;
  authority: Authority;
  status: SourceStatus;
  basis: Basis;
  verification: Verification;
  verdict: StatedVerdict;
  /** `future` clauses are dated warnings and take no points. */
  state: 'in-force' | 'announced' | 'future';
  effective: string | null;
  enforced: string | null;
  /** Where no date of announcement or issue is known: a day on which the text was there. */
  notBefore: string | null;
  /** The first day it is in force no more, and the title of what replaces it then. */
  until: string | null;
  supersededBy: string | null;
  permissions: string[];
}

/** A source named as context: it does not decide the verdict. */
export interface SourceReference {
  source: string;
  title: string;
  issuer: string;
  date: string | null;
  url: string | null;
  authority: Authority;
  verification: Verification;
}

/** What one policy says of a finding. */
export interface PolicyVerdict {
  policy: string;
  verdict: Verdict;
  /** False: it is silent, and the category's need decides. */
  says: boolean;
  clauseIds: string[];
}

/** What a finding rests on, and its place in AndroidManifest.xml. */
export interface FindingEvidence extends Span {
  kind: 'permission' | 'implied-permission' | 'capability' | 'divergence' | 'target-sdk' | 'justification' | 'code';
  /** Permission name, capability id, or what differs (see {@link Divergence}). */
  name: string;
  apiRanges: readonly ApiRange[];
  /** e.g. `implied by READ_CONTACTS because targetSdk < 16`. Attacker-controlled in part. */
  detail: Said<EvidenceClause>;
  /** Of stored reports. */
  detailMessage?: StoredClause | null;
  /** Set where the kind is `divergence`. */
  divergence?: Divergence;
}

export interface Finding {
  ruleId: string;
  title: string;
  dataType: string;
  dataTypeName: string;
  verdict: Verdict;
  severity: Severity;
  /** What fixing it gives back. */
  points: number;
  permissions: string[];
  capabilities: string[];
  /** Set where nothing that the manifest requests decides the verdict: Android adds the permissions. */
  implied?: true;
  /** Set where it costs nothing because findings of these rules stand for the same cause. */
  countedIn?: string[];
  apiRange: ApiRange | null;
  evidence: FindingEvidence[];
  why: string;
  exposes: string;
  articleQuote: string | null;
  /** Ours, where the article's words are not in the language of the report. */
  articleTranslation?: string;
  clauses: Citation[];
  /** Each selected policy's own verdict, `silent` where it says nothing and the category's need decides. */
  policyVerdicts: PolicyVerdict[];
  remediation: string[];
  /** Further sources to read, which do not decide the verdict. */
  seeAlso: SourceReference[];
  /** Set on findings that only join others: they take no points of their own. */
  composite: boolean;
  /** The declared features that satisfy it; present only when a conditional need is justified. */
  justified: { features: string[] } | null;
  /** Features that would justify it, when its verdict is conditional. */
  features: string[];
  suppressedBy: Said<AcceptedClause> | null;
  /** Of stored reports. */
  suppressedByMessage?: StoredClause | null;
  severityReason: string | null;
  fingerprint: string;
}

export interface WaterfallLine {
  dataType: string;
  dataTypeName: string;
  ruleIds: string[];
  severity: Severity;
  verdict: Verdict;
  /** Points lost: positive. */
  points: number;
  /** 100 minus all points so far, not below 0. */
  scoreAfter: number;
}

/** A note, or one of a stored report. */
export type ToldNote = Note | StoredMessage;

export interface AuditSubject {
  file: string;
  sha256: string | null;
  size: number | null;
  package: string | null;
  label: string | null;
  versionCode: number | null;
  versionName: string | null;
  minSdk: number | null;
  targetSdk: number | null;
}

/** The settings file that an audit followed. */
export interface SettingsFile {
  /** Relative to where the audit was made. */
  file: string;
  sha256: string;
  /** The keys that it sets. */
  keys: string[];
}

export interface StatedOptions {
  category: string | null;
  /** Its name in the language of the audit; absent without a category, and in older reports. */
  categoryName?: string;
  /**
   * Whether somebody says what this app needs. `not-judged` without a category, with one that says nothing about need,
   * and for the supply side: then what is sensitive stays unexplained.
   */
  necessity: 'judged' | 'not-judged';
  policies: string[];
  /** The names of `policies`, in their order and in the language of the audit; absent in older reports. */
  policyNames?: string[];
  features: string[];
  /** Present for apps of the supply side. */
  role?: 'supply';
  /** The settings file that counted; absent where there was none. */
  settings?: SettingsFile;
  /** ISO date on which clauses are judged. */
  asOf: string;
  apiRange: ApiRange | null;
  /** The language of the texts taken from the rulebook; absent in older reports: English. */
  lang?: Lang;
}

export interface Audit {
  schemaVersion: string;
  tool: { name: string; version: string };
  rulebook: { version: string; sha256: string };
  subject: AuditSubject;
  options: StatedOptions;
  /** What kind of input it was; null where it could not be told. */
  input: InputKind | null;
  /** Who signed it, and each APK's digest; null where nothing could be read. */
  identity: AppIdentity | null;
  /** The parts of the app, base first; empty for a single APK. Permissions count from the base only. */
  modules: readonly AppModule[];
  /** What the code shows of each permission; null when it was not looked at. */
  code: CodeEvidence | null;
  outcome: Outcome;
  /** False whenever something asked for could not be read. */
  complete: boolean;
  /** 0..100, or null when the file could not be read as Android would. */
  score: number | null;
  grade: Grade | null;
  verdict: AuditVerdict | null;
  /** Uncapped sum of points: ranks the worst apps. */
  points: number | null;
  /** The score without the findings that are justified or in the baseline; null when none were asked to be. */
  accepted: { score: number; grade: Grade; verdict: AuditVerdict; points: number } | null;
  findings: Finding[];
  /** Conditional needs that a declared feature satisfies. */
  justified: Finding[];
  waterfall: WaterfallLine[];
  permissions: (EffectivePermission & { verdict: Verdict | null; dataType: string | null })[];
  capabilities: readonly Capability[];
  /** Per stretch of Android versions: what it makes of the file. One entry unless version-dependent. */
  versions: {
    apiRange: ApiRange;
    outcome: 'accepted' | 'refused';
    permissions: string[];
    error: ToldError | null;
  }[];
  anomalies: readonly ToldAnomaly[];
  error: ToldError | null;
  /** What is fine and why. */
  positives: string[];
  notes: ToldNote[];
}
