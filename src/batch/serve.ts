/** The side of a worker process: takes the settings, then files, and answers each. */
import { MIB } from '../bytes/process-memory.js';
import { startThread } from './entry.js';
import type { Watched } from './watchdog.js';

/**
 * Serves the process that started this one, for as long as that one lives. What is at hand is begun when the answer before it
 * has left: a task that ends this process takes no answer with it.
 * @param make what the process does with its settings: it becomes something that answers, such as an auditor of files
 */
export function serve(make: (setup: unknown) => (task: unknown) => unknown): void {
  // Ctrl-C reaches every process of the terminal; what it means is for the one that began the batch to say.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(0));
  watch();
  let work: ReturnType<typeof make> | null = null;
  const atHand: unknown[] = [];
  let isBusy = false;
  const next = (): void => {
    if (isBusy || atHand.length === 0) return;
    isBusy = true;
    const message = atHand.shift();
    if (work === null) {
      work = make(message);
      answer('ready', rest);
    } else {
      answer(work(message), rest);
    }
  };
  const rest = (): void => {
    isBusy = false;
    next();
  };
  process.on('message', (message) => {
    atHand.push(message);
    next();
  });
}

/** @param onSent called when the system has all of it */
function answer(message: unknown, onSent: () => void): void {
  // A parent that is gone needs no answer; `disconnect` ends this process.
  process.send?.(message, undefined, undefined, onSent);
}

/** Bytes that this process may hold. */
export function memoryOfWorker(): number {
  return Number(process.argv[2]) * MIB;
}

/** A process that hangs in a file does not see `disconnect`: a thread of its own looks after the parent, and the memory. */
function watch(): void {
  const watched: Watched = { parent: process.ppid, mostMemory: memoryOfWorker() };
  const watchdog = startThread('watchdog', import.meta.url, {
    workerData: watched,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, codeRangeSizeMb: 4, stackSizeMb: 1 },
  });
  watchdog.unref();
}
