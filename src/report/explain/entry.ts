/** The shared parts of what `permaudit explain` prints. */
import { statedDates } from '../../rulebook/clause-dates.js';
import { clauseApplies } from '../../rulebook/index-rulebook.js';
import { haveCommonName } from '../../rulebook/permission-names.js';
import type { Category, Clause, Policy, Rulebook, Source, Text, Translation } from '../../rulebook/types.js';
import { columnsOf, padEnd, wrap } from '../view/columns.js';
import { labelled, MARGIN, type Page } from '../text/page.js';

/** As wide as the longest label, its margin and a gap. */
const LABEL_COLUMNS = { en: 14, zh: 20 } as const;

/** One `Label   text` line. `text` is already safe. */
export function entryLine(page: Page, label: string, text: string): string[] {
  return labelled(MARGIN + label, text, {
    labelColumns: LABEL_COLUMNS[page.words.lang],
    columns: page.proseColumns,
    label: page.theme.quiet,
  });
}

/** As {@link entryLine}, or nothing when there is no text. */
export function optionalLine(page: Page, label: string, text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : entryLine(page, label, page.prose(text));
}

/** A label and one bullet for each text. */
export function entryList(page: Page, label: string, texts: readonly string[]): string[] {
  const labelColumns = LABEL_COLUMNS[page.words.lang];
  const { bullet } = page.theme.glyphs;
  return texts.flatMap((text, index) => {
    const lines = wrap(text, page.proseColumns - labelColumns - 2);
    return lines.map((line, row) => {
      const head = padEnd(index === 0 && row === 0 ? MARGIN + label : '', labelColumns);
      // A label as wide as its column would run into the bullet.
      const gap = columnsOf(head.trimEnd()) >= labelColumns ? ' ' : '';
      return `${page.theme.quiet(head)}${gap}${row === 0 ? bullet : ' '} ${line}`;
    });
  });
}

/** The title of an explanation, between empty lines. `text` is already safe. */
export function entryTitle(page: Page, text: string): string[] {
  return ['', ...wrap(text, page.proseColumns - MARGIN.length).map((line) => MARGIN + page.theme.strong(line)), ''];
}

/** A text of the rulebook in the page's language; in English where the rulebook has no other. */
export function say(page: Page, text: Text): string {
  return page.words.lang === 'zh' ? (text.zh ?? text.en) : text.en;
}

/** Our translation of a quotation into the page's language, told as ours; empty where there is none. */
export function translationIn(page: Page, translation: Translation | undefined): string {
  const text = translation?.[page.words.lang];
  const [open, close] = page.words.quotes;
  return text === undefined ? '' : `${page.words.citation.translation}${open}${text}${close}`;
}

/** Permission names and capability ids, safe to print, in one line. */
export function nameList(
  page: Page,
  part: { permissions: readonly string[]; capabilities?: readonly string[] },
): string {
  return [...part.permissions, ...(part.capabilities ?? [])].map((name) => page.name(name)).join(page.words.comma);
}

/** A clause with the policy it belongs to. */
export interface PlacedClause {
  policy: Policy;
  clause: Clause;
}

/** Every clause of every policy that `isMeant` picks. */
export function clausesWhere(rulebook: Rulebook, isMeant: (clause: Clause) => boolean): PlacedClause[] {
  return rulebook.policies.flatMap((policy) => policy.clauses.filter(isMeant).map((clause) => ({ policy, clause })));
}

/** Every clause of every policy that speaks of one of these permissions or capabilities. */
export function clausesAbout(rulebook: Rulebook, names: ReadonlySet<string>): PlacedClause[] {
  return clausesWhere(rulebook, (clause) =>
    [...clause.permissions, ...clause.capabilities].some((one) => [...names].some((name) => haveCommonName(one, name))),
  );
}

/** Whether a clause speaks of a category, or of every category. */
export function speaksOf(clause: Clause, category: Category): boolean {
  return clauseApplies(clause, category.id);
}

/** Whom a clause is for. */
export function describeCategories(page: Page, clause: Clause): string {
  const { explain, comma } = page.words;
  const categories = clause.categories.includes('*') ? explain.everyCategory : clause.categories.join(comma);
  const except = clause.exceptCategories ?? [];
  return except.length === 0 ? categories : explain.except(categories, except.join(comma));
}

/** What the clause says, to whom, and who says so since when; `isAgain`: its source has been told in full before. */
function describeClause(
  page: Page,
  { policy, clause }: PlacedClause,
  source: Source | undefined,
  isAgain: boolean,
): string {
  const { explain, verification, quotes, authority, basis } = page.words;
  const { issued: date, notBefore: seen, effective, enforced, until } = statedDates(clause, source);
  const where = [
    ...(source === undefined || isAgain ? [clause.source] : [say(page, source.issuer), say(page, source.title)]),
    clause.locator,
    date ?? (seen === undefined ? undefined : explain.notBefore(seen)),
    effective === undefined || effective === date ? undefined : explain.effective(effective),
    enforced === undefined || enforced === effective ? undefined : explain.enforced(enforced),
  ];
  const standing = [
    source === undefined ? undefined : authority[source.authority],
    basis[clause.basis],
    verification[clause.verification],
    source?.status === 'draft' ? explain.draft : undefined,
    until === undefined ? undefined : explain.replaced(until, clause.supersededBy ?? source?.supersededBy),
    isAgain ? undefined : source?.url,
  ];
  const parts = [...where, ...standing].filter((part) => part !== undefined && part !== '');
  const translation = translationIn(page, clause.translation);
  const ours = translation === '' ? '' : ` ${translation}`;
  const told = explain.clause({
    id: clause.id,
    policy: policy.id,
    categories: describeCategories(page, clause),
    says: clause.features === undefined ? explain.says[clause.verdict] : explain.saysWith(clause.features),
    title: say(page, clause.title),
    quote: clause.quote === undefined ? '' : ` ${quotes[0]}${clause.quote}${quotes[1]}${ours}`,
    where: parts.join(page.words.semicolon),
  });
  return page.prose(told);
}

/** One bullet for each clause, under the label for clauses, each source in full once; nothing without clauses. */
export function clauseLines(page: Page, rulebook: Rulebook, clauses: readonly PlacedClause[]): string[] {
  if (clauses.length === 0) return [];
  const seen = new Set<string>();
  const told = clauses.map((one) => {
    const isAgain = seen.has(one.clause.source);
    seen.add(one.clause.source);
    const source = rulebook.sources.find(({ id }) => id === one.clause.source);
    return describeClause(page, one, source, isAgain);
  });
  return ['', ...entryList(page, page.words.explain.labels.clauses, told)];
}
