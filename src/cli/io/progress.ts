/** The progress line of a batch: only on a terminal, only on stderr. */
import type { BatchRow } from '../../batch/types.js';
import { cut } from '../../report/view/columns.js';
import { escapeName } from '../../report/view/escape.js';

const EVERY_MS = 100;
const BAR_COLUMNS = 20;
const DEFAULT_COLUMNS = 80;
/** Erases from the cursor to the end of the line (ECMA-48 EL). */
const ERASE = '\r\u001b[K';

/** Where the line is drawn. */
export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Counts and draws. On anything but a terminal it only counts. */
export class ProgressLine {
  #total: number | null = null;
  #done = 0;
  #fresh = 0;
  #failed = 0;
  #worst: BatchRow | null = null;
  #started: number;
  #drawn = Number.NEGATIVE_INFINITY;
  #shown = false;

  constructor(
    private readonly stream: ProgressStream,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#started = now();
  }

  /** Files found so far, while folders are scanned. */
  found(count: number): void {
    this.#draw(`Looking for APKs: ${count} found`);
  }

  /** The audits begin. */
  start(total: number): void {
    this.#total = total;
    this.#started = this.now();
  }

  /** One more file is done; `fresh` is false when an earlier run did it. */
  add(row: BatchRow, fresh: boolean): void {
    this.#done += 1;
    if (fresh) this.#fresh += 1;
    if (row.score === null) this.#failed += 1;
    else if (this.#worst === null || (row.points ?? 0) > (this.#worst.points ?? 0)) this.#worst = row;
    this.#draw(this.#line());
  }

  /** Removes the line, so that what follows begins on an empty one. */
  clear(): void {
    if (this.#shown) this.stream.write(ERASE);
    this.#shown = false;
    this.#drawn = Number.NEGATIVE_INFINITY;
  }

  #line(): string {
    const total = Math.max(this.#total ?? 0, this.#done);
    const filled = total === 0 ? 0 : Math.floor((this.#done / total) * BAR_COLUMNS);
    const seconds = (this.now() - this.#started) / 1000;
    const rate = seconds > 0 ? this.#fresh / seconds : 0;
    const left = rate > 0 ? `${durationOf((total - this.#done) / rate)} left` : '';
    const worst =
      this.#worst === null ? '' : `worst ${this.#worst.grade ?? ''} ${this.#worst.score ?? ''} ${nameOf(this.#worst)}`;
    const bar = `[${'#'.repeat(filled)}${'.'.repeat(BAR_COLUMNS - filled)}] ${this.#done}/${total}`;
    const parts = [bar, `${rate.toFixed(rate < 10 ? 1 : 0)}/s`, left, `${this.#failed} failed`, worst];
    return parts.filter((part) => part !== '').join('  ');
  }

  #draw(text: string): void {
    if (this.stream.isTTY !== true) return;
    const now = this.now();
    if (now - this.#drawn < EVERY_MS) return;
    this.#drawn = now;
    this.#shown = true;
    // Not to the last column: a terminal would go on to the next line, where nothing erases it.
    const columns = this.stream.columns ?? DEFAULT_COLUMNS;
    this.stream.write(ERASE + cut(text, columns - 1, ''));
  }
}

function nameOf(row: BatchRow): string {
  return escapeName(row.package ?? row.file);
}

/** e.g. `42 s`, `3 min`, `2 h 05 min`. */
export function durationOf(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
