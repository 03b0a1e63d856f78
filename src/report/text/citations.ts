/** The texts behind a verdict: by their numbers in a finding, and in full, each once, in a list at the end. */
import type { Citation, Finding } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST } from '../../rulebook/orders.js';
import { columnsOf } from '../view/columns.js';
import type { Strings } from '../../words/en/report.js';
import { describeEnd, describeState } from '../view/citations.js';
import type { NumberedSource, Sources } from '../view/sources.js';
import { labelled, MARGIN, type Page } from './page.js';

/** `label   text` of a finding. */
export type Line = (label: string, text: string, paint?: (text: string) => string) => string[];

/** What must be said wherever a clause is pointed at. */
function describeReserve(clause: Citation, words: Strings): string {
  const isUnverified = clause.verification.startsWith('unverified');
  const standing = clause.status === 'notice' ? null : words.status[clause.status];
  const checked = isUnverified ? words.verification[clause.verification] : null;
  return [standing, checked, describeState(clause, words), describeEnd(clause, words)]
    .filter((part) => part !== null)
    .join(words.semicolon);
}

/** e.g. `google-play [2a]; cn-39 [4a] [5] (DRAFT)`. */
function pointers(page: Page, clauses: readonly Citation[], sources: Sources): string {
  const policies = [...new Set(clauses.map(({ policy }) => policy))];
  return policies
    .map((policy) => {
      const own = clauses.filter((clause) => clause.policy === policy);
      const told = own.map((clause) => {
        const reserve = describeReserve(clause, page.words);
        return sources.markOf(clause) + (reserve === '' ? '' : page.prose(page.words.parenthesized(reserve)));
      });
      return [page.name(policy), ...told].join(' ');
    })
    .join(page.words.semicolon);
}

/** Policies that say something without a clause that is cited here, and those that say nothing. */
function otherPolicies(page: Page, finding: Finding): string[] {
  const answers = finding.policyVerdicts;
  if (answers.length < 2) return [];
  const { policies, verdict, comma } = page.words;
  const known = new Set(finding.clauses.map(({ clauseId }) => clauseId));
  const silent = answers.filter(({ says }) => !says).map(({ policy }) => page.name(policy));
  const others = answers
    .filter(({ says, clauseIds }) => says && !clauseIds.some((id) => known.has(id)))
    .map((one) => [page.name(one.policy), verdict[one.verdict], ...one.clauseIds.map((id) => page.name(id))].join(' '));
  return [...others, ...(silent.length === 0 ? [] : [policies.areSilent(silent.join(comma))])];
}

/** Two rows stand on one line where there is room for both. */
function rowLines(page: Page, rows: readonly { label: string; text: string }[], line: Line): string[] {
  const [first, second, ...rest] = rows;
  if (first === undefined) return [];
  if (second !== undefined) {
    const told = `${first.text} ${page.theme.glyphs.dot} ${second.label} ${second.text}`;
    const together = line(first.label, told);
    if (together.length === 1) return [...together, ...rowLines(page, rest, line)];
  }
  return [...line(first.label, first.text), ...rowLines(page, rows.slice(1), line)];
}

/** The clauses of a finding, the strictest verdict first, then the policies without any. */
export function citationLines(page: Page, finding: Finding, sources: Sources, line: Line): string[] {
  const { label, texts, ofParts } = page.words.citation;
  if (
    finding.composite &&
    finding.clauses.length > 0 &&
    finding.clauses.every((clause) => sources.isCitedByPart(clause))
  ) {
    return line(texts, ofParts);
  }
  const rows = STATED_STRICTEST_FIRST.flatMap((verdict) => {
    const clauses = finding.clauses.filter((clause) => clause.verdict === verdict);
    return clauses.length === 0 ? [] : [{ label: label[verdict], text: pointers(page, clauses, sources) }];
  });
  const others = otherPolicies(page, finding).join(page.words.semicolon);
  const last = rows.at(-1);
  if (last !== undefined && others !== '') last.text += page.words.semicolon + others;
  else if (others !== '') rows.push({ label: page.words.policies.title, text: others });
  return rowLines(page, rows, line);
}

/** `where, where. standing; standing.`, without what is not known. */
function sentence(
  words: Strings,
  where: (string | null | undefined)[],
  standing: (string | null | undefined)[],
): string {
  const told = (parts: (string | null | undefined)[]): string[] =>
    parts.filter((part): part is string => part !== null && part !== undefined && part !== '');
  const parts = [told(where).join(words.comma), told(standing).join(words.semicolon)];
  return parts
    .filter((part) => part !== '')
    .map((part) => part + words.fullStop)
    .join(words.sentenceGap);
}

function dateOf(clause: Citation, words: Strings): string | null {
  return clause.date === null && clause.notBefore !== null ? words.clauseSeen(clause.notBefore) : clause.date;
}

/** How a clause stands: told of each, or once of its source where all clauses stand alike. */
const STANDINGS: readonly ((clause: Citation, words: Strings) => string | null)[] = [
  (clause, words) => words.authority[clause.authority],
  (clause, words) => words.status[clause.status],
  (clause, words) => words.basis[clause.basis],
  // Of what was read itself, the head of the list tells it once.
  ({ verification }, words) => (verification === 'primary' ? null : words.verification[verification]),
  describeState,
  describeEnd,
];

