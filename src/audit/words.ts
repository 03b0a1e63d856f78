/**
 * The sentences that an audit says of its own beside those of the rulebook. It has none: whoever asks for one brings
 * them along ({@link AuditRequest.words}), as it brings the rulebook. They are in src/words.
 */
import type { RequiredComponent, RoleId } from '../manifest/roles.js';
import type { DataType, Lang, Rule, Severity } from '../rulebook/types.js';

/** What is told in a title, in advice or in praise, one sentence a code. Names of data types are in the audit's language. */
export interface AuditTextDetails {
  /** Titles of findings on what no element requests: an old target brings it, or another permission. */
  THROUGH_OLD_TARGET: { dataType: string };
  THROUGH_PERMISSION: { dataType: string };
  /** Advice names permissions short. It is read by itself, so that none says "it" of what another line names. */
  RAISE_TARGET: { targetSdk: number; added: readonly string[] };
  /** `isAlternative`: after other advice that would do as well. */
  DROP_SOURCES: { permissions: readonly string[]; added: readonly string[]; isAlternative: boolean };
  /** Title: an old target is never asked. */
  NEVER_ASKED: object;
  /** The code contradicts a feature that was declared. */
  UNDECLARE: { feature: string; permissions: readonly string[] };
  /** The code would contradict the feature that could be declared. */
  REMOVE_UNUSED: { permissions: readonly string[] };
  ROLE_NAME: { role: RoleId };
  /** What Android asks for before it offers the app for a role. */
  TAKE_ROLE: { role: RoleId; missing: readonly (readonly RequiredComponent[])[] };
  DECLARE_MONITORING: object;
  OTHERWISE_REMOVE: object;
  /** Data that nothing in the app asks for. */
  NOT_REQUESTED: { dataTypes: readonly string[] };
}

/** The sentences of one language. */
export type AuditSentences = {
  readonly [Code in keyof AuditTextDetails]: (data: Readonly<AuditTextDetails[Code]>) => string;
};

/** What may be wrong with an entry of permaudit.yaml. */
export type JustificationProblem = 'EXPIRED' | 'STALE' | 'CONTRADICTED';

/** Rules that no file of the rulebook describes: about what it leaves out, and about justifications. */
export interface OwnRules {
  /** Stands for what belongs to no data type. */
  readonly unclassified: DataType;
  /** What is sensitive and no rule looks for. */
  readonly uncovered: Rule;
  readonly justifications: DataType;
  readonly justification: Readonly<Record<JustificationProblem, Rule & { severity: Severity }>>;
}

/** Everything that an audit says of its own. */
export interface AuditWords {
  readonly sentences: Readonly<Record<Lang, AuditSentences>>;
  readonly rules: OwnRules;
}

/** Id of the data type of findings about justifications: they weigh nothing. */
export const JUSTIFICATION = 'justification';
