/** `--resume`: what an earlier run has done. */
import { INTERNAL_ERROR, WORKER_DIED } from './failed.js';
import { bytesUnlessText } from './path-bytes.js';
import { rowOf } from './record.js';
import { ResultsFile, ResultsFileError } from './results-file.js';
import type { BatchRecord, BatchRow, Target } from './types.js';

/** Failures worth another try: not of the file's content. A file that hit a limit would only hit it again. */
const TRIED_AGAIN = new Set(['IO_NOT_FOUND', 'IO_READ', INTERNAL_ERROR, WORKER_DIED]);

type Done = Pick<BatchRecord, 'size' | 'modified' | 'digest'> & { row: BatchRow };

/** The digest of what a target holds now; null where that cannot be told. */
export type ContentOf = (target: Target) => string | null;

/** The finished part of a run. */
export class Progress {
  readonly #done = new Map<string, Done>();

  /** @param contentOf null: a file of the same size and time is taken for the same */
  constructor(private readonly contentOf: ContentOf | null) {}

  /** A later line of the same file replaces an earlier one. */
  add(record: BatchRecord): void {
    const { size, modified, digest } = record;
    this.#done.set(record.fileBytes ?? record.file, { row: rowOf(record), size, modified, digest });
  }

  /**
   * The row of a target whose audit still holds: same path, size, time of change, and content. Else null. What has no score
   * is not looked into again: nobody takes it for good, and it may have ended its process.
   */
  rowFor(target: Target): BatchRow | null {
    const done = this.#done.get(bytesUnlessText(target.path) ?? target.file);
    if (done === undefined || done.size !== target.size || done.modified !== target.modified) return null;
    if (done.row.errorCode !== null && TRIED_AGAIN.has(done.row.errorCode)) return null;
    if (this.contentOf === null || done.row.score === null) return done.row;
    return done.digest !== null && this.contentOf(target) === done.digest ? done.row : null;
  }
}

/**
 * Opens a results file to continue it.
 * @param run {@link digestOfRun} of the settings now
 * @param onRecord told every record of the file
 * @param contentOf null: size and time of a file are trusted
 * @throws ResultsFileError also when the file was made with other settings
 */
export function resumeResults(
  path: string,
  run: string,
  onRecord: (record: BatchRecord) => void = () => undefined,
  contentOf: ContentOf | null = null,
): { file: ResultsFile; progress: Progress } {
  const progress = new Progress(contentOf);
  const file = ResultsFile.resume(path, (record) => {
    if (record.run !== run) throw otherSettings(record);
    progress.add(record);
    onRecord(record);
  });
  return { file, progress };
}

function otherSettings({ audit }: BatchRecord): ResultsFileError {
  const { asOf, category } = audit.options;
  return new ResultsFileError(
    'usage',
    `the results file was made with other settings (rulebook ${audit.rulebook.version}, category ${category ?? 'none'}, --as-of ${asOf})`,
    'give the same options, --as-of included, or name another file',
  );
}
