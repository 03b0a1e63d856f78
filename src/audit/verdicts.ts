/** The verdict on one permission or capability: what each selected policy says, and the strictest of them. */
import { pushAll } from '../bytes/lists.js';
import { isSensitive } from '../knowledge/index.js';
import { compareVerdicts, stricter, strictestOf } from '../rulebook/orders.js';
import { namesPermission } from '../rulebook/permission-names.js';
import type { Severity, Verdict } from '../rulebook/types.js';
import { codeContradicts } from './code.js';
import { clausesNaming, type AppliedClause } from './clause-state.js';
import { GENERAL_CATEGORY } from '../rulebook/index-rulebook.js';
import { isNecessityJudged, type AuditContext } from './request.js';

/** One policy's answer. */
export interface PolicyAnswer {
  policy: string;
  /** Null when the policy is silent and it is nothing sensitive. */
  verdict: Verdict | null;
  /** Whether a clause of the policy speaks, or only the category's need. */
  says: boolean;
  /** The clauses that give the verdict. */
  deciding: AppliedClause[];
  /** Features that would satisfy a conditional answer. */
  features: string[];
  satisfied: boolean;
}

/** What counts of an answer: a verdict, and the most it may weigh. */
export interface Vote {
  verdict: Verdict;
  cap: Severity | undefined;
}

/** The judgement on one permission or capability. */
export interface Judgement {
  name: string;
  /** Nothing requests it: Android adds it. Then its verdict is never `prohibited`, for texts speak of requests. */
  isImplied: boolean;
  /** Null when nothing judges it. */
  verdict: Verdict | null;
  answers: PolicyAnswer[];
  /** What the answers amount to: the strictest gives the verdict, the heaviest the severity. */
  votes: Vote[];
  /** Clauses in force that name it, deciding or not. */
  cited: AppliedClause[];
  /** Clauses not yet in force that name it. */
  warnings: AppliedClause[];
  /** For a conditional verdict: whether the declared features satisfy every policy that sets conditions. */
  satisfied: boolean;
  /** The declared feature that the code speaks against, which makes a conditional verdict unjustified; else null. */
  contradicted: string | null;
  /** Features that would satisfy what is not yet satisfied. */
  features: string[];
}

interface Need {
  verdict: Verdict | null;
  features: string[];
}

/** What is judged, by context: findings, notes and predicates ask for the same names again and again. */
const judged = new WeakMap<AuditContext, Map<string, Judgement>>();

/** Judges a permission (by full name) or a capability (by id), once for each context. */
export function judge(name: string, context: AuditContext): Judgement {
  let known = judged.get(context);
  if (known === undefined) {
    known = new Map();
    judged.set(context, known);
  }
  let judgement = known.get(name);
  if (judgement === undefined) {
    judgement = judgementOn(name, context);
    known.set(name, judgement);
  }
  return judgement;
}

function judgementOn(name: string, context: AuditContext): Judgement {
  const need = needOf(name, context);
  const answers: PolicyAnswer[] = [];
  const cited: AppliedClause[] = [];
  const warnings: AppliedClause[] = [];
  for (const policy of context.request.policies) {
    const naming = clausesNaming(name, policy, context).filter(
      ({ clause }) => clause.whenUnneeded !== true || need.verdict === 'unjustified',
    );
    const inForce = naming.filter(({ state }) => state === 'in-force');
    pushAll(cited, inForce);
    pushAll(
      warnings,
      naming.filter(({ state }) => state !== 'in-force'),
    );
    answers.push(answerOf(policy, inForce, need, context));
  }
  // No policy selected: the category's need alone decides.
  if (answers.length === 0) answers.push(answerOf('', [], need, context));
  const votes = answers.flatMap((answer) => votesOf(answer, need, context));
  const verdict = strictestOf(votes.map((vote) => vote.verdict));
  const conditional = answers.filter((answer) => answer.verdict === 'conditional');
  const open = conditional.filter(({ satisfied }) => !satisfied);
  const features = [...new Set((open.length > 0 ? open : conditional).flatMap(({ features: each }) => each))].sort();
  const satisfied = verdict === 'conditional' && open.length === 0;
  const isContradicted = satisfied && codeContradicts(context.facts.code ?? null, name);
  const isImplied = context.effective.get(name)?.origin === 'implied';
  const held = (given: Verdict | null): Verdict | null => (isImplied && given === 'prohibited' ? 'unjustified' : given);
  return {
    name,
    isImplied,
    verdict: isContradicted ? 'unjustified' : held(verdict),
    answers: answers
      .filter(({ policy }) => policy !== '')
      .map((answer) => ({ ...answer, verdict: held(answer.verdict) })),
    votes: isContradicted ? [...votes, { verdict: 'unjustified', cap: undefined }] : votes,
    cited,
    warnings,
    satisfied: satisfied && !isContradicted,
    contradicted: isContradicted ? (features.find((feature) => context.features.has(feature)) ?? null) : null,
    features,
  };
}

