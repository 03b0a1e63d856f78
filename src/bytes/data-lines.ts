/**
 * A file of compiled data of which a reader needs little: lines of JSON in ASCII. The first says how long each of the others
 * is, and what a reader needs at once; the others are parsed one by one, when somebody asks for them.
 */
import type { DataText } from '../platform/index.js';

/** The lines of a file; they are counted from 0, the head not included. */
export class DataLines {
  /** What the first line holds beside the lengths. */
  readonly head: unknown;
  /** Where each line begins, and where the last one ends. */
  readonly #starts: readonly number[];

  /** @throws an error where the file is not as long as it says; a `SyntaxError` where its first line is no JSON */
  constructor(private readonly text: DataText) {
    const end = text.indexOf('\n');
    const [lengths, head] = JSON.parse(text.slice(0, Math.max(0, end))) as [number[], unknown];
    const starts = [end + 1];
    let at = end + 1;
    for (const length of lengths) starts.push((at += length + 1));
    if (at !== text.length) throw new Error(`the data of permaudit is damaged: ${text.length} bytes in place of ${at}`);
    this.#starts = starts;
    this.head = head;
  }

  /** A line as it stands there. */
  textOf(line: number): string {
    const start = this.#starts[line];
    const next = this.#starts[line + 1];
    if (start === undefined || next === undefined) throw new Error(`the data of permaudit is damaged: no line ${line}`);
    return this.text.slice(start, next - 1);
  }

  /** @throws a `SyntaxError` where the line is no JSON */
  parse(line: number): unknown {
    return JSON.parse(this.textOf(line));
  }

  /** A line that holds a list. */
  list(line: number): readonly unknown[] {
    const list = this.parse(line);
    if (!Array.isArray(list)) throw new Error(`the data of permaudit is damaged: line ${line} holds no list`);
    return list;
  }
}
