/** Runs in a worker thread: audits the file it is told. */
import { workerData } from 'node:worker_threads';
import { FileAuditor } from './audit-one.js';
import type { BatchSetup, Target, WorkerAnswer } from './types.js';

let auditor: FileAuditor | undefined;

/** The task of the pool. The settings come once, with the thread. */
export default function work(target: Target): WorkerAnswer {
  auditor ??= new FileAuditor(workerData as BatchSetup);
  return auditor.audit(target);
}
