/** The side of a worker process: takes the settings, then files, and answers each. */
import { Worker } from 'node:worker_threads';
import { MIB } from '../bytes/process-memory.js';
import type { BatchSetup, Target, WorkerAnswer } from './types.js';
import type { Watched } from './watchdog.js';

/** What a process of the pool does with its settings: it becomes something that audits files. */
export type MakeAuditor = (setup: BatchSetup) => (target: Target) => WorkerAnswer;

/** Serves the process that started this one, for as long as that one lives. */
export function serve(makeAuditor: MakeAuditor): void {
  // Ctrl-C reaches every process of the terminal; what it means is for the one that began the batch to say.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(0));
  watch();
  let audit: ReturnType<MakeAuditor> | null = null;
  process.on('message', (message) => {
    if (audit === null) {
      audit = makeAuditor(message as BatchSetup);
      answer('ready');
    } else {
      answer(audit(message as Target));
    }
  });
}

function answer(message: WorkerAnswer | 'ready'): void {
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
  const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), {
    workerData: watched,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, codeRangeSizeMb: 4, stackSizeMb: 1 },
  });
  watchdog.unref();
}
