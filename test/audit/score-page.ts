/** The numbers of docs/score.md: its tables, read as they stand. */
import { readFileSync } from 'node:fs';
import type { AuditVerdict, Grade } from '../../src/audit/types.js';
import type { Sensitivity, Severity, Verdict } from '../../src/rulebook/types.js';

/** The rows below the header that begins with these cells. */
function rowsOf(...head: string[]): string[][] {
  const lines = readFileSync(new URL('../../docs/score.md', import.meta.url), 'utf8').split('\n');
  const cells = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const start = lines.findIndex((line) => head.every((cell, at) => cells(line)[at] === cell));
  if (start < 0) throw new Error(`docs/score.md has no table ${head.join(', ')}`);
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end).map(cells);
}

const wordOf = (cell: string | undefined): string => /^[a-z]+/i.exec(cell ?? '')?.[0] ?? '';

/** Verdict, sensitivity and the severity they give. */
export const SEVERITY_ROWS = rowsOf('verdict', 'sensitivity high').flatMap(([verdict, ...cells]) =>
  (['high', 'medium', 'low'] as const).map((sensitivity, at): [Verdict, Sensitivity, Severity] => [
    wordOf(verdict) as Verdict,
    sensitivity,
    wordOf(cells[at]) as Severity,
  ]),
);

/** Severity and points, worst first. */
export const POINT_ROWS = rowsOf('severity', 'points').map(([severity, points]): [Severity, number] => [
  wordOf(severity) as Severity,
  Number(points),
]);

/** Grade and the lowest score that has it, best first. */
export const GRADE_ROWS = rowsOf('grade', 'score from').map(([grade, from]): [Grade, number] => [
  wordOf(grade) as Grade,
  Number(from),
]);

/** App verdict, when (findings of one of these verdicts and this severity or more), and the best grade. */
export const VERDICT_ROWS = rowsOf('verdict', 'when').map(([verdict, when = '', best]) => ({
  verdict: wordOf(verdict) as AuditVerdict,
  of: [...when.matchAll(/prohibited|unjustified|unexplained|conditional|necessary/g)].map(([word]) => word as Verdict),
  from: (/(critical|high|medium|low|info) or more/.exec(when)?.[1] ?? null) as Severity | null,
  best: wordOf(best) as Grade,
}));
