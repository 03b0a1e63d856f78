/** A rulebook made by hand: one category `app`, two kinds of data, and the rules and policies of a case. */
import { auditContext, type AuditContext, type AuditRequest } from '../../src/audit/request.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Category, DataType, Policy, Rule, Rulebook } from '../../src/rulebook/types.js';
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

export interface Made {
  dataTypes?: DataType[];
  rules?: Rule[];
  policies?: Policy[];
  category?: Partial<Category>;
}

export function madeRulebook({ dataTypes = [], rules = [], policies = [], category = {} }: Made): Rulebook {
  const [template] = shipped.categories;
  if (template === undefined) throw new Error('the shipped rulebook has categories');
  const bare = { aliases: [], baseline: [], necessary: [], conditional: [], positives: [], rules: [] };
  const general: Category = { ...template, ...bare, id: 'general' };
  const app: Category = { ...general, id: 'app', rules, ...category };
  return { ...shipped, dataTypes, policies, categories: [general, app] };
}

export function madeContext(facts: AppFacts, made: Made, request: Partial<AuditRequest> = {}): AuditContext {
  const policies = (made.policies ?? []).map(({ id }) => id);
  return auditContext(facts, madeRulebook(made), {
    ...{ category: 'app', policies, features: [], asOf: '2026-11-23', words: AUDIT_WORDS },
    tool: { name: 'permaudit', version: '0' },
    ...request,
  });
}
