/** A process that audits files, seen from outside: it may hang, exhaust its memory or be killed, and the batch goes on. */
import type { ChildProcess, ForkOptions } from 'node:child_process';
import type { BatchSetup, Target, WorkerAnswer } from './types.js';
import type { FaultDetails } from '../bytes/error-details.js';
import type { DataOf } from '../bytes/message.js';
import { systemCodeOrThrow } from '../bytes/system-code.js';
import { workerEnd } from '../words/en/errors.js';
import { forkEntry, type ProcessNeeds } from './entry.js';

/** What is kept of what the process says when it ends: V8's reason stands in front of a native stack. */
const STDERR_BYTES = 16 * 1024;
const LONGEST_REASON = 200;
/** What V8 writes before it aborts (V8::FatalProcessOutOfMemory), and the watchdog before it ends the process. */
const OUT_OF_MEMORY = /JavaScript heap out of memory|Allocation failed|^LIMIT_MEMORY$/m;

export interface WorkerOptions extends ProcessNeeds {
  /** The module that the process runs; it calls `serve`, which is told what it may hold. */
  module: URL;
}

/** The process is gone before it was at this task, which another one may take. */
export class NotBegun extends Error {
  override readonly name = 'NotBegun';
}

/** The process is gone, and the file it was at has no answer. */
export class WorkerDeath extends Error {
  override readonly name = 'WorkerDeath';

  constructor(readonly told: DataOf<FaultDetails, 'WORKER_DIED'>) {
    super(workerEnd(told));
  }
}

interface Waiting {
  onBegin: () => void;
  resolve: (message: unknown) => void;
  reject: (death: WorkerDeath | NotBegun) => void;
}

/**
 * One process. It does one thing at a time: first it starts, then it answers one task, such as a file, after the other, in
 * the order it was given them. It begins the next when the answer to the last one has left it.
 */
export class WorkerProcess<Setup = BatchSetup, Task = Target, Answer = WorkerAnswer> {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #stderr = '';
  /** The first is what it is at. */
  #waiting: Waiting[] = [];
  #death: WorkerDeath | null = null;

  constructor({ module, ...needs }: WorkerOptions) {
    this.#child = forked(module, needs, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (this.#stderr.length < STDERR_BYTES) this.#stderr += text;
    });
    this.#child.on('message', (message) => {
      const done = this.#waiting.shift();
      this.#waiting[0]?.onBegin();
      done?.resolve(message);
    });
    this.#gone = new Promise((resolve) => {
      // `close`, not `exit`: by then all that it wrote has arrived.
      this.#child.once('close', (code, signal) => {
        this.#end(deathOf(code, signal, this.#stderr));
        resolve();
      });
      this.#child.once('error', (error) => {
        this.#end(new WorkerDeath({ problem: 'failed', reason: error.message }));
        if (this.#child.pid === undefined) resolve();
      });
    });
  }

  /** Without file descriptors or processes left, `spawn` returns before there is a process (EMFILE, EAGAIN). */
  get #hasStarted(): boolean {
    return this.#child.pid !== undefined;
  }

  /** Whether it can be asked. */
  get isAlive(): boolean {
    return this.#death === null;
  }

  /**
   * Hands over the settings, and waits until the process can audit.
   * @throws WorkerDeath
   */
  async start(setup: Setup): Promise<void> {
    await this.#ask(setup);
  }

  /**
   * Audits one file, or whatever the task is.
   * @param onBegin called when it begins with it: at once, or when it has answered what it was given before
   * @throws WorkerDeath, or NotBegun
   */
  async audit(task: Task, onBegin?: () => void): Promise<Answer> {
    return (await this.#ask(task, onBegin)) as Answer;
  }

  /**
   * Ends it at once. Who waits for an answer does so no longer, even when the system is slow to end the process. One that
   * did not start is never signalled: its handle holds no process of ours, and a signal would go to whatever it holds.
   */
  kill(): void {
    if (this.#hasStarted) this.#child.kill('SIGKILL');
    this.#end(new WorkerDeath({ problem: 'ended' }));
  }

  /** Ends it after an answer: what it has begun since, and what it was given ahead, counts as not begun. */
  dismiss(): void {
    this.#leave(this.#waiting);
    this.kill();
  }

  /** Resolves when the process is gone. */
  async gone(): Promise<void> {
    await this.#gone;
  }

  #ask(message: Setup | Task, onBegin: () => void = () => undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#death !== null) {
        reject(this.#death);
        return;
      }
      // What cannot be sent is for a process that has ended, which `close` tells with the reason. One that did not start
      // has no channel: `error` tells of it.
      if (this.#hasStarted) this.#child.send(message as object, () => undefined);
      this.#waiting.push({ onBegin, resolve, reject });
      if (this.#waiting.length === 1) onBegin();
    });
  }

  #end(death: WorkerDeath): void {
    this.#death ??= death;
    const [at, ...ahead] = this.#waiting;
    at?.reject(this.#death);
    this.#leave(ahead);
  }

  #leave(tasks: readonly Waiting[]): void {
    this.#waiting = [];
    for (const { reject } of tasks) reject(new NotBegun('the process ended before'));
  }
}

/** @throws WorkerDeath where the system does not let a process start, and Node says so by an exception */
function forked(module: URL, needs: ProcessNeeds, options: ForkOptions): ChildProcess {
  try {
    return forkEntry(module, needs, options);
  } catch (error) {
    throw new WorkerDeath({ problem: 'failed', reason: systemCodeOrThrow(error) });
  }
}

function deathOf(code: number | null, signal: NodeJS.Signals | null, stderr: string): WorkerDeath {
  if (OUT_OF_MEMORY.test(stderr)) return new WorkerDeath({ problem: 'noMemory' });
  // The name and message of an exception that nothing caught.
  const said = /^(?:[A-Za-z]{1,40}Error\b.*|FATAL ERROR: .*)$/m.exec(stderr)?.[0].slice(0, LONGEST_REASON) ?? '';
  return new WorkerDeath(
    signal === null ? { problem: 'exit', exitCode: code, said } : { problem: 'signal', signal, said },
  );
}