/** What all the items say alike, else undefined. */
function sharedBy<Item, Value>(items: readonly Item[], of: (item: Item) => Value): Value | undefined {
  const [first, ...rest] = items;
  if (first === undefined) return undefined;
  const value = of(first);
  return rest.every((item) => of(item) === value) ? value : undefined;
}

/** The list of texts, and the columns that the widest mark of it takes, with a gap. */
interface List {
  page: Page;
  sources: Sources;
  markColumns: number;
}

/** Lines beside a mark. */
function entry({ page, markColumns }: List, mark: string, text: string, paint?: (text: string) => string): string[] {
  return labelled(MARGIN + mark, page.prose(text), {
    labelColumns: MARGIN.length + markColumns,
    columns: page.proseColumns,
    label: page.theme.quiet,
    ...(paint === undefined ? {} : { paint }),
  });
}

/** Adds an address where it stands whole, so that it can be clicked: at the end, else on a line of its own. */
function withAddress(list: List, lines: readonly string[], url: string | null | undefined): string[] {
  const { page, markColumns } = list;
  if (url === null || url === undefined) return [...lines];
  const address = page.prose(url);
  const columns = columnsOf(address);
  const last = lines.at(-1) ?? '';
  if (columnsOf(last) + 1 + columns <= page.proseColumns) {
    return [...lines.slice(0, -1), `${last} ${page.theme.quiet(address)}`];
  }
  const indent = MARGIN.length + markColumns;
  if (columns > page.columns) return [...lines, ...entry(list, '', url, page.theme.quiet)];
  return [...lines, ' '.repeat(Math.min(indent, page.columns - columns)) + page.theme.quiet(address)];
}

function quoteOf(page: Page, clause: Citation, before: ReadonlyMap<string, string>): string | null {
  const { openQuote, closeQuote } = page.theme.glyphs;
  const { citation } = page.words;
  if (clause.quote === null) return null;
  const same = before.get(clause.quote);
  if (same !== undefined) return citation.sameWords(same);
  const quote = openQuote + clause.quote + closeQuote;
  const { quoteTranslation: ours } = clause;
  return ours === undefined ? quote : `${quote} ${citation.translation}${openQuote}${ours}${closeQuote}`;
}

/** A clause: what it says and where, what of it differs from the other clauses of its source, and its words. */
function clauseText(
  page: Page,
  clause: Citation,
  isShared: readonly boolean[],
  before: ReadonlyMap<string, string>,
): string {
  const { words } = page;
  const [isDateShared, isPlaceShared, ...areShared] = isShared;
  const own = STANDINGS.map((told, index) => (areShared[index] === true ? null : told(clause, words)));
  const where = [
    clause.title + words.parenthesized(clause.clauseId),
    isPlaceShared === true ? null : clause.locator,
    isDateShared === true ? null : dateOf(clause, words),
  ];
  const parts = [sentence(words, where, own), quoteOf(page, clause, before)].filter((part) => part !== null);
  return parts.join(words.sentenceGap);
}

/** A source once, then each of its clauses with its words. */
function clauseLines(list: List, { number, clauses }: NumberedSource): string[] {
  const { page, sources } = list;
  const { words } = page;
  const [first, ...more] = clauses;
  if (first === undefined) return [];
  const shared = STANDINGS.map((told) => sharedBy(clauses, (clause) => told(clause, words)));
  const date = sharedBy(clauses, (clause) => dateOf(clause, words));
  const url = sharedBy(clauses, (clause) => clause.url);
  const place = sharedBy(clauses, ({ locator }) => locator);
  const isShared = [date, place, ...shared].map((value) => value !== undefined);
  const head = sentence(words, [first.issuer, first.sourceTitle, place, date], shared);
  const before = new Map<string, string>();
  if (more.length === 0) {
    const told = [head, clauseText(page, first, isShared, before)].join(words.sentenceGap);
    return withAddress(list, entry(list, `[${number}]`, told), url);
  }
  const lines = withAddress(list, entry(list, `[${number}]`, head, page.theme.strong), url);
  for (const clause of clauses) {
    const mark = sources.markOf(clause);
    const text = entry(list, mark, clauseText(page, clause, isShared, before));
    lines.push(...withAddress(list, text, url === undefined ? clause.url : null));
    if (clause.quote !== null && !before.has(clause.quote)) before.set(clause.quote, mark);
  }
  return lines;
}

/** How many more are named as context. They decide nothing; `explain` tells them. */
function contextLines(page: Page, { context }: Sources): string[] {
  if (context.length === 0) return [];
  return page.paragraph(page.words.citation.context(context.length), MARGIN, page.theme.quiet);
}

/** Every text that the findings point at, once, its clauses with their words; then how many more are named as context. */
export function sourcesSection(page: Page, sources: Sources): string[] {
  const { cited } = sources;
  if (sources.list().length === 0) return [];
  const { citation } = page.words;
  const clauses = cited.flatMap((source) => source.clauses);
  const markColumns = Math.max(0, ...clauses.map((clause) => columnsOf(sources.markOf(clause)))) + 1;
  const list: List = { page, sources, markColumns };
  const isAnyRead = clauses.some(({ verification }) => verification === 'primary');
  return [
    ...page.section(citation.sources(cited.length)),
    ...(isAnyRead ? page.paragraph(citation.readUnlessSaid, MARGIN, page.theme.quiet) : []),
    ...cited.flatMap((source) => clauseLines(list, source)),
    ...contextLines(page, sources),
  ];
}
