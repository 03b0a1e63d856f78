/** One line for each app, aligned: for many apps, and for scripts. Lines are never cut nor wrapped. */
import type { Audit } from '../../audit/types.js';
import { MOST_SEVERE_FIRST } from '../../rulebook/orders.js';
import type { Severity } from '../../rulebook/types.js';
import { columnsOf, padEnd, padStart } from '../view/columns.js';
import { worstAppFirst } from '../view/worst-apps.js';
import type { Page } from './page.js';

/** What a line tells of an app. */
export interface SummaryLine extends Pick<Audit, 'outcome' | 'score' | 'grade' | 'verdict' | 'points'> {
  file: string;
  package: string | null;
  /** Findings that nobody answers for, by severity. */
  findings: Readonly<Record<Severity, number>>;
}

/** The line of one audit. */
export function summaryLineOf(audit: Audit): SummaryLine {
  const findings: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, suppressedBy } of audit.findings) if (suppressedBy === null) findings[severity] += 1;
  const { outcome, score, grade, verdict, points, subject } = audit;
  return { outcome, score, grade, verdict, points, file: subject.file, package: subject.package, findings };
}

/** The worst severity and how many findings have it; empty for none. */
function worstOf(page: Page, { findings }: SummaryLine): string {
  const worst = MOST_SEVERE_FIRST.find((severity) => findings[severity] > 0);
  return worst === undefined ? '' : page.words.score.count(findings[worst], page.words.severity[worst]);
}

/**
 * Verdict or outcome, score, grade, worst findings, package and file of each app; the worst app first.
 * @returns lines without a margin, the columns two spaces apart
 */
export function summaryLines(page: Page, apps: readonly SummaryLine[]): string[] {
  const { words, theme } = page;
  const rows = [...apps].sort(worstAppFirst).map((app) => ({
    app,
    cells: [
      app.verdict === null ? words.outcome[app.outcome] : words.score.verdictWord[app.verdict],
      app.score === null ? theme.glyphs.dash : String(app.score),
      app.grade ?? theme.glyphs.dash,
      worstOf(page, app) || theme.glyphs.dash,
      app.package === null ? theme.glyphs.dash : page.name(app.package),
      page.path(app.file),
    ],
  }));
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(0, ...rows.map(({ cells }) => columnsOf(cells[column] ?? ''))),
  );
  return rows.map(({ app, cells: [verdict = '', score = '', ...more] }) => {
    const told = padEnd(verdict, widths[0] ?? 0);
    const rest = more.map((cell, index) => padEnd(cell, widths[index + 2] ?? 0));
    const paint = app.verdict === null ? theme.verdict.review : theme.verdict[app.verdict];
    return [paint(told), padStart(score, widths[1] ?? 0), ...rest].join('  ').trimEnd();
  });
}
