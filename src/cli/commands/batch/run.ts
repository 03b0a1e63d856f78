/** `permaudit <folder | pattern | file ...>`: many apps at once. */
import { mkdirSync } from 'node:fs';
import { sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Discovery } from '../../../batch/discover.js';
import { listenForInterrupts, type Interrupts } from '../../../batch/interrupt.js';
import { pathsOfList } from '../../../batch/path-list.js';
import { rowOf } from '../../../batch/record.js';
import { ResultsFile, ResultsFileError } from '../../../batch/results-file.js';
import { CannotStart } from '../../../batch/pool.js';
import { writeReportOf } from '../../../batch/report-file.js';
import { resumeResults } from '../../../batch/resume.js';
import { auditAll } from '../../../batch/run.js';
import { digestOfRun } from '../../../batch/run-digest.js';
import { digestOfTarget } from '../../../batch/target-digest.js';
import { PermauditError } from '../../../bytes/errors.js';
import { summarize } from '../../../batch/summary.js';
import type { BatchRecord, BatchRow, BatchSetup, Target, WorkerAnswer } from '../../../batch/types.js';
import type { Rulebook } from '../../../rulebook/types.js';
import { STANDARD_INPUT } from '../../io/app-input.js';
import { CsvRecords } from './csv-records.js';
import { GRACE_MS } from '../../../api/batch-setup.js';
import { findApps, tellMissed } from './find.js';
import { setupOf } from './setup.js';
import { checkSummaryFlags, writeSummaries } from './summaries.js';
import { readList } from './lists.js';
import { checkConfig } from '../../options/check-config.js';
import type { BatchFlags, Settings } from '../../options/flags.js';
import { settingsOf, tellSettings } from '../../options/settings.js';
import { exitCodeOfBatch, reasonsOfBatch } from '../../gate/batch-exit-code.js';
import { EXIT } from '../../gate/exit-codes.js';
import { gateOf, tellReasons } from '../../gate/reasons.js';
import { checkDestinations } from '../../io/destinations.js';
import { destinationsOf, readBeside } from '../../options/paths.js';
import { OutputError, UsageError } from '../../io/failures.js';
import { memoryOf } from '../../options/limits.js';
import { tellWritten, writeStdout } from '../../io/output.js';
import { ProgressLine } from '../../io/progress.js';
import { rulebookWith } from '../../rule-files/user-rules.js';
import { systemCodeOrThrow } from '../../../bytes/system-code.js';

/** No terminal: a progress line on it only counts. */
const SILENT = { write: (): boolean => true };

/**
 * Audits everything the arguments name, writes results and summary, and returns the exit code: the worst of all files
 * in the order 70, 3, 5, 4, 1, 0; after Ctrl-C 130.
 * @throws UsageError, OutputError
 */
export async function runBatch(paths: readonly string[], flags: BatchFlags): Promise<number> {
  const settings = await settingsOf(flags);
  const rulebook = await rulebookWith(settings.rules, settings.quiet);
  if (settings.loaded !== null) checkConfig(settings.loaded, rulebook);
  tellSettings({ ...flags, format: 'text', report: [] }, settings.loaded);
  try {
    return await new Batch(settings, rulebook, gateOf(flags, settings)).run(paths);
  } catch (error) {
    if (error instanceof CannotStart)
      throw new OutputError(
        `${error.message}; allow more open files (ulimit -n), raise --max-memory, or try fewer --jobs`,
      );
    if (!(error instanceof ResultsFileError)) throw error;
    if (error.kind === 'usage') throw new UsageError(`--results: ${error.message}`, error.hint);
    throw new OutputError(error.hint === '' ? error.message : `${error.message}; ${error.hint}`);
  }
}

class Batch {
  readonly #setup: BatchSetup;
  readonly #progress: ProgressLine;
  readonly #rows: BatchRow[] = [];
  readonly #csv: CsvRecords;
  #results: ResultsFile | null = null;
  #cached = 0;
  #cacheError: string | null = null;

  constructor(
    private readonly flags: Settings<BatchFlags>,
    rulebook: Rulebook,
    /** What asked for the thresholds. */
    private readonly gate: string,
  ) {
    this.#setup = setupOf(flags, rulebook);
    this.#csv = new CsvRecords([flags.format, ...(flags.report ?? []).map(({ format }) => format)]);
    this.#progress = new ProgressLine(flags.quiet === true ? SILENT : process.stderr);
  }

  async run(paths: readonly string[]): Promise<number> {
    const { flags } = this;
    checkSummaryFlags(flags, 'batch');
    if (flags.resume === true && resultsPath(flags) === undefined) {
      throw new UsageError('--resume needs the --results file of the run it continues');
    }
    if (flags.trustTimes === true && flags.resume !== true) {
      throw new UsageError('--trust-times is about what --resume skips');
    }
    if (paths.includes(STANDARD_INPUT)) {
      throw new UsageError('standard input is one app: it is audited by itself', 'permaudit - --category lending');
    }
    const inputs = [...paths, ...(flags.from ?? []).flatMap((list) => pathsOfList(readList(list)))];
    if (inputs.length === 0) throw new UsageError('no APK given', 'permaudit ./apks --category lending');
    const interrupts = listenForInterrupts(() => {
      this.#progress.clear();
      const goOn =
        resultsPath(flags) === undefined
          ? 'with --results <file> a batch can be continued later'
          : 'the same command with --resume goes on from here';
      process.stderr.write(`permaudit: stopping; press Ctrl-C again to end at once; ${goOn}\n`);
    });
    try {
      return await this.#runListening(inputs, interrupts);
    } finally {
      this.#progress.clear();
      interrupts.release();
      this.#results?.close();
    }
  }

