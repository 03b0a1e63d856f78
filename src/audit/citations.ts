/** Clauses as self-contained citations: a report can be read without the rulebook. */
import { compareVerdicts } from '../rulebook/orders.js';
import { namesPermission } from '../rulebook/permission-names.js';
import type { Clause, Source } from '../rulebook/types.js';
import type { AppliedClause } from './clause-state.js';
import { textIn, translationIn, type AuditContext } from './request.js';
import type { Citation, SourceReference } from './types.js';

/** Cites clauses once each: in force before announced, strict before mild, in the order of the selected policies. */
export function cite(applied: readonly AppliedClause[], names: ReadonlySet<string>, context: AuditContext): Citation[] {
  const unique = new Map(applied.map((entry) => [entry.clause.id, entry]));
  const order = context.request.policies;
  return [...unique.values()]
    .sort(
      (a, b) =>
        Number(a.state !== 'in-force') - Number(b.state !== 'in-force') ||
        compareVerdicts(b.clause.verdict, a.clause.verdict) ||
        order.indexOf(a.policy) - order.indexOf(b.policy),
    )
    .map((entry) => citation(entry, names, context));
}

function citation(
  { clause, policy, state }: AppliedClause,
  names: ReadonlySet<string>,
  context: AuditContext,
): Citation {
  const { lang } = context.request;
  const source = context.index.source(clause.source);
  if (source === undefined) throw new Error(`clause ${clause.id} cites an unknown source`);
  const quoteTranslation = translationIn(clause.translation, lang);
  return {
    clauseId: clause.id,
    policy,
    source: source.id,
    sourceTitle: textIn(source.title, lang),
    title: textIn(clause.title, lang),
    issuer: textIn(source.issuer, lang),
    locator: clause.locator ?? null,
    quote: clause.quote ?? null,
    ...(quoteTranslation === undefined ? {} : { quoteTranslation }),
    url: source.url ?? null,
    date: clause.announced ?? source.issued ?? null,
    authority: source.authority,
    status: source.status,
    basis: clause.basis,
    verification: clause.verification,
    verdict: clause.verdict,
    state,
    effective: clause.effective ?? source.inForce ?? null,
    enforced: clause.enforced ?? null,
    permissions: namedBy(clause, names),
  };
}

/** Those of `names` that the clause names: in its own order, then what it names by wildcard only. */
function namedBy({ permissions, capabilities }: Clause, names: ReadonlySet<string>): string[] {
  const listed = new Set<string>([...permissions, ...capabilities]);
  return [
    ...[...listed].filter((name) => names.has(name)),
    ...[...names].filter((name) => !listed.has(name) && namesPermission(permissions, name)),
  ];
}

/** Sources named as context only. */
export function references(ids: readonly string[], context: AuditContext): SourceReference[] {
  return ids
    .map((id) => context.index.source(id))
    .filter((source): source is Source => source !== undefined)
    .map((source) => ({
      source: source.id,
      title: textIn(source.title, context.request.lang),
      issuer: textIn(source.issuer, context.request.lang),
      date: source.issued ?? null,
      url: source.url ?? null,
      authority: source.authority,
      verification: source.verification,
    }));
}
