/** What an audit is asked for, and everything it is judged by, in one place. */
import type { AppFacts, Capability, CapabilityId, EffectivePermission } from '../facts/facts.js';
import type { AuditSentences, AuditWords } from './words.js';
import { powersOf, type Alone, type Incapable } from './powers.js';
import { indexRulebook, type RulebookIndex } from '../rulebook/index-rulebook.js';
import { isWildcard, namesPermission } from '../rulebook/permission-names.js';
import type { Category, Lang, Rulebook, Text, Translation } from '../rulebook/types.js';

/**
 * `supply`: an app for drivers, couriers, merchants or hosts. Official lists of necessary information speak of consumers
 * (CN-39, article 3), so for them necessity is not judged.
 */
export type AppRole = 'consumer' | 'supply';

/** The options of one audit. Ids are those of the rulebook; unknown ids are the caller's to refuse. */
export interface AuditRequest {
  /** The declared category; null: nobody says what the app needs. */
  category: string | null;
  policies: readonly string[];
  /** Features the app declares to have. */
  features: readonly string[];
  /** Whose app it is; absent: consumers'. */
  role?: AppRole;
  /** ISO date on which clauses are judged. */
  asOf: string;
  lang?: Lang;
  /** What the app says on its screens, for a hint at its category where its names give none. Attacker-controlled. */
  texts?: readonly string[];
  tool: { name: string; version: string };
  /** What the audit says of its own, in every language. */
  words: AuditWords;
}

/** Facts, rules and request together: what every judging function reads. */
export interface AuditContext {
  facts: AppFacts;
  index: RulebookIndex;
  request: AuditRequest;
  category: Category | null;
  /** Permissions that open something, by name, see {@link powersOf}. */
  effective: ReadonlyMap<string, EffectivePermission>;
  /** Ids of `able`. */
  capabilities: ReadonlySet<CapabilityId>;
  /** The capabilities that the app has the permissions for. */
  able: readonly Capability[];
  /** Foreground services that cannot do what their type says. */
  incapable: readonly Incapable[];
  /** Permissions that open nothing without another. */
  alone: readonly Alone[];
  features: ReadonlySet<string>;
  targetSdk: number;
  /** Sentences of ours in the language asked for. */
  sentences: AuditSentences;
}

const indexes = new WeakMap<Rulebook, RulebookIndex>();

/** Gathers what an audit needs. The index of a rulebook is made once. */
export function auditContext(facts: AppFacts, rulebook: Rulebook, request: AuditRequest): AuditContext {
  let index = indexes.get(rulebook);
  if (index === undefined) {
    index = indexRulebook(rulebook);
    indexes.set(rulebook, index);
  }
  const category = request.category === null ? null : (index.category(request.category) ?? null);
  const { effective, capabilities, incapable, alone } = powersOf(facts, index, category?.id ?? null);
  return {
    facts,
    index,
    request,
    category,
    effective,
    capabilities: new Set(capabilities.map(({ id }) => id)),
    able: capabilities,
    incapable,
    alone,
    features: new Set(request.features),
    targetSdk: facts.manifest?.targetSdk ?? facts.manifest?.minSdk ?? 0,
    sentences: request.words.sentences[request.lang ?? 'en'],
  };
}

/** What the app holds of a list of full names: in the order of the list, then what only a wildcard of it names. */
export function heldOf(list: readonly string[], { effective }: AuditContext): EffectivePermission[] {
  const byName = list.map((name) => effective.get(name)).filter((permission) => permission !== undefined);
  if (!list.some(isWildcard)) return byName;
  const named = new Set(byName);
  return [
    ...byName,
    ...[...effective.values()].filter((permission) => !named.has(permission) && namesPermission(list, permission.name)),
  ];
}

/** Whether somebody says what this app needs; if not, what is sensitive stays unexplained. */
export function isNecessityJudged({ category, request }: AuditContext): boolean {
  return category !== null && category.necessity !== 'not-judged' && request.role !== 'supply';
}

/** A text in the language asked for, else in English. */
export function textIn(text: Text, lang: Lang | undefined): string {
  return lang === 'zh' ? (text.zh ?? text.en) : text.en;
}

/** Our translation of a quotation into the language asked for; undefined where there is none. */
export function translationIn(translation: Translation | undefined, lang: Lang | undefined): string | undefined {
  return translation?.[lang ?? 'en'];
}
