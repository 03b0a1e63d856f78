/**
 * Messages in words. The English ones are always there: they are the `message` of JSON reports. A message of a stored
 * report brings that sentence along. Where this version makes the same of code and data, it can be told in any language;
 * where it does not, the report is of another version, or was changed by somebody, and its sentence is told as it stands.
 */
import type {
  FaultError,
  Finding,
  FindingEvidence,
  StoredMessage,
  ToldAnomaly,
  ToldError,
  ToldNote,
} from '../audit/types.js';
import type { Anomaly } from '../bytes/anomaly.js';
import type {
  CapabilityEvidence,
  CodeEvidence,
  DexFileFacts,
  EffectivePermission,
  HidingSign,
  ImpliedBy,
  ReadingError,
  Signer,
} from '../facts/facts.js';
import { ANOMALIES_EN, moreAnomaliesEn } from './en/anomalies.js';
import { ERRORS_EN } from './en/errors.js';
import { HINTS_EN } from './en/hints.js';
import { findSentence } from './sentences.js';
import type { Note, NoteDetails } from '../audit/notes-data.js';
import { clauseIn, telling, type ClauseTable, type ClauseTables, type Tell } from './clauses.js';
import { NOTES_EN } from './en/notes.js';
import { CLAUSES_EN } from './en/clauses.js';
import type { CautionClause, WidenedClause } from '../audit/clauses.js';

/** The tables of one language. */
export interface MessageTables {
  readonly errors: typeof ERRORS_EN;
  readonly hints: object;
  readonly anomalies: typeof ANOMALIES_EN;
  readonly moreAnomalies: (count: number) => string;
  readonly clauses: ClauseTables;
  readonly notes: ClauseTable<NoteDetails>;
}

const TABLES_EN: MessageTables = {
  errors: ERRORS_EN,
  hints: HINTS_EN,
  anomalies: ANOMALIES_EN,
  moreAnomalies: moreAnomaliesEn,
  clauses: CLAUSES_EN,
  notes: NOTES_EN,
};

/** Messages in one language: each one plain clause without a full stop, with text of the app in it. Escape on output. */
export interface Messages {
  /** What a coded error says. */
  readonly error: (error: ToldError) => string;
  /** What to do about it; null where nothing is to be done. */
  readonly hint: (error: ToldError) => string | null;
  /** What is odd. */
  readonly anomaly: (anomaly: ToldAnomaly) => string;
  /** What was seen of an anomaly: a value of the file or a clause; `''` for nothing. */
  readonly seen: (anomaly: Pick<ToldAnomaly, 'evidence' | 'evidenceMessage'>) => string;
  /** Why a permission is held although nothing requests it. */
  readonly implied: (by: Pick<ImpliedBy, 'reason' | 'reasonMessage'>) => string;
  /** Why a request has no effect; `''` where it has. */
  readonly inert: (permission: Pick<EffectivePermission, 'inert' | 'inertMessage'>) => string;
  /** By what a component gives a capability. */
  readonly capability: (evidence: Pick<CapabilityEvidence, 'detail' | 'detailMessage'>) => string;
  /** What a finding says of one thing it rests on; `''` for nothing. */
  readonly evidence: (item: Pick<FindingEvidence, 'detail' | 'detailMessage'>) => string;
  /** Why a finding is accepted; `''` where it is not. */
  readonly accepted: (finding: Pick<Finding, 'suppressedBy' | 'suppressedByMessage'>) => string;
  /** What makes a permission reach further than before. */
  readonly widened: (how: WidenedClause) => string;
  /** What two audits do not have in common. */
  readonly caution: (caution: CautionClause) => string;
  /** Why code was not read whole; `''` where it was. */
  readonly codeGap: (code: Pick<CodeEvidence, 'reason' | 'reasonMessage'>) => string;
  /** What keeps use out of sight. */
  readonly hiding: (sign: Pick<HidingSign, 'what' | 'whatMessage'>) => string;
  /** What is wrong with a DEX file; `''` for nothing. */
  readonly dexProblem: (file: Pick<DexFileFacts, 'problem' | 'problemMessage'>) => string;
  /** What is wrong with a signature, one clause each. */
  readonly signerProblems: (signer: Pick<Signer, 'problems' | 'problemMessages'>) => string[];
  /** A note of the audit: whole sentences. */
  readonly note: (note: ToldNote) => string;
  /** What was verified of a signature and what was only read. */
  readonly signature: (signer: Pick<Signer, 'verifiedNote' | 'verifiedNoteMessage'>) => string;
}

