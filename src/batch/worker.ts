/** What a worker process runs. */
import { FileAuditor } from './audit-one.js';
import { memoryOfWorker, serve } from './serve.js';
import type { BatchSetup, Target } from './types.js';

serve((setup) => {
  const auditor = new FileAuditor(setup as BatchSetup, memoryOfWorker());
  return (target) => auditor.audit(target as Target);
});
