/** The results of several runs as those of one: what `permaudit merge` does. */
import { createHash } from 'node:crypto';
import { isPassing } from './failed.js';
import { rowOf } from './record.js';
import { worstFirst } from './summary.js';
import type { BatchRecord, BatchRow, DiscoveryNote } from './types.js';

/** Of disagreements, so many are told one by one. */
const MOST_NOTES = 1000;

/** Where a result stands: the number of the results file, and that of its line among the records. */
interface Place {
  source: number;
  line: number;
}

interface Known extends Place {
  row: BatchRow;
  digest: string | null;
  /** Of all that the audit says. */
  said: string;
}

export interface Merged {
  /** A result for each file. */
  rows: BatchRow[];
  notes: DiscoveryNote[];
  /** Results that another one replaced or repeated. */
  left: number;
  /** Files whose results do not agree, all of them counted. */
  conflicts: number;
}

/** Results of one run that another has not: they cannot be summed up. */
export class OtherRun extends Error {
  override readonly name = 'OtherRun';

  constructor(
    readonly source: number,
    readonly record: BatchRecord,
  ) {
    super('results of runs with different settings');
  }
}

/**
 * Takes records in the order of the results files, and keeps one for each file. Of two results of one file, a failure that
 * another run need not meet gives way to what is not one. Else they should say the same: where they do not, the file is told, and
 * the worse result counts. Within one results file a later line replaces an earlier one, as `--resume` writes it.
 */
export class Merge {
  readonly #known = new Map<string, Known>();
  readonly #conflicts = new Map<string, DiscoveryNote>();
  readonly #shards = new Set<number>();
  readonly #filled = new Set<number>();
  #first: BatchRecord | null = null;
  #of = 0;
  #left = 0;

  /**
   * @param source the number of the results file
   * @throws OtherRun when it was made with other settings than the first one
   */
  add(record: BatchRecord, { source, line }: Place): void {
    this.#first ??= record;
    if (record.run !== this.#first.run) throw new OtherRun(source, record);
    this.#filled.add(source);
    this.#count(record.shard);
    const key = record.fileBytes ?? record.file;
    const now: Known = {
      source,
      line,
      row: rowOf(record),
      digest: record.digest,
      said: createHash('sha256').update(JSON.stringify(record.audit)).digest('base64'),
    };
    const before = this.#known.get(key);
    if (before === undefined) {
      this.#known.set(key, now);
      return;
    }
    this.#left += 1;
    this.#known.set(key, this.#better(key, before, now));
  }

  #count(shard: string | undefined): void {
    const [, index = '', of = ''] = /^([1-9]\d{0,6})\/([1-9]\d{0,6})$/.exec(shard ?? '') ?? [];
    if (index === '') return;
    this.#shards.add(Number(index));
    this.#of = Math.max(this.#of, Number(of));
  }

  #better(key: string, before: Known, now: Known): Known {
    if (before.source === now.source) return now;
    if (isPassing(before.row.errorCode)) return now;
    if (isPassing(now.row.errorCode) || before.said === now.said) return before;
    this.#conflicts.set(key, {
      kind: 'conflict',
      file: now.row.file,
      ...(before.digest === now.digest
        ? { code: 'RESULTS_DIFFER' as const, data: {} }
        : { code: 'CONTENTS_DIFFER' as const, data: {} }),
    });
    return worstFirst(before.row, now.row) <= 0 ? before : now;
  }

  /** The first record: its settings are those of all. Null where there is none. */
  get first(): BatchRecord | null {
    return this.#first;
  }

  /** Whether the result in this place is the one that counts for its file. */
  isKept(record: BatchRecord, { source, line }: Place): boolean {
    const known = this.#known.get(record.fileBytes ?? record.file);
    return known?.source === source && known.line === line;
  }

  /**
   * What all of them come to. A shard without a result is told, unless one of the results files is empty: it may be that
   * one's, with no app for it.
   * @param sources how many results files there were
   */
  result(sources: number): Merged {
    const missing = Array.from({ length: this.#of }, (_, index) => index + 1).filter((one) => !this.#shards.has(one));
    const empty = sources - this.#filled.size;
    const notes: DiscoveryNote[] = [...this.#conflicts.values()].slice(0, MOST_NOTES);
    if (missing.length > empty) {
      for (const index of missing.slice(0, MOST_NOTES)) {
        notes.push({ kind: 'missing', file: `${index}/${this.#of}`, code: 'NO_SHARD', data: {} });
      }
    }
    const rows = [...this.#known.values()].map(({ row }) => row);
    return { rows, notes, left: this.#left, conflicts: this.#conflicts.size };
  }
}
