/** Every finding on a line or two: how bad, which data, by which permission, who uses it, who bars it, what it costs. */
import type { Audit, Finding } from '../../audit/types.js';
import { MOST_SEVERE_FIRST } from '../../rulebook/orders.js';
import { evidenceOfFinding } from '../view/code-view.js';
import { cut, wrap } from '../view/columns.js';
import { subjectsOf } from '../view/subjects.js';
import { MARGIN, type Page } from './page.js';
import { isStory, subjectName } from './screen-story.js';
import { tableLines, type Column } from './table.js';

/** More findings than these are counted by severity. */
const MOST_ROWS = 14;
/** Narrower terminals get each finding as two lines of prose. */
const TABLE_FROM = 72;
const LONGEST_DATA = 60;

interface Row {
  finding: Finding;
  data: string;
  permission: string;
  usedBy: string;
  barredBy: string;
  points: string;
}

function withMore(page: Page, names: readonly string[]): string {
  const [first = '', ...rest] = names;
  return rest.length === 0 ? first : `${first} ${page.words.screen.andMore(rest.length)}`;
}

/** Whose code is seen to use it, or why that is not known. Empty where the code was not looked at. */
function usersOf(page: Page, audit: Pick<Audit, 'code'>, finding: Finding): string {
  const words = page.words.screen.usedBy;
  const shown = evidenceOfFinding(audit, finding);
  if (shown.length === 0) return audit.code === null ? '' : page.theme.glyphs.dash;
  const users = shown
    .filter(({ evidence: { use } }) => use === 'used' || use === 'used-undeclared')
    .flatMap(({ owners }) => owners)
    .map(({ kind, name, sdk }) => (kind === 'sdk' ? page.prose(name ?? sdk ?? '') : words[kind]));
  if (users.length > 0) return withMore(page, [...new Set(users)]);
  if (shown.some(({ evidence }) => evidence.strength === 'weak')) return words.hint;
  return shown.some(({ evidence: { use } }) => use === 'not-scanned') ? words.unknown : words.none;
}

/** The policies whose clauses make the verdict what it is: those in force, as no other bars anything yet. */
function barredBy(page: Page, finding: Finding): string {
  const { screen, verdict } = page.words;
  const clauses = finding.clauses.filter(({ state, verdict: of }) => state === 'in-force' && of === finding.verdict);
  const policies = [...new Set(clauses.map(({ policy }) => page.name(policy)))].join(page.words.comma);
  if (policies === '') return verdict[finding.verdict];
  if (finding.verdict === 'prohibited') return policies;
  return finding.verdict === 'unjustified' ? screen.by(verdict.unjustified, policies) : verdict[finding.verdict];
}

function rowOf(page: Page, audit: Pick<Audit, 'code'>, finding: Finding): Row {
  const { screen, ownFinding } = page.words;
  const name = cut(page.prose(ownFinding(finding).dataTypeName), LONGEST_DATA, page.theme.glyphs.more);
  return {
    finding,
    data: finding.suppressedBy === null ? name : screen.accepted(name),
    permission: withMore(
      page,
      subjectsOf(finding).map((subject) => subjectName(page, subject)),
    ),
    usedBy: usersOf(page, audit, finding),
    barredBy: barredBy(page, finding),
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
  const findings = audit.findings.filter((finding) => !isStory(finding) && finding.severity !== 'info');
  if (findings.length === 0) return [];
  const rows = findings.slice(0, MOST_ROWS).map((finding) => rowOf(page, audit, finding));
  const lines = page.columns >= TABLE_FROM ? wideLines(page, rows) : narrowLines(page, rows);
  return [...lines, ...restLines(page, findings.slice(MOST_ROWS)), ''];
}
