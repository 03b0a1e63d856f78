/**
 * The programs that worker processes and their threads run. They are modules beside this one; a single executable starts
 * itself, and is told by the first argument which of them to be.
 */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { isEmbedded, readOwnFile } from '../platform/node-own-files.js';

/** What an address of a program inside of an executable begins with. `scripts/lib/executable-main.cjs` has it too. */
const EMBEDDED = 'permaudit:';

/**
 * How much larger than what was left the heap grows before garbage is collected: by twice as much. With a limit as small as a
 * worker's, V8 collects it at less than half as much, over and over (MemoryController::MaxGrowingFactor); it still keeps to the
 * limit, of which it never takes more than half of what is left.
 */
const HEAP_GROWTH = '--heap-growing-percent=200';

/**
 * The address of the program of a worker process.
 * @param beside the module that it lies beside
 */
export function processEntry(name: 'worker' | 'scout-worker' | 'queue-worker', beside: string = import.meta.url): URL {
  return isEmbedded() ? new URL(`${EMBEDDED}${name}`) : new URL(`./${name}.js`, beside);
}

export interface ProcessNeeds {
  /** What it may hold, in MiB. */
  memoryMb: number;
  /** Whether there are as many such processes as processors, or more: no processor is left for threads of its own. */
  isOneOfMany?: boolean;
}

/** Starts a process that runs a program. Throws as `fork` does. */
export function forkEntry(
  entry: URL,
  { memoryMb, isOneOfMany = false }: ProcessNeeds,
  options: ForkOptions,
): ChildProcess {
  const args = [String(memoryMb)];
  const heap = `--max-old-space-size=${memoryMb}`;
  if (entry.protocol === EMBEDDED) {
    // An executable takes V8's options from its environment alone. Those for its collector and its compiler are not among
    // what may stand there: fewer threads is what comes nearest.
    const NODE_OPTIONS = [process.env['NODE_OPTIONS'] ?? '', heap, '--v8-pool-size=1'].join(' ');
    return fork(entry.href, args, { ...options, execArgv: [], env: { ...process.env, NODE_OPTIONS } });
  }
  // Of this process's own options none is meant for it. Threads of the garbage collector cost more than they bring; one
  // that compiles is of use where a processor is free for it, and else would take turns with the other processes.
  const compiler = isOneOfMany ? ['--no-concurrent-recompilation'] : [];
  return fork(entry, args, { ...options, execArgv: [heap, '--single-threaded-gc', HEAP_GROWTH, ...compiler] });
}

/**
 * Starts a thread of a worker process.
 * @param beside the module that the thread's lies beside
 */
export function startThread(name: 'watchdog' | 'remote-thread', beside: string, options: WorkerOptions): Worker {
  if (!isEmbedded()) return new Worker(new URL(`./${name}.js`, beside), options);
  return new Worker(readOwnFile(`${name}.js`).toString('latin1'), { ...options, eval: true });
}

/** What packages beside this program are found from: its own module, or the executable. */
export function packageBase(module: string): string {
  return isEmbedded() ? pathToFileURL(process.execPath).href : module;
}
