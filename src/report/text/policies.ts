/** What each policy says of a finding, side by side: who bars it, who allows it on a condition, who is silent. */
import type { Finding } from '../../audit/types.js';
import { columnsOf, padEnd, wrap } from '../view/columns.js';
import type { Page } from './page.js';

const GAP = 2;
const NARROWEST_CLAUSES = 12;

/** One row for each policy with its verdict and clauses; nothing where there is no other policy to compare with. */
export function policyLines(page: Page, finding: Finding, columns: number, labelColumns: number): string[] {
  const answers = finding.policyVerdicts;
  if (answers.length < 2) return [];
  const { policies, verdict } = page.words;
  const rows = answers.map(({ policy, verdict: own, says, clauseIds }) => ({
    name: page.name(policy),
    told: says ? verdict[own] : policies.silent,
    says,
    clauses: says ? clauseIds.map((id) => page.name(id)).join(page.words.comma) : '',
  }));
  const nameColumns = Math.max(...rows.map(({ name }) => columnsOf(name)));
  const toldColumns = Math.max(...rows.map(({ told }) => columnsOf(told)));
  const start = labelColumns + nameColumns + toldColumns + 2 * GAP;
  const gap = ' '.repeat(GAP);
  const isNarrow = columns - start < NARROWEST_CLAUSES;
  return rows.flatMap(({ name, told, says, clauses }, index) => {
    const label = page.theme.quiet(padEnd(index === 0 ? policies.title : '', labelColumns));
    if (isNarrow) {
      const lines = wrap([name, told, clauses].join(gap).trimEnd(), columns - labelColumns);
      return lines.map((line, row) => (row === 0 ? label : ' '.repeat(labelColumns)) + line);
    }
    const shown = says ? page.theme.strong(told) : page.theme.quiet(told);
    const head = label + padEnd(name, nameColumns) + gap + shown;
    if (clauses === '') return [head];
    const pad = ' '.repeat(toldColumns - columnsOf(told));
    const [first = '', ...rest] = wrap(clauses, columns - start);
    return [head + pad + gap + first, ...rest.map((line) => ' '.repeat(start) + line)];
  });
}
