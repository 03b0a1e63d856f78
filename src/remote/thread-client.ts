/** The thread that speaks to servers, seen from the readers: a question, and its answer, for which everything waits. */
import type { Worker } from 'node:worker_threads';
import { MessageChannel, receiveMessageOnPort, type MessagePort, type WorkerOptions } from 'node:worker_threads';
import type { Answer, Question, ThreadSetup } from './questions.js';

/** Until the thread runs, and for an answer that comes as the time is up. */
const GRACE_MS = 3000;

export interface ThreadOptions {
  /** Starts `remote-thread.ts`. */
  start: (options: WorkerOptions) => Worker;
  /** Where packages are looked for. */
  base: string;
}

interface Running {
  worker: Worker;
  port: MessagePort;
  given: Int32Array;
}

export class RemoteThread {
  #running: Running | null = null;

  constructor(private readonly options: ThreadOptions) {}

  /** The answer to a question; null where there is none in time: the thread is then another one. */
  ask(question: Question): Answer | null {
    const { port, given } = (this.#running ??= this.#start());
    const before = Atomics.load(given, 0);
    port.postMessage(question);
    if (Atomics.wait(given, 0, before, question.limitMs + GRACE_MS) === 'timed-out') {
      this.close();
      return null;
    }
    const received = receiveMessageOnPort(port) as { message: Answer } | undefined;
    return received?.message ?? null;
  }

  close(): void {
    const { worker, port } = this.#running ?? {};
    this.#running = null;
    port?.close();
    void worker?.terminate();
  }

  #start(): Running {
    const { port1, port2 } = new MessageChannel();
    const given = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const workerData: ThreadSetup = { port: port2, given, base: this.options.base };
    const worker = this.options.start({ workerData, transferList: [port2] });
    worker.unref();
    port1.unref();
    return { worker, port: port1, given: new Int32Array(given) };
  }
}
