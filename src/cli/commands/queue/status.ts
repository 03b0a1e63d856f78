/** `permaudit status`: how far the runs of a queue are. */
import { statusOf, type RunStatus } from '../../../queue/status.js';
import { escapeText } from '../../../report/view/escape.js';
import { EXIT } from '../../gate/exit-codes.js';
import type { StatusFlags } from '../../options/flags.js';
import { withQueue } from './open.js';

const COLUMNS: readonly (readonly [name: string, value: (run: RunStatus) => string])[] = [
  ['Run', ({ run }) => run.slice(0, 16)],
  ['As of', ({ asOf }) => asOf],
  ['Submitted', ({ submitted }) => String(submitted)],
  ['Done', ({ done }) => String(done)],
  ['No score', ({ failed }) => String(failed)],
  ['Waiting', ({ waiting }) => String(waiting)],
  ['In work', ({ active }) => String(active)],
  ['Parked', ({ parked }) => String(parked)],
  ['By', ({ tool }) => escapeText(tool)],
];

/** @throws UsageError, OutputError */
export async function runStatus(flags: StatusFlags): Promise<number> {
  const runs = await withQueue(flags, statusOf);
  process.stdout.write(flags.json === true ? `${JSON.stringify(runs, null, 2)}\n` : table(runs));
  return EXIT.ok;
}

function table(runs: readonly RunStatus[]): string {
  if (runs.length === 0) return 'Nothing was submitted to this queue.\n';
  const rows = [COLUMNS.map(([name]) => name), ...runs.map((run) => COLUMNS.map(([, value]) => value(run)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
