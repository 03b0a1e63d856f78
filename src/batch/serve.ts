/** The side of a worker process: takes the settings, then files, and answers each. */
import { MIB } from '../bytes/process-memory.js';
import { startThread } from './entry.js';
import type { Watched } from './watchdog.js';

/**
 * Serves the process that started this one, for as long as that one lives.
 * @param make what the process does with its settings: it becomes something that answers, such as an auditor of files
 */
export function serve(make: (setup: unknown) => (task: unknown) => unknown): void {
  // Ctrl-C reaches every process of the terminal; what it means is for the one that began the batch to say.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(0));
  watch();
  let work: ReturnType<typeof make> | null = null;
  process.on('message', (message) => {
    if (work === null) {
      work = make(message);
      answer('ready');
    } else {
      answer(work(message));
    }
  });
}

function answer(message: unknown): void {
  // A parent that is gone needs no answer; `disconnect` ends this process.
  process.send?.(message, undefined, undefined, () => undefined);
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
