/** Every finding on a line or two: how bad, which data, by which permission, who uses it, who bars it, what it costs. */
import type { Audit, Finding } from '../../audit/types.js';
import { MOST_SEVERE_FIRST } from '../../rulebook/orders.js';
import { cut, wrap } from '../view/columns.js';
import { firstOf } from '../view/screen/names.js';
import { barredBy, findingRow, tableFindings } from '../view/screen/rows.js';
import { MARGIN, type Page } from './page.js';
import { subjectName } from './screen-story.js';
import { tableLines, type Column } from './table.js';

/** Narrower terminals get each finding as two lines of prose. */
const TABLE_FROM = 72;
const LONGEST_DATA = 60;

/** The cells of a finding, safe to show. */
interface Row {
  finding: Finding;
  data: string;
  permission: string;
  usedBy: string;
  barredBy: string;
  points: string;
}

function rowOf(page: Page, audit: Pick<Audit, 'code'>, finding: Finding): Row {
  const { accepted, andMore } = page.words.screen;
  const row = findingRow(page.words, audit, finding);
  const subjects = row.subjects.map((subject) => subjectName(page, subject));
  const name = cut(page.prose(row.data), LONGEST_DATA, page.theme.glyphs.more);
  const users = row.users.map((user) => page.prose(user));
  const nobody = row.noUser ?? (audit.code === null ? '' : page.theme.glyphs.dash);
  const policies = row.policies.map((policy) => page.name(policy)).join(page.words.comma);
  return {
    finding,
    data: finding.suppressedBy === null ? name : accepted(name),
    permission: firstOf(subjects, andMore),
    usedBy: users.length === 0 ? nobody : firstOf(users, andMore),
    barredBy: barredBy(page.words, row, policies),
    points: finding.points === 0 ? '0' : `-${finding.points}`,
  };
}

function wideLines(page: Page, rows: readonly Row[]): string[] {
  const { columns: titles } = page.words.screen;
  const isCodeTold = rows.some(({ usedBy }) => usedBy !== '');
  const columns: (Column & { cell: (row: Row) => string })[] = [
    { title: titles.severity, most: 10, cell: ({ finding }) => page.words.severity[finding.severity] },
    { title: titles.data, most: 40, cell: ({ data }) => data },
    { title: titles.permission, most: 40, cell: ({ permission }) => permission },
    ...(isCodeTold ? [{ title: titles.usedBy, most: 24, cell: ({ usedBy }: Row): string => usedBy }] : []),
    { title: titles.barredBy, most: 40, cell: (row) => row.barredBy },
    { title: titles.points, most: 8, cell: ({ points }) => points },
  ];
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  return tableLines(page, columns, cells, (text, column, row) => {
    const finding = rows[row]?.finding;
    return column === 0 && finding !== undefined ? page.theme.severity[finding.severity](text) : text;
  });
}

function narrowLines(page: Page, rows: readonly Row[]): string[] {
  const indent = `${MARGIN}  `;
  return rows.flatMap(({ finding, data, permission, usedBy, barredBy: by, points }) => {
    const severity = page.words.severity[finding.severity];
    const [first = '', ...more] = wrap(`${severity} ${data} ${points}`, page.columns - MARGIN.length);
    const rest = [permission, usedBy, by].filter((text) => text !== '').join(page.words.semicolon);
    return [
      MARGIN + first.replace(severity, page.theme.severity[finding.severity]),
      ...[...more, ...wrap(rest, page.columns - indent.length)].map((line) => indent + line),
    ];
  });
}

/** What was left out of the table, by severity: the mildest. */
function restLines(page: Page, rest: readonly Finding[]): string[] {
  if (rest.length === 0) return [];
  const { score, severity: names, screen, comma } = page.words;
  const counts = MOST_SEVERE_FIRST.map((severity) => ({
    severity,
    count: rest.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const told = counts.map(({ count, severity }) => score.count(count, names[severity])).join(comma);
  return page.paragraph(screen.moreFindings(told));
}

/** The table of findings, worst first; what is told as a sentence above it, or weighs nothing, is not in it. */
export function findingsTable(page: Page, audit: Audit): string[] {
  const { shown, rest } = tableFindings(audit);
  if (shown.length === 0) return [];
  const rows = shown.map((finding) => rowOf(page, audit, finding));
  const lines = page.columns >= TABLE_FROM ? wideLines(page, rows) : narrowLines(page, rows);
  return [...lines, ...restLines(page, rest), ''];
}