type Told = ReadingError | FaultError | Anomaly | Note | StoredMessage;

function isStored<T extends Told>(told: T): told is Extract<T, StoredMessage> {
  return 'message' in told;
}

/** The sentence of a table for code and data, or null. */
type Write = (tables: MessageTables, told: { code: string; data: object }) => string | null;

const writeError: Write = ({ errors }, { code, data }) => findSentence(errors, code, data)?.(data) ?? null;

const writeAnomaly: Write = ({ anomalies, moreAnomalies }, { code, data }) =>
  'problem' in data && data.problem === 'more' && 'count' in data
    ? moreAnomalies(Number(data.count))
    : (findSentence(anomalies, code, data)?.(data) ?? null);

const writeNote: Write = ({ notes }, told) => clauseIn(notes, told);

/** In English, or null for data this version makes nothing of. */
function inEnglish({ code, data }: StoredMessage, write: Write): string | null {
  if (data === undefined) return null;
  try {
    return write(TABLES_EN, { code, data });
  } catch (error) {
    // Data of another shape than the code's: whatever stands in a stored report, its sentence can be told.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function tell(tables: MessageTables, told: Told, write: Write): string {
  if (!isStored(told)) return write(tables, told) ?? told.code;
  const { code, data = {}, message } = told;
  return inEnglish(told, write) === message ? (write(tables, { code, data }) ?? message) : message;
}

/** Messages told by the tables of one language. */
export function messagesOf(tables: MessageTables): Messages {
  const { clauses } = tables;
  const family = (name: keyof ClauseTables): Tell => telling(clauses[name], CLAUSES_EN[name]);
  const implied = family('implied');
  const inert = family('inert');
  const capability = family('capability');
  const evidence = family('evidence');
  const accepted = family('accepted');
  const widened = family('widened');
  const caution = family('caution');
  const codeGap = family('codeGap');
  const dexProblem = family('dexProblem');
  const signerProblem = family('signerProblem');
  const signature = family('signature');
  const hiding = family('hiding');
  const seen = family('seen');
  return {
    error: (error) => tell(tables, error, writeError),
    hint: (error) => {
      if (isStored(error) && inEnglish(error, writeError) !== error.message) return error.hint ?? null;
      const { code, data = {} } = error;
      return findSentence(tables.hints, code, data)?.(data) ?? null;
    },
    anomaly: (anomaly) => tell(tables, anomaly, writeAnomaly),
    seen: ({ evidence: told, evidenceMessage }) => seen(told, evidenceMessage),
    implied: ({ reason, reasonMessage }) => implied(reason, reasonMessage),
    inert: (permission) => (permission.inert === null ? '' : inert(permission.inert, permission.inertMessage)),
    capability: ({ detail, detailMessage }) => capability(detail, detailMessage),
    evidence: ({ detail, detailMessage }) => evidence(detail, detailMessage),
    accepted: ({ suppressedBy, suppressedByMessage }) =>
      suppressedBy === null ? '' : accepted(suppressedBy, suppressedByMessage),
    widened: (how) => widened(how),
    caution: (told) => caution(told),
    note: (note) => tell(tables, note, writeNote),
    codeGap: ({ reason, reasonMessage }) => (reason === null ? '' : codeGap(reason, reasonMessage)),
    hiding: ({ what, whatMessage }) => hiding(what, whatMessage),
    dexProblem: ({ problem, problemMessage }) => (problem === null ? '' : dexProblem(problem, problemMessage)),
    signerProblems: ({ problems, problemMessages }) =>
      problems.map((problem, at) => signerProblem(problem, problemMessages?.[at])),
    signature: ({ verifiedNote, verifiedNoteMessage }) => signature(verifiedNote, verifiedNoteMessage),
  };
}

/** Messages in English. */
export const ENGLISH: Messages = messagesOf(TABLES_EN);
