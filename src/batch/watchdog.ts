/**
 * Runs in a thread of a worker process: ends the process when the one that started it is gone, and when it holds more memory
 * than it may, even in a loop.
 */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

export interface Watched {
  parent: number;
  /** Bytes. */
  mostMemory: number;
}

const EVERY_MS = 50;
const STDERR_FD = 2;
const { parent, mostMemory } = workerData as Watched;

setInterval(() => {
  if (process.memoryUsage.rss() > mostMemory) {
    // Not by way of the thread that is busy: its own streams would never be written.
    writeSync(STDERR_FD, 'LIMIT_MEMORY\n');
  } else if (process.ppid === parent) {
    return;
  }
  process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
