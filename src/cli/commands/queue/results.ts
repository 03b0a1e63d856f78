/** `permaudit results`: what the workers of a queue found, as a batch would give it. */
import { rowOf } from '../../../batch/record.js';
import { ResultsFile, ResultsFileError } from '../../../batch/results-file.js';
import { summarize } from '../../../batch/summary.js';
import type { BatchRecord, BatchRow } from '../../../batch/types.js';
import type { Database } from '../../../queue/database.js';
import { findRun } from '../../../queue/runs.js';
import { statusOf } from '../../../queue/status.js';
import { linesOf } from '../../../queue/store.js';
import { exitCodeOfBatch, reasonsOfBatch } from '../../gate/batch-exit-code.js';
import { EXIT } from '../../gate/exit-codes.js';
import { tellReasons } from '../../gate/reasons.js';
import { OutputError, UsageError } from '../../io/failures.js';
import { tellWritten, writeStdout } from '../../io/output.js';
import type { ResultsFlags } from '../../options/flags.js';
import { CsvRecords } from '../batch/csv-records.js';
import { checkSummaryFlags, langOf, writeSummaries } from '../batch/summaries.js';
import { withQueue } from './open.js';

/**
 * Gives the results of a run, and returns the exit code of a batch: 5 where not every file has its result yet.
 * @throws UsageError, OutputError
 */
export async function runResults(flags: ResultsFlags): Promise<number> {
  checkSummaryFlags(flags, 'results');
  return withQueue(flags, (database) => write(database, flags));
}

async function write(database: Database, flags: ResultsFlags): Promise<number> {
  const run = await findRun(database, flags.run);
  const { format, output, quiet } = flags;
  const toStdout = format === 'ndjson' && output === undefined && quiet !== true;
  const path = flags.results ?? (format === 'ndjson' ? output : undefined);
  const csv = new CsvRecords([format, ...(flags.report ?? []).map((one) => one.format)]);
  const rows: BatchRow[] = [];
  const file = path === undefined ? null : create(path);
  try {
    for await (const line of linesOf(database, run.id)) {
      const record = JSON.parse(line) as BatchRecord;
      rows.push(rowOf(record));
      if (csv.isWanted) csv.add(record);
      file?.append(line);
      if (toStdout) await writeStdout(`${line}\n`);
    }
  } finally {
    file?.close();
  }
  const status = (await statusOf(database)).find((one) => one.run === run.id);
  const found = status?.submitted ?? rows.length;
  const isComplete = rows.length >= found;
  const summary = summarize(rows, { setup: run.setup, complete: isComplete, found, cached: 0, resumed: 0, notes: [] });
  await writeSummaries(summary, flags, { csv, rulebook: run.setup.rulebook, lang: langOf(flags) });
  if (path !== undefined) tellWritten(path, quiet);
  const failOn = flags.failOn ?? { kind: 'none' };
  if (!isComplete) {
    process.stderr.write(`permaudit: ${rows.length} of ${found} files have a result; permaudit status tells more\n`);
    return EXIT.unsure;
  }
  const code = exitCodeOfBatch(summary, failOn);
  if (code === EXIT.failOn) tellReasons(reasonsOfBatch(summary, failOn).map((reason) => `--fail-on ${reason}`));
  return code;
}

/** @throws UsageError, OutputError */
function create(path: string): ResultsFile {
  try {
    return ResultsFile.create(path);
  } catch (error) {
    if (!(error instanceof ResultsFileError)) throw error;
    if (error.kind === 'usage') throw new UsageError(`--results: ${error.message}`, 'name another');
    throw new OutputError(error.message);
  }
}
