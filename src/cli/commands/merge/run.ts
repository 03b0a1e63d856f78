/** `permaudit merge <results.ndjson>...`: results of several batches as those of one. */
import { lineOf } from '../../../batch/record.js';
import { Merge, OtherRun, type Merged } from '../../../batch/merge.js';
import { readRecords, ResultsFile, ResultsFileError } from '../../../batch/results-file.js';
import { summarize } from '../../../batch/summary.js';
import type { BatchRecord, BatchSetup } from '../../../batch/types.js';
import { DEFAULT_LIMITS } from '../../../bytes/limits.js';
import { escapePath, escapeText } from '../../../report/view/escape.js';
import { builtinRulebook } from '../../../rulebook/load.js';
import { BATCH_WORDS } from '../../../words/batch.js';
import { CsvRecords } from '../batch/csv-records.js';
import { checkSummaryFlags, langOf, writeSummaries } from '../batch/summaries.js';
import { exitCodeOfBatch, reasonsOfBatch } from '../../gate/batch-exit-code.js';
import { EXIT } from '../../gate/exit-codes.js';
import { tellReasons } from '../../gate/reasons.js';
import { checkDestinations } from '../../io/destinations.js';
import { OutputError, UsageError } from '../../io/failures.js';
import { tellWritten, writeStdout } from '../../io/output.js';
import type { MergeFlags } from '../../options/flags.js';

/** Of what is not certain, so many are told on stderr. */
const MOST_TOLD = 20;

/**
 * Joins results and returns the exit code of a batch over the same files: 5 where results do not agree or a shard is missing.
 * @throws UsageError for a file that holds no results, and for results of batches with different settings
 * @throws OutputError
 */
export async function runMerge(paths: readonly string[], flags: MergeFlags): Promise<number> {
  checkSummaryFlags(flags, 'merge');
  checkDestinations(
    paths.map((path) => ({ what: 'the results', path })),
    [
      ...(flags.output === undefined ? [] : [{ what: '-o', path: flags.output }]),
      ...(flags.results === undefined ? [] : [{ what: '--results', path: flags.results }]),
      ...(flags.report ?? []).map(({ path }) => ({ what: '--report', path })),
    ],
  );
  const merge = new Merge();
  eachRecord(paths, (record, place) => {
    try {
      merge.add(record, place);
    } catch (error) {
      if (error instanceof OtherRun) throw otherSettings(paths, error, merge.first);
      throw error;
    }
  });
  const { first } = merge;
  if (first === null) throw new UsageError('there is no result in it', 'name the --results files of batches');
  const merged = merge.result(paths.length);
  tell(merged);
  const csv = new CsvRecords([flags.format, ...(flags.report ?? []).map(({ format }) => format)]);
  await writeRecords(paths, merge, flags, csv);
  const rulebook = builtinRulebook();
  const summary = summarize(merged.rows, {
    setup: setupOf(first, merged),
    complete: true,
    found: merged.rows.length,
    cached: 0,
    resumed: 0,
    notes: merged.notes,
  });
  await writeSummaries(summary, flags, { csv, rulebook, lang: langOf(flags) });
  if (flags.results !== undefined) tellWritten(flags.results, flags.quiet);
  const failOn = flags.failOn ?? { kind: 'none' };
  const code = exitCodeOfBatch(summary, failOn);
  if (code === EXIT.failOn) tellReasons(reasonsOfBatch(summary, failOn).map((reason) => `--fail-on ${reason}`));
  return code;
}

/** Every record of every file, with its place. @throws UsageError, OutputError */
function eachRecord(
  paths: readonly string[],
  onRecord: (record: BatchRecord, place: { source: number; line: number }) => void,
): void {
  for (const [source, path] of paths.entries()) {
    let line = 0;
    try {
      readRecords(path, (record) => {
        onRecord(record, { source, line: line++ });
      });
    } catch (error) {
      throw toCliError(path, error);
    }
  }
}

