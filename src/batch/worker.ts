/** What a worker process runs. */
import { FileAuditor } from './audit-one.js';
import { memoryOfWorker, serve } from './serve.js';

serve((setup) => {
  const auditor = new FileAuditor(setup, memoryOfWorker());
  return (target) => auditor.audit(target);
});
