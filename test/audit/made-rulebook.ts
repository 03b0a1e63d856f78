/** A rulebook made by hand: one category `app`, two kinds of data, and the rules and policies of a case. */
import { auditContext, type AuditContext, type AuditRequest } from '../../src/audit/request.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Category, Clause, DataType, Policy, Rule, Rulebook, Source } from '../../src/rulebook/types.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const shipped = builtinRulebook();

export const dataType = (id: string, more: Partial<DataType> = {}): DataType => ({
  ...{ id, name: { en: `name of ${id}` }, sensitivity: 'high', exposes: { en: `exposes ${id}` } },
  ...{ permissions: [], capabilities: [], saferAlternatives: [{ en: `safer than ${id}` }] },
  ...more,
});

export const rule = (id: string, of: string, more: Partial<Rule> = {}): Rule => ({
  ...{ id, dataType: of, title: { en: `title of ${id}` }, why: { en: `why ${id}` } },
  ...{ permissions: [], capabilities: [], remediation: [] },
  ...more,
});

/** A source in English of which no date is known, and which cites nothing by itself. */
export const source = (id: string, more: Partial<Source> = {}): Source => ({
  ...{ id, title: { en: `text of ${id}` }, issuer: { en: `issuer of ${id}` } },
  ...{ authority: 'law', status: 'in-force', verification: 'primary' },
  ...more,
});

/** A clause that bars the permissions for every category. */
export const clause = (id: string, of: string, more: Partial<Clause> = {}): Clause => ({
  ...{ id, source: of, title: { en: `title of ${id}` }, categories: ['*'], verdict: 'prohibited' },
  ...{ basis: 'explicit', verification: 'primary', permissions: [], capabilities: [] },
  ...more,
});

export const policy = (id: string, clauses: Clause[], more: Partial<Policy> = {}): Policy => ({
  ...{ id, name: { en: id }, summary: { en: id }, regions: [], default: true, clauses },
  ...more,
});

export interface Made {
  dataTypes?: DataType[];
  rules?: Rule[];
  policies?: Policy[];
  /** Absent: those of the shipped rulebook. */
  sources?: Source[];
  category?: Partial<Category>;
  /** Beside `general` and `app`. */
  others?: (Partial<Category> & { id: string })[];
}

export function madeRulebook(made: Made): Rulebook {
  const { dataTypes = [], rules = [], policies = [], sources = shipped.sources, category = {}, others = [] } = made;
  const [template] = shipped.categories;
  if (template === undefined) throw new Error('the shipped rulebook has categories');
  const bare = { aliases: [], baseline: [], necessary: [], conditional: [], positives: [], rules: [] };
  const general: Category = { ...template, ...bare, id: 'general' };
  const app: Category = { ...general, id: 'app', rules, ...category };
  const more = others.map((other): Category => ({ ...general, ...other }));
  return { ...shipped, dataTypes, policies, sources, categories: [general, app, ...more] };
}

export function madeContext(facts: AppFacts, made: Made, request: Partial<AuditRequest> = {}): AuditContext {
  const policies = (made.policies ?? []).map(({ id }) => id);
  return auditContext(facts, madeRulebook(made), {
    ...{ category: 'app', policies, features: [], asOf: '2026-11-23', words: AUDIT_WORDS },
    tool: { name: 'permaudit', version: '0' },
    ...request,
  });
}