/**
 * A policy whose weight is capped does not bind: what it bars counts as unjustified at most, and never for less than the
 * category's need alone, so that neither adding it nor lifting its clauses ever helps an app.
 */
function votesOf({ policy, verdict, says }: PolicyAnswer, need: Need, { index }: AuditContext): Vote[] {
  if (verdict === null) return [];
  const cap = says ? index.policy(policy)?.severityCap : undefined;
  if (cap === undefined) return [{ verdict, cap }];
  const own: Vote = { verdict: verdict === 'prohibited' ? 'unjustified' : verdict, cap };
  if (need.verdict === null || compareVerdicts(verdict, need.verdict) < 0) return [own];
  return [own, { verdict: need.verdict, cap: undefined }];
}

function answerOf(policy: string, inForce: AppliedClause[], need: Need, context: AuditContext): PolicyAnswer {
  // What is said of every app makes nothing needed that this kind of app does not need.
  const isMilderThanNeed = ({ clause }: AppliedClause): boolean =>
    need.verdict !== null && clause.categories.includes('*') && compareVerdicts(clause.verdict, need.verdict) < 0;
  if (inForce.every(isMilderThanNeed)) {
    const satisfied = need.features.some((feature) => context.features.has(feature));
    return { policy, verdict: need.verdict, says: false, deciding: [], features: need.features, satisfied };
  }
  const verdict = inForce.reduce<Verdict>((worst, { clause }) => stricter(worst, clause.verdict), 'necessary');
  const deciding = inForce.filter(({ clause }) => compareVerdicts(clause.verdict, verdict) === 0);
  const satisfied = deciding.every(({ clause }) =>
    (clause.features ?? []).some((feature) => context.features.has(feature)),
  );
  const features = deciding.flatMap(({ clause }) => clause.features ?? []);
  return { policy, verdict, says: true, deciding, features, satisfied };
}

/** What the category itself needs, where no clause speaks. Without one to explain it, what is sensitive is unexplained. */
function needOf(name: string, context: AuditContext): Need {
  const { category, index } = context;
  const names = (part: { permissions: string[]; capabilities: readonly string[] }): boolean =>
    namesPermission(part.permissions, name) || part.capabilities.includes(name);
  if (index.isBaseline(name, category?.id ?? null)) return { verdict: 'necessary', features: [] };
  if (category?.necessary.some(names) === true) return { verdict: 'necessary', features: [] };
  // What every category may need with a feature stands in `general`.
  const [conditional = []] = [category, index.category(GENERAL_CATEGORY)]
    .map((each) => each?.conditional.filter(names) ?? [])
    .filter((needs) => needs.length > 0);
  if (conditional.length > 0) {
    return { verdict: 'conditional', features: conditional.flatMap(({ features }) => features) };
  }
  if (index.dataTypeOf(name) === undefined && !isSensitive(name)) return { verdict: null, features: [] };
  return { verdict: isNecessityJudged(context) ? 'unjustified' : 'unexplained', features: [] };
}
