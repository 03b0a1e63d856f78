/** What a worker process of a queue runs: as one of a batch, and it opens files on servers too. */
import { FileAuditor } from '../batch/audit-one.js';
import { packageBase, startThread } from '../batch/entry.js';
import { memoryOfWorker, serve } from '../batch/serve.js';
import type { BatchSetup, Target } from '../batch/types.js';
import { remoteOpener, THREAD } from '../remote/index.js';

const openRemote = remoteOpener({
  start: (options) => startThread('remote-thread', THREAD, options),
  base: packageBase(import.meta.url),
});

serve((setup) => {
  const auditor = new FileAuditor(setup as BatchSetup, memoryOfWorker(), openRemote);
  return (target) => auditor.audit(target as Target);
});