  async #runListening(inputs: readonly (string | Buffer)[], interrupts: Interrupts): Promise<number> {
    if (this.flags.reports !== undefined) makeFolder(this.flags.reports);
    const found = await this.#find(inputs, interrupts.signal);
    const read = found.targets.flatMap(({ file, parts }) => parts ?? [file]);
    checkDestinations(
      [...read.map((path) => ({ what: 'an app of the batch', path })), ...readBeside(this.flags)],
      destinationsOf(this.flags),
    );
    const rest = await this.#openResults(found.targets, interrupts.signal);
    const resumed = found.targets.length - rest.length;
    const complete = await this.#auditRest(rest, interrupts.signal);
    this.#progress.clear();
    this.#warn(found, inputs);
    const summary = summarize(this.#rows, {
      setup: this.#setup,
      complete: complete && !interrupts.signal.aborted,
      found: found.targets.length,
      cached: this.#cached,
      resumed,
      notes: found.notes,
    });
    const { rulebook, lang = 'en' } = this.#setup;
    await writeSummaries(summary, this.flags, { csv: this.#csv, rulebook, lang });
    this.#tellFiles();
    const failOn = this.flags.failOn ?? { kind: 'none' };
    const code = interrupts.exitCode() ?? exitCodeOfBatch(summary, failOn, found.elsewhere > 0);
    if (code === EXIT.failOn) tellReasons(reasonsOfBatch(summary, failOn).map((reason) => `${this.gate} ${reason}`));
    return code;
  }

  #find(inputs: readonly (string | Buffer)[], signal: AbortSignal): Promise<Discovery> {
    const onFound = (count: number): void => {
      this.#progress.found(count);
    };
    return findApps(inputs, { flags: this.flags, limits: this.#setup.limits, signal, onFound });
  }

  /** The files that are written while the batch runs. */
  #tellFiles(): void {
    const { reports, quiet } = this.flags;
    const results = resultsPath(this.flags);
    if (results !== undefined) tellWritten(results, quiet);
    if (reports !== undefined) tellWritten(`${reports}${sep}`, quiet);
  }

  /** Opens the results file; returns the targets that are not done yet. */
  async #openResults(targets: readonly Target[], signal: AbortSignal): Promise<Target[]> {
    const path = resultsPath(this.flags);
    this.#progress.start(targets.length);
    if (path === undefined) return [...targets];
    if (this.flags.resume !== true) {
      this.#results = ResultsFile.create(path);
      return [...targets];
    }
    const again = (record: BatchRecord): void => {
      this.#reportAgain(record);
    };
    const contentOf = this.flags.trustTimes === true ? null : this.#contentOf;
    const { file, progress } = resumeResults(path, digestOfRun(this.#setup), again, contentOf);
    this.#results = file;
    const rest: Target[] = [];
    for (const target of targets) {
      // Reading a file takes a while: Ctrl-C gets its turn between two.
      if (contentOf !== null) await nextTurn();
      const row = signal.aborted ? null : progress.rowFor(target);
      if (row === null) {
        rest.push(target);
        continue;
      }
      this.#rows.push(row);
      this.#progress.add(row, false);
    }
    return rest;
  }

  /** What cannot be read is for the audit to tell. */
  readonly #contentOf = (target: Target): string | null => {
    try {
      return digestOfTarget(target, this.#setup.limits.inputBytes);
    } catch (error) {
      if (error instanceof PermauditError) return null;
      throw error;
    }
  };

  /** What an earlier run has done gets its report from the results file. */
  #reportAgain(record: BatchRecord): void {
    const { reports } = this.flags;
    if (this.#csv.isWanted) this.#csv.add(record);
    const problem = reports === undefined ? null : writeReportOf(record.audit, rowOf(record), reports);
    if (problem !== null) throw new OutputError(`a report cannot be written to --reports (${problem})`);
  }

  async #auditRest(targets: readonly Target[], signal: AbortSignal): Promise<boolean> {
    if (targets.length === 0) return true;
    return auditAll(targets, {
      setup: this.#setup,
      jobs: this.flags.jobs,
      killAfterMs: this.#setup.limits.timeMs + GRACE_MS,
      memoryMb: memoryOf(this.flags),
      signal,
      onAnswer: (answer) => this.#onAnswer(answer),
    });
  }

  async #onAnswer({ line, row, cached, cacheError, reportError = null }: WorkerAnswer): Promise<void> {
    if (reportError !== null) throw new OutputError(`a report cannot be written to --reports (${reportError})`);
    this.#results?.append(line);
    if (this.flags.format === 'ndjson' && this.flags.output === undefined && this.flags.quiet !== true)
      await writeStdout(`${line}\n`);
    if (this.#csv.isWanted) this.#csv.add(JSON.parse(line) as BatchRecord);
    this.#rows.push(row);
    if (cached) this.#cached += 1;
    this.#cacheError ??= cacheError;
    this.#progress.add(row, true);
  }

  #warn(found: Discovery, inputs: readonly (string | Buffer)[]): void {
    tellMissed(found, inputs);
    if (this.#cacheError === null) return;
    process.stderr.write(`permaudit: audits are not remembered: the cache cannot be written (${this.#cacheError})\n`);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new OutputError(`the folder of --reports cannot be made (${systemCodeOrThrow(error)})`);
  }
}

/** With `-f ndjson -o file` the output is the results file. */
function resultsPath(flags: BatchFlags): string | undefined {
  return flags.results ?? (flags.format === 'ndjson' ? flags.output : undefined);
}
