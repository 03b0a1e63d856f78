/** What the readers ask of the thread that speaks to servers, and its answers. Plain data. */
import type { MessagePort } from 'node:worker_threads';
import type { ErrorMessage } from '../bytes/error-details.js';
import type { Opened } from './ranges.js';

/** `open`: a file, with its first bytes; another that was open is forgotten. `range`: of the file that is open. */
export type Question = { limitMs: number } & (
  { ask: 'open'; address: string; length: number } | { ask: 'range'; offset: number; length: number }
);

export type Answer =
  | { is: 'opened'; opened: Opened }
  | { is: 'bytes'; bytes: Uint8Array }
  | { is: 'refused'; told: ErrorMessage }
  /** A bug, or a package that is not there. */
  | { is: 'failed'; message: string };

/** What the thread is started with. */
export interface ThreadSetup {
  /** Answers come out of it, and questions go in. */
  port: MessagePort;
  /** One 32-bit number: how many answers were given. */
  given: SharedArrayBuffer;
  /** Where packages are looked for. */
  base: string;
}
