/** The clauses behind a verdict: what they say, who says it, since when, and how far that was checked. */
import type { Citation, Finding, SourceReference } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST } from '../../rulebook/orders.js';
import { padEnd, wrap } from '../view/columns.js';
import type { Strings } from '../../words/en/report.js';
import { describeCitation, describeEnd, describeState } from '../view/citations.js';
import type { Page } from './page.js';

/** What has been cited in full already: a report names each clause and source in full once. */
export type Cited = Set<string>;

/** Where the citations of a finding stand. */
interface Column {
  page: Page;
  columns: number;
  labelColumns: number;
  cited: Cited;
}

/** Lines under the bullet of a citation. */
function below({ page, columns, labelColumns }: Column, text: string): string[] {
  const indent = ' '.repeat(labelColumns + 2);
  return wrap(page.prose(text), columns - indent.length).map((line) => indent + line);
}

/** The first line of a citation, with its label and bullet, and what does not fit on it. */
function head(
  { page, columns, labelColumns }: Column,
  label: string,
  text: string,
  paint: (text: string) => string,
): string[] {
  const [first = '', ...rest] = wrap(text, columns - labelColumns - 2);
  const start = `${page.theme.quiet(padEnd(label, labelColumns))}${page.theme.glyphs.bullet} ${paint(first)}`;
  return [start, ...rest.map((line) => ' '.repeat(labelColumns + 2) + paint(line))];
}

/** A link, on one line whenever the column is wide enough for it, so that it can be clicked. */
function urlLines({ page, columns, labelColumns }: Column, url: string | null): string[] {
  if (url === null) return [];
  const text = page.prose(url);
  const indent = labelColumns + 2;
  const start = text.length <= columns ? Math.min(indent, columns - text.length) : indent;
  return wrap(text, columns - start).map((line) => ' '.repeat(start) + page.theme.quiet(line));
}

/** What must be said even where a clause is not cited in full. */
function describeReserve(clause: Citation, words: Strings): string {
  const isUnverified = clause.verification.startsWith('unverified');
  const standing = clause.status === 'notice' ? null : words.status[clause.status];
  const checked = isUnverified ? words.verification[clause.verification] : null;
  return [standing, checked, describeState(clause, words), describeEnd(clause, words)]
    .filter((part) => part !== null)
    .join(words.semicolon);
}

function clauseLines(column: Column, clause: Citation, label: string): string[] {
  const { page, cited } = column;
  const title = `${page.prose(clause.title)} [${page.name(clause.policy)}]`;
  if (cited.has(clause.clauseId)) {
    const reserve = describeReserve(clause, page.words);
    const told = head(column, label, `${title} ${page.words.citation.above}`, page.theme.strong);
    return reserve === '' ? told : [...told, ...below(column, reserve)];
  }
  cited.add(clause.clauseId);
  const lines = head(column, label, title, page.theme.strong);
  if (clause.quote !== null) {
    const { openQuote, closeQuote } = page.theme.glyphs;
    lines.push(...below(column, openQuote + clause.quote + closeQuote));
    if (clause.quoteTranslation !== undefined) {
      const label = page.words.citation.translation;
      lines.push(...below(column, label + openQuote + clause.quoteTranslation + closeQuote));
    }
  }
  return [...lines, ...below(column, describeCitation(clause, page.words)), ...urlLines(column, clause.url)];
}

/** A source named as context, in one sentence. */
function describeReference(reference: SourceReference, words: Strings): string {
  const { title, issuer, date, authority, verification } = reference;
  const where = [title, issuer, date].filter((part): part is string => part !== null && part !== '');
  return words.citation.sentence(where, [words.authority[authority], words.verification[verification]]);
}

/** Sources named as context: in full the first time, later all on one line. */
function referenceLines(column: Column, references: readonly SourceReference[]): string[] {
  const { page, cited } = column;
  const plain = (text: string): string => text;
  const [known, fresh] = [true, false].map((isKnown) =>
    references.filter(({ source }) => cited.has(source) === isKnown),
  );
  const label = (index: number): string => (index === 0 ? page.words.citation.seeAlso : '');
  const lines = (fresh ?? []).flatMap((reference, index) => {
    cited.add(reference.source);
    const told = head(column, label(index), page.prose(describeReference(reference, page.words)), plain);
    return [...told, ...urlLines(column, reference.url)];
  });
  if (known === undefined || known.length === 0) return lines;
  const titles = page.words.citation.aboveList(known.map(({ title }) => title));
  return [...lines, ...head(column, label(lines.length), page.prose(titles), plain)];
}

/**
 * The clauses of a finding, the strictest verdict first, then the sources named as context.
 * @param cited what is cited in full already; grows
 */
export function citationLines(
  page: Page,
  finding: Finding,
  columns: number,
  labelColumns: number,
  cited: Cited,
): string[] {
  const column: Column = { page, columns, labelColumns, cited };
  const lines: string[] = [];
  for (const verdict of STATED_STRICTEST_FIRST) {
    const clauses = finding.clauses.filter((clause) => clause.verdict === verdict);
    for (const [index, clause] of clauses.entries()) {
      lines.push(...clauseLines(column, clause, index === 0 ? page.words.citation.label[verdict] : ''));
    }
  }
  return [...lines, ...referenceLines(column, finding.seeAlso)];
}
