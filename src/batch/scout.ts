/** Which split of which app a file is, read in a process of its own: the one that looks for apps opens none itself. */
import type { Limits } from '../bytes/limits.js';
import type { HeaderReader, SplitName } from '../inputs/one-app.js';
import { processEntry } from './entry.js';
import { WorkerDeath, WorkerProcess } from './worker-process.js';

/** How long a process may take beyond the readers' own limit, which it cannot keep in every loop of the platform. */
const GRACE_MS = 5000;

export interface ScoutOptions {
  limits: Readonly<Limits>;
  /** Heap of the process in MiB. */
  memoryMb: number;
  /** Ends the process; what is asked for then is null. */
  signal?: AbortSignal;
  /** The module of the process; default: the one beside this file. */
  worker?: URL;
  /** How long it may take beyond the readers' own limit. Default: 5 s. */
  graceMs?: number;
}

/** Started when it is first asked. A file that ends it, by memory or time, is no split of a set. */
export class Scout {
  #worker: WorkerProcess<Limits, string, SplitName | null> | null = null;
  readonly #stop = (): void => this.#worker?.kill();

  constructor(private readonly options: ScoutOptions) {
    options.signal?.addEventListener('abort', this.#stop, { once: true });
  }

  /** The split that a file is; null where that cannot be read within the limits. */
  readonly headerOf: HeaderReader = async (path) => {
    const { limits, signal, graceMs = GRACE_MS } = this.options;
    if (signal?.aborted === true) return null;
    const timer = setTimeout(this.#stop, limits.timeMs + graceMs);
    try {
      const worker = await this.#running();
      return await worker.audit(path);
    } catch (error) {
      if (error instanceof WorkerDeath) return null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  /** Ends the process. Call it when done. */
  async close(): Promise<void> {
    this.options.signal?.removeEventListener('abort', this.#stop);
    this.#stop();
    await this.#worker?.gone();
  }

  async #running(): Promise<WorkerProcess<Limits, string, SplitName | null>> {
    if (this.#worker?.isAlive === true) return this.#worker;
    const { limits, memoryMb, worker: module = processEntry('scout-worker') } = this.options;
    const worker = new WorkerProcess<Limits, string, SplitName | null>({
      module,
      memoryMb,
    });
    this.#worker = worker;
    await worker.start(limits);
    return worker;
  }
}