function toCliError(path: string, error: unknown): unknown {
  if (!(error instanceof ResultsFileError)) return error;
  const message = `${escapePath(path)}: ${error.message}`;
  return error.kind === 'usage' ? new UsageError(message, error.hint) : new OutputError(message);
}

function otherSettings(paths: readonly string[], { source, record }: OtherRun, first: BatchRecord | null): UsageError {
  const told = ({ audit: { tool, rulebook, options } }: BatchRecord): string =>
    `${tool.name} ${tool.version}, rulebook ${rulebook.version}, --as-of ${options.asOf}`;
  const other = first === null ? '' : ` (${told(record)}; before: ${told(first)})`;
  return new UsageError(
    `${escapePath(paths[source] ?? '')}: results of a batch with other settings${escapeText(other)}`,
    'results are joined where every batch had the same options, --as-of included, and the same version',
  );
}

/** On stderr, what makes the result uncertain. */
function tell({ notes, left, conflicts }: Merged): void {
  for (const note of notes.slice(0, MOST_TOLD)) {
    const what = note.kind === 'missing' ? `shard ${note.file}` : escapePath(note.file);
    process.stderr.write(`permaudit: ${what}: ${BATCH_WORDS.en.note(note)}\n`);
  }
  const missing = notes.filter(({ kind }) => kind === 'missing').length;
  const more = conflicts + missing - Math.min(notes.length, MOST_TOLD);
  if (more > 0) process.stderr.write(`permaudit: and ${more} more\n`);
  if (left > 0)
    process.stderr.write(`permaudit: ${left} result${left === 1 ? '' : 's'} of files that have another left out\n`);
}

/** What holds more than a summary is read once more: the results that count, each as it stands. */
async function writeRecords(paths: readonly string[], merge: Merge, flags: MergeFlags, csv: CsvRecords): Promise<void> {
  const { format, output, quiet } = flags;
  const toStdout = format === 'ndjson' && output === undefined && quiet !== true;
  const path = flags.results ?? (format === 'ndjson' ? output : undefined);
  if (!toStdout && path === undefined && !csv.isWanted) return;
  let file: ResultsFile | null = null;
  const lines: string[] = [];
  const flush = async (): Promise<void> => {
    const text = lines
      .splice(0)
      .map((line) => `${line}\n`)
      .join('');
    if (toStdout && text !== '') await writeStdout(text);
  };
  try {
    file = path === undefined ? null : ResultsFile.create(path);
    for (const [source, from] of paths.entries()) {
      let line = 0;
      try {
        readRecords(from, (record) => {
          if (!merge.isKept(record, { source, line: line++ })) return;
          if (csv.isWanted) csv.add(record);
          if (file === null && !toStdout) return;
          const text = lineOf(record);
          file?.append(text);
          if (toStdout) lines.push(text);
        });
      } catch (error) {
        throw toCliError(from, error);
      }
      await flush();
    }
  } catch (error) {
    throw toCliError(path ?? '', error);
  } finally {
    file?.close();
  }
}

/** The settings of all results, as far as a summary shows them. */
function setupOf({ audit }: BatchRecord, { rows }: Merged): BatchSetup {
  const { tool, rulebook, options } = audit;
  const categories = new Set(rows.map(({ category }) => category));
  const { settings } = options;
  return {
    // A summary shows the version and the digest of the rulebook that judged, which need not be the one built in.
    rulebook: { ...builtinRulebook(), version: rulebook.version, sha256: rulebook.sha256 },
    tool,
    categoryRules: [],
    // Whether another one was mapped is no longer known.
    defaultCategory: categories.size === 1 ? ([...categories][0] ?? null) : null,
    policies: options.policies,
    features: options.features,
    asOf: options.asOf,
    ...(settings === undefined ? {} : { settings }),
    apiRange: null,
    limits: DEFAULT_LIMITS,
    cacheDir: null,
  };
}
