/** Clauses: honest about their source, naming only what exists. */
import { checkKnown, checkPermissions, opens, report, type CheckContext } from './check-context.js';
import { isAtLeast } from './orders.js';
import type { Clause, Policy } from './types.js';

function checkReferences(context: CheckContext, clause: Clause): void {
  checkKnown(context, 'source', { part: clause, key: 'source', ids: [clause.source] });
  checkKnown(context, 'feature', { part: clause, key: 'features', ids: clause.features });
  checkKnown(context, 'feature', { part: clause, key: 'requiresFeatures', ids: clause.requiresFeatures });
  checkKnown(context, 'feature', { part: clause, key: 'unlessFeatures', ids: clause.unlessFeatures });
  const categories = clause.categories.filter((id) => id !== '*');
  checkKnown(context, 'category', { part: clause, key: 'categories', ids: categories });
  checkKnown(context, 'category', { part: clause, key: 'exceptCategories', ids: clause.exceptCategories });
  checkPermissions(context, clause, clause.permissions, 'permissions');
  checkPermissions(context, clause, clause.requiresPermissions ?? [], 'requiresPermissions');
}

function checkHonesty(context: CheckContext, clause: Clause): void {
  if (opens(clause).length === 0 && clause.targetSdk === undefined) {
    report(context, 'RULE_EMPTY', clause, `${clause.id} names no permission, no capability and no target`);
  }
  if (clause.verification === 'primary' && clause.quote === undefined) {
    report(context, 'RULE_QUOTE_REQUIRED', clause, `${clause.id} is marked primary, so it must quote the text read`);
  }
  if (clause.verdict === 'prohibited' && clause.verification === 'unverified-medium') {
    report(context, 'RULE_WEAK_PROHIBITION', clause, `${clause.id} prohibits on memory of medium confidence`, [
      'verdict',
    ]);
  }
  if ((clause.verdict === 'conditional') !== (clause.features !== undefined)) {
    report(
      context,
      'RULE_FEATURES_REQUIRED',
      clause,
      `${clause.id}: features belong to conditional clauses, and to each`,
    );
  }
}

/** An article by its number, such as `12(i)` or 第十二条. */
const NUMBERED = /\d|第.{1,3}[条款项]/u;

/** A citation promises no more than was done for it: who only remembers a text neither quotes nor numbers it. */
function checkCitation(context: CheckContext, clause: Clause): void {
  const wrong = (message: string, key: string): void => {
    report(context, 'RULE_CITATION', clause, `${clause.id} ${message}`, [key]);
  };
  const source = context.assembly.sources.find(({ id }) => id === clause.source);
  const isFromMemory = clause.verification.startsWith('unverified');
  if (isFromMemory && clause.quote !== undefined) wrong('quotes what nobody has read', 'quote');
  if (isFromMemory && NUMBERED.test(clause.locator ?? '')) wrong('numbers a place that nobody has seen', 'locator');
  if (clause.verification === 'primary' && source !== undefined && source.verification !== 'primary') {
    wrong(`is marked primary, but ${source.id} was not read`, 'verification');
  }
  if (clause.verdict === 'prohibited' && clause.basis === 'inferred' && clause.note === undefined) {
    wrong('bars what its text does not name, and no note says why', 'verdict');
  }
}

/** A translation is of something, and into another language than the source's. */
function checkTranslation(context: CheckContext, clause: Clause): void {
  if (clause.translation === undefined) return;
  if (clause.quote === undefined) {
    report(context, 'RULE_TRANSLATION', clause, `${clause.id} translates no quotation`, ['translation']);
  }
  const language = context.assembly.sources.find(({ id }) => id === clause.source)?.language ?? 'en';
  if (language in clause.translation) {
    report(context, 'RULE_TRANSLATION', clause, `${clause.id} translates into the language of ${clause.source}`, [
      'translation',
    ]);
  }
}

function checkTarget(context: CheckContext, clause: Clause): void {
  const { min, max } = clause.targetSdk ?? {};
  if (min !== undefined && max !== undefined && min > max) {
    report(context, 'RULE_DATE_ORDER', clause, `${clause.id}: targetSdk min is above max`, ['targetSdk']);
  }
}

function checkDraft(context: CheckContext, policy: Policy): void {
  const drafts = new Set(context.assembly.sources.filter(({ status }) => status === 'draft').map(({ id }) => id));
  const capped = policy.severityCap !== undefined && !isAtLeast(policy.severityCap, 'high');
  for (const clause of policy.clauses) {
    if (drafts.has(clause.source) && !capped) {
      report(
        context,
        'RULE_DRAFT_NOT_CAPPED',
        clause,
        `${clause.id} cites the draft ${clause.source}; cap ${policy.id}`,
      );
    }
  }
}

/** What is listed as without a clause is known and has none: a reader may rely on either list alone. */
function checkWithoutClause(context: CheckContext, policy: Policy): void {
  const listed = policy.withoutClause ?? [];
  checkKnown(context, 'source', { part: policy, key: 'withoutClause', ids: listed });
  const cited = new Set(policy.clauses.map(({ source }) => source));
  for (const id of listed.filter((one) => cited.has(one))) {
    report(context, 'RULE_CITED_WITHOUT_CLAUSE', policy, `${policy.id} lists ${id}, which a clause of it cites`, [
      'withoutClause',
    ]);
  }
}

/** Checks every clause of every policy. */
export function checkClauses(context: CheckContext): void {
  for (const policy of context.assembly.policies) {
    checkDraft(context, policy);
    checkWithoutClause(context, policy);
    for (const clause of policy.clauses) {
      checkReferences(context, clause);
      checkHonesty(context, clause);
      checkCitation(context, clause);
      checkTranslation(context, clause);
      checkTarget(context, clause);
    }
  }
}
