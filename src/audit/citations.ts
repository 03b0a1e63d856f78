/** Clauses as self-contained citations: a report can be read without the rulebook. */
import { clauseDays, statedDates } from '../rulebook/clause-dates.js';
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
  const dates = statedDates(clause, source);
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
    ...(source.language === undefined || clause.quote === undefined ? {} : { quoteLanguage: source.language }),
    ...(quoteTranslation === undefined ? {} : { quoteTranslation }),
    url: source.url ?? null,
    date: dates.issued ?? null,
    authority: source.authority,
    // What was replaced later was in force on the day asked for, or it would not be cited.
    status: source.status === 'superseded' ? 'in-force' : source.status,
    basis: clause.basis,
    verification: clause.verification,
    verdict: clause.verdict,
    state,
    effective: dates.effective ?? null,
    enforced: dates.enforced ?? null,
    notBefore: dates.notBefore ?? null,
    until: dates.until ?? null,
    supersededBy: successor(clause, source, context),
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

/** The title of the text that replaces a clause; of the clause that does, where both stand in one text. */
function successor(clause: Clause, source: Source, context: AuditContext): string | null {
  const { index, request } = context;
  const next = clause.supersededBy === undefined ? undefined : index.clause(clause.supersededBy)?.clause;
  const text = next === undefined ? source.supersededBy : next.source;
  const title = next?.source === source.id ? next.title : text === undefined ? undefined : index.source(text)?.title;
  return title === undefined ? null : textIn(title, request.lang);
}

/** A source as it stood on the day of the audit: what had replaced it by then; undefined where nothing was there yet. */
export function sourceThen(id: string, { index, request }: AuditContext): Source | undefined {
  const passed = new Set<Source>();
  let source = index.source(id);
  while (source !== undefined && !passed.has(source)) {
    passed.add(source);
    const days = clauseDays({}, source);
    if (days === null || request.asOf < days.known) return undefined;
    if (days.until === null || request.asOf < days.until) return source;
    source = source.supersededBy === undefined ? undefined : index.source(source.supersededBy);
  }
  return undefined;
}

/** Sources named as context only, of those that were there on the day of the audit; each once. */
export function references(ids: readonly string[], context: AuditContext): SourceReference[] {
  const sources = ids.map((id) => sourceThen(id, context)).filter((source): source is Source => source !== undefined);
  return [...new Set(sources)].map((source) => ({
    source: source.id,
    title: textIn(source.title, context.request.lang),
    issuer: textIn(source.issuer, context.request.lang),
    date: source.issued ?? null,
    url: source.url ?? null,
    authority: source.authority,
    verification: source.verification,
  }));
}
