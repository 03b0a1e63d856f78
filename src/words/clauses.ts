/** Clauses in words: what stands in a field of a finding or of a fact, as a plain clause without a full stop. */
import type { AcceptedDetails, CautionDetails, EvidenceDetails, WidenedDetails } from '../audit/clauses.js';
import type { Said, StoredClause } from '../bytes/message.js';
import type { SchemeProblemDetails } from '../bytes/scheme-problems.js';
import type { SeenDetails } from '../bytes/seen.js';
import type {
  CapabilityDetails,
  CodeGapDetails,
  DexProblemDetails,
  HidingDetails,
  ImpliedDetails,
  InertDetails,
  SignatureDetails,
  SignerProblemDetails,
} from '../facts/clauses.js';

/** One sentence a code. A code without it does not compile. */
export type ClauseTable<Details> = { readonly [Code in keyof Details]: (data: Readonly<Details[Code]>) => string };

/** Every family of clauses in one language. */
export interface ClauseTables {
  readonly implied: ClauseTable<ImpliedDetails>;
  readonly inert: ClauseTable<InertDetails>;
  readonly capability: ClauseTable<CapabilityDetails>;
  readonly evidence: ClauseTable<EvidenceDetails>;
  readonly accepted: ClauseTable<AcceptedDetails>;
  readonly widened: ClauseTable<WidenedDetails>;
  readonly caution: ClauseTable<CautionDetails>;
  readonly codeGap: ClauseTable<CodeGapDetails>;
  readonly dexProblem: ClauseTable<DexProblemDetails>;
  readonly schemeProblem: ClauseTable<SchemeProblemDetails>;
  readonly signerProblem: ClauseTable<SignerProblemDetails>;
  readonly signature: ClauseTable<SignatureDetails>;
  readonly hiding: ClauseTable<HidingDetails>;
  readonly seen: ClauseTable<SeenDetails>;
}

/** Tells a clause of a family; with the sentence of a stored report and what stands beside it, where it is one. */
export type Tell = (said: Said<{ code: string; data: object }>, stored?: StoredClause | null) => string;

/** The sentence of a clause that a table has, or null. */
export function clauseIn(table: object, { code, data }: { code: string; data: object }): string | null {
  const write = Object.hasOwn(table, code) ? (table as Record<string, unknown>)[code] : undefined;
  return typeof write === 'function' ? (write as (data: object) => string)(data) : null;
}

/**
 * Tells the clauses of one family.
 * @param english the table that stored sentences are compared with: only where it makes the same of code and data are
 *   these what the sentence says, and can be told in another language
 */
export function telling(table: object, english: object): Tell {
  return (said, stored) => {
    if (typeof said !== 'string') return clauseIn(table, said) ?? said.code;
    if (stored === undefined || stored === null || written(english, stored) !== said) return said;
    return clauseIn(table, stored) ?? said;
  };
}

function written(english: object, stored: StoredClause): string | null {
  try {
    return clauseIn(english, stored);
  } catch (error) {
    // Data of another shape than the code's: whatever stands in a stored report, its sentence can be told.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
